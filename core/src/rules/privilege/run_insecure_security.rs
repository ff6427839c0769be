//! RUN without the sandbox.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "run-insecure-security",
    title: "A RUN step has all rights on the machine that builds",
    category: Category::Privilege,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["S6502", "core-008"],
    why: "`--security=insecure` runs the step as `docker run --privileged` does: a package's install script can reach \
          the devices and the kernel of the machine that builds, and with it every other build.",
    how: "Leave the flag away. What needs such rights, such as mounting a file system, is better done outside the \
          build.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN «--security=insecure» make image
            ",
        )
        .fixed(
            "
            FROM debian:13-slim
            RUN make image
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN --security=sandbox make image
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN make image --security=insecure
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#run---security"],
    check: Check::Instruction(&[Keyword::Run], check),
};

fn check(instruction: &Instruction, cx: &mut Context<'_>) {
    let flag =
        instruction.flag("security").filter(|flag| flag.value.as_deref() == Some("insecure"));
    let Some(flag) = flag else { return };
    let cut = cx.file.with_blanks(flag.span);
    let onbuild = cx.onbuild;
    let finding =
        cx.report(flag.span, "`--security=insecure` gives the step every right on the host");
    if !onbuild && cut.end > flag.span.end {
        let change = "the step runs in the usual sandbox, and fails where it needs more";
        let fix = Fix::review("run the step in the sandbox", Phase::User, change);
        finding.fix(fix.delete(cut));
    }
}
