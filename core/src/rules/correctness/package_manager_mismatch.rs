//! The package manager of another distribution.

use crate::image::Family;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "package-manager-mismatch",
    title: "The image does not have this package manager",
    category: Category::Correctness,
    severity: Severity::High,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "The command is not found, and the build stops.",
    how: "Use the package manager of the base: `apt-get` on Debian and Ubuntu, `apk` on Alpine, `dnf` or \
          `microdnf` on Fedora and Red Hat.",
    examples: &[
        Example::bad(
            "
            FROM alpine:3.22
            RUN «apt-get» update
            ",
        ),
        Example::bad(
            "
            FROM debian:13-slim
            RUN «apk» add --no-cache curl
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22
            RUN apk add --no-cache curl
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN if command -v apk; then apk add curl; else apt-get update; fi
            RUN command -v yum && yum install -y curl || true
            ",
        ),
    ],
    links: &[],
    check: Check::Command(
        &["apt-get", "apt", "apk", "yum", "dnf", "microdnf", "zypper", "pacman"],
        check,
    ),
};

/// Images whose distribution follows from name and tag.
const BASES: [&str; 15] = [
    "debian",
    "ubuntu",
    "alpine",
    "centos",
    "fedora",
    "almalinux",
    "rockylinux",
    "amazonlinux",
    "node",
    "python",
    "ruby",
    "golang",
    "rust",
    "php",
    "nginx",
];

fn check(command: &Command, cx: &mut Context<'_>) {
    let (run, stage) = (cx.this_run(), cx.this_stage());
    let name = command.name();
    // Other images come on several distributions, which not every tag tells.
    let sure = matches!(cx.file.root_of(stage), Base::Image(image) if BASES.contains(&image.repository().as_str()));
    if !sure {
        return;
    }
    let own: &[&str] = match cx.file.family(stage) {
        Family::Debian | Family::Ubuntu => &["apt-get", "apt"],
        Family::Alpine | Family::Wolfi => &["apk"],
        Family::RedHat => &["yum", "dnf", "microdnf"],
        _ => return,
    };
    if own.contains(&name) {
        return;
    }
    // A step that looks for it first, or a base whose kind only its tag tells, may have it.
    let asks = ["command -v", "which ", "type ", "hash ", "[ -f", "[ -x", "os-release"]
        .iter()
        .any(|text| cx.text(run.whole).contains(text));
    let brought = cx.file.lineage(stage).flat_map(|stage| cx.file.runs_of(stage)).any(|other| {
        other.instruction < run.instruction && cx.text(other.whole).contains(name)
            || other
                .installs
                .iter()
                .any(|install| install.packages.iter().any(|package| package.text == name))
    });
    let again = run.script.commands[..command.index].iter().any(|other| other.is(name));
    let sure = !again
        && !command.context.conditional
        && !command.context.failure_ignored
        && !command.context.in_condition;
    if sure && !asks && !brought && !run.onbuild {
        let Some(word) = command.name_word() else { return };
        cx.report(word.span, format!("`{name}` is not there: this image has `{}`", own[0]))
            .note(stage.base_span, "this is the base");
    }
}
