//! Characters that hide what is written.

use crate::model::text_traps::{self, Hidden};
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "bidi-or-invisible-characters",
    title: "The text holds characters that are not what they look like",
    category: Category::Correctness,
    severity: Severity::High,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "What people see and what the builder reads differ: a package, an address or a word may be another \
          one than it seems, by accident or on purpose.",
    how: "Type the place anew. Where such a character is meant, write it as an escape of the language that \
          reads it.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN echo a«\u{00a0}»b
            ",
        )
        .fixed(
            "
            FROM debian:13-slim
            RUN echo a b
            ",
        ),
        Example::bad(
            "
            FROM debian:13-slim
            RUN curl -fsSL https://ex«а»mple.org/install -o install
            ",
        ),
        Example::bad(
            "
            FROM debian:13-slim
            # only for admins «\u{202e}»
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            # Für Änderungen: naïve café \u{00a0}
            LABEL description=\"Привет, мир\" name=\"日本語\"
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN echo \"done 👩\u{200d}🚀 µ\"
            ",
        ),
    ],
    links: &["https://trojansource.codes/"],
    check: Check::File(check),
};

fn check(file: &Dockerfile, cx: &mut Context<'_>) {
    for (span, kind) in text_traps::hidden(file) {
        let code = file.text(span).chars().next().map_or(0, u32::from);
        let message = match kind {
            Hidden::Bidi => {
                format!("the character U+{code:04X} turns the reading direction around")
            }
            Hidden::Invisible => {
                format!("the character U+{code:04X} can't be seen, and is part of the text")
            }
            Hidden::Blank => {
                format!("the character U+{code:04X} looks like a blank, and separates nothing")
            }
            Hidden::Lookalike => {
                format!("the character U+{code:04X} looks like a Latin letter, and is none")
            }
        };
        let finding = cx.report(span, message);
        if kind == Hidden::Blank {
            finding.severity(Severity::Medium);
            let fix = Fix::recommended("write a blank", Phase::Text, "the words around it are two");
            finding.fix(fix.replace(span, " "));
        }
    }
}
