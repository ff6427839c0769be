//! The last USER is root.

use crate::model::accounts;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "user-root-last",
    title: "The last USER is root",
    category: Category::Privilege,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[
        "DL3002",
        "DS-0002",
        "AVD-DS-0002",
        "CKV_DOCKER_8",
        "dockerfile.security.last-user-is-root.last-user-is-root",
        "S6471",
        "DF002",
        "EU0001",
        "AC_DOCKER_0005",
        "WL2007",
        "CIS-4.1",
        "tally/stateful-root-runtime",
        "last-user-is-root",
    ],
    why: "Whatever the container starts runs as root, on the kernel that it shares with the host. A flaw in the \
          program then gives away everything in the image, and is one step from the host.",
    how: "Switch to root for the steps that need it, and back before the command.",
    examples: &[
        Example::bad(
            r#"
            FROM node:24-slim
            USER node
            COPY . /srv/app
            USER «root»
            RUN apt-get update && apt-get install -y tini && rm -rf /var/lib/apt/lists/*
            CMD ["node", "/srv/app/server.js"]
            "#,
        )
        .fixed(
            r#"
            FROM node:24-slim
            USER node
            COPY . /srv/app
            USER root
            RUN apt-get update && apt-get install -y tini && rm -rf /var/lib/apt/lists/*
            USER node
            CMD ["node", "/srv/app/server.js"]
            "#,
        ),
        Example::bad(
            r#"
            FROM gcr.io/distroless/static-debian13:nonroot
            USER «0»
            COPY server /server
            CMD ["/server"]
            "#,
        )
        .fixed(
            r#"
            FROM gcr.io/distroless/static-debian13:nonroot
            USER 0
            COPY server /server
            USER 65532
            CMD ["/server"]
            "#,
        ),
        Example::good(
            r#"
            FROM jenkins/jenkins:lts-jdk21
            USER root
            RUN apt-get update && apt-get install -y make
            USER jenkins
            "#,
        ),
        Example::good(
            r#"
            ARG APP_USER
            FROM debian:13-slim
            ARG APP_USER
            USER $APP_USER
            CMD ["server"]
            "#,
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#user"],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let file = cx.file;
    let Some(user) =
        stage.users.last().filter(|user| user.value.as_deref().is_some_and(crate::model::is_root))
    else {
        return;
    };
    let last = file.final_stage().expect("there is a stage");
    let holds = matches!(file.user_at(last, last.end), UserAt::Set(set) if set.at == user.at);
    let given_up = holds && (last.is_dev() || accounts::is_dropped(file, last));
    let message = match holds {
        true if given_up => format!("the container starts as `{}`", user.raw),
        true => format!("the container runs as `{}`", user.raw),
        false => format!(
            "the last USER of this stage is `{}`; its image is not the one that is shipped",
            user.raw
        ),
    };
    let config = cx.config;
    let finding = cx.report(user.span, message);
    if !holds || given_up {
        finding.severity(Severity::Info);
    } else if user.raw.contains('$') {
        finding.severity(Severity::Medium); // The build may say otherwise.
    } else {
        super::mend(finding, file, config);
    }
}
