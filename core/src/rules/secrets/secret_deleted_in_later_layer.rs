//! A secret deleted in a later step: it is still in the image.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "secret-deleted-in-later-layer",
    title: "A deleted secret is still in an earlier layer",
    category: Category::Secrets,
    severity: Severity::High,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "Each instruction makes a layer of its own, and deleting only hides the file in the layers above. \
          Whoever can pull the image can unpack the layer that holds it.",
    how: "Mount the file into the RUN that needs it, with `RUN --mount=type=secret`, or write, use and \
          delete it in one RUN. Take the secret back if the image was ever pushed.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            COPY id_rsa /root/.ssh/id_rsa
            RUN git clone git@example.com:app.git
            RUN «rm /root/.ssh/id_rsa»
            ",
        ),
        Example::bad(
            r#"
            FROM debian:13-slim
            ARG SSH_KEY
            RUN echo "$SSH_KEY" > /root/.ssh/id_rsa
            RUN git clone git@example.com:app.git && «rm -rf /root/.ssh»
            "#,
        ),
        Example::good(
            r#"
            FROM node:24-slim
            ARG NPM_TOKEN
            RUN echo "//npm.example.org/:_authToken=${NPM_TOKEN}" > .npmrc && npm ci && rm .npmrc
            "#,
        ),
        Example::good(
            "
            FROM debian:13-slim
            COPY tool.tgz /tmp/tool.tgz
            RUN tar -xzf /tmp/tool.tgz && rm /tmp/tool.tgz
            ",
        ),
    ],
    links: &[],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let file = cx.file;
    let secrets = file.secret_files(stage);
    for run in file.runs_of(stage).filter(|run| !run.onbuild) {
        for command in &run.script.commands {
            let gone = secrets.iter().find(|secret| {
                let path = secret.path.as_deref();
                secret.at < run.instruction
                    && path.is_some_and(|path| file.removes(stage, run, command, path))
            });
            let Some(secret) = gone else { continue };
            let path = secret.path.as_deref().unwrap_or_default();
            let finding = cx.report(
                command.span,
                format!("`{path}` is deleted here, but stays in the layer that brought it"),
            );
            if stage.ships {
                finding.severity(Severity::Critical);
            } else {
                finding.severity(Severity::Low);
            }
            finding.note(secret.span, "it came in here");
        }
    }
}
