//! Rights of root for one program.

use crate::model::downloads;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "file-capabilities-granted",
    title: "A program is given rights of root",
    category: Category::Privilege,
    severity: Severity::High,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "Whoever starts the program has the right, whatever account they are. Some capabilities are as good as root: \
          reading every file, loading modules, looking into other processes.",
    how: "Leave it away, or give the least one that is needed. Ports below 1024 need none in Docker since version 20.10.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN setcap «cap_sys_admin,cap_net_raw+ep» /usr/local/bin/tool
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN setcap cap_net_bind_service=+ep /usr/local/bin/server
            ",
        ),
        Example::bad(
            "
            FROM debian:13-slim
            RUN setcap «cap_net_admin+ep» /usr/local/bin/tool
            ",
        ),
        Example::good(
            "
            FROM oraclelinux:9
            RUN setcap cap_net_admin,cap_net_raw+ep /usr/bin/ping
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN setcap -r /usr/bin/ping && getcap /usr/bin/ping
            ",
        ),
    ],
    links: &["https://man7.org/linux/man-pages/man7/capabilities.7.html"],
    check: Check::Command(&["setcap"], check),
};

/// Capabilities that lead to root.
const ROOT: &[&str] = &[
    "cap_sys_admin",
    "cap_sys_ptrace",
    "cap_sys_module",
    "cap_sys_rawio",
    "cap_dac_override",
    "cap_dac_read_search",
    "cap_setuid",
    "cap_setgid",
    "cap_chown",
    "cap_fowner",
    "cap_bpf",
    "cap_setfcap",
    "all=",
];

/// Capabilities that change the network for all.
const NETWORK: &[&str] = &["cap_net_admin"];

/// Tools that distributions give the rights to their network (RHEL's iputils), and that change nothing with them.
const PROBES: &[&str] =
    &["ping", "ping6", "arping", "traceroute", "tracepath", "clockdiff", "fping", "mtr-packet"];

fn check(command: &Command, cx: &mut Context<'_>) {
    if !cx.this_stage().is_reachable {
        return;
    }
    let words = command.operands();
    for (at, word) in words.iter().enumerate() {
        let text = word.text().to_ascii_lowercase();
        let given = text.contains(['+', '=']) && !text.ends_with("-ep") && !text.ends_with("=-");
        let named =
            |names: &[&'static str]| names.iter().find(|name| text.contains(**name)).copied();
        let found = named(ROOT).map(|name| (name, Severity::High));
        let found = found.or_else(|| named(NETWORK).map(|name| (name, Severity::Medium)));
        if let Some((name, severity)) = found.filter(|_| given && !text.starts_with('/')) {
            let name = name.trim_end_matches('=');
            let target = words.get(at + 1).map_or("", |target| downloads::last_part(target.text()));
            let message = match severity {
                Severity::High => {
                    format!("`{name}` gives whoever starts the program rights of root")
                }
                _ if PROBES.contains(&target) => continue,
                _ => format!("`{name}` lets whoever starts the program change the network"),
            };
            cx.report(word.span, message).severity(severity);
        }
    }
}
