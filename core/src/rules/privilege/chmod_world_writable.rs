//! Files that everybody may change.

use crate::model::{modes, user_flags};
use crate::rule::prelude::*;
use crate::shell::Word;
use crate::syntax::Flag;

pub(super) static RULE: Rule = Rule {
    id: "chmod-world-writable",
    title: "A file or folder can be changed by everybody",
    category: Category::Privilege,
    severity: Severity::Medium,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["S2612", "DF034", "tally/world-writable-state-path-workaround"],
    why: "Every account in the container may replace what lies there. Whoever gets into one process can change \
          the programs and settings that another one, perhaps root, uses next.",
    how: "Give the folder to the account that must write there, with `chown` or `--chown`, and keep the mode at \
          755 for folders and programs, 644 for other files.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            COPY entrypoint.sh /entrypoint.sh
            RUN mkdir -p /data && chmod -R «777» /data
            ",
        )
        .fixed(
            "
            FROM debian:13-slim
            COPY entrypoint.sh /entrypoint.sh
            RUN mkdir -p /data && chmod -R 775 /data
            ",
        ),
        Example::bad(
            "
            FROM debian:13-slim
            COPY --chmod=«0666» app.conf /etc/app.conf
            ",
        )
        .fixed(
            "
            FROM debian:13-slim
            COPY --chmod=0664 app.conf /etc/app.conf
            ",
        ),
        Example::bad(
            "
            FROM debian:13-slim
            RUN find /srv -type d -exec chmod «o+w» {} +
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN mkdir -p /scratch && chmod 1777 /tmp /scratch && chmod +w /etc/app.conf && chmod 775 /data
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            COPY install.sh /
            RUN chmod 777 /install.sh && /install.sh && rm /install.sh
            ",
        ),
    ],
    links: &[],
    check: Check::Instruction(&[Keyword::Run, Keyword::Copy, Keyword::Add], check),
};

/// Folders whose content other accounts run or read as settings.
const SYSTEM: &[&str] = &["/bin", "/sbin", "/lib", "/lib64", "/usr", "/etc", "/root", "/boot"];

const CHANGE: &str = "accounts other than the owner and the group can no longer write there; where one must, give it \
                      the folder with `chown`";

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
        let Some(set) = modes::of(command) else { continue };
        let open =
            modes::grants(set.mode).is_some_and(|grants| grants.world_write && !grants.sticky);
        let passing = !set.paths.is_empty()
            && set.paths.iter().all(|path| modes::is_passing(run, command, path));
        if !open || passing {
            continue;
        }
        let path_of = |path: &&Word| file.path_of(stage, run, path).unwrap_or_default();
        let paths: Vec<String> = set.paths.iter().map(path_of).collect();
        let attached = cx.text(set.word.span) != set.mode;
        let what = match set.paths[..] {
            [] => "what it is given".to_owned(),
            [path] => format!("`{}`", path.text()),
            [path, ..] => format!("`{}` and more", path.text()),
        };
        let place = if attached { command.span } else { set.word.span };
        let who = if is_hidden(&paths) { "everybody who can enter `/root`" } else { "everybody" };
        let finding = cx.report(place, format!("mode `{}` lets {who} change {what}", set.mode));
        finding.severity(severity(stage, &paths));
        if !attached
            && !run.onbuild
            && let Some(mode) = modes::without_world_write(set.mode)
        {
            let fix = Fix::review("let only owner and group write", Phase::User, CHANGE);
            finding.fix(fix.replace(set.word.span, mode));
        }
    }
}

fn copied(flag: &Flag, stage: &Stage, cx: &mut Context<'_>) {
    let Some(mode) = flag.value.as_deref() else { return };
    let open = modes::grants(mode).is_some_and(|grants| grants.world_write && !grants.sticky);
    if !open || cx.text(flag.value_span) != mode {
        return;
    }
    let copy = cx.file.copy_at(cx.at);
    let paths: Vec<String> = copy.and_then(|copy| copy.dest_path.clone()).into_iter().collect();
    let onbuild = cx.onbuild;
    let message = format!("mode `{mode}` lets everybody change what is copied");
    let finding = cx.report(flag.value_span, message);
    finding.severity(severity(stage, &paths));
    if !onbuild && let Some(mode) = modes::without_world_write(mode) {
        let fix = Fix::review("let only owner and group write", Phase::User, CHANGE);
        finding.fix(fix.replace(flag.value_span, mode));
    }
}

/// Whether all paths lie in root's home, which is closed to others.
fn is_hidden(paths: &[String]) -> bool {
    !paths.is_empty() && paths.iter().all(|path| path.starts_with("/root/"))
}

fn severity(stage: &Stage, paths: &[String]) -> Severity {
    let system = paths
        .iter()
        .any(|path| path == "/" || SYSTEM.iter().any(|system| user_flags::under(path, system)));
    match (stage.ships, system) {
        _ if is_hidden(paths) => Severity::Info,
        (false, _) => Severity::Low,
        (true, true) => Severity::High,
        (true, false) => Severity::Medium,
    }
}
