//! A stage is named by its number.

use crate::model::SourceKind;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "copy-from-numeric-index",
    title: "A stage is named by its number",
    category: Category::Correctness,
    severity: Severity::Info,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["DF023"],
    why: "The number counts the stages above. Put a stage in between and the files come from another one, \
          without an error.",
    how: "Name the stage with `AS`, and copy from that name.",
    examples: &[
        Example::bad(
            "
            FROM golang:1.25 AS build
            RUN go build -o /app .
            FROM debian:13-slim
            COPY --from=«0» /app /app
            ",
        )
        .fixed(
            "
            FROM golang:1.25 AS build
            RUN go build -o /app .
            FROM debian:13-slim
            COPY --from=build /app /app
            ",
        ),
        Example::bad(
            "
            FROM golang:1.25
            RUN go build -o /app .
            FROM debian:13-slim
            COPY --from=«0» /app /app
            ",
        )
        .fixed(
            "
            FROM golang:1.25 AS stage0
            RUN go build -o /app .
            FROM debian:13-slim
            COPY --from=stage0 /app /app
            ",
        ),
        Example::good(
            "
            FROM golang:1.25 AS build
            RUN go build -o /app .
            FROM debian:13-slim
            COPY --from=build /app /app
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            COPY --from=nginx:1.29 /etc/nginx /etc/nginx
            ",
        ),
    ],
    links: &["https://docs.docker.com/build/building/multi-stage/#name-your-build-stages"],
    check: Check::Instruction(&[Keyword::Copy, Keyword::Add], check),
};

fn check(i: &Instruction, cx: &mut Context<'_>) {
    let Some(copy) = cx.file.copy_at(cx.at) else { return };
    let (Some(SourceKind::Stage(index)), Some(flag)) = (&copy.from, i.flag("from")) else { return };
    let number = flag.value.as_deref().is_some_and(|text| text.bytes().all(|b| b.is_ascii_digit()));
    let stage = &cx.file.stages[*index];
    if !number || stage.name.as_deref() == flag.value.as_deref() {
        return;
    }
    let name = stage.name.clone().unwrap_or_else(|| format!("stage{index}"));
    let taken = stage.name.is_none()
        && cx.file.stages.iter().any(|other| other.name.as_deref() == Some(&name));
    let from = &cx.file.tree.instructions[stage.from];
    let (base, whole) = (stage.base_span, from.rest.whole());
    let finding = cx.report(
        flag.value_span,
        format!("`--from={index}` changes its meaning with every stage above"),
    );
    finding.note(base, "it means this stage");
    if !taken && whole.end >= base.end {
        let fix = Fix::safe("name the stage", Phase::Structure, Proof::Same)
            .replace(flag.value_span, &*name);
        finding.fix(if stage.name.is_none() {
            fix.insert(base.end, format!(" AS {name}"))
        } else {
            fix
        });
    }
}
