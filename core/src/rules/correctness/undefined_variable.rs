//! A variable that nothing sets: the builder puts nothing in its place.

use crate::model::Binding;
use crate::rule::prelude::*;
use std::collections::BTreeMap;

pub(super) static RULE: Rule = Rule {
    id: "undefined-variable",
    title: "A variable is used that nothing sets",
    category: Category::Correctness,
    severity: Severity::Medium,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["UndefinedVar", "DF087"],
    why: "The builder replaces a variable that is not set with nothing and goes on: a path loses a part, a user or a \
          version is empty, and nobody is told.",
    how: "Declare it with ARG or ENV before it is used, in this stage. Where it comes from the base image, a fallback such \
          as `${NAME:-default}` says so.",
    examples: &[
        Example::bad(
            "
            FROM debian:12-slim
            ENV APP_DIR=/srv/app
            WORKDIR «$APPDIR»/current
            ",
        ),
        Example::bad(
            "
            FROM scratch
            COPY «${SOURCE}» /
            LABEL org.opencontainers.image.version=\"«$VERSION»\"
            ",
        ),
        Example::good(
            "
            FROM mcr.microsoft.com/dotnet/aspnet:10.0
            COPY app /app
            USER $APP_UID
            ENTRYPOINT [\"dotnet\", \"/app/api.dll\"]
            ",
        ),
        Example::good(
            "
            FROM debian:12-slim
            ARG APP_DIR
            WORKDIR $APP_DIR/current
            ",
        ),
        Example::good(
            "
            FROM golang:1.26
            WORKDIR $GOPATH/src/app
            ENV LD_LIBRARY_PATH=/opt/lib:${LD_LIBRARY_PATH:-}
            RUN echo $SHELL_VARIABLE
            ",
        ),
        Example::good(
            "
            FROM debian:12-slim
            ENV PRICE='$5' CASH=\\$MONEY
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/build-checks/undefined-var/"],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    // Looked for once a name, as a long stage may use one in every line.
    let mut near: BTreeMap<&str, Option<&Binding>> = BTreeMap::new();
    for (word, name) in cx.file.unset(stage) {
        let said = cx.file.is_global(name) || cx.file.set_within(word, name).is_some();
        if !word.needed.contains(name) || said {
            continue;
        }
        let near = near.entry(name).or_insert_with(|| cx.file.nearest_variable(name));
        let hint = match near.filter(|near| near.at != word.at) {
            Some(near) => format!(": did you mean `${}`?", near.name),
            None => String::new(),
        };
        let span = cx.file.use_of(word, name);
        match cx.file.base_sets(stage, name) {
            Some(true) => {}
            Some(false) => {
                let finding =
                    cx.report(span, format!("nothing sets `${name}`, so it is empty{hint}"));
                if matches!(name.as_str(), "MANPATH" | "INFOPATH") {
                    finding.severity(Severity::Low); // An empty part stands for the default.
                }
            }
            None => {
                let message =
                    format!("nothing here sets `${name}`: only the base image could{hint}");
                cx.report(span, message).severity(Severity::Info);
            }
        }
    }
}
