//! Writing an inline suppression.

use crate::fix::Edit;
use crate::rule::Rule;
use crate::syntax::Tree;
use crate::text::Span;

/// The edit that accepts a rule's finding at a place, with the author's reason: a comment above the instruction there,
/// or one for the whole file where no instruction is.
pub fn allow(tree: &Tree, rule: &Rule, at: Span, reason: &str) -> Edit {
    let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
    let because = if reason.is_empty() { String::new() } else { format!(" because {reason}") };
    let source = &tree.source;
    let end = if source.contains("\r\n") { "\r\n" } else { "\n" };
    let here = tree.instructions.iter().find(|instruction| instruction.span.contains(at));
    let (verb, before) = match here {
        Some(instruction) => ("allow", instruction.span.start as usize),
        // Below the directives: above them a comment would make them comments too.
        None => ("allow-file", tree.directives.last().map_or(0, |d| d.span.end as usize)),
    };
    let line = source[..before].rfind('\n').map_or(0, |at| at + 1);
    let comment = format!("# drydock {verb} {}{because}", rule.id);
    let (at, text) = match here {
        Some(_) => (line, format!("{}{comment}{end}", &source[line..before])),
        None if before == 0 => (0, format!("{comment}{end}")),
        None => (before, format!("{end}{comment}")),
    };
    Edit { span: Span::at(at as u32), text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::{Audit, Config, audit};
    use crate::fix::{Fix, Phase, Proof, apply};

    /// The text after accepting the first finding of a rule, and its audit.
    fn accepted(text: &str, rule: &str, reason: &str) -> (String, Audit) {
        let before = audit(text, &Config::default());
        let finding = before.active().find(|f| f.rule.id == rule).expect("it is found");
        let edit = allow(&before.file.tree, finding.rule, finding.span, reason);
        let fix = Fix { edits: vec![edit], ..Fix::safe("", Phase::Text, Proof::Same) };
        let after = apply(text, [&fix]);
        let audit = audit(&after, &Config::default());
        (after, audit)
    }

    #[test]
    fn the_finding_is_accepted_with_its_reason() {
        let (text, audit) = accepted(
            "# syntax=docker/dockerfile:1\r\nFROM alpine:3.22\r\n  MAINTAINER Ann\r\nUSER 1000\r\n",
            "maintainer-deprecated",
            "the old\nregistry reads it",
        );
        assert_eq!(
            text,
            "# syntax=docker/dockerfile:1\r\nFROM alpine:3.22\r\n  # drydock allow \
             maintainer-deprecated because the old registry reads it\r\n  MAINTAINER Ann\r\nUSER 1000\r\n"
        );
        assert!(audit.active().all(|f| f.rule.id != "maintainer-deprecated"));
        let reason = audit.findings.iter().find_map(|f| f.suppressed.as_ref()?.reason.clone());
        assert_eq!(reason.as_deref(), Some("the old registry reads it"));
    }

    #[test]
    fn a_finding_within_a_long_instruction_is_accepted_above_it() {
        let text = "FROM debian:12-slim\nRUN true && \\\n    apt-get update && \\\n    apt-get install -y curl\nUSER 1000\n";
        let (text, audit) = accepted(text, "apt-lists-not-removed", "measured");
        assert!(
            text.contains("\n# drydock allow apt-lists-not-removed because measured\nRUN true"),
            "{text}"
        );
        assert!(audit.active().all(|f| f.rule.id != "apt-lists-not-removed"));
    }

    #[test]
    fn a_finding_on_no_instruction_is_accepted_below_the_directives() {
        let text = "# syntax=docker/dockerfile:1\n# drydock allow nothing-such because x\nFROM alpine:3.22\n";
        let tree = crate::syntax::parse(text);
        let rule = crate::rules::find("suppression-unknown-rule").expect("a rule");
        let edit = allow(&tree, rule, Span::new(31, 35), "");
        assert_eq!(
            (edit.span.start, edit.text.as_str()),
            (28, "\n# drydock allow-file suppression-unknown-rule")
        );
    }
}
