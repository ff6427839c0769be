//! Tools that report their use home.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "telemetry-left-on",
    title: "A tool reports home unless it is told not to",
    category: Category::Runtime,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::All,
    aliases: &["tally/prefer-telemetry-opt-out", "telemetry-opt-out"],
    why: "Each build and each container tells the maker of the tool that it ran, with what, and \
          from where.",
    how: "Set the variable that switches it off, in the stage or for all containers.",
    examples: &[
        Example::bad(
            "
            FROM node:24
            RUN «next build»
            ",
        )
        .fixed(
            "
            FROM node:24
            ENV NEXT_TELEMETRY_DISABLED=1
            RUN next build
            ",
        ),
        Example::good(
            "
            FROM node:24
            ENV NEXT_TELEMETRY_DISABLED=1
            RUN npx next build
            ",
        ),
        Example::good(
            "
            FROM mcr.microsoft.com/dotnet/sdk:10.0
            RUN DOTNET_CLI_TELEMETRY_OPTOUT=1 dotnet publish
            ",
        ),
    ],
    links: &[],
    check: Check::Stage(check),
};

/// Programs and the variable that silences each (their documentation, read 2026-11).
const OPT_OUTS: &[(&str, &str, &str)] = &[
    ("astro", "ASTRO_TELEMETRY_DISABLED", "1"),
    ("az", "AZURE_CORE_COLLECT_TELEMETRY", "0"),
    ("brew", "HOMEBREW_NO_ANALYTICS", "1"),
    ("bun", "DO_NOT_TRACK", "1"),
    ("dotnet", "DOTNET_CLI_TELEMETRY_OPTOUT", "1"),
    ("gatsby", "GATSBY_TELEMETRY_DISABLED", "1"),
    ("next", "NEXT_TELEMETRY_DISABLED", "1"),
    ("nuxt", "NUXT_TELEMETRY_DISABLED", "1"),
    ("pwsh", "POWERSHELL_TELEMETRY_OPTOUT", "1"),
    ("turbo", "TURBO_TELEMETRY_DISABLED", "1"),
    ("vcpkg", "VCPKG_DISABLE_METRICS", "1"),
    ("wrangler", "WRANGLER_SEND_METRICS", "false"),
];

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let file = cx.file;
    let mut seen: Vec<&str> = Vec::new();
    for run in file.runs_of(stage).filter(|run| !run.onbuild) {
        for command in &run.script.commands {
            let (name, runner) = match command.name() {
                "npx" | "bunx" => (command.subcommand(), true),
                name => (name, false),
            };
            let Some((_, variable, value)) = OPT_OUTS.iter().find(|(known, ..)| *known == name)
            else {
                continue;
            };
            let set = ["DO_NOT_TRACK", variable].iter().any(|variable| {
                let exported = |command: &Command| {
                    command.all_words().any(|word| word.text().starts_with(variable))
                        || command.assignments.iter().any(|assignment| assignment.name == *variable)
                };
                file.lookup(stage, run.instruction, variable) != Value::Unset
                    || command.environment(variable).is_some()
                    || run.script.commands.iter().any(exported)
            });
            if set || seen.contains(variable) {
                continue;
            }
            seen.push(variable);
            let operands = command.operands();
            let end = operands.get(usize::from(runner)).or(operands.first());
            let name_span = command.name_word().map_or(command.span, |word| word.span);
            let span = end.map_or(name_span, |word| name_span.to(word.span));
            let finding = cx.report(span, format!("it reports home unless `{variable}` is set"));
            let change = "the tool reports nothing";
            super::offer_env(finding, file, stage, &format!("{variable}={value}"), change);
        }
    }
}
