//! Two installs where one would do.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "apt-get-multiple-installs",
    title: "apt-get installs twice in one step",
    category: Category::Build,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::All,
    aliases: &["ruleMoreThanOneInstall"],
    why: "Each install reads the package lists and works out the dependencies anew.",
    how: "Install all packages with one `apt-get install`.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN apt-get update && apt-get install -y curl && «apt-get install» -y git && rm -rf /var/lib/apt/lists/*
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN apt-get update && apt-get install -y curl git && rm -rf /var/lib/apt/lists/*
            ",
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            RUN apt-get update && apt-get install -y curl \
             && curl -fsSL https://example.org/list > /etc/apt/sources.list.d/example.list \
             && apt-get update && apt-get install -y example
            "#,
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            RUN apt-get update && apt-get install -y curl && if test -n "$X"; then apt-get install -y git; fi
            "#,
        ),
    ],
    links: &[],
    check: Check::Run(check),
};

fn check(run: &Run, cx: &mut Context<'_>) {
    let installs: Vec<_> = run
        .installs_by(&[Manager::AptGet, Manager::Apt])
        .filter(|(_, command)| command.is_own_step())
        .collect();
    for pair in installs.windows(2) {
        let ((_, first), (install, second)) = (pair[0], pair[1]);
        let mut between =
            run.script.commands.iter().filter(|c| first.index < c.index && c.index < second.index);
        let release = |command: &Command| command.flag_value("-t").map(str::to_owned);
        if between.all(|command| command.is_assignment()) && release(first) == release(second) {
            cx.report(install.head(second), "the install before could bring these too");
        }
    }
}
