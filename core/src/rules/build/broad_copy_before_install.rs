//! All sources are copied before dependencies are installed.

use crate::model::{MountKind, dependencies};
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "broad-copy-before-install",
    title: "Dependencies are installed anew after every change",
    category: Category::Build,
    severity: Severity::Medium,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["DF070", "go-mod-download-order"],
    why: "The layer with the dependencies depends on everything that was copied before. A \
          changed comment in any file of the project makes the builder download and install \
          all of them again.",
    how: "Copy the manifest and its lock file first, install, and copy the rest afterwards.",
    examples: &[
        Example::bad(
            r#"
            FROM node:24-slim
            WORKDIR /app
            COPY «.» .
            RUN npm ci
            CMD ["node", "server.js"]
            "#,
        )
        .fixed(
            r#"
            FROM node:24-slim
            WORKDIR /app
            COPY package*.json .
            RUN npm ci
            COPY . .
            CMD ["node", "server.js"]
            "#,
        ),
        Example::bad(
            "
            FROM python:3.14-slim
            WORKDIR /app
            COPY «.» /app
            RUN pip install --no-cache-dir -r requirements.txt && python -m compileall .
            ",
        ),
        Example::good(
            "
            FROM node:24-slim
            WORKDIR /app
            COPY package.json package-lock.json ./
            RUN npm ci
            COPY . .
            RUN npm run build
            ",
        ),
        Example::good(
            "
            FROM python:3.14-slim
            WORKDIR /app
            COPY . .
            RUN pip install --no-cache-dir . && apt-get update
            ",
        ),
    ],
    links: &[],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let broad = |copy: &&Copy| {
        let all =
            copy.sources.iter().find(|source| matches!(source.word.text.as_str(), "." | "./"));
        copy.from.is_none() && !copy.onbuild && all.is_some()
    };
    let Some(copy) = cx.file.copies_of(stage).find(broad) else { return };
    let known = |run: &Run| run.script.commands.iter().find_map(dependencies::installs);
    let before = cx.file.lineage(stage).flat_map(|base| cx.file.runs_of(base));
    if before
        .filter(|run| run.stage != stage.index || run.instruction < copy.instruction)
        .any(|run| known(run).is_some())
    {
        return;
    }
    let mut later =
        cx.file.runs_of(stage).filter(|run| run.instruction > copy.instruction && !run.onbuild);
    let Some((run, found)) = later.find_map(|run| Some((run, known(run)?))) else { return };
    if run.mounts.iter().any(|mount| mount.kind == MountKind::Cache) {
        return; // What was downloaded is kept there.
    }
    let mend: fn(&Copy, &Run, &str, &Context<'_>) -> Option<Fix> = fix;
    let fix = crate::rules::later(mend).and_then(|fix| fix(copy, run, found.manifests, cx));
    let command = &run.script.commands[found.command];
    let span = copy
        .sources
        .iter()
        .find(|source| source.word.text.starts_with('.'))
        .map(|source| source.word.span);
    let message = format!(
        "everything is copied before `{}`, which then runs after every change",
        found.words
    );
    let finding = cx.report(span.unwrap_or(copy.span), message);
    finding.note(command.span, "dependencies are installed here");
    if let Some(fix) = fix {
        finding.fix(fix);
    }
}

/// The RUN right below moves above, with a COPY of the manifests.
fn fix(copy: &Copy, run: &Run, manifests: &str, cx: &Context<'_>) -> Option<Fix> {
    let tree = &cx.file.tree;
    let (above, below) =
        (&tree.instructions[copy.instruction], &tree.instructions[run.instruction]);
    let next = run.instruction == copy.instruction + 1
        && run.script.single().is_some()
        && cx.file.is_plain(run);
    let dest = copy.dest.text.as_str();
    let folder = matches!(dest, "." | "./")
        || copy.dest_path == cx.file.workdir_at(cx.this_stage(), copy.instruction);
    let known = !manifests.is_empty()
        && copy.dest_path.is_some()
        && above.flags.is_empty()
        && !copy.is_json;
    let comments = !tree.above(above).is_empty() || !tree.above(below).is_empty();
    if !next || !folder || !known || comments || copy.sources.len() != 1 {
        return None;
    }
    let (newline, keyword) = (cx.newline(), cx.text(above.word));
    let slash = if matches!(dest, "." | "./") || dest.ends_with('/') { "" } else { "/" };
    let place = cx.file.line_start(above.span.start);
    let lines =
        format!("{keyword} {manifests} {dest}{slash}{newline}{}{newline}", cx.text(run.whole));
    let gone = Span::new(above.span.end, below.span.end);
    let change = "the install sees only the manifests: scripts and local packages that it needs must be copied too";
    let fix = Fix::review("install before copying the rest", Phase::Order, change);
    Some(fix.insert(place, lines).delete(gone).instructions(1))
}
