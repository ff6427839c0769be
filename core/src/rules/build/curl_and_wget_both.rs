//! Two tools for one task.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "curl-and-wget-both",
    title: "Both curl and wget are used",
    category: Category::Build,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["DL4001", "DS-0014", "AVD-DS-0014", "DF058", "ER0007", "use-either-wget-or-curl"],
    why: "Either can fetch files. Two of them mean more packages in the image, more flaws to \
          patch, and two sets of options to get right.",
    how: "Use one of them throughout the stage.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN wget -q https://example.org/a
            RUN «curl -fsSLO https://example.org/b»
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN apt-get update && apt-get install -y curl wget && curl -fsSLO https://example.org/b
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim AS build
            RUN wget -q https://example.org/a
            FROM debian:13-slim
            RUN curl -fsSLO https://example.org/b
            ",
        ),
    ],
    links: &[],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let mut first: [Option<Span>; 2] = [None, None];
    for run in cx.file.runs_of(stage) {
        let found = ["curl", "wget"].map(|name| run.named(name).find(|command| fetches(command)));
        for (seen, found) in first.iter_mut().zip(&found) {
            *seen = seen.or(found.map(|command| command.span));
        }
        let [Some(curl), Some(wget)] = first else { continue };
        let later = found.into_iter().flatten().max_by_key(|command| command.span.start);
        let Some(command) = later else { continue };
        let (other, place) = if command.is("curl") { ("wget", wget) } else { ("curl", curl) };
        let message = format!("`{}` is used beside `{other}`", command.name());
        cx.report(command.span, message).note(place, format!("`{other}` is used here"));
    }
}

/// Whether it is more than a look at the program itself.
fn fetches(command: &Command) -> bool {
    !command.has_one_flag_of(&["--version", "-V", "--help"])
}
