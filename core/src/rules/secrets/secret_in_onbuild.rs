//! A trigger that asks for a secret in every image built from this one.

use crate::model::secret_names;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "secret-in-onbuild",
    title: "An ONBUILD trigger puts a secret into every image built from this one",
    category: Category::Secrets,
    severity: Severity::High,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "The trigger runs in builds whose authors may never read this file: their tokens and key files end up in the \
          layers and the history of images that they share.",
    how: "Let the images built from this one mount what they need, with `RUN --mount=type=secret`. ONBUILD RUN may have \
          such a mount too.",
    examples: &[
        Example::bad(
            "
            FROM node:24-slim
            ONBUILD ARG «NPM_TOKEN»
            ONBUILD COPY «.npmrc» /root/.npmrc
            ",
        ),
        Example::good(
            "
            FROM node:24-slim
            ONBUILD ARG NODE_ENV=production
            ONBUILD COPY package.json .npmrc.example /app/
            ",
        ),
        Example::good(
            "
            FROM node:24-slim
            ARG NPM_TOKEN
            ONBUILD RUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm ci
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#onbuild"],
    check: Check::Instruction(&[Keyword::Arg, Keyword::Env, Keyword::Copy, Keyword::Add], check),
};

fn check(instruction: &Instruction, cx: &mut Context<'_>) {
    if !cx.onbuild {
        return;
    }
    for pair in instruction.pairs() {
        let name = &pair.key.text;
        let value = pair.value.as_ref().map(|word| word.text.trim_matches(['"', '\'']));
        let harmless = value.is_some_and(secret_names::is_harmless_value);
        if secret_names::is_secret_name(name) && !harmless && !cx.config.allows_name(name) {
            cx.report(
                pair.key.span,
                format!("`{name}` stays in the history of every image built from this one"),
            );
        }
    }
    let Some(copy) = cx.file.copy_at(cx.at).filter(|copy| copy.from.is_none()) else { return };
    for source in copy.sources.iter().filter(|source| source.heredoc.is_none()) {
        let name = &source.word.text;
        if let Some(what) = secret_names::secret_file(name).filter(|_| !source.is_remote()) {
            let message =
                format!("`{name}`, most likely {what}, gets into every image built from this one");
            cx.report(source.word.span, message);
        }
    }
}
