//! The time of the build goes into the image.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "timestamp-in-build",
    title: "The time of the build is written into the image",
    category: Category::Build,
    severity: Severity::Info,
    confidence: Confidence::Likely,
    profile: Profile::Strict,
    aliases: &[],
    why: "Two builds of the same sources then differ in every byte of the layer, and nobody can check one against \
          the other. With the cache in use the time is not even that of the build.",
    how: "Take the time from outside, as that of the commit: `ARG SOURCE_DATE_EPOCH` and \
          `date -d @$SOURCE_DATE_EPOCH`; `buildx build --output …,rewrite-timestamp=true` does the same for files.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN «date» > /etc/build-time
            ",
        ),
        Example::bad(
            r#"
            FROM golang:1.25
            RUN go build -ldflags "-X main.built=$(«date -u +%FT%TZ»)" -o /server .
            "#,
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            ARG SOURCE_DATE_EPOCH
            RUN date -u -d "@$SOURCE_DATE_EPOCH" > /etc/build-time
            "#,
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            RUN echo "started at $(date)" && make && date
            "#,
        ),
    ],
    links: &["https://reproducible-builds.org/docs/source-date-epoch/"],
    check: Check::Command(&["date"], check),
};

fn check(command: &Command, cx: &mut Context<'_>) {
    let run = cx.this_run();
    let given =
        command.has_one_flag_of(&["-d", "--date", "-r", "--reference", "-s", "--set", "-f"])
            || command.all_words().any(|word| word.text().contains("SOURCE_DATE_EPOCH"));
    if given || !cx.this_stage().is_reachable || cx.this_stage().is_dev() {
        return;
    }
    let parent = command.context.parent.map(|index| &run.script.commands[index]);
    let written = match parent.filter(|_| command.context.in_substitution) {
        Some(parent) => keeps(parent),
        None => writes_file(command),
    };
    if written {
        cx.report(command.span, "every build writes another time into the image");
    }
}

/// Whether a command writes what it is given to a file of the image.
fn keeps(command: &Command) -> bool {
    let compiles = command.is("go") && matches!(command.subcommand(), "build" | "install");
    compiles || writes_file(command)
}

fn writes_file(command: &Command) -> bool {
    command.writes().any(|target| {
        let text = target.text();
        !text.starts_with("/dev/") && !text.starts_with("/tmp/") && !text.starts_with('&')
    })
}
