//! Issues and budgets.

pub(super) const TABLE: &str = r##"
issues-missing.json 2
  :9:20: negotiations.north-south: missing `issues`: expected an object of issues by id
issues-empty.json 2
  :12:17: negotiations.north-south.issues: expected an object of issues by id, found an empty object
issues-list.json 2
  :12:17: negotiations.north-south.issues: expected an object, found a list
issues-too-many.json 2
  :77:9: negotiations.north-south.issues: expected at most 64 issues, found 65
issue-null.json 2
  :12:34: negotiations.north-south.issues.readmission: expected an object, found null
issue-id-invalid.json 2
  :12:38: negotiations.north-south.issues.Visa: `Visa` is not a valid id
  help: use 1 to 64 lower-case letters, digits, hyphens and underscores
issue-misspelt.json 2
  :12:33: negotiations.north-south.issues.readmision: missing `conceded_by`: `readmision` is not in the issue catalogue, so it has no default
  help: did you mean `readmission`, which has defaults?
  :12:33: negotiations.north-south.issues.readmision: missing `value.destination`: `readmision` is not in the issue catalogue, so it has no default
  help: did you mean `readmission`, which has defaults?
  :12:33: negotiations.north-south.issues.readmision: missing `value.partner`: `readmision` is not in the issue catalogue, so it has no default
  help: did you mean `readmission`, which has defaults?
issue-free-without-values.json 2
  :12:51: negotiations.north-south.issues.fisheries: missing `value.partner`: `fisheries` is not in the issue catalogue, so it has no default
  help: `demarche list issues` shows the catalogue
issue-conceded-by-a-state.json 2
  :12:51: negotiations.north-south.issues.readmission.conceded_by: expected one of `destination`, `partner`, found "south"
issue-value-number.json 2
  :12:45: negotiations.north-south.issues.readmission.value: expected an object, found 0.5
issue-value-unknown-side.json 2
  :12:47: negotiations.north-south.issues.readmission.value.destnation: unknown key `destnation`
  help: did you mean `destination`?
issue-value-out-of-range.json 2
  :12:58: negotiations.north-south.issues.readmission.value.partner: expected a number from -10 to 10, found -50
issue-unknown-key.json 2
  :12:36: negotiations.north-south.issues.readmission.vaule: unknown key `vaule`
  help: did you mean `value`?
issue-moves-unknown.json 2
  :12:47: negotiations.north-south.issues.readmission.moves.returns: unknown key `returns`
  help: valid keys: `return_rate`, `irregular_flow`, `legal_mobility`
issue-area-unknown.json 2
  :12:44: negotiations.north-south.issues.readmission.area: expected `migration`, found "trade"
issue-area-of-the-catalogue.json 2
  :12:44: negotiations.north-south.issues.readmission.area: expected `migration`, found "other"
budget-number.json 2
  :14:40: negotiations.north-south.issues.development_aid.budget: expected an object, found 150
budget-two-totals.json 2
  :14:68: negotiations.north-south.issues.development_aid.budget: expected exactly one of `total`, `per_year`, `per_round`, found two
budget-no-total.json 2
  :14:40: negotiations.north-south.issues.development_aid.budget: expected exactly one of `total`, `per_year`, `per_round`, found none
budget-wrong-unit.json 2
  :14:64: negotiations.north-south.issues.development_aid.budget.unit: expected `EUR million`, found "USD million"
  help: did you mean `EUR million`?
budget-negative.json 2
  :14:51: negotiations.north-south.issues.development_aid.budget.total: expected a number from 0 to 1000000, found -150
budget-years-zero.json 2
  :14:65: negotiations.north-south.issues.development_aid.budget.years: expected a number from 0.1 to 100, found 0
budget-years-drawn.json 2
  :14:65: negotiations.north-south.issues.development_aid.budget.years: the years of a total cannot be drawn
  help: write a plain number, or draw the total
budget-years-without-total.json 2
  :14:58: negotiations.north-south.issues.development_aid.budget.years: unknown key `years`
  help: valid keys: `source`, `note`, `basis`, `unit`, `total`, `per_year`, `per_round`
budget-unknown-key.json 2
  :14:56: negotiations.north-south.issues.development_aid.budget.currency: unknown key `currency`
  help: valid keys: `source`, `note`, `basis`, `unit`, `total`, `per_year`, `per_round`, `years`
budget-evidence-without-source.json 2
  :14:40: negotiations.north-south.issues.development_aid.budget: evidence without a source
  help: add "source" with a key of `sources`, or say "assumption"
"##;
