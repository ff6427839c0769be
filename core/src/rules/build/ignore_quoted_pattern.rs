//! Quotes around a pattern.

use crate::ignore::{Pattern, Trap};
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "ignore-quoted-pattern",
    title: "Quotes in .dockerignore are part of the pattern",
    category: Category::Build,
    severity: Severity::Medium,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[],
    why: "A line is one pattern, blanks and quotes included: `\"my notes\"` matches a file with quotes in \
          its name. What was meant is sent.",
    how: "Leave the quotes away. Blanks within a name need none.",
    examples: &[
        Example::bad(
            "
            «\"my notes\"»
            ",
        )
        .fixed(
            "
            my notes
            ",
        ),
        Example::bad(
            "
            «'.env'»
            ",
        )
        .fixed(
            "
            .env
            ",
        ),
        Example::good(
            "
            my notes
            ",
        ),
        Example::good(
            "
            say \"hi\".txt
            ",
        ),
    ],
    links: &["https://docs.docker.com/build/concepts/context/#dockerignore-files"],
    check: Check::Ignore(check),
};

fn check(file: &IgnoreFile) -> Vec<Remark> {
    let say = |pattern: &Pattern| {
        let text = file.written(pattern);
        let change = "what it names leaves the build context";
        let fix = Fix::recommended("take the quotes away", Phase::Text, change)
            .replace(pattern.span, text.replace(['"', '\''], ""));
        Remark::new(pattern.span, format!("the quotes in `{text}` are part of the pattern"))
            .fix(fix)
    };
    file.trapped(Trap::Quoted).map(say).collect()
}
