//! Events and settings.

pub(super) const TABLE: &str = r##"
events-list.json 2
  :4:13: events: expected an object, found an empty list
event-date-missing.json 2
  :5:23: events.vote: missing `date`: expected a month from 2024-01 to 2028-12
event-date-malformed.json 2
  :5:71: events.vote.date: expected a month from 2024-01 to 2028-12, found "autumn 2026"
event-date-number.json 2
  :5:71: events.vote.date: expected a month from 2024-01 to 2028-12, found 2026
event-before-the-start.json 2
  :5:71: events.vote.date: expected a month from 2024-01 to 2028-12, found "2023-12"
event-after-the-end.json 2
  :5:71: events.vote.date: expected a month from 2024-01 to 2028-12, found "2029-01"
event-kind-missing.json 2
  :5:23: events.vote: missing `kind`: expected the kind of the event
event-kind-unknown.json 2
  :5:33: events.vote.kind: expected one of `change_of_government`, `election`, `crisis`, `surge`, `instrumentalisation`, `funding_stop`, found "elections"
  help: did you mean `election`?
event-state-missing.json 2
  :5:23: events.vote: missing `state`: expected the id of a state
event-state-unknown.json 2
  :5:54: events.vote.state: expected the id of a state, found "soth"
  help: did you mean `south`?
event-negotiation-unknown.json 2
  :5:57: events.vote.negotiation: expected the id of a negotiation, found "south-north"
  help: one of `north-south`
event-negotiation-for-a-state.json 2
  :5:23: events.vote: missing `state`: expected the id of a state
  :5:43: events.vote.negotiation: unknown key `negotiation`
  help: valid keys: `note`, `by`, `date`, `kind`, `state`, `probability`, `months`, `pressure`, `disposition`
funding-stop-side-missing.json 2
  :5:23: events.stop: missing `by`: expected `destination` or `partner`
funding-stop-side-unknown.json 2
  :5:85: events.stop.by: expected one of `destination`, `partner`, found "donor"
funding-stop-issue-of-the-other-side.json 2
  :5:109: events.stop.issue: expected the id of an issue that the destination concedes, found "readmission"
  help: one of `visa_facilitation`
funding-stop-nothing-to-stop.json 2
  :5:23: events.stop: the destination concedes nothing in `north-south`: there is nothing to stop
event-irregular-election.json 2
  :5:63: events.vote.irregular: unknown key `irregular`
  help: valid keys: `note`, `by`, `date`, `kind`, `state`, `probability`, `months`, `pressure`, `disposition`
event-probability-out-of-range.json 2
  :5:97: events.vote.probability: expected a number from 0 to 1, found 50
event-unknown-key.json 2
  :5:82: events.vote.probabilty: unknown key `probabilty`
  help: did you mean `probability`?
settings-list.json 2
  :4:15: settings: expected an object, found an empty list
setting-unknown.json 2
  :4:17: settings.deadlin: unknown key `deadlin`
  help: did you mean `deadline`?
setting-unknown-inner.json 2
  :4:28: settings.kappa.bse: unknown key `bse`
  help: did you mean `base`?
setting-out-of-range.json 2
  :4:37: settings.fulfilment_speed: expected a number from 0 to 1, found 1.5
  :4:58: settings.movement_lag: expected a number from 0.1 to 600, found 0
  :4:70: settings.noise: expected a number from 0 to 10, found -1
setting-null.json 2
  :4:25: settings.bite: expected a number from 0 to 10, found null
  help: write a number, or an object with `value` or a distribution
setting-text.json 2
  :4:27: settings.shocks: expected a number from 0 to 100, found "off"
  help: write a number, or an object with `value` or a distribution
setting-tactics-unknown.json 2
  :4:28: settings.tactics: expected one of `time`, `equilibrium`, found "equilibrum"
  help: did you mean `equilibrium`?
punishment-for-ever-at-full-patience.json 2
  :6:106: states.north.patience: punishment for ever (`settings.punished_rounds` null) has no finite value at a patience of 1
  help: lower the patience, or give a number of punished rounds
punishment-for-ever-at-drawn-patience.json 2
  :6:106: states.north.patience: punishment for ever (`settings.punished_rounds` null) has no finite value at a patience of 1
  help: lower the patience, or give a number of punished rounds
punishment-for-ever-without-states.json 2
  :5:13: states: expected an object of states by id, found an empty object
  :6:36: negotiations.north-south: missing `destination`: expected the id of a state
  :6:36: negotiations.north-south: missing `partner`: expected the id of a state
"##;
