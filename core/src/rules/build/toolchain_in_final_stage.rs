//! One stage builds a program and ships it, though the program alone would do.

use crate::model::splits;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "toolchain-in-final-stage",
    title: "The image ships the toolchain that built the program",
    category: Category::Build,
    severity: Severity::Low,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "Once the program is built, compilers, sources and downloaded dependencies only wait to be pulled, to be \
          scanned for flaws, and to be used by whoever breaks in. They are often ten times as large as the program.",
    how: "Name the stage, `FROM … AS build`, and let a second one start from a small image and copy the result: \
          `COPY --from=build`. What the program reads at run time, templates or settings, is copied too.",
    examples: &[
        Example::bad(
            r#"
            FROM golang:1.26-alpine
            WORKDIR /app
            COPY . .
            RUN «go build» -o server ./cmd/server
            EXPOSE 8080
            CMD ["./server"]
            "#,
        )
        .fixed(
            r#"
            FROM golang:1.26-alpine AS build
            WORKDIR /app
            COPY . .
            RUN go build -o server ./cmd/server

            FROM alpine:3
            RUN apk add --no-cache ca-certificates tzdata
            WORKDIR /app
            COPY --from=build /app/server /app/server
            EXPOSE 8080
            CMD ["./server"]
            "#,
        ),
        Example::good(
            r#"
            FROM golang:1.26-alpine
            WORKDIR /app
            COPY . .
            RUN go build -o server ./cmd/server
            CMD ["./start.sh"]
            "#,
        ),
        Example::good(
            r#"
            FROM golang:1.26-alpine
            WORKDIR /app
            COPY . .
            RUN go build -o server ./cmd/server
            CMD ["./server", "-config", "config.yaml"]
            "#,
        ),
    ],
    links: &["https://docs.docker.com/build/building/multi-stage/"],
    check: Check::File(check),
};

fn check(file: &Dockerfile, cx: &mut Context<'_>) {
    let answer = |key: &str| cx.config.answers.get(key).cloned();
    let Some(split) = splits::of(file, &answer) else { return };
    let message = format!(
        "`{}` leaves {} and the sources in the shipped image",
        file.text(split.span),
        split.toolchain
    );
    let span = split.span;
    if let Some(fix) = super::mend::fix(split, cx.config) {
        cx.report(span, message).fix(fix);
    }
}
