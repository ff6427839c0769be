//! tzdata asks for a region.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "tzdata-interactive",
    title: "tzdata asks for the time zone while it is installed",
    category: Category::Build,
    severity: Severity::Low,
    confidence: Confidence::Likely,
    profile: Profile::Strict,
    aliases: &["locale-or-timezone-interactive"],
    why: "On Ubuntu tzdata asks for a region and a city. Where the builder leaves its input \
          open, the build waits for ever.",
    how: "Write `DEBIAN_FRONTEND=noninteractive` before the install, in the same RUN.",
    examples: &[
        Example::bad(
            "
            FROM ubuntu:24.04
            RUN apt-get update && apt-get install -y «tzdata»
            ",
        ),
        Example::good(
            "
            FROM ubuntu:24.04
            RUN apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y tzdata
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN apt-get update && apt-get install -y tzdata
            ",
        ),
        Example::good(
            "
            FROM ubuntu:24.04
            ARG DEBIAN_FRONTEND=noninteractive
            RUN apt-get update && apt-get install -y tzdata
            ",
        ),
    ],
    links: &[],
    check: Check::Run(check),
};

fn check(run: &Run, cx: &mut Context<'_>) {
    let (file, stage) = (cx.file, cx.this_stage());
    let ubuntu = file.root_image(stage).is_some_and(|image| image.repository() == "ubuntu");
    let set = file.lookup(stage, cx.at, "DEBIAN_FRONTEND") != Value::Unset;
    let told = run.script.commands.iter().any(|command| {
        let words = command
            .all_words()
            .any(|word| word.text().contains("DEBIAN_FRONTEND") || word.text().contains("debconf"));
        words
            || command.environment("DEBIAN_FRONTEND").is_some()
            || command.assignments.iter().any(|assignment| assignment.name == "DEBIAN_FRONTEND")
    });
    if !ubuntu || set || told {
        return;
    }
    let installs = run.installs_by(&[Manager::AptGet, Manager::Apt]);
    for package in installs.flat_map(|(install, _)| &install.packages) {
        if package.text == "tzdata" {
            cx.report(package.span, "on Ubuntu this asks for a region and a city");
        }
    }
}
