//! Ranks of figures that are known up to an error: what is not told apart shares its ranks.

/// The ranks that something can have among others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ranks {
    /// Its place among the things that are ranked.
    pub(super) thing: usize,
    /// The best rank: one more than the number of things that are larger.
    pub(super) first: usize,
    /// The last rank: the number of things that are not smaller.
    pub(super) last: usize,
}

/// The ranks of things of these sizes, the largest first, given which are told apart.
pub(super) fn ranks(sizes: &[f64], apart: &dyn Fn(usize, usize) -> bool) -> Vec<Ranks> {
    let mut order: Vec<usize> = (0..sizes.len()).collect();
    order.sort_by(|&a, &b| sizes[b].total_cmp(&sizes[a]));
    let place = |thing: usize| order.iter().position(|&other| other == thing);
    let ranks = order.iter().map(|&thing| {
        let others = (0..sizes.len()).filter(|&other| other != thing && apart(thing, other));
        let (larger, smaller): (Vec<usize>, Vec<usize>) =
            others.partition(|&other| place(other) < place(thing));
        Ranks {
            thing,
            first: 1 + larger.len(),
            last: sizes.len() - smaller.len(),
        }
    });
    ranks.collect()
}

/// How many come first in each group, in the order of the ranks: all of a group are told apart from
/// all of the next, and not all within one from each other.
pub(super) fn groups(ranks: &[Ranks]) -> Vec<usize> {
    let mut groups = Vec::new();
    let mut start = 0;
    for end in 1..=ranks.len() {
        let before = ranks[..end].iter().all(|rank| rank.last <= end);
        let after = ranks[end..].iter().all(|rank| rank.first > end);
        if before && after {
            groups.push(end - start);
            start = end;
        }
    }
    groups
}

/// `2`, or `2–4` with this between them.
pub(super) fn span(first: usize, last: usize, between: &str) -> String {
    if first == last {
        first.to_string()
    } else {
        format!("{first}{between}{last}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(ranks: &[Ranks]) -> Vec<String> {
        let span = |r: &Ranks| format!("{}:{}", r.thing, span(r.first, r.last, "-"));
        ranks.iter().map(span).collect()
    }

    #[test]
    fn what_is_told_apart_from_all_has_a_rank_of_its_own() {
        let sizes = [0.1, 0.3, 0.2];
        let all = ranks(&sizes, &|_, _| true);
        assert_eq!(spans(&all), ["1:1", "2:2", "0:3"]);
        assert_eq!(groups(&all), [1, 1, 1]);
        let none = ranks(&sizes, &|_, _| false);
        assert_eq!(spans(&none), ["1:1-3", "2:1-3", "0:1-3"]);
        assert_eq!(groups(&none), [3]);
        assert_eq!(groups(&ranks(&[], &|_, _| true)), [0; 0]);
    }

    #[test]
    fn a_chain_of_ties_is_one_group_in_which_the_ends_are_apart() {
        // The first and the third are told apart; the second from neither; the fourth from all.
        let apart = |a: usize, b: usize| a.max(b) == 3 || a.abs_diff(b) == 2;
        let ranks = ranks(&[0.4, 0.3, 0.2, 0.1], &apart);
        assert_eq!(spans(&ranks), ["0:1-2", "1:1-3", "2:2-3", "3:4"]);
        assert_eq!(groups(&ranks), [3, 1]);
    }
}
