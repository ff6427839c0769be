//! Upgrading everything in a build.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "zypper-dist-upgrade",
    title: "zypper replaces the whole distribution in the build",
    category: Category::Supply,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::Strict,
    aliases: &["DL3035", "DF044", "avoid-zypper-update"],
    why: "What comes in depends on the day of the build, and the builder's cache hides it. \
          Packages may change their vendor or go away altogether.",
    how: "Raise the base image instead: a newer tag or digest.",
    examples: &[
        Example::bad(
            "
            FROM opensuse/leap:15.6
            RUN «zypper -n dup» && zypper clean -a
            ",
        ),
        Example::good(
            "
            FROM opensuse/leap:15.6
            RUN zypper -n install dup && zypper clean -a
            ",
        ),
        Example::good(
            "
            FROM opensuse/leap:15.6
            RUN zypper -n update openssl && zypper clean -a
            ",
        ),
    ],
    links: &[],
    check: Check::Command(&["zypper"], check),
};

fn check(command: &Command, cx: &mut Context<'_>) {
    let operands = command.operands();
    let verb = operands.first().filter(|word| matches!(word.text(), "dup" | "dist-upgrade"));
    let (Some(verb), Some(name)) = (verb, command.name_word()) else { return };
    let message = format!("`zypper {}` upgrades whatever is new today", verb.text());
    cx.report(name.span.to(verb.span), message);
}
