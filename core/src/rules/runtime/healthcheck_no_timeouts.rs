//! A probe without a limit.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "healthcheck-no-timeouts",
    title: "The HEALTHCHECK has no limit of its own",
    category: Category::Runtime,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::All,
    aliases: &[],
    why: "Unless told otherwise Docker waits 30 seconds for each probe, and needs three that fail: a service \
          that hangs counts as healthy for minutes.",
    how: "Add `--timeout=3s`, and a limit to the probe: `curl --max-time 2`, `wget -T 2`.",
    examples: &[
        Example::bad(
            "
            FROM node:24
            HEALTHCHECK CMD «curl -f http://127.0.0.1:3000/»
            ",
        ),
        Example::good(
            "
            FROM node:24
            HEALTHCHECK --timeout=3s CMD curl -f http://127.0.0.1:3000/
            ",
        ),
        Example::good(
            "
            FROM node:24
            HEALTHCHECK CMD curl -f --max-time 2 http://127.0.0.1:3000/
            HEALTHCHECK CMD pg_isready
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#healthcheck"],
    check: Check::File(check),
};

fn check(file: &Dockerfile, cx: &mut Context<'_>) {
    for health in file
        .launches
        .iter()
        .filter(|launch| launch.keyword == Keyword::Healthcheck && !launch.onbuild)
    {
        let limited = file.tree.instructions[health.instruction].flag("timeout").is_some();
        let probe = health.script.commands.iter().find(|command| match command.name() {
            "curl" => !command.has_one_flag_of(&["-m", "--max-time", "--connect-timeout"]),
            "wget" => !command.has_one_flag_of(&["-T", "--timeout"]),
            _ => false,
        });
        if let Some(probe) = probe.filter(|_| !limited) {
            let span = if health.is_exec { health.command } else { probe.span };
            cx.report(
                span,
                "a service that hangs is found out after minutes, as nothing limits the probe",
            );
        }
    }
}
