//! Streams of draws with random access.

use rand::Rng;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;

use super::normal::normal_quantile;

/// The key of one run: what its draws depend on besides their stream and position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RunKey {
    seed: u64,
    run: u64,
}

impl RunKey {
    /// The key of a run under a seed; every seed is valid, 0 too.
    #[must_use]
    pub fn new(seed: u64, run: u64) -> RunKey {
        RunKey { seed, run }
    }

    /// Another key of the same run, as different from this one as a generator that has made this
    /// many draws is from a fresh one.
    pub(crate) fn after(self, draws: u64) -> RunKey {
        RunKey {
            seed: self.seed ^ draws.rotate_left(32),
            ..self
        }
    }

    /// The generator of this run: ChaCha with 8 rounds, keyed by seed and run.
    fn generator(&self) -> ChaCha8Rng {
        let mut key = *b"demarche draws, version 1.......";
        for (place, byte) in key[16..24].iter_mut().zip(self.seed.to_le_bytes()) {
            *place = byte;
        }
        for (place, byte) in key[24..].iter_mut().zip(self.run.to_le_bytes()) {
            *place = byte;
        }
        ChaCha8Rng::from_seed(key)
    }
}

/// What a draw is for. The numbers are part of reproducibility: never reuse or reorder them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Purpose {
    /// An uncertain input.
    Parameter = 1,
    /// Changes of government.
    Government = 2,
    /// The disposition of a new government.
    Disposition = 3,
    /// Beginning and end of crises.
    Crisis = 4,
    /// Variation of pressure.
    Pressure = 5,
    /// Whether a matching rule fires.
    Rule = 6,
    /// Whether a session takes place.
    Session = 7,
    /// Errors about the other side's values.
    Perception = 8,
    /// Acceptance of an offer.
    Acceptance = 9,
    /// Approval stages.
    Approval = 10,
    /// Votes.
    Ratification = 11,
    /// Reopening of talks.
    Reopening = 12,
    /// Repudiation by a new government.
    Repudiation = 13,
    /// Errors of observation.
    Observation = 14,
    /// Whether a scheduled event happens.
    Event = 15,
    /// Points of a design.
    Design = 16,
    /// Rows of a resample.
    Resample = 17,
}

/// A stream of draws, named by its purpose and ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StreamId(u64);

impl StreamId {
    /// The stream of this purpose for these ids: FNV-1a over the bytes with separators, then the
    /// finaliser of SplitMix64.
    #[must_use]
    pub fn new(purpose: Purpose, ids: &[&str]) -> StreamId {
        let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
        let mut eat = |byte: u8| hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        eat(purpose as u8);
        for id in ids {
            id.bytes().for_each(&mut eat);
            eat(0xff);
        }
        hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        StreamId(hash ^ (hash >> 31))
    }
}

/// Words that a generator makes at once: one refill of ChaCha8.
const CHUNK: u64 = 64;

/// Random access to one stream. Keeps the last refill, so that reading positions in rising order
/// costs little.
///
/// A draw of a tape takes one word of 32 bits, so that a run of up to 64 rounds needs one refill;
/// probabilities are resolved to 2⁻³².
#[derive(Clone, Debug)]
pub struct Tape {
    stream: StreamId,
    chunk: u64,
    words: [u32; CHUNK as usize],
}

impl Tape {
    /// A tape of this stream.
    #[must_use]
    pub fn new(stream: StreamId) -> Tape {
        Tape {
            stream,
            chunk: u64::MAX,
            words: [0; CHUNK as usize],
        }
    }

    /// Forgets the last refill: call it whenever the run changes.
    #[inline]
    pub fn rewind(&mut self) {
        self.chunk = u64::MAX;
    }

    /// The uniform at a position, in the open interval (0, 1).
    #[inline]
    pub fn uniform(&mut self, key: &RunKey, position: u64) -> f64 {
        let chunk = position / CHUNK;
        if chunk != self.chunk {
            self.refill(key, chunk);
        }
        let word = self.words[(position % CHUNK) as usize];
        (f64::from(word) + 0.5) * (1.0 / 4_294_967_296.0)
    }

    /// Whether the draw at a position is below a probability.
    #[inline]
    pub fn below(&mut self, key: &RunKey, position: u64, probability: f64) -> bool {
        self.uniform(key, position) < probability
    }

    /// The standard normal at a position.
    #[inline]
    pub fn normal(&mut self, key: &RunKey, position: u64) -> f64 {
        normal_quantile(self.uniform(key, position))
    }

    #[cold]
    fn refill(&mut self, key: &RunKey, chunk: u64) {
        let mut generator = key.generator();
        generator.set_stream(self.stream.0);
        generator.set_word_pos(u128::from(chunk * CHUNK));
        let mut bytes = [0; 4 * CHUNK as usize];
        generator.fill_bytes(&mut bytes);
        for (word, bytes) in self.words.iter_mut().zip(bytes.as_chunks().0) {
            *word = u32::from_le_bytes(*bytes);
        }
        self.chunk = chunk;
    }
}

/// One draw without a tape, with 52 bits: for inputs that are drawn once per run.
#[must_use]
pub fn uniform(key: &RunKey, stream: StreamId, position: u64) -> f64 {
    open_unit(word(key, stream, position))
}

/// The 64 bits that [`uniform`] makes a draw of.
pub(super) fn word(key: &RunKey, stream: StreamId, position: u64) -> u64 {
    let mut generator = key.generator();
    generator.set_stream(stream.0);
    generator.set_word_pos(u128::from(position) * 2);
    generator.next_u64()
}

/// (k + ½) · 2⁻⁵² for the upper 52 bits: exact, and never 0 or 1.
pub(super) fn open_unit(bits: u64) -> f64 {
    ((bits >> 12) as f64 + 0.5) * (1.0 / (1_u64 << 52) as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draw_does_not_depend_on_the_order_of_access() {
        let key = RunKey::new(0, 7);
        let stream = StreamId::new(Purpose::Rule, &["eu-tunisia", "less-for-less/reduce"]);
        let mut tape = Tape::new(stream);
        let forward: Vec<f64> = (0..200).map(|p| tape.uniform(&key, p)).collect();
        for position in (0..200).rev() {
            assert_eq!(tape.uniform(&key, position), forward[position as usize]);
            let fresh = Tape::new(stream).uniform(&key, position);
            assert_eq!(fresh, forward[position as usize]);
        }
        assert!(forward.windows(2).all(|pair| pair[0] != pair[1]));
    }

    #[test]
    fn seeds_runs_purposes_and_ids_are_kept_apart() {
        let draw = |seed, run, purpose, ids: &[&str]| {
            uniform(&RunKey::new(seed, run), StreamId::new(purpose, ids), 0)
        };
        let draws = [
            draw(0, 0, Purpose::Rule, &["a", "bc"]),
            draw(1, 0, Purpose::Rule, &["a", "bc"]),
            draw(0, 1, Purpose::Rule, &["a", "bc"]),
            draw(0, 0, Purpose::Crisis, &["a", "bc"]),
            draw(0, 0, Purpose::Rule, &["ab", "c"]),
            draw(0, 0, Purpose::Rule, &["abc"]),
        ];
        for (i, a) in draws.iter().enumerate() {
            for b in &draws[i + 1..] {
                assert_ne!(a, b);
            }
        }
    }

    #[test]
    fn a_tape_forgets_the_run_when_rewound() {
        let stream = StreamId::new(Purpose::Crisis, &["x"]);
        let mut tape = Tape::new(stream);
        let first = tape.uniform(&RunKey::new(1, 1), 0);
        tape.rewind();
        assert_ne!(tape.uniform(&RunKey::new(1, 2), 0), first);
    }

    /// Chi-square over 64 cells, 63 degrees of freedom: 113 is exceeded in 1 of 10,000 cases under
    /// uniformity; the seed is fixed.
    #[test]
    fn draws_are_uniform_over_runs() {
        let stream = StreamId::new(Purpose::Session, &["x"]);
        let mut cells = [0_u32; 64];
        let runs = 64_000;
        for run in 0..runs {
            let draw = Tape::new(stream).uniform(&RunKey::new(2024, run), 3);
            cells[(draw * 64.0) as usize] += 1;
        }
        let expected = runs as f64 / 64.0;
        let chi: f64 = cells
            .iter()
            .map(|&count| (f64::from(count) - expected).powi(2) / expected)
            .sum();
        assert!(chi < 113.0, "chi-square {chi}");
    }

    /// Results of every scenario rest on these draws: a change here is a change of results, and
    /// belongs in the change log.
    #[test]
    fn value_stability() {
        let stream = StreamId::new(Purpose::Government, &["tunisia", "regular"]);
        let key = RunKey::new(2024, 3);
        let once = [0, 1, 1000].map(|position| uniform(&key, stream, position));
        assert_eq!(once, ONCE);
        let taped = [0, 1, 63, 64, 1000].map(|p| Tape::new(stream).uniform(&key, p));
        assert_eq!(taped, TAPED);
    }

    const ONCE: [f64; 3] = [
        0.634_253_516_504_105_6,
        0.133_248_978_097_991_2,
        0.183_208_823_132_224_53,
    ];
    const TAPED: [f64; 5] = [
        0.758_129_226_160_235_7,
        0.634_253_516_444_005_1,
        0.183_214_523_480_273_78,
        0.431_877_423_659_898_34,
        0.706_804_220_215_417_4,
    ];
}
