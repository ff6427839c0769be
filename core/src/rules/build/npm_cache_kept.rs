//! npm keeps its downloads in the layer.

use crate::model::dependencies;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "npm-cache-kept",
    title: "npm leaves its downloads in the image",
    category: Category::Build,
    severity: Severity::Low,
    confidence: Confidence::Certain,
    profile: Profile::All,
    aliases: &["npmCacheCleanAfterInstall"],
    why: "npm keeps every package it downloads under `~/.npm`, in the hope of installing it \
          again. In an image that never happens, and the files stay in the layer.",
    how: "Give npm a cache mount, `RUN --mount=type=cache,target=/root/.npm`, or end the RUN \
          with `npm cache clean --force`.",
    examples: &[
        Example::bad(
            "
            FROM node:24-slim
            RUN «npm ci» --omit=dev
            ",
        )
        .fixed(
            "
            FROM node:24-slim
            RUN npm ci --omit=dev && npm cache clean --force
            ",
        ),
        Example::good(
            "
            FROM node:24-slim
            RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev
            ",
        ),
        Example::good(
            "
            FROM node:24-slim AS build
            RUN npm ci
            FROM nginx:1.29
            COPY --from=build /app/dist /usr/share/nginx/html
            ",
        ),
    ],
    links: &[],
    check: Check::Run(check),
};

fn check(run: &Run, cx: &mut Context<'_>) {
    let Some((install, command)) = run.installs_by(&[Manager::Npm]).next() else { return };
    let away = ["/root/.npm", "/home/node/.npm"]
        .iter()
        .any(|cache| run.mounts_over(cache) || run.deletes(cache))
        || run.script.commands.iter().any(|c| c.args().iter().any(|word| word.text() == "~/.npm"))
        || run.runs(&["npm"], &["cache", "clean"])
        || command.has_flag("--cache")
        || cx.file.lookup(cx.this_stage(), cx.at, "npm_config_cache") != Value::Unset;
    if away || !cx.this_stage().weighs() {
        return;
    }
    let stays = |c: &Command| {
        !c.is("rm")
            && !["npm", "nodejs", "node", "nodejs-npm"]
                .iter()
                .any(|name| dependencies::removes(c, name))
    };
    let own = command.is_own_step() && run.script.commands.iter().all(stays);
    let seam = cx.file.tail(run).filter(|_| own);
    let finding = cx.report(install.head(command), "npm leaves its downloads in the layer");
    if let Some(seam) = seam {
        let fix =
            Fix::safe("clean up in the same layer", Phase::Join, Proof::Differs(&["exec.args"]));
        finding.fix(fix.insert(seam.at, format!("{}npm cache clean --force", seam.joint)));
    }
}
