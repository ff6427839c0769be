//! A build argument with a secret that a RUN uses.

use crate::model::secret_flow;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "secret-arg-used-in-run",
    title: "A RUN gets a secret from a build argument",
    category: Category::Secrets,
    severity: Severity::High,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["DS-0031", "AVD-DS-0031", "S6472"],
    why: "The builder writes the values of build arguments into the history of the image beside each RUN \
          that could see them, and into the provenance that is pushed with it. Whoever can pull the image \
          can read them.",
    how: "Declare no argument. Mount the secret into the RUN that needs it, `RUN \
          --mount=type=secret,id=npm_token,env=NPM_TOKEN …`, and build with `--secret \
          id=npm_token,env=NPM_TOKEN`.",
    examples: &[
        Example::bad(
            r#"
            FROM node:24-slim
            ARG NPM_TOKEN
            COPY package.json package-lock.json ./
            RUN echo "//npm.example.org/:_authToken=«${NPM_TOKEN}»" > .npmrc && npm ci && rm .npmrc
            "#,
        )
        .fixed(
            r#"
            FROM node:24-slim
            COPY package.json package-lock.json ./
            RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true \
                echo "//npm.example.org/:_authToken=${NPM_TOKEN}" > .npmrc && npm ci && rm .npmrc
            "#,
        ),
        Example::bad(
            r#"
            FROM node:24-slim
            ARG NPM_TOKEN
            ENV NPM_TOKEN=$NPM_TOKEN
            RUN npm config set //npm.example.org/:_authToken "«$NPM_TOKEN»" && npm ci
            "#,
        )
        .fixed(
            r#"
            FROM node:24-slim
            RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true \
                npm config set //npm.example.org/:_authToken "$NPM_TOKEN" && npm ci
            "#,
        ),
        Example::bad(
            r#"
            FROM debian:13-slim
            ARG DEPLOY_PASSWORD
            ENV PASSWORD=$DEPLOY_PASSWORD
            RUN ./deploy --password "«$DEPLOY_PASSWORD»"
            "#,
        ),
        Example::good(
            "
            FROM node:24-slim
            RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN npm ci
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            ARG TOKEN_URL=https://example.com/token
            RUN curl -fsS $TOKEN_URL
            ",
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            ARG GITHUB_TOKEN
            RUN --mount=type=secret,id=github,env=GITHUB_TOKEN ./fetch "$GITHUB_TOKEN"
            "#,
        ),
    ],
    links: &["https://docs.docker.com/build/building/secrets/"],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let file = cx.file;
    for binding in secret_flow::secret_args(stage) {
        if cx.config.allows_name(&binding.name) {
            continue;
        }
        let uses = file.uses_of(stage, binding);
        let mounted = |run: &&&Run| {
            !run.mounts.iter().any(|mount| mount.env.as_deref() == Some(&binding.name))
        };
        let Some(run) = uses.runs.iter().find(mounted) else { continue };
        let words = run.script.commands.iter().flat_map(|command| command.all_words());
        let variables = words.flat_map(|word| word.variables());
        let Some(variable) = variables.into_iter().find(|variable| variable.name == binding.name)
        else {
            continue;
        };
        let place = if stage.ships { "image's history" } else { "build cache" };
        let message = format!(
            "the value of `{}` stays in the {place} and in the build's records",
            binding.name
        );
        let finding = cx.report(variable.span, message);
        if !stage.ships {
            finding.severity(Severity::Medium);
        }
        finding.note(binding.name_span, "declared here");
        if let Some(plan) = file.mount_plan(&binding.name) {
            let title = "mount the secret for the RUN that needs it";
            let change = format!("the build command needs `{}`", plan.build_argument);
            let fix = match plan.leaves_environment {
                false => Fix::recommended(title, Phase::Secrets, &change),
                true => {
                    let change =
                        format!("{change}, and the container no longer has `{}`", binding.name);
                    Fix::review(title, Phase::Secrets, &change)
                }
            };
            let fix = fix.instructions(plan.instructions);
            let mut fix = fix.replace_all(plan.edits);
            fix.build_argument = Some(plan.build_argument);
            finding.fix(fix);
        }
    }
}
