//! Negotiations: parties, conduct, instrument.

pub(super) const TABLE: &str = r##"
negotiation-list.json 2
  :8:36: negotiations.north-south: expected an object, found a list
negotiation-id-invalid.json 2
  :9:5: negotiations.north/south: `north/south` is not a valid id
  help: use 1 to 64 lower-case letters, digits, hyphens and underscores
negotiation-unknown-key.json 2
  :12:7: negotiations.north-south.presure: unknown key `presure`
  help: did you mean `pressure`?
party-missing.json 2
  :9:20: negotiations.north-south: missing `partner`: expected the id of a state
party-unknown.json 2
  :11:18: negotiations.north-south.partner: expected the id of a state, found "suoth"
  help: did you mean `south`?
party-far.json 2
  :11:18: negotiations.north-south.partner: expected the id of a state, found "east"
  help: one of `north`, `south`
party-number.json 2
  :11:18: negotiations.north-south.partner: expected the id of a state, found 2
  help: one of `north`, `south`
negotiation-with-itself.json 2
  :9:20: negotiations.north-south: a negotiation of `north` with itself
  help: name another state as `partner`
within-the-union.json 2
  :9:20: negotiations.north-south: `north` and `south` belong to one union, `eu`: migration diplomacy excludes mobility inside it
  help: choose a partner outside the union, or correct `member_of`
union-with-its-member.json 2
  :9:20: negotiations.north-south: `north` and `south` belong to one union, `north`: migration diplomacy excludes mobility inside it
  help: choose a partner outside the union, or correct `member_of`
negotiation-figure-out-of-range.json 2
  :13:16: negotiations.north-south.trust: expected a number from 0 to 1, found 1.5
  :13:45: negotiations.north-south.cost_of_no_agreement: expected a number from 0 to 10, found -1
crisis-protocol-text.json 2
  :13:26: negotiations.north-south.crisis_protocol: expected true or false, found "yes"
initiative-unknown.json 2
  :13:21: negotiations.north-south.initiative: expected one of `destination`, `partner`, found "south"
supporters-text.json 2
  :13:21: negotiations.north-south.supporters: expected a list, found "north"
supporter-unknown.json 2
  :13:22: negotiations.north-south.supporters[0]: expected the id of a state, found "eest"
  help: one of `north`, `south`
  :13:30: negotiations.north-south.supporters[1]: expected the id of a state, found "west"
  help: one of `north`, `south`
supporter-twice.json 2
  :14:30: negotiations.north-south.supporters[1]: "east" is named twice
supporter-is-a-party.json 2
  :13:22: negotiations.north-south.supporters[0]: "south" negotiates itself
  help: name states that stand behind the destination
dyadic-leverage-number.json 2
  :13:19: negotiations.north-south.leverage: expected an object, found 0.5
dyadic-leverage-unknown-side.json 2
  :13:21: negotiations.north-south.leverage.destinaton: unknown key `destinaton`
  help: did you mean `destination`?
floors-unknown-side.json 2
  :13:19: negotiations.north-south.floors.north: unknown key `north`
  help: valid keys: `destination`, `partner`
conduct-text.json 2
  :13:18: negotiations.north-south.conduct: expected an object, found "coercive"
conduct-preset-unknown.json 2
  :13:35: negotiations.north-south.conduct.destination: expected one of `none`, `cooperative`, `coercive`, `flexible_incentive`, found "cooperativ"
  help: did you mean `cooperative`?
conduct-preset-for-the-partner.json 2
  :13:31: negotiations.north-south.conduct.partner: expected an object, found "cooperative"
conduct-unknown-key.json 2
  :13:37: negotiations.north-south.conduct.destination.positve: unknown key `positve`
  help: did you mean `positive`?
conduct-out-of-range.json 2
  :13:44: negotiations.north-south.conduct.partner.reverse: expected a number from 0 to 1, found 2
conduct-unknown-side.json 2
  :13:20: negotiations.north-south.conduct.north: unknown key `north`
  help: valid keys: `destination`, `partner`
accompanying-unknown.json 2
  :13:24: negotiations.north-south.accompanying[0]: expected one of `special_envoy`, `migration_referents`, `inter_ministerial_body`, `projects`, `training`, `joint_board`,
  help: did you mean `special_envoy`?
accompanying-twice.json 2
  :13:41: negotiations.north-south.accompanying[1]: "special_envoy" is named twice
layers-fraction.json 2
  :13:17: negotiations.north-south.layers: expected a whole number from 0 to 50, found 1.5
instrument-unknown.json 2
  :13:21: negotiations.north-south.instrument: expected the id of an instrument, found "memorandum"
  help: one of `bilateral_agreement`, `readmission_agreement`, `eu_readmission_agreement`, `visa_facilitation_agreement`,
instrument-misspelt.json 2
  :13:21: negotiations.north-south.instrument: expected the id of an instrument, found "memorandum_of_understandin"
  help: did you mean `memorandum_of_understanding`?
instrument-without-id.json 2
  :13:21: negotiations.north-south.instrument: missing `id`: expected the id of an instrument
instrument-unknown-key.json 2
  :13:60: negotiations.north-south.instrument.bindng: unknown key `bindng`
  help: did you mean `binding`?
instrument-of-an-organisation.json 2
  :13:21: negotiations.north-south.instrument: `common_agenda` is concluded by an organisation, and `north` is a state
  help: choose a bilateral instrument, or set "kind": "organisation"
instrument-between-states.json 2
  :13:21: negotiations.north-south.instrument: `mobility_agreement` is concluded between states, and `north` is an organisation
  help: choose an instrument of the EU level, such as `eu_readmission_agreement`
instrument-does-not-cover.json 2
  :12:21: negotiations.north-south.instrument: `readmission_agreement` cannot contain the issue `development_aid`
  help: it covers readmission, voluntary_return, documentation, reintegration, administrative_arrangements; use a
  :12:21: negotiations.north-south.instrument: `readmission_agreement` cannot contain the issue `visa_facilitation`
  help: it covers readmission, voluntary_return, documentation, reintegration, administrative_arrangements; use a
instrument-needs-readmission.json 2
  :12:21: negotiations.north-south.instrument: `mobility_partnership` needs `readmission` among the issues
  help: add the issue, or choose another instrument
instrument-needs-a-host.json 2
  :13:21: negotiations.north-south.instrument: `compact` is for countries of first refuge, and `south` is not one
  help: add the role `transit` or `destination`, or choose another instrument
"##;
