//! The members of the whole file.

pub(super) const TABLE: &str = r##"
nothing-given.json 2
  :1:1: missing `format`: expected "demarche/1"
  :1:1: missing `title`: expected a title
  :1:1: missing `states`: expected an object of states by id
  :1:1: missing `negotiations`: expected an object of negotiations by id
format-missing.json 2
  :1:1: missing `format`: expected "demarche/1"
format-unknown.json 2
  :2:13: format: expected "demarche/1", found "demarche/2"
  help: write "format": "demarche/1"
format-number.json 2
  :2:13: format: expected "demarche/1", found 1
  help: write "format": "demarche/1"
title-missing.json 2
  :1:1: missing `title`: expected a title
title-number.json 2
  :3:12: title: expected text in double quotes, found 2023
title-null.json 2
  :3:12: title: expected text in double quotes, found null
question-list.json 2
  :4:15: question: expected text in double quotes, found a list
notes-number.json 2
  :4:23: notes[1]: expected text, found 7
start-malformed.json 2
  :4:12: start: expected a month such as "2023-07", found "July 2023"
start-month-13.json 2
  :4:12: start: expected a month such as "2023-07", found "2023-13"
start-number.json 2
  :4:12: start: expected a month such as "2023-07", found 2023
years-zero.json 2
  :4:12: years: expected a whole number from 1 to 100, found 0
years-over-a-century.json 2
  :4:12: years: expected a whole number from 1 to 100, found 101
years-fraction.json 2
  :4:12: years: expected a whole number from 1 to 100, found 2.5
years-text.json 2
  :4:12: years: expected a whole number from 1 to 100, found "ten"
years-null.json 2
  :4:12: years: expected a whole number from 1 to 100, found null
years-drawn.json 2
  :4:12: years: expected a whole number from 1 to 100, found an object
months-per-round-zero.json 2
  :4:23: months_per_round: expected a whole number from 1 to 12, found 0
months-per-round-13.json 2
  :4:23: months_per_round: expected a whole number from 1 to 12, found 13
unknown-key-top.json 2
  :4:3: setings: unknown key `setings`
  help: did you mean `settings`?
unknown-key-top-far.json 2
  :4:3: colour: unknown key `colour`
  help: valid keys: `$schema`, `format`, `sources`, `title`, `question`, `notes`, `afterwards`, `claims`, `start`, `years`,
states-missing.json 2
  :1:1: missing `states`: expected an object of states by id
states-empty.json 2
  :4:13: states: expected an object of states by id, found an empty object
states-list.json 2
  :4:13: states: expected an object, found a list
negotiations-empty.json 2
  :8:19: negotiations: expected an object of negotiations by id, found an empty object
negotiations-missing.json 2
  :1:1: missing `negotiations`: expected an object of negotiations by id
negotiations-null.json 2
  :8:19: negotiations: expected an object, found null
many-problems.json 2
  :3:12: title: expected text in double quotes, found 7
  :4:3: yeers: unknown key `yeers`
  :5:23: months_per_round: expected a whole number from 1 to 12, found 0
  :8:26: states.north.roles[0]: expected one of `destination`, `origin`, `transit`, found "destnation"
  :8:53: states.north.leverage: expected a number from 0 to 1, found 6
  :8:86: states.north.stability: expected a number from 0 to 1, found "high"
  :9:14: states.south: missing `stability`: expected a number from 0 to 1
  :9:41: states.south.leverage.uniform: expected low < high, found 0.7 and 0.4
  :9:93: states.south.capacity.source: `wig` is not a key of `sources`
  :10:5: states.East: `East` is not a valid id
  :12:26: settings.noise: expected a number from 0 to 10, found -1
  :12:41: settings.kappa.slop: unknown key `slop`
  :16:18: negotiations.north-south.partner: expected the id of a state, found "suoth"
  :17:16: negotiations.north-south.trust: expected a number from 0 to 1, found null
  :18:21: negotiations.north-south.instrument: expected the id of an instrument, found "treaty"
  :19:35: negotiations.north-south.conduct.destination: expected one of `none`, `cooperative`, `coercive`, `flexible_incentive`, found "coercion"
  :21:48: negotiations.north-south.issues.readmission.value.partner: expected a number from -10 to 10, found "low"
  :22:22: negotiations.north-south.issues.fisheries: missing `value.partner`: `fisheries` is not in the issue catalogue, so it has no default
  :24:36: negotiations.north-south.levers.visas.by: expected one of `destination`, `partner`, found "north"
  :26:26: negotiations.north-south.clauses.first.if: expected the id of an issue, or "agreement", found "readmision"
  :27:19: negotiations.north-south.clauses.second: expected exactly one of `more`, `less`, found none
  :27:54: negotiations.north-south.clauses.second.at_least: expected a number from 0 to 1, found 5
  :27:57: negotiations.north-south.clauses.second.les: unknown key `les`
  :29:41: negotiations.north-south.linkages.deal.issues: expected at least two issues to link, found 1
  :29:66: negotiations.north-south.linkages.deal.kind: expected one of `tactical`, `substantive`, found "loose"
  :32:71: events.vote.date: expected a month from 2024-01 to 2033-12, found "next year"
  :33:15: rulebook: expected one of `inform-2024`, `none`, found "inform"
  :36:59: rules.trust/grow.stage: expected one of `talks`, `ratification`, `in_force`, `suspended`, `dormant`, `ended`, `any`, found "negotiation"
  :37:16: rules.trust/grow.when: unknown quantity `trst`
  :37:30: rules.trust/grow.when: `clause.observed` belongs to a clause, and a rule of kind `context` has none
  :38:17: rules.trust/grow.then.pressure: `pressure` can be read but not changed
  :38:48: rules.trust/grow.then.trust: expected an effect that begins with `+`, `-`, `*` or `=`
  :39:22: rules.trust/grow.probability: expected a number from 0 to 1, found 2
"##;
