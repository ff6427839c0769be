//! yum, dnf, zypper or rpm told not to check signatures.

use crate::rule::prelude::*;
use crate::shell::Argument;

pub(super) static RULE: Rule = Rule {
    id: "rpm-nogpgcheck",
    title: "Packages are installed without checking signatures",
    category: Category::Supply,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["CKV2_DOCKER_9", "CKV2_DOCKER_10", "S4830"],
    why: "Without the check a package is installed whoever made it. Its scripts run as root during the \
          build, and its programs stay in the image.",
    how: "Import the repository's key with `rpm --import`, and leave the flag out.",
    examples: &[
        Example::bad("
            FROM fedora:43
            RUN dnf install -y «--nogpgcheck» https://example.com/tool.rpm
            ").fixed("
            FROM fedora:43
            RUN dnf install -y https://example.com/tool.rpm
            "),
        Example::good("
            FROM fedora:43
            RUN rpm --import https://example.com/key.asc && dnf install -y https://example.com/tool.rpm
            "),
        Example::good("
            FROM fedora:43
            RUN dnf install -y --setopt=repo_gpgcheck=0 tool
            "),
    ],
    links: &[],
    check: Check::Command(&["yum", "dnf", "microdnf", "tdnf", "zypper", "rpm", "yum-config-manager", "dnf5"], check),
};

const FLAGS: [&str; 9] = [
    "--nogpgcheck",
    "--no-gpg-check",
    "--no-gpg-checks",
    "--no-gpgchecks",
    "--allow-unsigned-rpm",
    "--nodigest",
    "--nosignature",
    "--noverify",
    "--nofiledigest",
];

fn check(command: &Command, cx: &mut Context<'_>) {
    if cx.file.is_verified(cx.this_run()) {
        return; // A checksum says which package it is.
    }
    for argument in command.arguments(&[]) {
        let Argument::Flag(flag) = argument else { continue };
        let option =
            flag.is("--setopt") && flag.value.is_some_and(|value| value.starts_with("gpgcheck=0"));
        if !option && !FLAGS.iter().any(|name| flag.is(name)) {
            continue;
        }
        let cut = cx.file.cut_flag(cx.this_run(), flag);
        let span = flag.value_word.map_or(flag.word.span, |word| flag.word.span.to(word.span));
        let message = format!(
            "`{}` of {} installs packages that nobody vouches for",
            cx.text(span),
            command.name()
        );
        let finding = cx.report(span, message);
        if let Some(cut) = cut {
            let change = "packages whose signature is missing or unknown are refused from now on";
            finding.fix(Fix::review("check signatures again", Phase::Packages, change).delete(cut));
        }
    }
}
