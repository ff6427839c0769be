//! Everything is upgraded in the build.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "package-upgrade-in-build",
    title: "A step upgrades every package",
    category: Category::Build,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::Strict,
    aliases: &[
        "DF069",
        "DL3017",
        "avoid-apk-upgrade",
        "AC_DOCKER_0039",
        "DL3031",
        "DL3039",
        "avoid-yum-update",
        "avoid-dnf-update",
        "AC_DOCKER_0029",
        "AC_DOCKER_0003",
        "ER0006",
    ],
    why: "What is upgraded depends on the day, so that two builds of one file differ, and the old files stay \
          in the layers below.",
    how: "Take a newer base image, which brings the upgrades, and build again when there is one.",
    examples: &[
        Example::bad(
            "
            FROM alpine:3.22
            RUN apk update && «apk upgrade»
            ",
        ),
        Example::bad(
            "
            FROM fedora:43
            RUN «dnf -y upgrade» && dnf clean all
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22
            RUN apk add --no-cache --upgrade openssl && apk upgrade openssl
            ",
        ),
        Example::good(
            "
            FROM rockylinux:9
            RUN yum -y update --security && yum -y update openssl
            ",
        ),
    ],
    links: &[],
    check: Check::Command(&["apk", "dnf", "yum", "microdnf", "tdnf", "pacman"], check),
};

fn check(command: &Command, cx: &mut Context<'_>) {
    let operands = command.operands();
    let whole = match command.name() {
        "apk" => command.subcommand() == "upgrade" && operands.len() == 1,
        "pacman" => {
            command
                .args()
                .iter()
                .any(|word| word.text().starts_with("-Sy") && word.text().contains('u'))
                && operands.is_empty()
        }
        _ => {
            matches!(command.subcommand(), "update" | "upgrade" | "distro-sync")
                && operands.len() == 1
        }
    };
    let part = command.args().iter().any(|word| {
        ["--security", "--advisory", "--bugfix", "--cve"]
            .iter()
            .any(|flag| word.text().starts_with(flag))
    });
    if whole && !part {
        cx.report(
            command.span,
            "this upgrades whatever has a newer version on the day of the build",
        );
    }
}
