//! States.

pub(super) const TABLE: &str = r##"
state-number.json 2
  :5:14: states.north: expected an object, found 1
state-null.json 2
  :5:14: states.north: expected an object, found null
state-id-invalid.json 2
  :5:5: states."North Sea": `North Sea` is not a valid id
  help: use 1 to 64 lower-case letters, digits, hyphens and underscores
state-id-empty.json 2
  :6:5: states."": `` is not a valid id
  help: use 1 to 64 lower-case letters, digits, hyphens and underscores
state-required-missing.json 2
  :5:14: states.north: missing `capacity`: expected a number from 0 to 1
  :5:14: states.north: missing `stability`: expected a number from 0 to 1
  :6:14: states.south: missing `leverage`: expected a number from 0 to 1, or an object of channels
state-unknown-key.json 2
  :5:76: states.north.stabilty: unknown key `stabilty`
  help: did you mean `stability`?
state-name-number.json 2
  :5:24: states.north.name: expected text in double quotes, found 1
state-kind-unknown.json 2
  :5:24: states.north.kind: expected one of `state`, `organisation`, found "organization"
  help: did you mean `organisation`?
state-regime-unknown.json 2
  :5:26: states.north.regime: expected one of `consolidated_democracy`, `other`, found "democracy"
state-roles-text.json 2
  :5:25: states.north.roles: expected a list, found "destination"
state-role-unknown.json 2
  :5:41: states.north.roles[1]: expected one of `destination`, `origin`, `transit`, found "trasit"
  help: did you mean `transit`?
state-member-of-flag.json 2
  :5:29: states.north.member_of: expected text in double quotes, found true
leverage-channel-misspelt.json 2
  :5:56: states.north.leverage.economc: unknown key `economc`
  help: did you mean `economic`?
leverage-channel-unknown.json 2
  :5:73: states.north.leverage.military: unknown key `military`
  help: valid keys: `economic`, `political`, `strategic`, `migration`
leverage-channel-out-of-range.json 2
  :5:68: states.north.leverage.economic: expected a number from 0 to 1, found 5
leverage-text.json 2
  :5:54: states.north.leverage: expected a number from 0 to 1, found "strong"
  help: write a number, or an object with `value` or a distribution
leverage-empty.json 2
  :5:54: states.north.leverage: expected exactly one of `value`, `uniform`, `triangular`, `normal`, `beta`, `choice`, found none
state-budget-negative.json 2
  :5:26: states.north.budget: expected a number from 0 to 1000000 or `null`, found -1
state-id-too-long.json 2
  :6:5: states.sssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssss…: `sssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssss…` is not a valid id
  help: use 1 to 64 lower-case letters, digits, hyphens and underscores
"##;
