//! An archive stays after it was unpacked.

use crate::model::{copies, downloads};
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "downloaded-archive-left",
    title: "An archive is left after it was unpacked",
    category: Category::Build,
    severity: Severity::Low,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["tarSomethingRmTheSomething"],
    why: "The image holds everything twice: the files, and the archive that they came in.",
    how: "Delete the archive in the same RUN, or pipe it into `tar`.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN curl -fsSL -o /tmp/app.tgz https://example.org/app.tgz && tar -xzf «/tmp/app.tgz» -C /opt
            ",
        )
        .fixed(
            "
            FROM debian:13-slim
            RUN curl -fsSL -o /tmp/app.tgz https://example.org/app.tgz && tar -xzf /tmp/app.tgz -C /opt && rm /tmp/app.tgz
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN curl -fsSL -o /tmp/app.tgz https://example.org/app.tgz && tar -xzf /tmp/app.tgz -C /opt && rm -rf /tmp/*
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN curl -fsSL https://example.org/app.tgz | tar -xz -C /opt
            COPY b.tgz /tmp/
            RUN tar -xzf /tmp/b.tgz
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim AS build
            RUN curl -fsSL -o /tmp/app.tgz https://example.org/app.tgz && tar -xzf /tmp/app.tgz -C /opt
            FROM debian:13-slim
            COPY --from=build /opt /opt
            ",
        ),
    ],
    links: &[],
    check: Check::Run(check),
};

fn check(run: &Run, cx: &mut Context<'_>) {
    if !cx.this_stage().weighs() || run.onbuild {
        return;
    }
    let script = &run.script;
    let removes = script.named(&["rm", "find", "mv", "unlink", "shred"]).next().is_some();
    let later =
        cx.file.heirs(cx.this_stage()).iter().any(|heir| heir.last_rm > Some(run.instruction));
    if removes || later || !script.is_clear() {
        return;
    }
    for download in downloads::downloads(script) {
        let Some(file) = download
            .file
            .as_deref()
            .filter(|file| !file.contains('$') && !file.starts_with("/dev"))
        else {
            continue;
        };
        let name = copies::file_name(file);
        let unpacked = script.commands[download.command.index..].iter().find_map(|command| {
            let unpacks = match command.name() {
                "tar" | "bsdtar" => !command.args().first().is_some_and(|word| {
                    word.text().trim_start_matches('-').starts_with(['c', 't'])
                }),
                "unzip" => !command.has_one_flag_of(&["-l", "-t", "-p"]),
                _ => false,
            };
            command.args().iter().find(|word| unpacks && copies::file_name(word.text()) == name)
        });
        let Some(word) =
            unpacked.filter(|word| !run.mounts_over(file) && !run.mounts_over(word.text()))
        else {
            continue;
        };
        let plain = word.literal().is_some_and(|path| path.starts_with('/')) && word.is_bare();
        let fix = cx.file.tail(run).filter(|_| plain).map(|tail| {
            let fix = Fix::recommended(
                "delete the archive in the same step",
                Phase::Packages,
                "the archive is gone once it is unpacked",
            );
            fix.insert(tail.at, format!("{}rm {}", tail.joint, word.text()))
        });
        let finding = cx.report(
            word.span,
            format!("`{}` stays in the layer after it was unpacked", word.text()),
        );
        if let Some(fix) = fix {
            finding.fix(fix);
        }
        return;
    }
}
