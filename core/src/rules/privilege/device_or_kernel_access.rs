//! Devices and the kernel from within a build.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "device-or-kernel-access",
    title: "A step reaches for a device or for the kernel's settings",
    category: Category::Privilege,
    severity: Severity::Medium,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "Devices and kernel settings belong to the machine that runs the container, not to the image: what a step does to \
          them is lost or refused, and where it is allowed the build changes the machine.",
    how: "Give devices and settings when the container starts: `--device`, `--sysctl`.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN «mknod /dev/net/tun c 10 200»
            ",
        ),
        Example::bad(
            "
            FROM debian:13-slim
            RUN «echo 1» > /proc/sys/net/ipv4/ip_forward
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN mkdir -p /rootfs/dev && mknod -m 666 /rootfs/dev/null c 1 3 && mknod /run/pipe p
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN cat /proc/sys/kernel/osrelease > /version && echo net.ipv4.ip_forward=1 > /etc/sysctl.d/99.conf
            ",
        ),
    ],
    links: &[],
    check: Check::Run(check),
};

fn check(run: &Run, cx: &mut Context<'_>) {
    for command in &run.script.commands {
        let operands = command.operands_with(&["-m", "--mode"]);
        let device = command.is("mknod")
            && operands.first().is_some_and(|word| word.text().starts_with("/dev/"))
            && operands.get(1).is_some_and(|word| matches!(word.text(), "c" | "b" | "u"));
        let kernel = command
            .writes()
            .any(|word| word.text().starts_with("/proc/sys/") || word.text().starts_with("/sys/"));
        if device {
            cx.report(command.span, "a device made here is not one that the container may use");
        } else if kernel && !command.context.failure_ignored {
            cx.report(command.span, "the kernel's settings are not part of the image");
        }
    }
}
