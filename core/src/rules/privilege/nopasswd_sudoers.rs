//! A user who may become root without a password.

use crate::image::users;
use crate::rule::prelude::*;
use std::collections::BTreeSet;

pub(super) static RULE: Rule = Rule {
    id: "nopasswd-sudoers",
    title: "An account may become root without a password",
    category: Category::Privilege,
    severity: Severity::High,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "Whoever gets into a process of that account is root one command later: USER then protects nothing.",
    how: "Do what needs root while the image is built, before USER, and leave sudo out of the image.",
    examples: &[
        Example::bad(
            r#"
            FROM debian:13-slim
            RUN useradd app && echo "app ALL=(ALL) «NOPASSWD»: ALL" > /etc/sudoers.d/app
            USER app
            "#,
        ),
        Example::bad(
            "
            FROM debian:13-slim
            RUN useradd app && usermod -aG «docker» app
            USER app
            ",
        ),
        Example::bad(
            "
            FROM debian:13-slim
            COPY --chmod=440 <<EOF /etc/sudoers.d/app
            app ALL=(ALL:ALL) «NOPASSWD»: ALL
            EOF
            USER app
            ",
        ),
        Example::good(
            r#"
            FROM mcr.microsoft.com/devcontainers/base:debian
            RUN echo "vscode ALL=(ALL) NOPASSWD: ALL" > /etc/sudoers.d/vscode
            "#,
        ),
        Example::good(
            r#"
            FROM debian:13-slim AS test
            RUN echo "app ALL=(ALL) NOPASSWD: ALL" > /etc/sudoers.d/app
            FROM debian:13-slim
            RUN grep -q NOPASSWD /etc/sudoers || usermod -aG video app
            "#,
        ),
    ],
    links: &[],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let develops =
        matches!(cx.file.root_of(stage), Base::Image(image) if users::is_for_development(image));
    if !stage.ships || stage.is_dev() || develops {
        return;
    }
    for run in cx.file.runs_of(stage) {
        cx.onbuild = run.onbuild;
        runs(run, cx);
    }
    for copy in cx.file.copies_of(stage) {
        cx.onbuild = copy.onbuild;
        if copy.dest_text.as_deref().is_some_and(|dest| dest.starts_with("/etc/sudoers")) {
            copied(copy, cx);
        }
    }
    cx.onbuild = false;
}

/// What a COPY writes into sudo's files from a heredoc of its own.
fn copied(copy: &Copy, cx: &mut Context<'_>) {
    let outer = &cx.file.tree.instructions[copy.instruction];
    for heredoc in &outer.trigger.as_deref().unwrap_or(outer).heredocs {
        let mut at = heredoc.body.start;
        for line in cx.text(heredoc.body).split_inclusive('\n') {
            let word = line.find("NOPASSWD").filter(|_| !line.trim_start().starts_with('#'));
            if let Some(word) = word.filter(|_| line.trim_end().ends_with("ALL")) {
                let start = at + word as u32;
                let span = Span::new(start, start + "NOPASSWD".len() as u32);
                cx.report(span, "the account may become root without a password");
            }
            at += line.len() as u32;
        }
    }
}

fn runs(run: &Run, cx: &mut Context<'_>) {
    let speaks = |command: &&Command| command.all_words().any(|w| w.text().contains("sudoers"));
    let sudoers: BTreeSet<usize> =
        run.script.commands.iter().filter(speaks).map(|command| command.pipeline).collect();
    for command in &run.script.commands {
        if let Some(word) = group(command) {
            let message = "whoever is in the group `docker` is root where Docker's socket is";
            cx.report(word.span, message).severity(Severity::Medium);
            continue;
        }
        let says = command.is_one_of(&["echo", "printf", "cat", "tee", "sed"]);
        let file = command.is("sed") || sudoers.contains(&command.pipeline);
        if !says || !file {
            continue;
        }
        let found: Vec<Span> = command
            .all_words()
            .filter(|word| word.substitutions().is_empty())
            .filter_map(|word| {
                let at = word.text().rfind("NOPASSWD")?;
                let whole = word.text()[at..].split('\n').next().unwrap_or("");
                let all =
                    whole.trim_end().trim_end_matches(['"', '\'', '/', 'g', '\\', 'n']).trim_end();
                let all = all.ends_with("ALL")
                    || all.ends_with("ALL:ALL")
                    || all.ends_with(':')
                    || all.ends_with("NOPASSWD");
                let removes = command.is("sed")
                    && word.text()[..at].contains("s/")
                    && !word.text()[at..].contains("ALL");
                (all && !removes).then(|| word.joined().span(at..at + "NOPASSWD".len()))
            })
            .collect();
        let stage = &cx.file.stages[run.stage];
        let root = cx.file.is_root_at(stage, stage.end) == Some(true);
        for span in found {
            let finding = cx.report(span, "the account may become root without a password");
            if root {
                finding.severity(Severity::Medium); // The container runs as root as it is.
            }
        }
    }
}

/// The group that leads to root, where a command puts an account into it.
fn group(command: &Command) -> Option<&crate::shell::Word> {
    let operands = command.operands();
    match command.name() {
        "usermod" | "useradd" => {
            let flags = ["-G", "--groups"].iter().flat_map(|flag| command.flag_values(flag));
            let word = flags.into_iter().find_map(|flag| flag.value_word)?;
            (word.text() == "docker").then_some(word)
        }
        "adduser" | "addgroup" if operands.len() == 2 => {
            let last = *operands.last()?;
            (last.text() == "docker").then_some(last)
        }
        _ => None,
    }
}
