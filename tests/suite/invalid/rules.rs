//! Rules and overrides of rules.

pub(super) const TABLE: &str = r##"
rulebook-unknown.json 2
  :4:15: rulebook: expected one of `inform-2024`, `none`, found "inform-2023"
  help: did you mean `inform-2024`?
rulebook-null.json 2
  :4:15: rulebook: expected one of `inform-2024`, `none`, found null
rules-list.json 2
  :4:12: rules: expected an object, found an empty list
rule-number.json 2
  :5:19: rules.trust/grow: expected an object, found 1
rule-id-invalid.json 2
  :5:5: rules."Trust grows": `Trust grows` is not a valid rule id
  help: use 1 to 64 lower-case letters, digits, hyphens, underscores and slashes
rule-incomplete.json 2
  :5:19: rules.trust/grow: missing `kind`: expected one of `positive`, `negative`, `reverse`, `context`
  :5:19: rules.trust/grow: missing `actor`: expected one of `destination`, `partner`
  :5:19: rules.trust/grow: missing `stage`: expected one of `talks`, `ratification`, `in_force`, `suspended`, `dormant`, `ended`, `any`
  :5:19: rules.trust/grow: missing `says`: expected a sentence
  :5:19: rules.trust/grow: missing `source`: expected a sentence
rule-unknown-key.json 2
  :13:7: rules.trust/grow.cooldwn: unknown key `cooldwn`
  help: did you mean `cooldown`?
rule-kind-unknown.json 2
  :6:15: rules.trust/grow.kind: expected one of `positive`, `negative`, `reverse`, `context`, found "negativ"
  help: did you mean `negative`?
rule-actor-unknown.json 2
  :7:16: rules.trust/grow.actor: expected one of `destination`, `partner`, found "north"
rule-stage-unknown.json 2
  :8:16: rules.trust/grow.stage: expected one of `talks`, `ratification`, `in_force`, `suspended`, `dormant`, `ended`, `any`, found "in-force"
  help: did you mean `in_force`?
rule-stages-empty.json 2
  :8:16: rules.trust/grow.stage: expected one of `talks`, `ratification`, `in_force`, `suspended`, `dormant`, `ended`, `any`, found an empty list
rule-stage-in-a-list-unknown.json 2
  :8:26: rules.trust/grow.stage[1]: expected one of `talks`, `ratification`, `in_force`, `suspended`, `dormant`, `ended`, `any`, found "bargaining"
rule-magnitude-unknown.json 2
  :13:20: rules.trust/grow.magnitude: expected one of `evidence`, `assumption`, found "guess"
rule-says-number.json 2
  :11:15: rules.trust/grow.says: expected text in double quotes, found 1
rule-enabled-text.json 2
  :13:18: rules.trust/grow.enabled: expected true or false, found "no"
rule-probability-out-of-range.json 2
  :13:22: rules.trust/grow.probability: expected a number from 0 to 1, found 1.5
rule-probability-drawn.json 2
  :13:22: rules.trust/grow.probability: expected a number from 0 to 1, found an object
rule-cooldown-negative.json 2
  :13:19: rules.trust/grow.cooldown: expected a whole number from 0 to 10000, found -1
rule-cooldown-fraction.json 2
  :13:19: rules.trust/grow.cooldown: expected a whole number from 0 to 10000, found 0.5
rule-limit-zero.json 2
  :13:16: rules.trust/grow.limit: expected a whole number from 1 to 10000, found 0
rule-limit-null.json 2
  :13:16: rules.trust/grow.limit: expected a whole number from 1 to 10000, found null
rule-when-flag.json 2
  :9:15: rules.trust/grow.when: expected a condition as text, found true
rule-when-empty.json 2
  :9:16: rules.trust/grow.when: the text ends where a quantity or a number is expected
rule-when-quantity-unknown.json 2
  :9:31: rules.trust/grow.when: unknown quantity `partner.grievence`
  help: did you mean `partner.grievance`?
rule-when-quantities-unknown.json 2
  :9:16: rules.trust/grow.when: unknown quantity `trst`
  help: did you mean `trust`?
  :9:30: rules.trust/grow.when: unknown quantity `partner.grievence`
  help: did you mean `partner.grievance`?
  :9:50: rules.trust/grow.when: unknown quantity `destination.anger`
  help: `demarche rules --quantities` lists what a rule can name
rule-when-clause-in-context.json 2
  :9:16: rules.trust/grow.when: `clause.observed` belongs to a clause, and a rule of kind `context` has none
  help: give the rule the kind of the clause: `positive`, `negative` or `reverse`
rule-when-single-equals.json 2
  :9:22: rules.trust/grow.when: unexpected `=`
  help: write `==` to compare
rule-when-single-ampersand.json 2
  :9:28: rules.trust/grow.when: unexpected `&`
  help: write `&&` for and
rule-when-and-in-words.json 2
  :9:28: rules.trust/grow.when: unexpected `and`
  help: write `&&`
rule-when-not-in-words.json 2
  :9:16: rules.trust/grow.when: unexpected `not`
  help: write `!`
rule-when-ends-early.json 2
  :9:24: rules.trust/grow.when: the text ends where a quantity or a number is expected
rule-when-begins-with-a-sign.json 2
  :9:16: rules.trust/grow.when: expected a quantity or a number, found `<`
rule-when-bracket-open.json 2
  :9:39: rules.trust/grow.when: expected `)`
rule-when-bracket-closed.json 2
  :9:27: rules.trust/grow.when: no bracket is open for this `)`
rule-when-chained.json 2
  :9:28: rules.trust/grow.when: comparisons cannot be chained
  help: join two comparisons: `0 < a && a < 1`
rule-when-number.json 2
  :9:16: rules.trust/grow.when: a number is not a condition
  help: compare it, as in `trust < 0.3`
rule-when-condition-as-number.json 2
  :9:16: rules.trust/grow.when: a condition is not a number
  help: conditions are joined with && and ||
rule-when-sign-foreign.json 2
  :9:22: rules.trust/grow.when: unexpected `≤`
  help: write `<=`
rule-when-after-escapes.json 2
  :9:46: rules.trust/grow.when: unknown quantity `trst`
  help: did you mean `trust`?
rule-when-number-malformed.json 2
  :9:24: rules.trust/grow.when: `0.3.1` is not a number
  help: write for example 0.45 or 2
rule-when-number-huge.json 2
  :9:24: rules.trust/grow.when: the number `1e999` is too large to hold
  help: no quantity comes near it
rule-when-too-deep.json 2
  :9:48: rules.trust/grow.when: nested more than 32 deep
rule-when-impossible.json 2
  :9:15: rules.trust/grow.when: this condition can never hold
  help: compare with the ranges that `demarche rules --quantities` lists, or switch the rule off with "enabled": false
rule-when-divided-by-zero.json 2
  :9:24: rules.trust/grow.when: division by zero
rule-then-text.json 2
  :10:15: rules.trust/grow.then: expected an object, found "trust + 0.1"
rule-then-empty.json 2
  :10:15: rules.trust/grow.then: a rule without effect: expected an effect or a move
  help: write for example {"trust": "+ 0.05"}
rule-then-number.json 2
  :10:26: rules.trust/grow.then.trust: expected an effect as text, found 0.1
  help: write for example `+ 0.1`, `* 0.9` or `= 0.5`
rule-then-without-operator.json 2
  :10:27: rules.trust/grow.then.trust: expected an effect that begins with `+`, `-`, `*` or `=`
  help: write for example `+ 0.1`, `* 0.9` or `= 0.5`
rule-then-condition.json 2
  :10:29: rules.trust/grow.then.trust: a condition is not a number
  help: conditions are joined with && and ||
rule-then-quantity-unknown.json 2
  :10:17: rules.trust/grow.then.trst: unknown quantity `trst`
  help: did you mean `trust`?
rule-then-amount-unknown.json 2
  :10:35: rules.trust/grow.then.trust: unknown quantity `grievance`
  help: `demarche rules --quantities` lists what a rule can name
rule-then-read-only.json 2
  :10:17: rules.trust/grow.then.pressure: `pressure` can be read but not changed
  help: a rule can change trust, monitoring, ownership, agreement.scope, destination.grievance, partner.grievance, or
rule-then-clause-in-context.json 2
  :10:17: rules.trust/grow.then."clause.announced": `clause.announced` belongs to a clause, and a rule of kind `context` has none
  help: give the rule the kind of the clause: `positive`, `negative` or `reverse`
rule-then-step-out-of-range.json 2
  :10:26: rules.trust/grow.then.trust: effect out of range: `trust` lies between 0 and 1
  help: factors are not negative; steps are at most the whole range
rule-then-value-out-of-range.json 2
  :10:26: rules.trust/grow.then.trust: effect out of range: `trust` lies between 0 and 1
  help: factors are not negative; steps are at most the whole range
rule-then-factor-negative.json 2
  :10:26: rules.trust/grow.then.trust: effect out of range: `trust` lies between 0 and 1
  help: factors are not negative; steps are at most the whole range
rule-then-too-many.json 2
  :10:15: rules.trust/grow.then: expected at most 8 effects, found 9
  help: split the rule in two
rule-move-unknown.json 2
  :10:25: rules.trust/grow.then.move: expected one of `suspend`, `resume`, `terminate`, `lapse`, `take_initiative`, `yield_initiative`, `fall_back`, `upgrade`, `renew`, `grant`,
  help: did you mean `suspend`?
rule-move-text-effect.json 2
  :10:25: rules.trust/grow.then.move: expected one of `suspend`, `resume`, `terminate`, `lapse`, `take_initiative`, `yield_initiative`, `fall_back`, `upgrade`, `renew`, `grant`,
rule-move-in-the-wrong-stage.json 2
  :8:16: rules.trust/grow.stage: the move `resume` cannot be made in stage `talks`
  help: it can be made in `suspended`
rule-grant-without-demand.json 2
  :10:15: rules.trust/grow.then: `grant` answers a demand: expected a rule of kind `reverse`
  help: set "kind": "reverse", or use another move
rule-negative-by-the-partner.json 2
  :7:16: rules.trust/grow.actor: negative conditionality is the destination's; the partner's is `reverse`
  help: set "kind": "reverse"
override-of-no-rule.json 2
  :5:5: rules.less-for-less/redcue: no rule `less-for-less/redcue` to change
  help: did you mean `less-for-less/reduce`?
override-of-no-rule-at-all.json 2
  :5:5: rules.trust/grow: no rule `trust/grow` to change
  help: `demarche rules` lists the rules; a new rule states `when` and `then`
override-figure-of-no-rule.json 2
  :5:5: rules.less-for-less/redcue: no rule `less-for-less/redcue` to change
  help: did you mean `less-for-less/reduce`?
override-kind-with-clause.json 2
  :5:39: rules.less-for-less/reduce.kind: the rule names quantities of a clause, and a rule of kind `context` has none
  help: leave the kind as it is, or change `when` and `then` as well
override-stage-of-a-move.json 2
  :5:37: rules.agreement/suspend.stage: the move `suspend` cannot be made in stage `talks`
  help: it can be made in `in_force`
override-without-rulebook.json 2
  :5:14: rules.less-for-less/reduce: no rule `less-for-less/reduce` to change
  help: `demarche rules` lists the rules; a new rule states `when` and `then`
"##;
