//! Nothing says what the container does.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "no-cmd-or-entrypoint",
    title: "The image says nothing of what it starts",
    category: Category::Runtime,
    severity: Severity::Info,
    confidence: Confidence::Likely,
    profile: Profile::All,
    aliases: &["DF036"],
    why: "A container of this image starts what its base starts, a shell or an interpreter, and ends at once \
          without a terminal.",
    how: "Add `CMD` with the program. An image that others build upon needs none.",
    examples: &[
        Example::bad(
            "
            FROM «python:3.14-slim»
            COPY app.py /app/
            ",
        ),
        Example::good(
            "
            FROM nginx:1.29
            COPY site /usr/share/nginx/html
            ",
        ),
        Example::good(
            r#"
            FROM python:3.14-slim AS base
            CMD ["python", "/app/app.py"]
            FROM base
            COPY app.py /app/
            "#,
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#cmd"],
    check: Check::Stage(check),
};

/// Images that start a shell or an interpreter, or nothing of use.
const BARE: [&str; 22] = [
    "debian",
    "ubuntu",
    "alpine",
    "centos",
    "fedora",
    "almalinux",
    "rockylinux",
    "oraclelinux",
    "amazonlinux",
    "archlinux",
    "busybox",
    "buildpack-deps",
    "python",
    "node",
    "ruby",
    "golang",
    "rust",
    "openjdk",
    "eclipse-temurin",
    "amazoncorretto",
    "perl",
    "elixir",
];

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let file = cx.file;
    if !stage.is_final {
        return;
    }
    let Base::Image(image) = file.root_of(stage) else { return };
    let silent = [Keyword::Cmd, Keyword::Entrypoint]
        .iter()
        .all(|keyword| file.launch(stage, *keyword).is_none());
    let works = stage.end > stage.from + 1;
    if silent && works && !stage.is_dev() && BARE.contains(&image.repository().as_str()) {
        let message =
            format!("the container starts what `{}` starts, as there is no `CMD`", image.bare());
        cx.report(stage.base_span, message);
    }
}
