//! Commands that mean nothing while an image is built.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "pointless-command",
    title: "A command that means nothing in a build",
    category: Category::Build,
    severity: Severity::Info,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["DL3001", "DF060", "ER0005", "invalid_command", "nonsensical-command", "WL2003"],
    why: "Nothing runs yet while an image is built: no services, no users, no kernel of its \
          own. What such a command shows or starts is gone with the step, and what was meant \
          to last has not happened.",
    how: "Do it when the container runs: in the entrypoint, by `docker run` options, or outside \
          of the container.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN «service nginx start»
            RUN «ps aux» && «top -b -n 1»
            ",
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            RUN --mount=type=cache,target=/var/cache/apt apt-get install -y vim top-tools && echo "free mount"
            "#,
        ),
        Example::good(
            "
            FROM fedora:43
            RUN dnf install -y httpd && systemctl enable httpd
            ",
        ),
    ],
    links: &[],
    check: Check::Command(&[], check),
};

/// Commands that look at, or change, a running system.
const POINTLESS: [&str; 32] = [
    "free",
    "kill",
    "mount",
    "ps",
    "service",
    "shutdown",
    "ssh",
    "top",
    "vim",
    "nano",
    "emacs",
    "pico",
    "htop",
    "reboot",
    "halt",
    "poweroff",
    "init",
    "telinit",
    "journalctl",
    "dmesg",
    "modprobe",
    "insmod",
    "rmmod",
    "swapon",
    "swapoff",
    "ifconfig",
    "iptables",
    "traceroute",
    "uptime",
    "screen",
    "tmux",
    "systemctl",
];

/// What systemctl does without a running system.
const OFFLINE: [&str; 8] =
    ["enable", "disable", "mask", "unmask", "preset", "preset-all", "set-default", "--version"];

fn check(command: &Command, cx: &mut Context<'_>) {
    let name = command.name();
    let asks =
        command.args().iter().any(|word| matches!(word.text(), "--version" | "--help" | "-V"));
    let offline =
        name == "systemctl" && command.args().iter().any(|word| OFFLINE.contains(&word.text()));
    if POINTLESS.contains(&name) && !asks && !offline {
        let what = match name {
            "service" => "acts for this step only: what it starts ends there",
            "kill" => "reaches nothing but what this step has started",
            "ssh" => "acts on another machine, whose state is not in the image",
            "vim" | "nano" | "emacs" | "pico" | "screen" | "tmux" => {
                "is made for a terminal, and a build has none"
            }
            _ => "acts on a running system, and nothing runs in a build",
        };
        cx.report(command.span, format!("`{name}` {what}"));
    }
}
