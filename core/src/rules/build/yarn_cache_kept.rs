//! yarn keeps its downloads in the layer.

use crate::model::dependencies;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "yarn-cache-kept",
    title: "yarn leaves its downloads in the image",
    category: Category::Build,
    severity: Severity::Low,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["DL3060", "DF055", "yarnCacheCleanAfterInstall"],
    why: "yarn keeps every package it downloads in its cache, in the hope of installing it \
          again. In an image that never happens, and the files stay in the layer.",
    how: "Give yarn a cache mount, `RUN \
          --mount=type=cache,target=/usr/local/share/.cache/yarn`, or end the RUN with `yarn \
          cache clean`.",
    examples: &[
        Example::bad(
            "
            FROM node:24-slim
            RUN «yarn install» --frozen-lockfile
            ",
        )
        .fixed(
            "
            FROM node:24-slim
            RUN yarn install --frozen-lockfile && yarn cache clean
            ",
        ),
        Example::good(
            "
            FROM node:24-slim
            RUN --mount=type=cache,target=/root/.cache/yarn YARN_CACHE_FOLDER=/root/.cache/yarn yarn install
            ",
        ),
        Example::good(
            "
            FROM node:24-slim
            RUN yarn install --frozen-lockfile && yarn build && yarn cache clean
            ",
        ),
    ],
    links: &[],
    check: Check::Run(check),
};

const CACHES: [&str; 4] = [
    "/usr/local/share/.cache/yarn",
    "/root/.cache/yarn",
    "/root/.yarn/berry/cache",
    "/usr/local/share/.cache",
];

fn check(run: &Run, cx: &mut Context<'_>) {
    let mut installs = run.installs_by(&[Manager::Yarn]);
    let Some((install, command)) = installs.find(|(_, command)| !command.args().is_empty()) else {
        return;
    };
    let away = CACHES.iter().any(|cache| run.mounts_over(cache) || run.deletes(cache))
        || run.runs(&["yarn", "yarnpkg"], &["cache", "clean"]);
    if away || !cx.this_stage().weighs() {
        return;
    }
    let stays = |c: &Command| {
        !c.is("rm")
            && !["yarn", "npm", "nodejs", "node"].iter().any(|name| dependencies::removes(c, name))
    };
    let own = command.is_own_step() && run.script.commands.iter().all(stays);
    let seam = cx.file.tail(run).filter(|_| own);
    let bare = install.verb == "install" && cx.file.copies_of(cx.this_stage()).next().is_none();
    let finding = cx.report(install.head(command), "yarn leaves what it downloads in the layer");
    if bare {
        finding.severity(Severity::Info); // Perhaps there is no package.json.
    }
    if let Some(seam) = seam {
        let fix =
            Fix::safe("clean up in the same layer", Phase::Join, Proof::Differs(&["exec.args"]));
        finding.fix(fix.insert(seam.at, format!("{}yarn cache clean", seam.joint)));
    }
}
