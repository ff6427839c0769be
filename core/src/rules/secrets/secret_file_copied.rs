//! A file with credentials copied into the image.

use crate::model::secret_mounts;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "secret-file-copied",
    title: "A file with credentials is copied into the image",
    category: Category::Secrets,
    severity: Severity::High,
    confidence: Confidence::Heuristic,
    profile: Profile::Default,
    aliases: &[
        "PG003",
        "CIS-DI-0010",
        "DS-0031",
        "AVD-DS-0031",
        "npmrc-left-behind",
        "dotenv-copied-into-image",
        "kube-or-cloud-config-copied",
        "ssh-key-in-build-stage",
    ],
    why: "Whoever can pull the image can take the file out of its layer, also when a later step deletes it. \
          Keys and tokens in it then open other doors.",
    how: "Mount the file into the RUN that needs it, `RUN --mount=type=secret,id=npmrc,target=/root/.npmrc \
          …`, give what the program needs when it starts, and name the file in .dockerignore.",
    examples: &[
        Example::bad(
            "
            FROM node:24-slim
            WORKDIR /app
            COPY package.json package-lock.json «.npmrc» ./
            RUN npm ci
            ",
        )
        .fixed(
            "
            FROM node:24-slim
            WORKDIR /app
            COPY package.json package-lock.json ./
            RUN --mount=type=secret,id=npmrc,target=/app/.npmrc npm ci
            ",
        ),
        Example::bad(
            "
            FROM node:24-slim
            COPY «.npmrc» /root/.npmrc
            RUN npm ci && rm /root/.npmrc
            ",
        )
        .fixed(
            "
            FROM node:24-slim
            RUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm ci
            ",
        ),
        Example::bad(
            "
            FROM debian:13-slim
            COPY «id_rsa» /root/.ssh/id_rsa
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            COPY .env.example id_rsa.pub ca-bundle.pem /app/
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim AS certs
            FROM debian:13-slim
            COPY --from=certs /etc/ssl/private/server.key /etc/ssl/private/
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            COPY jenkins.key /war/jenkins-key.pub
            RUN gpg --import /war/jenkins-key.pub
            ",
        ),
        Example::good(
            "
            FROM node:24-slim
            RUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm ci
            ",
        ),
    ],
    links: &[],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    for secret in cx.file.secret_files(stage).into_iter().filter(|secret| secret.is_copied) {
        let name = cx.text(secret.span).to_owned();
        let plan = secret_mounts::plan(cx.file, stage, &secret);
        // Beside a package.json it may hold no more than the project's settings.
        let doubtful = name.ends_with(".npmrc")
            && secret.path.as_deref().is_some_and(|path| path != "/root/.npmrc");
        let what = match doubtful {
            true => "which may hold a token".to_owned(),
            false => format!("most likely {}", secret.what),
        };
        let place = match stage.ships {
            true => "is in the image for everybody who can pull it",
            false => "stays in the build cache",
        };
        let finding = cx.report(secret.span, format!("`{name}`, {what}, {place}"));
        if !stage.ships || doubtful {
            finding.severity(Severity::Medium);
        }
        if let Some(plan) = plan {
            let change = match &plan.build_argument {
                Some(argument) => format!("the build command needs `{argument}`; the file is in no layer, and not there when the container starts"),
                None => "the container gets these settings when it starts, for example with `--env-file`".to_owned(),
            };
            let title = if plan.build_argument.is_some() {
                "mount the file for the RUN that needs it"
            } else {
                "leave the file out"
            };
            let fix = match plan.is_recommended {
                true => Fix::recommended(title, Phase::Secrets, &change),
                false => Fix::review(title, Phase::Secrets, &change),
            };
            let fix = fix.replace_all(plan.edits);
            let mut fix = fix.instructions(plan.instructions);
            fix.build_argument = plan.build_argument;
            finding.fix(fix);
        }
    }
}
