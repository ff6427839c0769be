//! curl takes an error page for success.

use crate::model::downloads::{self, Download};
use crate::rule::prelude::*;
use crate::shell::{Script, Word};

pub(super) static RULE: Rule = Rule {
    id: "curl-without-fail",
    title: "curl does not fail on errors of the server",
    category: Category::Correctness,
    severity: Severity::Low,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["DF035", "curlUseFlagF"],
    why: "Without `-f` curl succeeds when the server answers 404 or 500, and saves the error \
          page as if it were the file. The step passes, and something breaks later or runs the \
          page as a script.",
    how: "Add `-f` (`--fail`), as in `curl -fsSL`.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN «curl» -sSL -o /tmp/tool.tgz https://example.org/tool.tgz
            ",
        )
        .fixed(
            "
            FROM debian:13-slim
            RUN curl -fsSL -o /tmp/tool.tgz https://example.org/tool.tgz
            ",
        ),
        Example::bad(
            "
            FROM debian:13-slim
            RUN «curl» -sSL https://example.org/install.sh | bash -
            ",
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            RUN curl -sSLo a.tgz https://example.org/a.tgz && echo "0123 *a.tgz" | sha256sum -c -
            "#,
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN curl -fsSLO https://example.org/a && curl --fail-with-body https://example.org/b
            ",
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            RUN curl --version && curl -sI https://example.org && test "$(curl -so /dev/null -w '%{http_code}' https://example.org)" = 200
            "#,
        ),
    ],
    links: &[],
    check: Check::Command(&["curl"], check),
};

fn check(command: &Command, cx: &mut Context<'_>) {
    const FAILS: [&str; 4] = ["-f", "--fail", "--fail-with-body", "--fail-early"];
    const OTHER: [&str; 12] = [
        "-I",
        "--head",
        "-w",
        "--write-out",
        "-V",
        "--version",
        "-h",
        "--help",
        "-K",
        "--config",
        "--data",
        "-T",
    ];
    let operands = command.operands();
    let fetches =
        operands.iter().any(|word| word.text().contains("://")) || command.has_flag("--url");
    let hidden = command
        .args()
        .iter()
        .any(|word| word.prefix().is_empty() && word.is_bare() && !word.is_static());
    let Some(name) = command.name_word() else { return };
    if !fetches || hidden || command.has_one_flag_of(&FAILS) || command.has_one_flag_of(&OTHER) {
        return;
    }
    let kept = command.context.piped_out
        || command.has_one_flag_of(&["-o", "--output", "-O", "--remote-name"])
        || command.writes().next().is_some();
    let run = cx.this_run();
    let script = &run.script;
    let fetched = downloads::of(command);
    if !fetched.is_empty() && fetched.iter().all(|download| is_checked(script, download)) {
        return;
    }
    let unpacked = fetched
        .iter()
        .any(|download| downloads::used(script, download).is_some_and(|u| u.how == "unpacked"));
    let mend: fn(&Run, &Command, &Word, &Context<'_>) -> Option<Fix> = fix;
    let fix =
        crate::rules::later(mend).filter(|_| kept).and_then(|fix| fix(run, command, name, cx));
    let finding = cx.report(name.span, "`curl` succeeds when the server answers with an error");
    if unpacked {
        finding.severity(Severity::Info); // An error page can't be unpacked, so that the step fails all the same.
    }
    if let Some(fix) = fix {
        finding.fix(fix);
    }
}

fn fix(run: &Run, command: &Command, name: &Word, cx: &Context<'_>) -> Option<Fix> {
    if run.is_exec || is_swallowed(cx.file, run, command) {
        return None;
    }
    let (at, text) = flag(command, name);
    let change =
        "the step fails when the server answers with an error, instead of keeping the error page";
    let fix = Fix::recommended("fail on errors of the server", Phase::Packages, change);
    Some(fix.insert(at, text))
}

/// Whether a later command of the step compares the file with a checksum or a signature: an error page fails there.
fn is_checked(script: &Script, download: &Download<'_>) -> bool {
    let Some(file) = download.file.as_deref().map(downloads::last_part) else { return false };
    let names = |word: &Word| !file.is_empty() && word.text().contains(file);
    let piped = |command: &Command| {
        let stages = &script.pipeline_of(command).stages;
        stages.iter().filter_map(|node| script.simple(node)).any(|c| c.args().iter().any(names))
    };
    script.commands.iter().any(|later| {
        later.index > download.command.index
            && downloads::verifies(later).is_some()
            && (later.all_words().any(names) || piped(later))
    })
}

/// Whether a failing curl would go unnoticed: it feeds a command that takes an empty input for a good one, which an
/// error page may not be, and the pipe does not fail with it.
fn is_swallowed(file: &Dockerfile, run: &Run, command: &Command) -> bool {
    let pipeline = run.script.pipeline_of(command);
    let strict = |command: &Command| {
        command
            .is_one_of(&["tar", "bsdtar", "gunzip", "unxz", "xz", "gpg", "apt-key", "jq", "cpio"])
    };
    let reader = pipeline.stages.last().and_then(|node| run.script.simple(node));
    let fails = command.context.options.pipefail.unwrap_or(file.shell_has(run, "pipefail"));
    command.context.piped_out && !fails && !reader.is_some_and(strict)
}

/// Where the flag goes, and how it is written: into the first short flags, where there are some.
fn flag(command: &Command, name: &Word) -> (u32, &'static str) {
    let first = command.args().first().filter(|word| word.is_bare() && word.is_static());
    let text = first.map_or("", |word| word.text());
    match first {
        // `-q` counts in the first place only.
        Some(word) if text.starts_with("-q") => (word.span.start + 2, "f"),
        Some(word) if text == "--disable" => (word.span.end, " --fail"),
        Some(word) if text.starts_with('-') && !text.starts_with("--") && text.len() > 2 => {
            (word.span.start + 1, "f")
        }
        _ if text.starts_with("--") => (name.span.end, " --fail"),
        _ => (name.span.end, " -f"),
    }
}
