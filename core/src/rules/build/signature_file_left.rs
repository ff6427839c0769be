//! A signature stays in the image.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "signature-file-left",
    title: "A signature is left after it was checked",
    category: Category::Build,
    severity: Severity::Info,
    confidence: Confidence::Likely,
    profile: Profile::All,
    aliases: &["gpgVerifyAscRmAsc"],
    why: "Once it has been checked the signature is of no use, and is one more file in the layer.",
    how: "Delete it in the same RUN.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN curl -fsSLO https://example.org/a.tgz.asc && gpg --batch --verify «a.tgz.asc» a.tgz
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN gpg --batch --verify a.tgz.asc a.tgz && rm a.tgz.asc
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim AS build
            RUN gpg --batch --verify a.tgz.asc a.tgz
            FROM debian:13-slim
            ",
        ),
    ],
    links: &[],
    check: Check::Command(&["gpg", "gpg2"], check),
};

fn check(command: &Command, cx: &mut Context<'_>) {
    let run = cx.this_run();
    let words = command.args();
    let Some(at) = words.iter().position(|word| word.text() == "--verify") else { return };
    let Some(word) = words
        .get(at + 1)
        .filter(|word| [".asc", ".sig", ".sign"].iter().any(|end| word.text().ends_with(end)))
    else {
        return;
    };
    let removed =
        run.script.named(&["rm", "find"]).next().is_some() || run.mounts_over(word.text());
    if cx.this_stage().weighs() && !removed {
        cx.report(word.span, format!("`{}` stays in the layer", word.text()));
    }
}
