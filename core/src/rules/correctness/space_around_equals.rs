//! Blanks around `=` make another value.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "space-around-equals",
    title: "A blank stands before the `=`",
    category: Category::Correctness,
    severity: Severity::High,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["S6574", "LegacyKeyValueFormat"],
    why: "With a blank after the name the builder reads the old form `ENV name value`: the `=` becomes the beginning of \
          the value.",
    how: "Write `name=value` without blanks around the `=`, and quote a value that has some.",
    examples: &[
        Example::bad(
            "
            FROM alpine:3.22
            ENV «PORT = 8080»
            ",
        )
        .fixed(
            "
            FROM alpine:3.22
            ENV PORT=8080
            ",
        ),
        Example::bad(
            "
            FROM alpine:3.22
            LABEL «version =1.2 beta»
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22
            ENV PORT=8080 NAME=\"a = b\"
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22
            ENV TITLE two = three
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#env"],
    check: Check::Instruction(&[Keyword::Env, Keyword::Label], check),
};

fn check(i: &Instruction, cx: &mut Context<'_>) {
    for pair in i.pairs().iter().filter(|pair| pair.legacy) {
        let Some(value) = &pair.value else { continue };
        let Some(meant) = value.text.strip_prefix('=') else { continue };
        let message = format!(
            "the value of `{}` begins with the `=`, as a blank stands before it",
            pair.key.text
        );
        let finding = cx.report(pair.span, message);
        if i.keyword == Keyword::Label {
            // A text is garbled, or the labels after it are part of it.
            let swallows = meant.contains('=');
            finding.severity(if swallows { Severity::Medium } else { Severity::Low });
        }
        let meant = meant.trim_start();
        let quoted = meant.len() > 1
            && meant.starts_with('"')
            && meant.find(['\\', '`', '=']).is_none()
            && meant[1..].find('"') == Some(meant.len() - 2);
        let plain = quoted || !meant.is_empty() && !meant.contains([' ', '\t', '=', '"', '\'']);
        if plain && i.gaps.is_empty() {
            let start = value.span.end - meant.len() as u32;
            let change = "the value no longer begins with `=`";
            let fix = Fix::recommended("write `name=value`", Phase::Text, change);
            finding.fix(fix.replace(Span::new(pair.key.span.end, start), "="));
        }
    }
}
