//! Sources, figures and distributions.

pub(super) const TABLE: &str = r##"
sources-list.json 2
  :4:14: sources: expected an object, found a list
source-empty.json 2
  :4:23: sources.wgi: expected the name of a source as text, found ""
source-key-invalid.json 2
  :4:16: sources."WGI 2019": `WGI 2019` is not a valid id
  help: use 1 to 64 lower-case letters, digits, hyphens and underscores
source-unknown.json 2
  :6:97: states.north.capacity.source: `wgi-2018` is not a key of `sources`
  help: did you mean `wgi-2019`?
source-not-declared.json 2
  :5:97: states.north.capacity.source: `archigos` is not a key of `sources`
  help: add `archigos` to `sources`
source-number.json 2
  :5:97: states.north.capacity.source: expected a key of `sources`, found 1
evidence-without-source.json 2
  :5:71: states.north.capacity: evidence without a source
  help: add "source" with a key of `sources`, or say "assumption"
basis-unknown.json 2
  :5:96: states.north.capacity.basis: expected one of `evidence`, `assumption`, found "assumed"
note-number.json 2
  :5:95: states.north.capacity.note: expected text in double quotes, found 1
figure-text.json 2
  :5:71: states.north.capacity: expected a number from 0 to 1, found "high"
  help: write a number, or an object with `value` or a distribution
figure-number-as-text.json 2
  :5:71: states.north.capacity: expected a number from 0 to 1, found "0.8"
  help: write a number, or an object with `value` or a distribution
figure-list.json 2
  :5:71: states.north.capacity: expected a number from 0 to 1, found a list
  help: write a number, or an object with `value` or a distribution
figure-null.json 2
  :5:71: states.north.capacity: expected a number from 0 to 1, found null
  help: write a number, or an object with `value` or a distribution
figure-flag.json 2
  :5:71: states.north.capacity: expected a number from 0 to 1, found true
  help: write a number, or an object with `value` or a distribution
figure-too-large.json 2
  :5:71: states.north.capacity: expected a number from 0 to 1, found 80
figure-negative.json 2
  :5:71: states.north.capacity: expected a number from 0 to 1, found -0.1
figure-value-text.json 2
  :5:82: states.north.capacity.value: expected a number from 0 to 1, found "0.8"
figure-value-null.json 2
  :5:82: states.north.capacity.value: expected a number from 0 to 1, found null
figure-value-too-large.json 2
  :5:82: states.north.capacity.value: expected a number from 0 to 1, found 1.01
figure-empty-object.json 2
  :5:71: states.north.capacity: expected exactly one of `value`, `uniform`, `triangular`, `normal`, `beta`, `choice`, `wgi`, found none
figure-two-forms.json 2
  :5:98: states.north.capacity: expected exactly one of `value`, `uniform`, `triangular`, `normal`, `beta`, `choice`, `wgi`, found two
figure-unknown-key.json 2
  :6:87: states.north.capacity.sorce: unknown key `sorce`
  help: did you mean `source`?
wgi-out-of-range.json 2
  :5:80: states.north.capacity.wgi: expected a number from -5 to 5, found 80
wgi-where-it-has-no-meaning.json 2
  :5:54: states.north.leverage: expected exactly one of `value`, `uniform`, `triangular`, `normal`, `beta`, `choice`, found none
  :5:56: states.north.leverage.wgi: unknown key `wgi`
  help: valid keys: `source`, `note`, `basis`, `value`, `uniform`, `triangular`, `normal`, `beta`, `choice`
distribution-unknown.json 2
  :5:71: states.north.capacity: expected exactly one of `value`, `uniform`, `triangular`, `normal`, `beta`, `choice`, `wgi`, found none
  :5:73: states.north.capacity.lognormal: unknown key `lognormal`
  help: did you mean `normal`?
distribution-misspelt.json 2
  :5:71: states.north.capacity: expected exactly one of `value`, `uniform`, `triangular`, `normal`, `beta`, `choice`, `wgi`, found none
  :5:73: states.north.capacity.unifrom: unknown key `unifrom`
  help: did you mean `uniform`?
uniform-reversed.json 2
  :5:84: states.north.capacity.uniform: expected low < high, found 0.9 and 0.7
uniform-point.json 2
  :5:84: states.north.capacity.uniform: expected low < high, found 0.8 twice; write a plain number instead
uniform-one-figure.json 2
  :5:84: states.north.capacity.uniform: expected [low, high], found a list of 1
uniform-number.json 2
  :5:84: states.north.capacity.uniform: expected [low, high], found 0.8
uniform-text.json 2
  :5:90: states.north.capacity.uniform: expected a number, found "0.9"
uniform-missing-end.json 2
  :5:84: states.north.capacity.uniform: missing `high`: expected a number
uniform-unknown-end.json 2
  :5:84: states.north.capacity.uniform: missing `high`: expected a number
  :5:98: states.north.capacity.uniform.hihg: unknown key `hihg`
  help: did you mean `high`?
uniform-negative.json 2
  :5:84: states.north.capacity.uniform: expected a distribution within 0 to 1, found one from -0.2 to 0.9
triangular-out-of-order.json 2
  :5:87: states.north.capacity.triangular: expected a mode from 0.5 to 0.8, found 0.9
triangular-two-figures.json 2
  :5:87: states.north.capacity.triangular: expected [low, mode, high], found a list of 2
normal-sd-zero.json 2
  :5:83: states.north.capacity.normal: expected `sd` above 0 and at most 1000000, found 0
normal-sd-negative.json 2
  :5:83: states.north.capacity.normal: expected `sd` above 0 and at most 1000000, found -0.1
normal-unbounded.json 2
  :5:83: states.north.capacity.normal: expected [mean, sd, low, high], found a list of 2
normal-elsewhere.json 2
  :5:83: states.north.capacity.normal: hardly any of this normal distribution lies between 0.5 and 1
beta-shape-zero.json 2
  :5:81: states.north.capacity.beta: expected `alpha` above 0 and at most 1000000, found 0
beta-shape-negative.json 2
  :5:81: states.north.capacity.beta: expected `beta` above 0 and at most 1000000, found -2
choice-one.json 2
  :5:83: states.north.capacity.choice: expected at least two values, found 1
choice-empty.json 2
  :5:83: states.north.capacity.choice: expected at least two values, found 0
choice-weights.json 2
  :5:83: states.north.capacity.choice: expected a list of numbers, found an object
choice-out-of-range.json 2
  :5:83: states.north.capacity.choice: expected a distribution within 0 to 1, found one from 0.8 to 8
whole-number-drawn.json 2
  :4:42: settings.set_back.uniform: a whole number cannot be drawn from a distribution
  help: write a plain number
whole-number-fraction.json 2
  :4:29: settings.set_back: expected a whole number from 0 to 10000, found 1.5
actors-zero.json 2
  :5:86: states.north.actors: expected a whole number from 1 to 1000, found 0
actors-drawn.json 2
  :5:99: states.north.actors.uniform: a whole number cannot be drawn from a distribution
  help: write a plain number
upkeep-too-large.json 2
  :11:37: negotiations.north-south.upkeep: expected a number from 0 to 1, found 1.2
co-drafting-misspelt.json 2
  :11:27: negotiations.north-south.co_draftng: unknown key `co_draftng`
  help: did you mean `co_drafting`?
"##;
