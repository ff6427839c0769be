//! `COPY --from=image` without a version.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "copy-from-image-unpinned",
    title: "COPY or a mount takes from an image without a version",
    category: Category::Supply,
    severity: Severity::Medium,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[],
    why: "Files come from whatever was pushed last, without a line in the file that would show a change. `FROM` \
          checks don't see it.",
    how: "Name a tag, best with a digest, as for FROM.",
    examples: &[
        Example::bad(
            "
            FROM debian:12-slim
            COPY --from=«composer» /usr/bin/composer /usr/bin/
            ",
        ),
        Example::bad(
            "
            FROM debian:12-slim
            RUN --mount=type=bind,from=«ghcr.io/astral-sh/uv:latest»,source=/uv,target=/uv /uv sync
            ",
        ),
        Example::good(
            "
            FROM golang:1.26 AS build
            FROM scratch
            COPY --from=build /app /app
            COPY --from=busybox:1.37 /bin/sh /bin/sh
            ",
        ),
        Example::good(
            "
            FROM debian:12-slim
            COPY --from=assets / /srv
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#copy---from"],
    check: Check::File(check),
};

fn check(file: &Dockerfile, cx: &mut Context<'_>) {
    for used in file.images() {
        let image = &used.image;
        if used.keyword != Keyword::From
            && image.digest.is_none()
            && image.effective_tag() == Some("latest")
        {
            let fix = crate::rules::base::tag_fix(&used, cx);
            let finding =
                cx.report(used.span, format!("`{}` is whatever was pushed last", used.raw));
            if let Some(fix) = fix {
                finding.fix(fix);
            }
        }
    }
}
