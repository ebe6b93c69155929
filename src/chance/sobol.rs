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
