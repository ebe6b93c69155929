//! Linkages, and the packages that they make.

use super::figures::{Reader, items};
use super::states::MAX_MEMBERS;
use crate::document::{Fields, Member, member_path, quoted};
use crate::domain::{Linkage, LinkageKind, LinkageMode, Negotiation, Package};

impl Reader<'_> {
    pub(super) fn linkages(&mut self, fields: &mut Fields<'_>, negotiation: &mut Negotiation) {
        let members = self.map_by_id(fields, "linkages", 0..=MAX_MEMBERS);
        let path = fields.path_of("linkages");
        for member in &members {
            let path = member_path(&path, &member.key);
            if let Some(linkage) = self.linkage(member, &path, negotiation) {
                negotiation.linkages.push(linkage);
            }
        }
        negotiation.packages = packages(negotiation);
        self.check_order(&members, &path, negotiation);
    }

    /// Refuses linkages that cannot be met together.
    fn check_order(&mut self, members: &[&Member], path: &str, negotiation: &Negotiation) {
        let mut circle = false;
        for linkage in &negotiation.linkages {
            let Some(member) = members.iter().find(|member| member.key == linkage.id) else {
                continue;
            };
            let (message, hint) = if let Some(pair) = joined(linkage, &negotiation.packages) {
                let [a, b] = pair.map(|issue| quoted(&negotiation.issues[issue].id));
                (
                    format!(
                        "{a} and {b} cannot be settled apart: joint linkages tie them together"
                    ),
                    "leave one of them out here, or change the joint linkage",
                )
            } else if !circle && circular(linkage, &negotiation.packages) {
                circle = true;
                (
                    "sequential linkages wait for each other in a circle: no talks can open"
                        .to_owned(),
                    "give the issues one order, or link them jointly",
                )
            } else {
                continue;
            };
            let path = member_path(path, &linkage.id);
            self.refuse(&member.node, &path, message, Some(hint.to_owned()));
        }
    }

    fn linkage(
        &mut self,
        member: &Member,
        path: &str,
        negotiation: &Negotiation,
    ) -> Option<Linkage> {
        let before = self.problems.len();
        let mut fields = Fields::open(&member.node, path, &mut self.problems)?;
        fields.text("note", &mut self.problems);
        let mut linkage = Linkage {
            id: member.key.clone(),
            issues: Vec::new(),
            kind: LinkageKind::Tactical,
            mode: LinkageMode::default(),
        };
        let kinds = ["tactical", "substantive"];
        let expected = "`tactical` or `substantive`";
        if let Some(node) = fields.require("kind", expected, &mut self.problems) {
            match node.as_text() {
                Some("tactical") => {}
                Some("substantive") => linkage.kind = LinkageKind::Substantive,
                _ => self.expect_one_of(node, &fields.path_of("kind"), &kinds),
            }
        }
        if let Some(node) = fields.take("mode") {
            match node.as_text() {
                Some("joint") => {}
                Some("parallel") => linkage.mode = LinkageMode::Parallel,
                Some("sequential") => linkage.mode = LinkageMode::Sequential,
                _ => self.expect_one_of(
                    node,
                    &fields.path_of("mode"),
                    &["joint", "parallel", "sequential"],
                ),
            }
        }
        let list_path = fields.path_of("issues");
        let list = fields.require("issues", "a list of issue ids", &mut self.problems);
        let nodes = fields.list("issues", &mut self.problems).unwrap_or(&[]);
        if let Some(list) = list.filter(|list| list.as_list().is_some() && nodes.len() < 2) {
            let found = nodes.len();
            let message = format!("expected at least two issues to link, found {found}");
            self.refuse(list, &list_path, message, None);
        }
        fields.close(&mut self.problems);
        if negotiation.issues.is_empty() {
            // That there are none has been said already.
            return None;
        }
        for (node, path) in items(nodes, &list_path) {
            let ids = negotiation.issues.iter().map(|issue| issue.id.as_str());
            match self.expect_id(node, &path, "the id of an issue", ids) {
                Some(issue) if linkage.issues.contains(&issue) => {
                    let message = format!("{} is named twice", node.describe());
                    self.refuse(node, &path, message, None);
                }
                Some(issue) => linkage.issues.push(issue),
                None => {}
            }
        }
        (self.problems.len() == before).then_some(linkage)
    }
}

/// Connected components of the joint linkages, in the order of their first issue.
fn packages(negotiation: &Negotiation) -> Vec<Package> {
    let count = negotiation.issues.len();
    let mut component: Vec<usize> = (0..count).collect();
    let joint = || {
        negotiation
            .linkages
            .iter()
            .filter(|linkage| linkage.mode == LinkageMode::Joint)
    };
    for linkage in joint() {
        for pair in linkage.issues.windows(2) {
            let (keep, merge) = (
                component[pair[0]].min(component[pair[1]]),
                component[pair[0]].max(component[pair[1]]),
            );
            for mark in &mut component {
                if *mark == merge {
                    *mark = keep;
                }
            }
        }
    }
    let linked = |issue: usize| {
        joint()
            .filter(|linkage| linkage.issues.contains(&issue))
            .map(|linkage| linkage.kind)
            .fold(None, |found, kind| match (found, kind) {
                (Some(LinkageKind::Substantive), _) | (_, LinkageKind::Substantive) => {
                    Some(LinkageKind::Substantive)
                }
                _ => Some(LinkageKind::Tactical),
            })
    };
    let mut packages: Vec<Package> = Vec::new();
    let mut package_of = vec![0; count];
    for first in 0..count {
        let issues: Vec<usize> = (0..count).filter(|&i| component[i] == first).collect();
        if issues.is_empty() {
            continue;
        }
        for &issue in &issues {
            package_of[issue] = packages.len();
        }
        packages.push(Package {
            id: negotiation.issues[first].id.clone(),
            linked: issues.iter().map(|&issue| linked(issue)).collect(),
            issues,
            after: Vec::new(),
        });
    }
    for linkage in &negotiation.linkages {
        if linkage.mode == LinkageMode::Sequential {
            for pair in linkage.issues.windows(2) {
                let (before, then) = (package_of[pair[0]], package_of[pair[1]]);
                if before != then && !packages[then].after.contains(&before) {
                    packages[then].after.push(before);
                }
            }
        }
    }
    packages
}

/// Two issues that a linkage settles apart and a package settles together.
fn joined(linkage: &Linkage, packages: &[Package]) -> Option<[usize; 2]> {
    let together = packages.iter().find_map(|package| {
        let in_both = |issue: &usize| package.issues.contains(issue);
        let mut issues = linkage.issues.iter().copied().filter(in_both);
        Some([issues.next()?, issues.next()?])
    });
    together.filter(|_| linkage.mode != LinkageMode::Joint)
}

/// Whether a sequential linkage puts an issue before another that, through other linkages, comes
/// before it.
fn circular(linkage: &Linkage, packages: &[Package]) -> bool {
    let package_of = |issue| packages.iter().position(|p| p.issues.contains(&issue));
    let mut pairs = linkage.issues.windows(2);
    linkage.mode == LinkageMode::Sequential
        && pairs.any(|pair| match (package_of(pair[0]), package_of(pair[1])) {
            (Some(first), Some(then)) => awaited(first, packages)[then],
            _ => false,
        })
}

/// For each package, whether talks on `package` wait for it, directly or not.
fn awaited(package: usize, packages: &[Package]) -> Vec<bool> {
    let mut awaited = vec![false; packages.len()];
    let mut next = packages[package].after.clone();
    while let Some(package) = next.pop() {
        if !std::mem::replace(&mut awaited[package], true) {
            next.extend(&packages[package].after);
        }
    }
    awaited
}
