//! Files that are copied twice to change their owner.

use crate::model::user_flags;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "chown-recursive-layer",
    title: "Changing the owner afterwards stores the files twice",
    category: Category::Build,
    severity: Severity::Low,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "A layer can't change a file of the layer below: `chown -R` writes all of them again, and the image grows by their \
          whole size.",
    how: "Give the owner while copying: `COPY --chown=app:app . /app`.",
    examples: &[
        Example::bad(
            "
            FROM node:24-slim
            COPY . /app
            RUN «chown -R node:node /app»
            ",
        ),
        Example::good(
            "
            FROM node:24-slim
            COPY --chown=node:node . /app
            RUN mkdir -p /data && chown -R node:node /data
            ",
        ),
        Example::good(
            "
            FROM node:24-slim AS build
            COPY . /app
            RUN chown -R node:node /app
            FROM node:24-slim
            COPY --from=build /app /app
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#copy---chown---chmod"],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let file = cx.file;
    if !stage.ships {
        return;
    }
    let copies: Vec<_> = file
        .copies_of(stage)
        .filter(|copy| copy.chown.is_none() && !copy.onbuild)
        .filter_map(|copy| Some((copy.instruction, copy.span, copy.dest_path.as_deref()?)))
        .take(256)
        .collect();
    for run in file.runs_of(stage).filter(|run| !run.onbuild && !copies.is_empty()) {
        for command in run.named("chown") {
            if !command.has_one_flag_of(&["-R", "--recursive"]) {
                continue;
            }
            let paths: Vec<String> = command
                .operands()
                .into_iter()
                .skip(1)
                .filter_map(|word| file.path_of(stage, run, word))
                .filter(|path| path != "/")
                .collect();
            let copied = copies.iter().find(|(at, _, dest)| {
                *at < run.instruction && paths.iter().any(|path| user_flags::under(dest, path))
            });
            if let Some((_, copy, dest)) = copied {
                let message = format!("what was copied to `{dest}` is stored a second time");
                cx.report(command.span, message).note(*copy, "it is copied here");
            }
        }
    }
}
