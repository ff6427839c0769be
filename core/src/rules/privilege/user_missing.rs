//! The final image runs as root because nothing says otherwise.

use crate::image::{BaseUser, users};
use crate::model::accounts;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "user-missing",
    title: "No user is set, so the container runs as root",
    category: Category::Privilege,
    severity: Severity::High,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["DS-0002",
        "AVD-DS-0002",
        "CKV_DOCKER_3",
        "dockerfile.security.missing-user.missing-user",
        "dockerfile.security.missing-user-entrypoint.missing-user-entrypoint",
        "S6471",
        "DF020",
        "PG011",
        "core-001",
        "CIS-DI-0001",
        "CIS-4.1",
        "tally/stateful-root-runtime", "missing-user", "missing-user-entrypoint"],
    why: "Root in a container is root on the kernel that it shares with the host. One flaw in the program or in \
          the runtime, or one folder mounted carelessly, and whoever gets in may change the image's programs, \
          read its secrets or reach the host.",
    how: "Make an account without rights, give it the few folders that it must write to, and switch to it with \
          USER before the command. Some images bring such an account: `node`, or `$APP_UID` in .NET images.",
    examples: &[
        Example::bad(
            r#"
            FROM «debian:13-slim»
            COPY server /usr/local/bin/server
            EXPOSE 8080
            CMD ["server"]
            "#,
        )
        .fixed(
            r#"
            FROM debian:13-slim
            RUN groupadd --system --gid 10001 app \
             && useradd --system --no-log-init --uid 10001 --gid app --home-dir /nonexistent --no-create-home --shell /usr/sbin/nologin app
            COPY server /usr/local/bin/server
            EXPOSE 8080
            USER 10001:10001
            CMD ["server"]
            "#,
        ),
        Example::bad(
            r#"
            FROM «node:24-alpine»
            WORKDIR /srv/app
            COPY . .
            RUN npm ci
            EXPOSE 3000

            # What it starts.
            CMD ["node", "server.js"]
            "#,
        )
        .fixed(
            r#"
            FROM node:24-alpine
            WORKDIR /srv/app
            RUN chown node:node /srv/app
            COPY . .
            RUN npm ci
            EXPOSE 3000

            USER node

            # What it starts.
            CMD ["node", "server.js"]
            "#,
        ),
        Example::bad(
            r#"
            FROM «alpine:3.22»
            COPY server /usr/local/bin/server
            EXPOSE 8080
            VOLUME /data
            ENTRYPOINT ["/usr/local/bin/server"]
            "#,
        )
        .fixed(
            r#"
            FROM alpine:3.22
            RUN addgroup -S -g 10001 app \
             && adduser -S -D -H -h /nonexistent -s /sbin/nologin -u 10001 -G app app \
             && mkdir -p /data \
             && chown 10001:10001 /data
            COPY server /usr/local/bin/server
            EXPOSE 8080
            VOLUME /data
            USER 10001:10001
            ENTRYPOINT ["/usr/local/bin/server"]
            "#,
        ),
        Example::bad(
            r#"
            FROM «debian:13-slim»
            COPY entrypoint.sh /
            ENTRYPOINT ["/entrypoint.sh"]
            "#,
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            RUN apt-get update && apt-get install -y --no-install-recommends gosu
            COPY entrypoint.sh /
            ENTRYPOINT ["/entrypoint.sh"]
            "#,
        ),
        Example::good(
            r#"
            FROM gcr.io/distroless/static-debian13:nonroot
            COPY server /
            CMD ["/server"]
            "#,
        ),
        Example::good(
            r#"
            FROM golang:1.25 AS build
            RUN go build -o /out/tool .
            FROM scratch
            COPY --from=build /out/tool /
            "#,
        ),
        Example::good(
            r#"
            FROM python:3.14-slim
            CMD ["python"]
            "#,
        ),
    ],
    links: &["https://docs.docker.com/build/building/best-practices/#user"],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let file = cx.file;
    if !stage.is_final || stage.is_dev() || file.is_windows(stage) || brings_triggers(file, stage) {
        return;
    }
    let UserAt::Base(user) = file.user_at(stage, stage.end) else { return };
    let starts = file.starts(stage);
    let image = match file.root_of(stage) {
        Base::Image(image) => Some(image),
        _ => None,
    };
    let exports = matches!(file.root_of(stage), Base::Scratch) && starts.is_none();
    let develops = image.is_some_and(users::is_for_development);
    if exports
        || develops
        || starts.is_some_and(|starts| starts.is_interactive)
        || accounts::is_dropped(file, stage)
    {
        return;
    }
    let drops = image.is_some_and(users::drops_privileges)
        && file.launch(stage, Keyword::Entrypoint).is_none();
    let made = !file.accounts(stage).is_empty() && starts.is_some_and(|starts| starts.is_script);
    let (severity, message) = match user {
        BaseUser::Other(_) => return,
        BaseUser::Unknown => (
            Severity::Info,
            format!(
                "no USER is set, and it is not known whether `{}` runs as root",
                stage.base_raw
            ),
        ),
        BaseUser::Root if drops => (
            Severity::Info,
            format!("no USER is set; `{}` starts as root and gives that up itself", stage.base_raw),
        ),
        BaseUser::Root if made => (
            Severity::Info,
            "no USER is set, unless the start script switches to the account made here".to_owned(),
        ),
        BaseUser::Root if starts.is_none() && image.and_then(users::needs_root).is_none() => (
            Severity::Medium,
            format!(
                "no USER is set, so what is started from this image on `{}` runs as root",
                stage.base_raw
            ),
        ),
        BaseUser::Root => (
            Severity::High,
            format!("no USER is set, so the container runs as root, as `{}` does", stage.base_raw),
        ),
    };
    let config = cx.config;
    let finding = cx.report(stage.base_span, message).severity(severity);
    if severity >= Severity::Medium || made {
        super::mend(finding, file, config);
    }
}

fn brings_triggers(file: &Dockerfile, stage: &Stage) -> bool {
    file.steps(stage).any(|(_, step)| step.keyword == Keyword::Onbuild)
}
