//! A pipe hides that its first command failed.

use crate::model::Sh;
use crate::rule::prelude::*;
use crate::shell::{Node, Pipeline};

pub(super) static RULE: Rule = Rule {
    id: "pipefail-missing",
    title: "A failure inside a pipe goes unnoticed",
    category: Category::Correctness,
    severity: Severity::Medium,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["DL4006", "DF057", "ER0001", "set-pipefail"],
    why: "A shell takes the last command's word for the whole pipe. When `curl` fails in `curl \
          … | tar -x`, the step may still succeed, and a broken image is built, cached and \
          shipped.",
    how: "Let the step fail: `set -o pipefail` in front of the pipe where the shell knows it \
          (bash, Alpine's ash), or `SHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]` above \
          it on Debian and Ubuntu, whose `sh` does not.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN «curl -fsSL https://example.org/tool.tgz» | tar -xz -C /opt
            ",
        )
        .fixed(
            r#"
            FROM debian:13-slim
            SHELL ["/bin/bash", "-o", "pipefail", "-c"]
            RUN curl -fsSL https://example.org/tool.tgz | tar -xz -C /opt
            "#,
        ),
        Example::bad(
            "
            FROM alpine:3.22
            RUN «wget -qO- https://example.org/tool.tgz» | tar -xz -C /opt
            ",
        )
        .fixed(
            "
            FROM alpine:3.22
            RUN set -o pipefail && wget -qO- https://example.org/tool.tgz | tar -xz -C /opt
            ",
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            SHELL ["/bin/bash", "-o", "pipefail", "-c"]
            RUN curl -fsSL https://example.org/tool.tgz | tar -xz -C /opt
            "#,
        ),
        Example::good(
            "
            FROM alpine:3.22
            RUN set -euxo pipefail; wget -qO- https://example.org/tool.tgz | tar -xz
            ",
        ),
        Example::bad(
            r#"
            FROM debian:13-slim
            RUN [ "$(«ls -l /a» | cut -c1)" = d ]
            "#,
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            RUN { echo '[a]'; echo 'b = 1'; } | tee /etc/a.conf
            "#,
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            RUN echo "tzdata tzdata/Areas select Europe" | debconf-set-selections || true
            "#,
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN grep ' tool.tgz$' SHASUMS256.txt | sha256sum -c -
            ",
        ),
    ],
    links: &["https://docs.docker.com/build/building/best-practices/#using-pipes"],
    check: Check::Run(check),
};

/// Commands that do not fail in any way that matters.
const HARMLESS: [&str; 5] = ["echo", "printf", "yes", "true", ":"];

/// Commands that say no by failing, or that are cut short by the command that reads them.
const EXPECTED: [&str; 13] = [
    "grep",
    "egrep",
    "fgrep",
    "diff",
    "cmp",
    "find",
    "which",
    "yes",
    "expr",
    "ldd",
    "scanelf",
    "readelf",
    "dpkg-query",
];

/// Commands that refuse what is empty or cut off.
const STRICT: [&str; 11] =
    ["tar", "bsdtar", "unzip", "gunzip", "bunzip2", "unxz", "xz", "zstd", "cpio", "gpg", "apt-key"];

/// Commands that may stop reading early, so that the command before them dies of a broken pipe.
const EARLY: [&str; 6] = ["head", "grep", "egrep", "sed", "awk", "true"];

/// Commands that fail where they are given no checksum to compare.
const CHECKSUMS: [&str; 7] =
    ["sha256sum", "sha512sum", "sha384sum", "sha1sum", "md5sum", "shasum", "b2sum"];

fn check(run: &Run, cx: &mut Context<'_>) {
    if cx.file.shell_has(run, "pipefail") {
        return;
    }
    let mut found = run.script.pipelines.iter().filter_map(|pipe| Some((pipe, hidden(run, pipe)?)));
    let Some(first) = found.next() else { return };
    // What a pipe in an argument answers is lost with any option.
    let lost = is_argument(run, first.1);
    let outer = lost.then(|| found.find(|(_, left)| !is_substituted(run, *left))).flatten();
    let (pipeline, left) = outer.unwrap_or(first);
    let lost = lost && outer.is_none();
    let mend: fn(&Run, &Context<'_>) -> Option<Fix> = fix;
    let fix = crate::rules::later(mend).filter(|_| !lost).and_then(|fix| fix(run, cx));
    let ends = |node: Option<&Node>| node.and_then(|node| run.script.simple(node));
    let strict = ends(pipeline.stages.last()).filter(|last| last.is_one_of(&STRICT));
    let lists = ends(pipeline.stages.first()).is_some_and(|first| first.is_one_of(&EXPECTED));
    let message = match strict {
        Some(last) => {
            format!("a failure here is noticed only where `{}` can't read what came", last.name())
        }
        None => "a failure here goes unnoticed: the pipe only reports its last command".to_owned(),
    };
    let finding = cx.report(left, message);
    if strict.is_some() || lists || lost {
        finding.severity(Severity::Low);
    }
    if let Some(pipe) = pipeline.pipes.first() {
        finding.note(pipe.span, "the pipe");
    }
    if let Some(fix) = fix {
        finding.fix(fix);
    }
}

fn is_substituted(run: &Run, left: Span) -> bool {
    run.script.within(left).any(|command| command.context.in_substitution)
}

/// Whether a place lies in a substitution that is a word of a command, such as `[ "$(a | b)" = c ]`; an assignment
/// alone has the status of its substitution.
fn is_argument(run: &Run, left: Span) -> bool {
    let around = |command: &&Command| command.span.contains(left) && command.span != left;
    is_substituted(run, left)
        && run.script.commands.iter().filter(around).any(|command| !command.words.is_empty())
}

/// The first command of a pipeline whose failure is hidden.
fn hidden(run: &Run, pipeline: &Pipeline) -> Option<Span> {
    let last = pipeline.stages.len().checked_sub(1)?;
    // Nothing, or half of it, is no list of checksums.
    let checks = |command: &Command| {
        command.is_one_of(&CHECKSUMS) && command.has_one_flag_of(&["-c", "--check"])
    };
    if run.script.simple(&pipeline.stages[last]).is_some_and(checks) {
        return None;
    }
    pipeline.stages[..last].iter().find_map(|node| {
        let span = match node {
            Node::Simple(index) => run.script.commands.get(*index)?.span,
            Node::Compound(compound) => compound.span,
        };
        let caught = |command: &Command| command.context.options.pipefail == Some(true);
        let mut inside = run.script.within(span);
        let plain = run.script.within(span).all(|command| command.is_one_of(&HARMLESS));
        (!plain && !inside.any(caught)).then_some(span)
    })
}

fn fix(run: &Run, cx: &Context<'_>) -> Option<Fix> {
    let stage = cx.this_stage();
    let instruction = &cx.file.tree.instructions[run.instruction];
    let local = match run.shell.explicit {
        true => run.shell.dialect == Dialect::Bash,
        false => matches!(cx.file.sh(stage), Sh::Ash | Sh::Bash),
    };
    if local && cx.file.is_plain(run) && bears(run) {
        let change = "the step fails when any command of its pipes fails, not only the last";
        let fix = Fix::recommended("fail when any command of the pipe fails", Phase::Shell, change);
        return Some(fix.insert(run.script.body.span.start, "set -o pipefail && "));
    }
    let later = || cx.file.runs_under_shell(run);
    let first =
        !cx.file.runs_of(stage).any(|other| other.instruction < run.instruction && reports(other));
    if run.onbuild
        || !first
        || !later().all(bears)
        || !cx.file.may_turn_to_bash(stage, run.instruction)
    {
        return None;
    }
    let change =
        "this step and those below run in bash, and fail when any command of their pipes fails";
    let fix = Fix::recommended("use bash with pipefail from here on", Phase::Shell, change);
    let keyword = if cx.text(run.word).starts_with('r') { "shell" } else { "SHELL" };
    let line = format!("{keyword} [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]{}", cx.newline());
    Some(fix.insert(cx.file.above(instruction), line).instructions(1))
}

/// Whether a RUN has a pipe that hides something.
fn reports(run: &Run) -> bool {
    run.script.pipelines.iter().any(|pipeline| hidden(run, pipeline).is_some())
}

/// Whether no pipe of a RUN would begin to fail for want of nothing.
fn bears(run: &Run) -> bool {
    run.script.is_clear()
        && run.script.pipelines.iter().filter(|pipeline| pipeline.stages.len() > 1).all(
            |pipeline| {
                let last = pipeline.stages.len() - 1;
                pipeline.stages.iter().enumerate().all(|(at, node)| {
                    let Some(command) = run.script.simple(node) else { return false };
                    !(at < last && command.is_one_of(&EXPECTED)
                        || at > 0 && command.is_one_of(&EARLY))
                })
            },
        )
}
