//! Stage names are compared in lower case; FROM finds only those that are written so.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "stage-name-not-lowercase",
    title: "A stage's name has upper-case letters",
    category: Category::Correctness,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["StageNameCasing", "DF085"],
    why: "The builder keeps stage names in lower case. `COPY --from=Build` still finds the stage, but `FROM Build` \
          looks for an image of that name, and the build fails.",
    how: "Write the name in lower case, where it is given and wherever it is used.",
    examples: &[
        Example::bad(
            "
            FROM golang:1.26 AS «Build»
            RUN go build -o /app .
            FROM scratch
            COPY --from=Build /app /app
            ",
        )
        .fixed(
            "
            FROM golang:1.26 AS build
            RUN go build -o /app .
            FROM scratch
            COPY --from=build /app /app
            ",
        ),
        Example::good(
            "
            FROM golang:1.26 AS build-1.26_linux
            FROM scratch
            COPY --from=build-1.26_linux /app /app
            ",
        ),
        Example::good(
            "
            FROM ghcr.io/acme/app:Nightly
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/build-checks/stage-name-casing/"],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let (Some(name), Some(span)) = (&stage.name, stage.name_span) else { return };
    let written = cx.text(span);
    if written == name {
        return;
    }
    let title = "write the stage's name in lower case";
    let mut fix = Fix::safe(title, Phase::Local, Proof::Same).replace(span, name);
    for mention in cx.file.mentions_of(stage).iter().filter(|mention| mention.name != *name) {
        fix = fix.replace(mention.span, name);
    }
    cx.report(span, format!("stage name `{written}` has upper-case letters")).fix(fix);
}
