//! DEBIAN_FRONTEND outlives the build.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "debian-frontend-in-env",
    title: "DEBIAN_FRONTEND stays set in the container",
    category: Category::Build,
    severity: Severity::Low,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[],
    why: "ENV is part of the image: whoever opens a shell in a container, or builds on this \
          image, meets an apt that no longer asks and a debconf that silently takes defaults.",
    how: "Use ARG, which RUN sees and the container does not, or set it in front of the one \
          command that needs it.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            ENV «DEBIAN_FRONTEND»=noninteractive
            RUN apt-get update && apt-get install -y tzdata && rm -rf /var/lib/apt/lists/*
            ",
        )
        .fixed(
            "
            FROM debian:13-slim
            ARG DEBIAN_FRONTEND=noninteractive
            RUN apt-get update && apt-get install -y tzdata && rm -rf /var/lib/apt/lists/*
            ",
        ),
        Example::bad(
            "
            FROM debian:13-slim
            ENV LANG=C.UTF-8 «DEBIAN_FRONTEND»=noninteractive
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            ARG DEBIAN_FRONTEND=noninteractive
            RUN apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y tzdata
            ",
        ),
        Example::good(
            "
            FROM amazonlinux:2023
            ENV DEBIAN_FRONTEND=noninteractive
            RUN dnf install -y git && dnf clean all
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim AS build
            ENV DEBIAN_FRONTEND=noninteractive
            FROM scratch
            COPY --from=build /app /app
            ",
        ),
    ],
    links: &[],
    check: Check::Instruction(&[Keyword::Env], check),
};

fn check(env: &Instruction, cx: &mut Context<'_>) {
    let Some(stage) = cx.stage.filter(|stage| stage.weighs()) else { return };
    let pairs = env.pairs();
    let Some(pair) = pairs.iter().find(|pair| pair.key.text == "DEBIAN_FRONTEND") else { return };
    let reset = stage.bindings.iter().rev().find(|binding| binding.name == "DEBIAN_FRONTEND");
    if reset.is_some_and(|binding| binding.at != cx.at && binding.kind == crate::model::Kind::Env) {
        return; // A later ENV has the last word.
    }
    if !may_have_apt(stage, cx) {
        return; // Nothing there reads it.
    }
    let value = pair.value.as_ref().map_or("", |value| value.text.as_str());
    let lone =
        pairs.len() == 1 && !pair.legacy && !stage.is_base && !cx.onbuild && !value.is_empty();
    let keyword = if cx.text(env.word).starts_with('e') { "arg" } else { "ARG" };
    let finding = cx.report(pair.key.span, "`DEBIAN_FRONTEND` stays set in every container");
    if lone {
        let change =
            "the variable is set while building only; programs in the container no longer see it";
        let fix = Fix::recommended("set it for the build only", Phase::Packages, change);
        finding.fix(fix.replace(env.word, keyword));
    }
}

/// Whether a stage may have apt: its base does not say otherwise, nor do the managers of its installs.
fn may_have_apt(stage: &Stage, cx: &Context<'_>) -> bool {
    use crate::image::Family;
    match cx.file.family(stage) {
        Family::Debian | Family::Ubuntu => true,
        Family::Unknown => {
            let installs = || cx.file.runs_of(stage).flat_map(|run| &run.installs);
            let apt = |install: &Install| {
                matches!(install.manager, Manager::Apt | Manager::AptGet | Manager::Aptitude)
            };
            installs().any(apt) || !installs().any(|install| install.manager.is_of_system())
        }
        _ => false,
    }
}
