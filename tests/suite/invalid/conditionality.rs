//! Levers, clauses and linkages.

pub(super) const TABLE: &str = r##"
levers-list.json 2
  :13:17: negotiations.north-south.levers: expected an object, found an empty list
lever-named-like-an-issue.json 2
  :13:19: negotiations.north-south.levers.readmission: `readmission` is already the id of an issue
  help: give the lever another id
lever-id-invalid.json 2
  :13:19: negotiations.north-south.levers."Visa measures": `Visa measures` is not a valid id
  help: use 1 to 64 lower-case letters, digits, hyphens and underscores
lever-unknown-key.json 2
  :13:51: negotiations.north-south.levers.visas.worth: unknown key `worth`
  help: valid keys: `note`, `name`, `by`, `channel`, `level`, `value`, `cost`
lever-by-a-state.json 2
  :13:36: negotiations.north-south.levers.visas.by: expected one of `destination`, `partner`, found "north"
lever-channel-unknown.json 2
  :13:41: negotiations.north-south.levers.visas.channel: expected one of `economic`, `political`, `strategic`, `migration`, found "migraton"
  help: did you mean `migration`?
lever-level-unknown.json 2
  :13:39: negotiations.north-south.levers.visas.level: expected one of `national`, `eu`, found "european"
lever-value-negative.json 2
  :13:39: negotiations.north-south.levers.visas.value: expected a number from 0 to 10, found -0.5
clause-null.json 2
  :13:28: negotiations.north-south.clauses.deal: expected an object, found null
clause-without-if.json 2
  :13:28: negotiations.north-south.clauses.deal: missing `if`: expected the id of an issue, or "agreement"
clause-if-unknown.json 2
  :13:36: negotiations.north-south.clauses.deal.if: expected the id of an issue, or "agreement", found "readmision"
  help: did you mean `readmission`?
clause-if-number.json 2
  :13:36: negotiations.north-south.clauses.deal.if: expected the id of an issue, or "agreement", found 1
  help: one of `readmission`, `visa_facilitation`, `agreement`
clause-on-its-own-issue.json 2
  :13:57: negotiations.north-south.clauses.deal.if: a clause by the destination watches what the other side concedes, and "visa_facilitation" is its own concession
clause-at-least-and-below.json 2
  :13:77: negotiations.north-south.clauses.deal: expected exactly one of `at_least`, `below`, found two
clause-neither-at-least-nor-below.json 2
  :13:28: negotiations.north-south.clauses.deal: expected exactly one of `at_least`, `below`, found none
clause-more-and-less.json 2
  :13:105: negotiations.north-south.clauses.deal: expected exactly one of `more`, `less`, found two
clause-neither-more-nor-less.json 2
  :13:28: negotiations.north-south.clauses.deal: expected exactly one of `more`, `less`, found none
clause-more-misspelt.json 2
  :13:28: negotiations.north-south.clauses.deal: expected exactly one of `more`, `less`, found none
  :13:63: negotiations.north-south.clauses.deal.at_least: expected a number from 0 to 1, found 5
  :13:66: negotiations.north-south.clauses.deal.mroe: unknown key `mroe`
  help: did you mean `more`?
clause-more-unknown.json 2
  :13:76: negotiations.north-south.clauses.deal.more: expected a lever or a concession of the destination, found "visa_facilitaton"
  help: did you mean `visa_facilitation`?
clause-less-unknown.json 2
  :13:73: negotiations.north-south.clauses.deal.less: expected a lever or a concession of the destination, found "tariffs"
  help: one of `visa_facilitation`, `general_benefits`, `general_restrictions`, `further_support`
clause-more-of-the-other-side.json 2
  :13:76: negotiations.north-south.clauses.deal.more: expected a lever or a concession of the destination, found "readmission"
  help: one of `visa_facilitation`, `general_benefits`, `general_restrictions`, `further_support`
clause-by-unknown.json 2
  :13:36: negotiations.north-south.clauses.deal.by: expected one of `destination`, `partner`, found "south"
  :13:86: negotiations.north-south.clauses.deal.less: expected a lever or a concession of the destination, found "onward_movement"
  help: one of `visa_facilitation`, `general_benefits`, `general_restrictions`, `further_support`
clause-demand-by-the-destination.json 2
  :13:108: negotiations.north-south.clauses.deal.demands: only a clause by the partner that gives `less` can demand
clause-demand-unknown.json 2
  :13:118: negotiations.north-south.clauses.deal.demands: expected a lever of the destination, found "more_support"
  help: did you mean `further_support`?
clause-threshold-out-of-range.json 2
  :13:63: negotiations.north-south.clauses.deal.at_least: expected a number from 0 to 1, found 55
clause-rounds-zero.json 2
  :13:82: negotiations.north-south.clauses.deal.for_rounds: expected a whole number from 1 to 1000, found 0
clause-rounds-fraction.json 2
  :13:82: negotiations.north-south.clauses.deal.for_rounds: expected a whole number from 1 to 1000, found 1.5
clause-unknown-key.json 2
  :13:28: negotiations.north-south.clauses.deal: expected exactly one of `at_least`, `below`, found none
  :13:51: negotiations.north-south.clauses.deal.atleast: unknown key `atleast`
  help: did you mean `at_least`?
linkages-list.json 2
  :13:19: negotiations.north-south.linkages: expected an object, found an empty list
linkage-kind-unknown.json 2
  :13:87: negotiations.north-south.linkages.deal.kind: expected one of `tactical`, `substantive`, found "tacticl"
  help: did you mean `tactical`?
linkage-kind-missing.json 2
  :13:29: negotiations.north-south.linkages.deal: missing `kind`: expected `tactical` or `substantive`
linkage-mode-unknown.json 2
  :13:107: negotiations.north-south.linkages.deal.mode: expected one of `joint`, `parallel`, `sequential`, found "serial"
linkage-of-one-issue.json 2
  :13:41: negotiations.north-south.linkages.deal.issues: expected at least two issues to link, found 1
linkage-issues-missing.json 2
  :13:29: negotiations.north-south.linkages.deal: missing `issues`: expected a list of issue ids
linkage-issues-text.json 2
  :13:41: negotiations.north-south.linkages.deal.issues: expected a list, found "readmission"
linkage-issue-unknown.json 2
  :13:57: negotiations.north-south.linkages.deal.issues[1]: expected the id of an issue, found "visa_waiver"
  help: one of `readmission`, `visa_facilitation`
linkage-issue-twice.json 2
  :13:57: negotiations.north-south.linkages.deal.issues[1]: "readmission" is named twice
linkage-unknown-key.json 2
  :13:99: negotiations.north-south.linkages.deal.type: unknown key `type`
  help: valid keys: `note`, `kind`, `mode`, `issues`
linkage-circular.json 2
  :14:18: negotiations.north-south.linkages.first: sequential linkages wait for each other in a circle: no talks can open
  help: give the issues one order, or link them jointly
linkage-joint-and-sequential.json 2
  :15:23: negotiations.north-south.linkages.one-by-one: `readmission` and `visa_facilitation` cannot be settled apart: joint linkages tie them together
  help: leave one of them out here, or change the joint linkage
linkage-joint-and-parallel.json 2
  :14:18: negotiations.north-south.linkages.apart: `readmission` and `visa_facilitation` cannot be settled apart: joint linkages tie them together
  help: leave one of them out here, or change the joint linkage
"##;
