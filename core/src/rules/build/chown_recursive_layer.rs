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
        )
        .fixed(
            "
            FROM node:24-slim
            COPY --chown=node:node . /app
            ",
        ),
        Example::bad(
            "
            FROM node:24-slim
            WORKDIR /app
            COPY . .
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
        .filter_map(|copy| Some((copy, copy.dest_path.as_deref()?)))
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
            let copied = copies.iter().find(|(copy, dest)| {
                copy.instruction < run.instruction
                    && paths.iter().any(|path| user_flags::under(dest, path))
            });
            if let Some((copy, dest)) = copied {
                let mend: fn(&Stage, &Copy, &Run, &[String], &Context<'_>) -> Option<Fix> = fix;
                let fix =
                    crate::rules::later(mend).and_then(|fix| fix(stage, copy, run, &paths, cx));
                let message = format!("what was copied to `{dest}` is stored a second time");
                let finding = cx.report(command.span, message);
                finding.note(copy.span, "it is copied here");
                if let Some(fix) = fix {
                    finding.fix(fix);
                }
            }
        }
    }
}

/// Folders that base images or accounts bring with files of their own.
const SHARED: &[&str] =
    &["/bin", "/etc", "/home", "/lib", "/root", "/sbin", "/tmp", "/usr", "/var"];

/// The COPY right above gives the owner, where the folder holds nothing but what it copies.
fn fix(stage: &Stage, copy: &Copy, run: &Run, paths: &[String], cx: &Context<'_>) -> Option<Fix> {
    let file = cx.file;
    let tree = &file.tree;
    let command = run.script.single().filter(|command| command.wrappers().is_empty())?;
    let owner = command.operands().first()?.literal()?;
    let (user, group) = owner.split_once(':')?;
    let name = |text: &str| {
        !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-".contains(&b))
    };
    let [path] = paths else { return None };
    let own = Some(path) == copy.dest_path.as_ref()
        && !SHARED.iter().any(|folder| user_flags::under(path, folder));
    let earlier = file.lineage(stage).flat_map(|of| file.steps(of));
    let mut before = earlier.filter(|(at, _)| *at < copy.instruction);
    let known = before.any(|(_, step)| cx.text(step.span).contains(path.as_str()))
        || file.workdir_at(stage, copy.instruction).as_deref() == Some(path);
    let next = copy.instruction + 1 == run.instruction && copy.stage == run.stage && !copy.is_add;
    let plain = file.is_plain(run) && run.mounts.is_empty() && command.args().len() == 3;
    let below = &tree.instructions[run.instruction];
    let silent = tree.above(below).is_empty();
    if !(own && next && plain && silent && !known && name(user) && name(group)) {
        return None;
    }
    let gone = file.lines_of(below)?;
    let change = "files have their owner from the start, and the image a layer less";
    let fix = Fix::recommended("give the owner while copying", Phase::User, change);
    Some(fix.insert(copy.word.end, format!(" --chown={owner}")).delete(gone).instructions(-1))
}
