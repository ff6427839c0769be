//! Packages of npm without a version.

use crate::model::managers;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "npm-unpinned",
    title: "npm installs whatever version is newest",
    category: Category::Supply,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::Strict,
    aliases: &["DL3016", "ER0014"],
    why: "The newest version at the moment of the build is taken, which may be broken, or \
          published by somebody who took the package over an hour ago.",
    how: "Name the version: `npm install -g typescript@5.9.3`. Dependencies of your own project \
          belong in package.json with a lock file, installed by `npm ci`.",
    examples: &[
        Example::bad(
            "
            FROM node:24-slim
            RUN npm install -g «typescript» eslint@9.39.1 @angular/cli
            ",
        ),
        Example::good(
            "
            FROM node:24-slim
            RUN npm install && npm ci && npm install -g @angular/cli@21.0.0 ./local.tgz
            ",
        ),
        Example::good(
            "
            FROM node:24-slim
            ARG VERSION
            RUN npm install --registry https://npm.example.org git+https://git.example.org/tool.git#v1.2.0 tool@${VERSION}
            ",
        ),
    ],
    links: &[],
    check: Check::Run(check),
};

fn check(run: &Run, cx: &mut Context<'_>) {
    for (install, _) in run.installs_by(&[Manager::Npm]) {
        if !matches!(install.verb.as_str(), "install" | "i" | "add") {
            continue;
        }
        let unpinned = managers::unpinned(install);
        if let Some((first, rest)) = unpinned.split_first() {
            let message = format!("{} without a version", managers::listed(&unpinned));
            let finding = cx.report(first.span, message);
            for package in rest {
                finding.note(package.span, "the same");
            }
        }
    }
}
