//! Upgrading everything in a build.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "apt-get-upgrade",
    title: "All packages are upgraded in the build",
    category: Category::Supply,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::Strict,
    aliases: &[
        "DS-0024",
        "AVD-DS-0024",
        "DKL-DI-0003",
        "AC_DOCKER_0052",
        "DF069",
        "ER0006",
        "apt-get-upgrade",
        "apt-get-dist-upgrade",
        "avoid-apt-get-upgrade",
        "WL2008",
        "WL2011",
    ],
    why: "What comes in depends on the day of the build, and the builder's cache hides it: the \
          layer is not made again until something above it changes. The old versions stay in \
          the base image's layers as well.",
    how: "Raise the base image regularly (a newer tag or digest) and let its publisher apply \
          the patches. Where patches can't wait, keep the upgrade and rebuild without the \
          cache on a schedule.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN apt-get update && «apt-get upgrade» -y && apt-get install -y curl
            ",
        ),
        Example::bad(
            "
            FROM fedora:43
            RUN «dnf update» -y && «dnf -y upgrade»
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN apt-get update && apt-get install -y --only-upgrade openssl
            ",
        ),
        Example::good(
            "
            FROM fedora:43
            RUN dnf upgrade -y openssl && pip install --upgrade pip
            ",
        ),
    ],
    links: &[],
    check: Check::Command(
        &["apt-get", "apt", "aptitude", "apk", "yum", "dnf", "microdnf", "tdnf"],
        check,
    ),
};

fn check(command: &Command, cx: &mut Context<'_>) {
    const UPGRADES: [&str; 6] = [
        "upgrade",
        "dist-upgrade",
        "full-upgrade",
        "safe-upgrade",
        "distro-sync",
        "system-upgrade",
    ];
    let operands = command.operands();
    let Some((verb, packages)) = operands.split_first() else { return };
    let rpm = command.is_one_of(&["yum", "dnf", "microdnf", "tdnf"]);
    let upgrades = UPGRADES.contains(&verb.text()) || rpm && verb.text() == "update";
    let Some(name) = command.name_word().filter(|_| upgrades && packages.is_empty()) else {
        return;
    };
    let message = format!("`{} {}` upgrades whatever is new today", command.name(), verb.text());
    cx.report(name.span.to(verb.span), message);
}
