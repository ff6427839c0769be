//! RUN in the network of the machine that builds.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "run-host-network",
    title: "A RUN step uses the host's network",
    category: Category::Privilege,
    severity: Severity::Medium,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["S6431"],
    why: "The step then reaches everything that listens on the machine that builds, also what is meant for that machine \
          alone: databases, the cloud's metadata service, other builds.",
    how: "Leave the flag away. The usual network reaches the internet too.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN «--network=host» make
            ",
        )
        .fixed(
            "
            FROM debian:13-slim
            RUN make
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN --network=none make
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN --network=default make --network=host
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#run---network"],
    check: Check::Instruction(&[Keyword::Run], check),
};

fn check(instruction: &Instruction, cx: &mut Context<'_>) {
    let flag = instruction.flag("network").filter(|flag| flag.value.as_deref() == Some("host"));
    let Some(flag) = flag else { return };
    let cut = cx.file.with_blanks(flag.span);
    let onbuild = cx.onbuild;
    let finding =
        cx.report(flag.span, "`--network=host` opens the network of the machine that builds");
    if !onbuild && cut.end > flag.span.end {
        let change = "the step no longer reaches what listens on the machine that builds";
        let fix = Fix::review("use the usual network", Phase::User, change);
        finding.fix(fix.delete(cut));
    }
}
