//! Linkages, and the packages that they make.

use super::figures::{Reader, path_to};
use crate::document::{Fields, Member, nearest};
use crate::domain::{Linkage, LinkageKind, LinkageMode, Negotiation, Package};

impl Reader<'_> {
    pub(super) fn linkages(&mut self, fields: &mut Fields<'_>, negotiation: &mut Negotiation) {
        let members = self.map_by_id(fields, "linkages", false, "an object of linkages by id");
        let path = fields.path_of("linkages");
        for member in &members {
            let path = path_to(&path, &member.key);
            if let Some(linkage) = self.linkage(member, &path, negotiation) {
                negotiation.linkages.push(linkage);
            }
        }
        negotiation.packages = packages(negotiation);
        if circular(&negotiation.packages)
            && let Some(member) = members.first()
        {
            let message =
                "sequential linkages wait for each other in a circle: no talks can open".to_owned();
            let hint = "give the issues one order, or link them jointly".to_owned();
            self.refuse(&member.node, &path, message, Some(hint));
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
        fields.require("issues", "a list of issue ids", &mut self.problems);
        let nodes = fields.list("issues", &mut self.problems).unwrap_or(&[]);
        for node in nodes {
            let ids = negotiation.issues.iter().map(|issue| issue.id.as_str());
            let found = node
                .as_text()
                .and_then(|id| ids.clone().position(|known| known == id));
            match found {
                Some(issue) if linkage.issues.contains(&issue) => {
                    let message = format!("{} is named twice", node.describe());
                    self.refuse(node, &list_path, message, None);
                }
                Some(issue) => linkage.issues.push(issue),
                None => {
                    let hint = match node.as_text().and_then(|id| nearest(id, ids.clone())) {
                        Some(near) => format!("did you mean `{near}`?"),
                        None => format!("issues: {}", ids.collect::<Vec<_>>().join(", ")),
                    };
                    let message = format!("expected the id of an issue, found {}", node.describe());
                    self.refuse(node, &list_path, message, Some(hint));
                }
            }
        }
        if self.problems.len() == before && linkage.issues.len() < 2 {
            let message = "expected at least two issues to link".to_owned();
            self.refuse(&member.node, &list_path, message, None);
        }
        fields.close(&mut self.problems);
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

/// Whether some packages can never open.
fn circular(packages: &[Package]) -> bool {
    let mut open = vec![false; packages.len()];
    for _ in packages {
        for (index, package) in packages.iter().enumerate() {
            open[index] |= package.after.iter().all(|&before| open[before]);
        }
    }
    open.contains(&false)
}
