//! A working directory that the user can't write to.

use crate::image::accounts;
use crate::model::user_flags;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "workdir-created-as-root",
    title: "The working directory belongs to root, and the user writes to it",
    category: Category::Privilege,
    severity: Severity::High,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "WORKDIR makes the directory for the user that is set at that moment, root before USER. What the later user \
          writes there fails with `permission denied`.",
    how: "Put WORKDIR after USER, which gives the new directory to that user, or give it away with `chown` before USER.",
    examples: &[
        Example::bad(
            "
            FROM node:24-slim
            WORKDIR «/app»
            USER node
            COPY --chown=node package.json package-lock.json ./
            RUN npm ci
            ",
        )
        .fixed(
            "
            FROM node:24-slim
            WORKDIR /app
            RUN chown node /app
            USER node
            COPY --chown=node package.json package-lock.json ./
            RUN npm ci
            ",
        ),
        Example::good(
            "
            FROM node:24-slim
            USER node
            WORKDIR /app
            COPY --chown=node package.json package-lock.json ./
            RUN npm ci
            ",
        ),
        Example::good(
            "
            FROM node:24-slim
            WORKDIR /app
            RUN chown -R node:node /app
            USER node
            RUN npm ci
            ",
        ),
        Example::good(
            "
            FROM node:24-slim
            WORKDIR /home/node/app
            USER node
            RUN node --version
            ",
        ),
    ],
    links: &[],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let file = cx.file;
    let Base::Image(image) = &stage.base else { return };
    // Only where the image is known not to have the directory.
    if accounts::has(image, file.family(stage), "root").is_none() {
        return;
    }
    let Some(workdir) = stage.workdirs.iter().find(|w| file.is_root_at(stage, w.at) == Some(true))
    else {
        return;
    };
    let Some(path) = workdir.value.as_deref() else { return };
    let own = ["/home", "/tmp", "/var", "/usr", "/go", "/root", "/opt/java", "/etc"];
    if path == "/" || own.iter().any(|folder| user_flags::under(path, folder)) {
        return;
    }
    let runs: Vec<&Run> = file.runs_of(stage).filter(|run| !run.onbuild).collect();
    let given = runs.iter().flat_map(|run| &run.script.commands).any(|c| {
        c.is_one_of(&["chown", "chmod", "install", "chgrp", "setfacl", "mkdir", "rm"])
            && c.is_one_of(&["chown", "chmod", "install", "chgrp", "setfacl"])
    });
    let copied = file.copies_of(stage).any(|copy| {
        let whole = copy.sources.iter().any(|s| {
            let text = s.word.text.trim_end_matches('/');
            text.is_empty() || text == "." || !text.contains('.')
        });
        copy.chown.is_some() && whole
    });
    let opaque = runs.iter().any(|run| !run.script.opaque.is_empty());
    if given || copied || opaque {
        return;
    }
    let user = stage.users.iter().find(|user| {
        user.at > workdir.at && user.value.as_deref().is_some_and(|v| !crate::model::is_root(v))
    });
    let Some(user) = user else { return };
    let writes = runs.iter().find_map(|run| {
        let same = matches!(file.user_at(stage, run.instruction), UserAt::Set(set) if set.at == user.at)
            && run.instruction > user.at
            && file.workdir_at(stage, run.instruction).as_deref() == Some(path);
        let command = run.script.commands.iter().find(|c| writes_here(c) && c.wrappers().is_empty());
        command.filter(|_| same)
    });
    let Some(command) = writes else { return };
    let raw = user.raw.split(':').next().unwrap_or(&user.raw).to_owned();
    let instruction = &file.tree.instructions[workdir.at];
    let newline = cx.newline();
    let plain = !path.contains([' ', '$', '\'', '"']) && !raw.contains('$');
    let message = format!("`{path}` belongs to root, but `{raw}` writes to it");
    let finding = cx.report(workdir.span, message);
    finding.note(command.span, "it writes there");
    if plain {
        let change = "the directory itself belongs to the user; files in it keep their owners";
        let fix = Fix::recommended("give the directory to the user", Phase::User, change);
        let text = format!("{newline}RUN chown {raw} {path}");
        finding.fix(fix.insert(instruction.span.end, text).instructions(1));
    }
}

/// Whether a command is sure to make a file or folder in the working directory.
fn writes_here(command: &Command) -> bool {
    if command.context.failure_ignored || command.context.conditional {
        return false;
    }
    let verb = command.subcommand();
    let elsewhere =
        command.has_one_flag_of(&["-g", "--global", "--prefix", "-C", "--cwd", "--dir"]);
    match command.name() {
        "npm" => matches!(verb, "ci" | "install" | "i") && !elsewhere,
        "yarn" | "pnpm" => matches!(verb, "install" | "i" | "") && !elsewhere,
        "composer" => verb == "install" && !elsewhere,
        "mkdir" | "touch" => command.operands().iter().any(|word| {
            word.literal()
                .is_some_and(|text| !text.starts_with(['/', '~', '.']) && !text.contains('/'))
        }),
        _ => false,
    }
}
