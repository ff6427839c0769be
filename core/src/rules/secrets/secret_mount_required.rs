//! A command without the secret that the settings give it.

use crate::model::{Mount, MountKind};
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "secret-mount-required",
    title: "A command runs without the secret that the settings mount for it",
    category: Category::Secrets,
    severity: Severity::Medium,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["require-secret-mount", "tally/require-secret-mounts"],
    why: "The settings say which secret this command gets. Without the mount it has no account, \
          or gets it by a way that stays in the image.",
    how: "Mount the secret into the RUN: `RUN --mount=type=secret,id=…`.",
    examples: &[
        Example::bad(
            "
            FROM node:24
            RUN «npm» ci
            ",
        )
        .fixed(
            "
            FROM node:24
            RUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm ci
            ",
        ),
        Example::good(
            "
            FROM node:24
            RUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm ci
            ",
        ),
        Example::good(
            "
            FROM node:24
            RUN echo npm && npx tsc
            ",
        ),
    ],
    links: &[],
    check: Check::Run(check),
};

fn check(run: &Run, cx: &mut Context<'_>) {
    for (name, options) in &cx.config.secret_mounts {
        let Some(command) = run.script.commands.iter().find(|command| command.is(name)) else {
            continue;
        };
        let asked = |key: &str| {
            let mut options = options.split(',').filter_map(|option| option.split_once('='));
            options.find(|(name, _)| *name == key).map(|(_, value)| value)
        };
        let (id, target) = (asked("id"), asked("target"));
        let fits = |mount: &&Mount| {
            mount.kind == MountKind::Secret
                && (id.is_some() && mount.id.as_deref() == id
                    || target.is_some() && mount.target.as_deref() == target)
        };
        if run.mounts.iter().any(|mount| fits(&mount)) {
            continue;
        }
        let span = command.name_word().map_or(command.span, |word| word.span);
        let message = format!("`{name}` runs without the secret that the settings give it");
        let finding = cx.report(span, message);
        let argument = id.map(|id| format!("--secret id={id}"));
        let change = argument.as_ref().map_or_else(
            || "the build must be given the secret".to_owned(),
            |argument| format!("the build command needs `{argument}`"),
        );
        let mut fix = Fix::recommended("mount the secret", Phase::Secrets, &change)
            .insert(run.word.end, format!(" --mount=type=secret,{options}"));
        fix.build_argument = argument;
        finding.fix(fix);
    }
}
