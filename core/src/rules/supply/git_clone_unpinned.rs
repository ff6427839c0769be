//! A clone of whatever the branch holds today.

use crate::model::downloads;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "git-clone-unpinned",
    title: "The clone is of no fixed commit",
    category: Category::Supply,
    severity: Severity::Low,
    confidence: Confidence::Certain,
    profile: Profile::All,
    aliases: &[],
    why: "Each build takes what the default branch holds at that moment: a version nobody reviewed, and \
          another one next week. A cached layer keeps an old one without saying so.",
    how: "Name a tag or a commit: `git clone --branch v1.2 --depth 1 …`, or `ADD \
          https://example.com/tool.git#v1.2 /src`.",
    examples: &[
        Example::bad("
            FROM debian:13-slim
            RUN git clone «https://example.com/tool.git» && make -C tool
            "),
        Example::bad("
            FROM debian:13-slim
            ADD «https://example.com/tool.git» /src
            "),
        Example::good("
            FROM debian:13-slim
            RUN git clone --branch v1.2 --depth 1 https://example.com/tool.git
            "),
        Example::good("
            FROM debian:13-slim
            RUN git clone https://example.com/tool.git && cd tool && git checkout 4b825dc642cb6eb9a060e54bf8d69288fbee4904
            "),
        Example::good("
            FROM debian:13-slim
            ADD https://example.com/tool.git#v1.2 /src
            "),
    ],
    links: &[],
    check: Check::File(check),
};

fn check(file: &Dockerfile, cx: &mut Context<'_>) {
    for run in &file.runs {
        for command in run
            .script
            .commands
            .iter()
            .filter(|command| command.is("git") && command.subcommand() == "clone")
        {
            let Some(url) = command.operands().get(1).copied() else { continue };
            let fixed = command.has_one_flag_of(&["-b", "--branch", "--revision"])
                || is_settled(run, command);
            if !fixed && !url.text().starts_with('/') {
                cx.report(
                    url.span,
                    format!("`{}` is cloned as it is today", downloads::last_part(url.text())),
                );
            }
        }
    }
    for copy in file.copies.iter().filter(|copy| copy.is_add) {
        for source in copy.sources.iter().filter(|source| source.is_remote() && !source.is_http()) {
            let text = source.text.as_deref().unwrap_or(&source.word.text);
            if !text.contains('#') && !text.contains("?ref=") && !text.contains("&ref=") {
                cx.report(
                    source.word.span,
                    format!("`{}` is added as it is today", downloads::last_part(text)),
                );
            }
        }
    }
}

/// Whether a later command of the RUN goes to a commit or a tag.
fn is_settled(run: &Run, clone: &Command) -> bool {
    let later = run
        .script
        .commands
        .iter()
        .filter(|command| command.index > clone.index && command.is("git"));
    later.into_iter().any(|command| matches!(command.subcommand(), "checkout" | "reset" | "switch"))
}
