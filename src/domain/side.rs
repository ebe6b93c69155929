//! The two sides of a negotiation.

use std::ops::{Index, IndexMut};

/// A side of a negotiation: the destination state (or organisation), or its partner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// The side that migration presses on; it asks for readmission, border control and the like.
    Destination,
    /// The state of origin or transit it bargains with.
    Partner,
}

impl Side {
    /// Both sides, destination first.
    pub const BOTH: [Side; 2] = [Side::Destination, Side::Partner];

    /// The other side.
    #[must_use]
    pub fn other(self) -> Side {
        match self {
            Side::Destination => Side::Partner,
            Side::Partner => Side::Destination,
        }
    }

    /// The name used in files and output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Side::Destination => "destination",
            Side::Partner => "partner",
        }
    }
}

/// One value for each side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PerSide<T> {
    /// The destination's value.
    pub destination: T,
    /// The partner's value.
    pub partner: T,
}

impl<T> PerSide<T> {
    /// Both values from a function of the side.
    #[inline]
    pub fn of(mut value: impl FnMut(Side) -> T) -> Self {
        PerSide {
            destination: value(Side::Destination),
            partner: value(Side::Partner),
        }
    }
}

impl<T> Index<Side> for PerSide<T> {
    type Output = T;

    #[inline]
    fn index(&self, side: Side) -> &T {
        match side {
            Side::Destination => &self.destination,
            Side::Partner => &self.partner,
        }
    }
}

impl<T> IndexMut<Side> for PerSide<T> {
    #[inline]
    fn index_mut(&mut self, side: Side) -> &mut T {
        match side {
            Side::Destination => &mut self.destination,
            Side::Partner => &mut self.partner,
        }
    }
}
