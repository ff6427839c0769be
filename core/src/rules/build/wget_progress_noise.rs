//! wget draws progress bars into the log.

use crate::model::Sh;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "wget-progress-noise",
    title: "wget fills the build log with progress",
    category: Category::Build,
    severity: Severity::Info,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["DL3047", "DF056"],
    why: "Without a terminal wget prints a line of dots for every 50 kB: thousands of lines in \
          the log of the build, in which the one that matters is lost.",
    how: "Add `--no-verbose` (`-nv`), or `--progress=dot:giga` where progress is wanted; \
          BusyBox knows `-q` only.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN «wget» https://example.org/tool.tgz
            ",
        )
        .fixed(
            "
            FROM debian:13-slim
            RUN wget --progress=dot:giga https://example.org/tool.tgz
            ",
        ),
        Example::bad(
            "
            FROM alpine:3.22
            RUN «wget» https://example.org/tool.tgz
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN wget -qO- https://example.org/a && wget -nv https://example.org/b && wget --progress=bar:force https://example.org/c
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN apt-get update && apt-get install -y wget && wget -o log https://example.org/d
            ",
        ),
    ],
    links: &[],
    check: Check::Command(&["wget"], check),
};

fn check(command: &Command, cx: &mut Context<'_>) {
    const QUIET: [&str; 9] = [
        "-q",
        "--quiet",
        "--no-verbose",
        "--progress",
        "--show-progress",
        "-o",
        "--output-file",
        "-a",
        "--append-output",
    ];
    let quiet = command.args().iter().any(|word| word.text().starts_with("-nv"));
    let asks = command.has_one_flag_of(&["--version", "-V", "--help", "-h", "--spider"]);
    let Some(name) =
        command.name_word().filter(|_| !quiet && !asks && !command.has_one_flag_of(&QUIET))
    else {
        return;
    };
    let gnu = matches!(cx.file.sh(cx.this_stage()), Sh::Dash | Sh::Bash) && !cx.this_run().is_exec;
    let finding = cx.report(name.span, "`wget` prints its progress line by line");
    if gnu {
        let change = "the build log is shorter";
        let fix = Fix::review("print less progress", Phase::Packages, change);
        finding.fix(fix.insert(name.span.end, " --progress=dot:giga"));
    }
}
