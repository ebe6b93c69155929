//! Texts of a scenario as they can be shown.

use super::Scenario;
use crate::document::visible;
use crate::rules::Rulebook;

impl Scenario {
    /// The same scenario without anything in its texts that a terminal would act upon: this is the
    /// one place where that is done, so that whatever prints a text need not think of it.
    pub(super) fn fit_to_print(mut self) -> Scenario {
        let line = |text: &mut String| *text = visible(text);
        let lines = |text: &mut String| {
            let shown: Vec<String> = text.lines().map(visible).collect();
            *text = shown.join("\n");
        };
        line(&mut self.title);
        self.question.as_mut().map(line);
        self.states
            .iter_mut()
            .for_each(|state| line(&mut state.name));
        self.sources.iter_mut().for_each(|(_, name)| line(name));
        self.notes.iter_mut().for_each(lines);
        self.afterwards.iter_mut().for_each(lines);
        self.claims.iter_mut().for_each(line);
        for figure in &mut self.figures {
            figure.source.as_mut().map(line);
            figure.note.as_mut().map(lines);
        }
        let mut rules = self.rulebook.rules().to_vec();
        for rule in &mut rules {
            line(&mut rule.says);
            line(&mut rule.source);
        }
        self.rulebook = Rulebook::new(rules);
        self
    }
}

#[cfg(test)]
mod tests {
    use crate::document::Document;
    use crate::scenario::{Scenario, library_entry};

    #[test]
    fn texts_cannot_steer_a_terminal() {
        let entry = library_entry("eu-tunisia-2023").unwrap();
        let mut document = Document::parse(entry.name, entry.text.as_bytes()).unwrap();
        for change in [
            "title=\"\\u001b[31mred\\n\"",
            "states.tunisia.name=\"T\\u0007\"",
            "notes=\"one\\ntwo\\u009b\"",
            "rules.less-for-less/reduce={\"says\": \"\\u001b\"}",
        ] {
            document.set(change).unwrap();
        }
        let scenario = Scenario::load(&document).unwrap();
        assert_eq!(scenario.title, "\\u{1b}[31mred\\u{a}");
        assert_eq!(scenario.notes, ["one\ntwo\\u{9b}"]);
        let names: Vec<_> = scenario.states.iter().map(|s| s.name.as_str()).collect();
        assert_eq!(names, ["European Union", "T\\u{7}"]);
        let says = &scenario.rulebook.rule("less-for-less/reduce").unwrap().says;
        assert_eq!(says, "\\u{1b}");
    }
}
