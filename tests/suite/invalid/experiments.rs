//! Experiment files.

pub(super) const TABLE: &str = r##"
experiment-bands.json 2
  :3:29: pattern: an experiment is on a claim or on a pattern, not on both
  :7:18: expect[0].between: expected the lower figure first, found 0.2 and 0.1
  :7:43: expect[0]: `direction` does not go with `between`
  help: give a direction, with `by` or `margin`, or a band
  :7:61: expect[0]: `by` does not go with `between`
  help: give a direction, with `by` or `margin`, or a band
  :8:92: expect[1]: `control` does not go with the reading `level`
  help: a level is that of the treatment alone
  :9:71: expect[1]: `treatment_against` does not go with the reading `level`
  help: only a difference has a second pair
  :10:5: expect[2]: missing `cases`: expected the cases of each group of an evaluation
  :11:18: expect[2].between: expected a list of two figures, the lower one first; null for one of them leaves that side open, found 7
  :13:60: expect[3].cases: expected a whole number from 2 to 100000, found 1
  :15:18: expect[4].between: a band that is open on both sides holds everything
  :15:43: expect[4].reading: expected a reading, found "ration"
  help: did you mean `ratio`?
  :17:43: expect[5]: `reading` does not go with a direction
  help: a direction is one of the difference; give a band in `between`
  :17:61: expect[5]: `cases` does not go with a direction
  help: a direction is one of the difference; give a band in `between`
  :18:5: expect[6]: missing `direction`: expected a direction, or a band in `between`
experiment-everything-wrong.json 2
  :2:13: format: expected "demarche-experiment/1", found "demarche-experiment/2"
  :2:47: title: expected a title, found ""
  :3:11: base: expected a scenario: a library name or a path, found 7
  :3:23: claim: expected text in double quotes, found 1
  :4:24: arms.control: expected an object of values by path, found 3
  :4:27: arms."treat\u{7}": `treat\u{7}` is not a name for an arm
  :6:5: expect[0]: missing `margin`: expected a number above 0, within which a difference is none
  :6:47: expect[0].metric: expected the name of a metric, found "survivl"
  help: did you mean `survival`?
  :6:71: expect[0].treatment: expected the name of an arm, found "tret"
  help: did you mean `treat\u{7}`?
  :7:39: expect[0]: `by` does not go with this direction
  help: give `margin`: `no_change` is judged by `margin`, the others by `by`
  :8:5: expect[1]: missing `negotiation`: expected the id of a negotiation
  :8:5: expect[1]: missing `metric`: expected the name of a metric
  :8:5: expect[1]: missing `treatment`: expected the name of an arm
  :8:5: expect[1]: missing `control`: expected the name of an arm
  :8:5: expect[1]: missing `control_against`: expected the name of an arm
  :8:20: expect[1].direction: expected a direction, found "up"
  help: expected one of increase, decrease, no_change
  :8:64: expect[1].by: expected a number not below 0, found -1
  :9:5: expect[2]: expected an object, found "more"
  :11:3: runs: unknown key `runs`
  help: valid keys: `$schema`, `format`, `title`, `base`, `claim`, `pattern`, `source`, `question`, `note`, `finding`, `basis`, `settings_within`, `changes`, `arms`, `expect`
experiment-judged.json 2
  :3:15: question: expected text in double quotes, found 1
  :3:29: finding: expected a verdict, found "hold"
  help: did you mean `holds`?
  :4:12: basis: expected "emergent", or an object with `built_in` and the equation, found "built_in"
  :4:43: settings_within: expected a number above 0 and below 1, found 1
  :5:14: changes: expected an object of values by path, found a list
  :9:41: expect[0].basis: missing `built_in`: expected the equation, and where it is
  :9:43: expect[0].basis.builtin: unknown key `builtin`
  help: did you mean `built_in`?
experiment-margin.json 2
  :6:42: expect[0]: `margin` does not go with this direction
  help: give `by`: `no_change` is judged by `margin`, the others by `by`
  :8:43: expect[1].margin: expected a number above 0, found 0
experiment-one-arm.json 2
  :3:11: arms: expected an object of 2 to 16 arms by name, found 1
  help: an arm without changes, `"control": {}`, is the base as it is
  :4:13: expect: expected a list, found an empty object
"##;
