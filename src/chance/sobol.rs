//! The Sobol sequence, plain and scrambled.

use super::joe_kuo::JOE_KUO;
use super::stream::{Purpose, RunKey, StreamId, open_unit, word};

/// Bits of a coordinate.
const BITS: usize = 64;

/// A Sobol sequence (Sobol 1967) with the direction numbers of Joe and Kuo (2008), in the order of
/// Gray's code (Antonov and Saleev 1979); points have random access.
///
/// Each stretch of 2ᵐ points that begins at a multiple of 2ᵐ is balanced: in every dimension each of
/// the 2ᵐ equal intervals holds one of them. Scrambling keeps that: Owen's nested uniform scrambling
/// (1995) flips each bit of a coordinate by chance, on a draw that depends on the seed, the dimension
/// and all higher bits of that coordinate. Every point of a scrambled sequence is uniform in the
/// cube, so that means over points are unbiased, and none of its coordinates is 0 or 1.
#[derive(Clone, Debug)]
pub struct Sobol {
    dimensions: Vec<Dimension>,
}

#[derive(Clone, Debug)]
struct Dimension {
    directions: [u64; BITS],
    /// What the scrambling of this dimension depends on.
    scrambling: Option<[u64; 2]>,
}

impl Sobol {
    /// The largest number of dimensions.
    pub const DIMENSIONS: usize = JOE_KUO.len() + 1;

    /// The sequence without scrambling: its first point is the origin.
    ///
    /// # Panics
    ///
    /// With more than [`Sobol::DIMENSIONS`] dimensions.
    #[must_use]
    pub fn plain(dimensions: usize) -> Sobol {
        Sobol::new(dimensions, |_| None)
    }

    /// The sequence scrambled under a key: other keys give independent scramblings.
    ///
    /// # Panics
    ///
    /// With more than [`Sobol::DIMENSIONS`] dimensions.
    #[must_use]
    pub fn scrambled(dimensions: usize, key: &RunKey) -> Sobol {
        let stream = StreamId::new(Purpose::Design, &["sobol"]);
        Sobol::new(dimensions, |dimension| {
            let place = 2 * dimension as u64;
            Some([place, place + 1].map(|place| word(key, stream, place)))
        })
    }

    fn new(dimensions: usize, scrambling: impl Fn(usize) -> Option<[u64; 2]>) -> Sobol {
        assert!(dimensions <= Sobol::DIMENSIONS, "{dimensions} dimensions");
        let dimension = |number| Dimension {
            directions: directions(number),
            scrambling: scrambling(number),
        };
        Sobol {
            dimensions: (0..dimensions).map(dimension).collect(),
        }
    }

    /// The coordinates of a point, each from 0 to below 1 as a multiple of 2⁻⁶⁴ written in 64 bits.
    pub fn bits(&self, index: u64) -> impl Iterator<Item = u64> + '_ {
        let gray = index ^ (index >> 1);
        self.dimensions.iter().map(move |dimension| {
            let bits = dimension.at(gray);
            match dimension.scrambling {
                Some(key) => scramble(bits, key),
                None => bits,
            }
        })
    }

    /// The coordinates of a point, in the open interval (0, 1): the upper 52 bits and a half.
    pub fn point(&self, index: u64) -> impl Iterator<Item = f64> + '_ {
        self.bits(index).map(open_unit)
    }
}

impl Dimension {
    /// The sum, without carry, of the directions that the bits of a number name.
    fn at(&self, mut bits: u64) -> u64 {
        let mut sum = 0;
        while bits != 0 {
            sum ^= self.directions[bits.trailing_zeros() as usize];
            bits &= bits - 1;
        }
        sum
    }
}

/// The direction numbers of a dimension, by the recurrence of its polynomial (Joe and Kuo 2008,
/// equation 2), the binary point before the highest bit.
fn directions(dimension: usize) -> [u64; BITS] {
    let mut directions: [u64; BITS] = std::array::from_fn(|place| 1 << (BITS - 1 - place));
    let Some((polynomial, first)) = dimension.checked_sub(1).map(|at| JOE_KUO[at]) else {
        return directions;
    };
    let degree = first.len();
    for place in 0..BITS {
        directions[place] = if place < degree {
            u64::from(first[place]) << (BITS - 1 - place)
        } else {
            let last = directions[place - degree];
            (1..degree)
                .filter(|step| polynomial >> (degree - 1 - step) & 1 == 1)
                .fold(last ^ (last >> degree), |sum, step| {
                    sum ^ directions[place - step]
                })
        };
    }
    directions
}

/// Flips each bit on a draw keyed by what lies above it. The bits above, behind a leading 1, number
/// the nodes of Owen's tree; the draw is the top bit of a hash of that number and the key.
fn scramble(bits: u64, key: [u64; 2]) -> u64 {
    (0..BITS).fold(0, |scrambled, depth| {
        let above = if depth == 0 {
            0
        } else {
            bits >> (BITS - depth)
        };
        let node = (1 << depth) | above;
        let flip = mix(mix(node ^ key[0]).wrapping_add(key[1])) >> (BITS - 1);
        let bit = bits >> (BITS - 1 - depth) & 1;
        scrambled << 1 | (bit ^ flip)
    })
}

/// The finaliser of SplitMix64 (Steele, Lea and Flood 2014).
fn mix(mut hash: u64) -> u64 {
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXPONENT: u32 = 7;

    fn sequences() -> [Sobol; 3] {
        [
            Sobol::plain(Sobol::DIMENSIONS),
            Sobol::scrambled(Sobol::DIMENSIONS, &RunKey::new(0, 0)),
            Sobol::scrambled(Sobol::DIMENSIONS, &RunKey::new(1, 5)),
        ]
    }

    /// The first points of the first three dimensions, as in Joe and Kuo's own notes.
    #[test]
    fn first_points() {
        let sequence = Sobol::plain(3);
        let eighths = |index| -> Vec<u64> { sequence.bits(index).map(|bits| bits >> 61).collect() };
        let expected = [
            [0, 0, 0],
            [4, 4, 4],
            [6, 2, 2],
            [2, 6, 6],
            [3, 3, 5],
            [7, 7, 1],
        ];
        for (index, point) in expected.iter().enumerate() {
            assert_eq!(eighths(index as u64), point, "{index}");
        }
    }

    /// In each dimension each of 2ᵐ intervals holds one of 2ᵐ points, wherever the stretch begins.
    #[test]
    fn every_dimension_is_balanced() {
        let count = 1_u64 << EXPONENT;
        for sequence in sequences() {
            for start in [0, count, 37 * count] {
                let mut seen = vec![0_u32; Sobol::DIMENSIONS * count as usize];
                for index in start..start + count {
                    for (dimension, bits) in sequence.bits(index).enumerate() {
                        let interval = (bits >> (64 - EXPONENT)) as usize;
                        seen[dimension * count as usize + interval] += 1;
                    }
                }
                assert!(seen.iter().all(|&points| points == 1));
            }
        }
    }

    /// Every box with sides 2⁻ᵃ and 2⁻ᵇ of two dimensions, with a + b = m − t, holds 2ᵗ of 2ᵐ points.
    /// The quality t of a pair is at most the sum of the degrees of its polynomials less 1 each
    /// (Sobol 1967): 0 of the first two dimensions, of degrees 0 and 1, counted as 1 each; 1 of the
    /// second and third and of the first and third, and 3 of the third and fourth.
    #[test]
    fn pairs_of_dimensions_are_nets() {
        for sequence in sequences() {
            for (first, second, quality) in [(0, 1, 0), (1, 2, 1), (0, 2, 1), (2, 3, 3)] {
                let depth = EXPONENT - quality;
                for a in 0..=depth {
                    let b = depth - a;
                    let mut seen = vec![0_u32; 1 << depth];
                    for index in 0..1 << EXPONENT {
                        let bits: Vec<u64> = sequence.bits(index).collect();
                        let side = |dimension: usize, width: u32| {
                            bits[dimension].checked_shr(64 - width).unwrap_or(0)
                        };
                        seen[(side(first, a) << b | side(second, b)) as usize] += 1;
                    }
                    let each = 1 << quality;
                    assert!(
                        seen.iter().all(|&points| points == each),
                        "{first} {second} {a}"
                    );
                }
            }
        }
    }

    /// Scrambling is nested: two coordinates agree in as many leading bits after it as before.
    #[test]
    fn scrambling_keeps_common_leading_bits() {
        let [plain, scrambled, _] = sequences();
        let column = |sequence: &Sobol, index| sequence.bits(index).nth(5).unwrap();
        for index in 1..500 {
            for other in [0, index / 2, index - 1] {
                let common = |sequence: &Sobol| {
                    (column(sequence, index) ^ column(sequence, other)).leading_zeros()
                };
                assert_eq!(common(&plain), common(&scrambled), "{index} {other}");
            }
        }
    }

    /// Each bit of one point is 1 for half of the keys, and two bits agree for half of them: of 2,000
    /// within 5 standard deviations, which one of 63 · 2 counts misses in 1 of 14,000 cases.
    #[test]
    fn scrambling_is_uniform_over_keys() {
        let mut ones = [0_i32; 64];
        let mut agree = [0_i32; 64];
        for run in 0..2000 {
            let sequence = Sobol::scrambled(2, &RunKey::new(3, run));
            let bits = sequence.bits(5).nth(1).unwrap();
            for place in 0..64 {
                ones[place] += (bits >> place & 1) as i32;
                agree[place] += ((bits ^ bits.rotate_left(1)) >> place & 1) as i32;
            }
        }
        for count in ones.into_iter().chain(agree) {
            assert!((count - 1000).abs() < 112, "{count}");
        }
    }

    /// Owen's scrambling is no mere shift: beneath different higher bits the same bit is flipped
    /// independently, so in half of 2,000 keys alike; each of 8 counts is within 5 standard
    /// deviations but for 1 in 200,000 cases.
    #[test]
    fn flips_depend_on_the_bits_above() {
        let mut alike = [0_i32; 8];
        for run in 0..2000 {
            let sequence = Sobol::scrambled(1, &RunKey::new(4, run));
            let key = sequence.dimensions[0].scrambling.unwrap();
            let flips = |bits| scramble(bits, key) ^ bits;
            for (depth, count) in alike.iter_mut().enumerate() {
                let above = 1 << (63 - depth);
                let (one, other) = (flips(0), flips(above));
                *count += i32::from((one ^ other) >> (62 - depth) & 1 == 0);
            }
        }
        for count in alike {
            assert!((count - 1000).abs() < 112, "{alike:?}");
        }
    }

    /// Designs rest on these figures: a change here is a change of results.
    #[test]
    fn value_stability() {
        let sequence = Sobol::scrambled(3, &RunKey::new(2024, 0));
        let points: Vec<f64> = [0, 1, 1000]
            .into_iter()
            .flat_map(|i| sequence.point(i))
            .collect();
        assert!(points.iter().all(|&x| 0.0 < x && x < 1.0));
        assert_eq!(points, STABLE);
    }

    const STABLE: [f64; 9] = [
        0.600_269_618_997_796_4,
        0.269_856_683_182_274_96,
        0.522_311_845_092_107_3,
        0.405_474_343_525_314,
        0.720_525_838_828_277_7,
        0.167_586_281_853_478_9,
        0.726_344_843_761_009_9,
        0.354_387_827_710_876_4,
        0.186_689_679_726_142_92,
    ];
}
