//! Programs that run as somebody else than who starts them.

use crate::model::{modes, user_flags};
use crate::rule::prelude::*;
use crate::shell::Word;
use crate::syntax::Flag;

pub(super) static RULE: Rule = Rule {
    id: "chmod-setuid-bit",
    title: "A program is given its owner's rights",
    category: Category::Privilege,
    severity: Severity::High,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["S2612", "CIS-DI-0008", "CIS-4.8"],
    why: "Whoever starts a program with the setuid bit runs it as its owner, most often root. One flaw in it, and \
          the account without rights that USER sets is worth nothing.",
    how: "Leave the bit away. Do what needs root while the image is built, or give the one capability that is \
          needed with `setcap`.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            COPY tool /usr/local/bin/tool
            RUN chmod «4755» /usr/local/bin/tool
            ",
        )
        .fixed(
            "
            FROM debian:13-slim
            COPY tool /usr/local/bin/tool
            RUN chmod 755 /usr/local/bin/tool
            ",
        ),
        Example::bad(
            "
            FROM debian:13-slim
            COPY --chmod=«4755» tool /usr/local/bin/tool
            ",
        )
        .fixed(
            "
            FROM debian:13-slim
            COPY --chmod=755 tool /usr/local/bin/tool
            ",
        ),
        Example::bad(
            "
            FROM debian:13-slim
            RUN chmod «u+s» /usr/bin/tcpdump && chmod «g+s» /usr/bin/top
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN find / -xdev -perm /6000 -type f -exec chmod a-s {} + && chmod 1777 /tmp
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN chmod ug+s /usr/sbin/fping && chown root:zabbix /usr/sbin/fping
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN mkdir -p /srv/shared && chmod 2775 /srv/shared && chmod g+s /srv/shared
            ",
        ),
    ],
    links: &[],
    check: Check::Instruction(&[Keyword::Run, Keyword::Copy, Keyword::Add], check),
};

/// Sandboxes that refuse to start without the bit, and programs that have it in every distribution.
const KNOWN: &[&str] = &[
    "chrome-sandbox",
    "chrome_sandbox",
    "bwrap",
    "newuidmap",
    "newgidmap",
    "sudo",
    "su",
    "ping",
    "mount",
    "umount",
    "passwd",
    "fusermount",
    "fusermount3",
];

const CHANGE: &str = "who starts the program keeps their own rights; what needed the owner's fails";

fn check(instruction: &Instruction, cx: &mut Context<'_>) {
    let file = cx.file;
    let Some(stage) = cx.stage.filter(|stage| stage.is_reachable && !file.is_windows(stage)) else {
        return;
    };
    if let Some(flag) = instruction.flag("chmod") {
        return copied(flag, stage, cx);
    }
    let Some(run) = file.run_at(cx.at) else { return };
    for command in &run.script.commands {
        let Some(set) = modes::of(command).filter(|_| !command.is("mkdir")) else { continue };
        let Some(grants) = modes::grants(set.mode) else { continue };
        // On a folder, setgid only says which group new files have.
        let program = set.paths.iter().any(|path| in_programs(path.text()));
        let passing = !set.paths.is_empty()
            && set.paths.iter().all(|path| {
                modes::is_passing(run, command, path) || is_cleared(run, command, path)
            });
        if passing || !(grants.setuid && !set.recursive || grants.setgid && program) {
            continue;
        }
        let name = |text: &str| text.rsplit('/').next().unwrap_or(text).to_owned();
        let known = !set.paths.is_empty()
            && set.paths.iter().all(|path| KNOWN.contains(&name(path.text()).as_str()));
        let attached = cx.text(set.word.span) != set.mode;
        let what = match set.paths[..] {
            [] => "what it is given".to_owned(),
            [path] => format!("`{}`", path.text()),
            [path, ..] => format!("`{}` and more", path.text()),
        };
        let whose = if grants.setuid { "its owner" } else { "its group" };
        let place = if attached { command.span } else { set.word.span };
        let octal = set.mode.bytes().all(|b| b.is_ascii_digit());
        let who = match octal && set.mode.ends_with(['0', '2', '4', '6']) {
            true => "whoever of its group",
            false => "whoever",
        };
        let message = format!("mode `{}` makes {what} run as {whose}, {who} starts it", set.mode);
        let finding = cx.report(place, message);
        finding.severity(severity(stage, known));
        if !attached
            && !run.onbuild
            && let Some(mode) = modes::without_set_id(set.mode)
        {
            let fix = Fix::review("leave the bit away", Phase::User, CHANGE);
            finding.fix(fix.replace(set.word.span, mode));
        }
    }
}

/// Whether a later command of the same RUN gives the file to another, by which it loses the bits.
fn is_cleared(run: &Run, command: &Command, path: &Word) -> bool {
    let later = &run.script.commands[command.index + 1..];
    let gives = |later: &Command| {
        later.is_one_of(&["chown", "chgrp"])
            && later.operands().iter().skip(1).any(|word| word.text() == path.text())
    };
    later.iter().any(gives)
}

fn copied(flag: &Flag, stage: &Stage, cx: &mut Context<'_>) {
    let Some(mode) = flag.value.as_deref() else { return };
    let setuid = modes::grants(mode).is_some_and(|grants| grants.setuid);
    if !setuid || cx.text(flag.value_span) != mode {
        return;
    }
    let onbuild = cx.onbuild;
    let message = format!("mode `{mode}` makes what is copied run as its owner, whoever starts it");
    let finding = cx.report(flag.value_span, message);
    finding.severity(severity(stage, false));
    if !onbuild && let Some(mode) = modes::without_set_id(mode) {
        let fix = Fix::review("leave the bit away", Phase::User, CHANGE);
        finding.fix(fix.replace(flag.value_span, mode));
    }
}

fn severity(stage: &Stage, known: bool) -> Severity {
    match (stage.ships, known) {
        (true, false) => Severity::High,
        (true, true) => Severity::Low,
        (false, _) => Severity::Low,
    }
}

fn in_programs(path: &str) -> bool {
    const PROGRAMS: &[&str] =
        &["/bin", "/sbin", "/usr/bin", "/usr/sbin", "/usr/local/bin", "/usr/local/sbin"];
    PROGRAMS.iter().any(|folder| path != *folder && user_flags::under(path, folder))
}
