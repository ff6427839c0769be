//! Removed too late to save anything.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "purge-in-other-layer",
    title: "Packages are removed in a later layer than they were installed in",
    category: Category::Build,
    severity: Severity::Low,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "Layers only add. The packages are hidden, and still in the layer that installed them: the image is \
          not smaller.",
    how: "Install, use and remove them in one RUN, or build in a stage of its own.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN apt-get update && apt-get install -y gcc
            RUN make
            RUN apt-get purge -y «gcc»
            ",
        ),
        Example::bad(
            "
            FROM alpine:3.22
            RUN apk add --no-cache --virtual .build gcc
            RUN apk del «.build»
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN apt-get update && apt-get install -y gcc && make && apt-get purge -y gcc
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN apt-get purge -y perl
            ",
        ),
    ],
    links: &[],
    check: Check::Command(&["apt-get", "apt", "apk", "yum", "dnf", "microdnf"], check),
};

fn check(command: &Command, cx: &mut Context<'_>) {
    let (run, stage) = (cx.this_run(), cx.this_stage());
    let verb = command.subcommand();
    if !matches!(verb, "remove" | "purge" | "del" | "erase") || !stage.weighs() || run.onbuild {
        return;
    }
    for word in command.operands().into_iter().skip(1) {
        let Some(name) = word.literal() else { continue };
        let brings = |other: &&Run| {
            other.script.commands.iter().any(|command| {
                command.flag_value("--virtual").or(command.flag_value("-t")) == Some(name)
                    && command.is("apk")
            }) || other
                .installs
                .iter()
                .any(|install| install.packages.iter().any(|package| package.text == name))
        };
        let here = brings(&run);
        let earlier =
            cx.file.runs_of(stage).filter(|other| other.instruction < run.instruction).find(brings);
        if let Some(earlier) = earlier.filter(|_| !here) {
            cx.report(word.span, format!("`{name}` stays in the layer that installed it"))
                .note(earlier.span, "it was installed here");
            return;
        }
    }
}
