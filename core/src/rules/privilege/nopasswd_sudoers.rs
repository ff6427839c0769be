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
    check: Check::Run(check),
};

fn check(run: &Run, cx: &mut Context<'_>) {
    let stage = cx.this_stage();
    let develops =
        matches!(cx.file.root_of(stage), Base::Image(image) if users::is_for_development(image));
    if !stage.ships || stage.is_dev() || develops {
        return;
    }
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
