//! USER in a stage that is thrown away.

use crate::image::{BaseUser, users};
use crate::model::accounts;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "user-only-in-build-stage",
    title: "USER is set in a stage that is not shipped",
    category: Category::Privilege,
    severity: Severity::Low,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "USER holds for its own stage and for those built FROM it. The container starts from the last stage, and runs as \
          root there, whatever an earlier one says.",
    how: "Set USER in the last stage. The account has to exist there too, or give its number.",
    examples: &[
        Example::bad(
            r#"
            FROM golang:1.25 AS build
            RUN useradd --uid 10001 app
            USER «app»
            RUN go build -o /tmp/server .
            FROM debian:13-slim
            COPY --from=build /tmp/server /server
            CMD ["/server"]
            "#,
        ),
        Example::good(
            r#"
            FROM golang:1.25 AS build
            RUN useradd --uid 10001 app
            USER app
            FROM debian:13-slim
            USER 10001
            CMD ["/server"]
            "#,
        ),
        Example::good(
            r#"
            FROM debian:13-slim AS base
            USER 10001
            FROM base
            CMD ["/server"]
            "#,
        ),
        Example::good(
            r#"
            FROM node:24 AS build
            USER node
            FROM nginx:1.29
            COPY --from=build /x /usr/share/nginx/html
            "#,
        ),
    ],
    links: &[],
    check: Check::File(check),
};

fn check(file: &Dockerfile, cx: &mut Context<'_>) {
    let Some(last) = file.final_stage() else { return };
    let image = match file.root_of(last) {
        Base::Image(image) => Some(image),
        _ => None,
    };
    let root = matches!(file.user_at(last, last.end), UserAt::Base(BaseUser::Root));
    let script = file.starts(last).is_none_or(|starts| starts.is_script || starts.is_interactive);
    if !root || script || last.is_dev() || file.is_windows(last) {
        return;
    }
    if image.is_none_or(|image| users::needs_root(image).is_some())
        || accounts::is_dropped(file, last)
    {
        return;
    }
    for stage in file.stages.iter().filter(|stage| !stage.ships && stage.is_reachable) {
        let user = stage.users.last().filter(|user| {
            user.value.as_deref().is_some_and(|value| !crate::model::is_root(value))
        });
        if let Some(user) = user {
            cx.report(
                user.span,
                format!("`{}` holds for this stage only; the container runs as root", user.raw),
            );
        }
    }
}
