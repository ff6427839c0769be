//! `ENV name value`: the old form, which takes the rest of the line.

use crate::model::quoting;
use crate::rule::prelude::*;
use crate::syntax::{GapKind, Pair};

pub(super) static RULE: Rule = Rule {
    id: "legacy-key-value-format",
    title: "ENV or LABEL has the old form without an equals sign",
    category: Category::Correctness,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["LegacyKeyValueFormat", "DF082", "PG004"],
    why: "The old form takes everything up to the end of the line as the value. A second pair on the line, or a comment, \
          becomes part of it. Docker keeps the form for old files only, and warns.",
    how: "Write `name=value`, with double quotes where the value has blanks.",
    examples: &[
        Example::bad(
            "
            FROM eclipse-temurin:21-jre
            ENV «APP_HOME /srv/app»
            ENV «JAVA_OPTS -Xmx512m -Dfile.encoding=UTF-8»
            LABEL «description It says \\\"hello\\\"»
            ",
        )
        .fixed(
            "
            FROM eclipse-temurin:21-jre
            ENV APP_HOME=/srv/app
            ENV JAVA_OPTS=\"-Xmx512m -Dfile.encoding=UTF-8\"
            LABEL description=\"It says \\\"hello\\\"\"
            ",
        ),
        Example::bad(
            "
            FROM debian:12-slim
            ENV «BUILD_DEPS \\
                autoconf \\
                # compiles
                gcc»
            ",
        )
        .fixed(
            "
            FROM debian:12-slim
            ENV BUILD_DEPS=\"autoconf \\
                # compiles
                gcc\"
            ",
        ),
        Example::good(
            "
            FROM eclipse-temurin:21-jre
            ENV JAVA_OPTS=\"-Xmx512m -Dfile.encoding=UTF-8\" \\
                APP_HOME=/srv/app
            ",
        ),
        Example::good(
            "
            FROM debian:12-slim
            ARG VERSION
            ENV A=b\\ c
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/build-checks/legacy-key-value-format/"],
    check: Check::Instruction(&[Keyword::Env, Keyword::Label], check),
};

fn check(instruction: &Instruction, cx: &mut Context<'_>) {
    let Some(pair) = instruction.pairs().first().filter(|pair| pair.legacy) else { return };
    if pair.value.as_ref().is_some_and(|value| value.text.starts_with('=')) {
        return; // See `space-around-equals`.
    }
    let (keyword, name) = (cx.text(instruction.word), &pair.key.text);
    let message = format!("`{keyword} {name}` has no `=` between name and value");
    let mend: fn(&Dockerfile, &Instruction, &Pair) -> Option<Fix> = fix;
    let mend = crate::rules::later(mend).filter(|_| !cx.onbuild);
    let fix = mend.and_then(|fix| fix(cx.file, instruction, pair));
    cx.report(pair.span, message).fix = fix;
}

fn fix(file: &Dockerfile, instruction: &Instruction, pair: &Pair) -> Option<Fix> {
    let value = pair.value.as_ref()?;
    let blank = Span::new(pair.key.span.end, value.span.start);
    let comment =
        instruction.gaps.iter().any(|gap| gap.kind == GapKind::Comment && blank.contains(gap.span));
    if comment || pair.key.text.contains(['"', '\'', file.tree.escape, '$']) {
        return None;
    }
    // The value goes up to the end of the logical line.
    let rest = &instruction.rest;
    let start = rest.text.len().checked_sub(value.text.len())?;
    let fix = Fix::safe("write `name=value`", Phase::Local, Proof::Same).replace(blank, "=");
    let changes = quoting::quoted(&value.text, file.tree.escape)?;
    Some(changes.into_iter().fold(fix, |fix, (range, text)| {
        let range = start + range.start..start + range.end;
        // A quote at the end follows the last character, not what comes after a line continuation.
        let span = match range.is_empty() && range.start > start {
            true => Span::at(rest.span(range.start - 1..range.start).end),
            false => rest.span(range),
        };
        fix.replace(span, text)
    }))
}
