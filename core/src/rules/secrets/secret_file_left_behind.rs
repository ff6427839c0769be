//! A file with credentials that a RUN writes and leaves.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "secret-file-left-behind",
    title: "A RUN leaves a file with credentials",
    category: Category::Secrets,
    severity: Severity::High,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["npmrc-left-behind"],
    why: "The file becomes part of a layer, where everybody who can pull the image can read it.",
    how: "Mount the file into the RUN that needs it, `RUN --mount=type=secret,id=npmrc,target=/root/.npmrc \
          …`, or delete it in the same RUN.",
    examples: &[
        Example::bad(
            r#"
            FROM node:24-slim
            ARG NPM_TOKEN
            RUN echo "//npm.example.org/:_authToken=${NPM_TOKEN}" > «/root/.npmrc» && npm ci
            "#,
        ),
        Example::good(
            r#"
            FROM node:24-slim
            ARG NPM_TOKEN
            RUN echo "//npm.example.org/:_authToken=${NPM_TOKEN}" > /root/.npmrc && npm ci && rm /root/.npmrc
            "#,
        ),
        Example::good(
            r#"
            FROM node:24-slim
            RUN echo "registry=https://npm.example.com" > /root/.npmrc
            "#,
        ),
    ],
    links: &[],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    for secret in cx.file.secret_files(stage).into_iter().filter(|secret| !secret.is_copied) {
        let name = cx.text(secret.span).to_owned();
        let finding = cx.report(
            secret.span,
            format!("`{name}` is written with credentials and stays in the layer"),
        );
        if !stage.ships {
            finding.severity(Severity::Low);
        }
    }
}
