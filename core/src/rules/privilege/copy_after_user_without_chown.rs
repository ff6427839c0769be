//! Copied files that belong to root although USER says otherwise.

use crate::model::user_flags;
use crate::rule::prelude::*;
use crate::shell::Word;

pub(super) static RULE: Rule = Rule {
    id: "copy-after-user-without-chown",
    title: "A copied file belongs to root, and the user must change it",
    category: Category::Privilege,
    severity: Severity::Medium,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["tally/copy-after-user-without-chown"],
    why: "COPY and ADD ignore USER: what they bring belongs to root unless `--chown` says otherwise. The account may \
          read it, but `chmod`, `chown` and writing fail, and the build stops there.",
    how: "Add `--chown=<user>`, or `--chmod=0755` where only the mode has to change.",
    examples: &[
        Example::bad(
            "
            FROM node:24-slim
            USER node
            «COPY start.sh /home/node/start.sh»
            RUN chmod +x /home/node/start.sh
            ",
        )
        .fixed(
            "
            FROM node:24-slim
            USER node
            COPY --chown=node start.sh /home/node/start.sh
            RUN chmod +x /home/node/start.sh
            ",
        ),
        Example::good(
            "
            FROM node:24-slim
            USER node
            COPY --chown=node:node start.sh /home/node/start.sh
            RUN chmod +x /home/node/start.sh
            ",
        ),
        Example::good(
            "
            FROM node:24-slim
            USER node
            WORKDIR /home/node/app
            COPY server.js .
            RUN node server.js --check
            USER root
            RUN chmod -R go+r /home/node/app
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#copy---chown---chmod"],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let file = cx.file;
    if file.is_windows(stage) {
        return;
    }
    let changes: Vec<(usize, Span, String)> = file
        .runs_of(stage)
        .filter(|run| !run.onbuild && file.is_root_at(stage, run.instruction) == Some(false))
        .flat_map(|run| {
            run.script.commands.iter().flat_map(move |command| {
                let words = changed(command).into_iter();
                words.filter_map(move |word| {
                    Some((run.instruction, command.span, file.path_of(stage, run, word)?))
                })
            })
        })
        .collect();
    if changes.is_empty() {
        return;
    }
    for copy in file.copies_of(stage).filter(|copy| copy.chown.is_none() && !copy.onbuild) {
        let UserSet::Some(user) = user_set(file, stage, copy.instruction) else { continue };
        let mut targets: Vec<String> = Vec::new();
        for source in &copy.sources {
            let text = source.text.as_deref().unwrap_or(&source.word.text);
            let Some(path) = copy.dest_path.as_deref() else { continue };
            let name = text.trim_end_matches('/').rsplit('/').next().unwrap_or(text);
            let whole =
                text.ends_with('/') || matches!(name, "" | "." | "..") || text.contains('*');
            let dest = copy.dest_text.as_deref().unwrap_or_default();
            match dest.ends_with('/') || dest == "." || copy.sources.len() > 1 {
                true if !whole => targets.push(crate::model::clean(&format!("{path}/{name}"))),
                false if !whole => targets.push(path.to_owned()),
                _ => {}
            }
        }
        let hit = changes.iter().find(|(at, _, path)| {
            let same = || matches!(user_set(file, stage, *at), UserSet::Some(other) if other.at == user.at);
            *at > copy.instruction
                && targets.iter().any(|target| user_flags::under(path, target))
                && same()
        });
        let Some((_, place, path)) = hit else { continue };
        let owner = user.raw.clone();
        let at = copy.word.end;
        let finding = cx.report(
            copy.span,
            format!("`{path}` belongs to root, so that `{owner}` can't change it"),
        );
        finding.note(*place, "it is changed here");
        let change = "the copied files belong to the account that USER names";
        let fix = Fix::recommended("give the files to the user", Phase::User, change);
        finding.fix(fix.insert(at, format!(" --chown={owner}")));
    }
}

enum UserSet<'a> {
    Some(&'a crate::model::Setting),
    None,
}

/// The USER in force, where it is known and not root.
fn user_set<'a>(file: &'a Dockerfile, stage: &'a Stage, at: usize) -> UserSet<'a> {
    match file.user_at(stage, at) {
        UserAt::Set(user) => match user.value.as_deref() {
            Some(value) if !crate::model::is_root(value) => UserSet::Some(user),
            _ => UserSet::None,
        },
        UserAt::Base(_) => UserSet::None,
    }
}

/// What only the owner of a file can do: the files that a command does it to.
fn changed(command: &Command) -> Vec<&Word> {
    if command.wrapper("sudo").is_some()
        || command.context.failure_ignored && command.context.conditional
    {
        return Vec::new();
    }
    match command.name() {
        "chmod" | "chown" | "chgrp" => command.operands().into_iter().skip(1).collect(),
        _ => Vec::new(),
    }
}
