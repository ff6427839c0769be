//! `apt` is for people at a terminal.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "apt-instead-of-apt-get",
    title: "apt is used where apt-get is meant",
    category: Category::Build,
    severity: Severity::Low,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["DL3027", "CKV_DOCKER_9", "AC_DOCKER_0002", "DF059", "prefer-apt-get"],
    why: "apt is made for people: its output and its options may change between releases, and \
          it warns in every build log that it has no stable interface.",
    how: "Write `apt-get` for installing and updating, and `apt-cache` for searching.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN «apt» update && «apt» install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*
            ",
        )
        .fixed(
            "
            FROM debian:13-slim
            RUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN apt-get update && apt-mark hold libc6 && apt-cache policy curl
            ",
        ),
        Example::good(
            r#"
            FROM alpine:3.22
            RUN echo "use apt install on Debian" && ls /etc/apt
            "#,
        ),
    ],
    links: &["https://manpages.debian.org/trixie/apt/apt.8.en.html"],
    check: Check::Command(&["apt"], check),
};

/// What apt-get has under the same name with the same meaning, as far as an image is concerned.
const SAME: [&str; 7] =
    ["update", "install", "remove", "purge", "clean", "autoclean", "autoremove"];

fn check(command: &Command, cx: &mut Context<'_>) {
    let Some(name) = command.name_word() else { return };
    let (span, verb) = (name.span, command.subcommand());
    let fix = |fix: Fix, to: &str| fix.replace(span, cx.text(span).replace("apt", to));
    let fix = match verb {
        _ if cx.this_run().is_exec => None,
        "install" if command.operands().iter().any(|word| word.text().starts_with(['.', '/'])) => {
            None
        }
        verb if SAME.contains(&verb) => {
            let safe = Fix::safe("call apt-get", Phase::Packages, Proof::Differs(&["exec.args"]));
            Some(fix(safe, "apt-get"))
        }
        "upgrade" => {
            let change =
                "apt-get keeps packages back whose upgrade needs new packages; apt installs those";
            Some(fix(Fix::review("call apt-get", Phase::Packages, change), "apt-get"))
        }
        "full-upgrade" => None,
        "search" | "show" => {
            let change = "the output is laid out differently";
            Some(fix(Fix::review("call apt-cache", Phase::Packages, change), "apt-cache"))
        }
        _ => None,
    };
    let finding = cx.report(span, format!("`apt {verb}` has no stable interface for scripts"));
    if let Some(fix) = fix {
        finding.fix(fix);
    }
}
