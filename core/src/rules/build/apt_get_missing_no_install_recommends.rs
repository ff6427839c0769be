//! Recommended packages come along unless told otherwise.

use crate::model::managers;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "apt-get-missing-no-install-recommends",
    title: "apt-get also installs what packages merely recommend",
    category: Category::Build,
    severity: Severity::Low,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["DL3015", "DS-0029", "AVD-DS-0029", "S6500", "AC_DOCKER_0014", "DF016", "ER0010", "apt-get_recommends", "aptGetInstallUseNoRec", "missing-no-install-recommends", "WL2009"],
    why: "Packages recommend others for comfort: documentation, compilers, whole desktops. Each \
          makes the image larger and brings flaws that must be patched, without being needed.",
    how: "Add `--no-install-recommends`, and name the recommended packages that are really \
          needed, such as `ca-certificates` beside `curl`.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN apt-get update && «apt-get install» -y libpq5 && rm -rf /var/lib/apt/lists/*
            ",
        )
        .fixed(
            "
            FROM debian:13-slim
            RUN apt-get update && apt-get install --no-install-recommends -y libpq5 && rm -rf /var/lib/apt/lists/*
            ",
        ),
        Example::bad(
            "
            FROM debian:13-slim
            RUN apt-get update && «apt-get install» -y cmake git && rm -rf /var/lib/apt/lists/*
            RUN git clone git@example.org:acme/tool.git
            ",
        )
        .fixed(
            "
            FROM debian:13-slim
            RUN apt-get update && apt-get install --no-install-recommends -y ca-certificates make gcc libc6-dev openssh-client cmake git && rm -rf /var/lib/apt/lists/*
            RUN git clone git@example.org:acme/tool.git
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN apt-get update && apt-get install -y -o APT::Install-Recommends=0 libpq5
            ",
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            RUN echo 'APT::Install-Recommends "false";' > /etc/apt/apt.conf.d/99lean
            RUN apt-get update && apt-get install -y libpq5
            "#,
        ),
    ],
    links: &[],
    check: Check::Run(check),
};

fn check(run: &Run, cx: &mut Context<'_>) {
    let stage = cx.this_stage();
    for (install, command) in run.installs_by(&[Manager::AptGet, Manager::Apt]) {
        let lean = command.has_flag("--no-install-recommends")
            || command.flag_value("--install-recommends").is_some_and(|value| value == "false")
            || managers::sets(command, "Install-Recommends")
            || managers::is_configured(cx.file, stage, cx.at, "Install-Recommends");
        if lean || install.verb != "install" {
            continue;
        }
        let mend: fn(&Run, &Install, &Stage, &Context<'_>) -> Option<Fix> = fix;
        let fix = crate::rules::later(mend).and_then(|fix| fix(run, install, stage, cx));
        let message = format!("`{} install` also installs recommended packages", command.name());
        let finding = cx.report(install.head(command), message);
        if !stage.weighs() {
            finding.severity(Severity::Info); // What the stage holds is thrown away.
        }
        if let Some(fix) = fix {
            finding.fix(fix);
        }
    }
}

fn fix(run: &Run, install: &Install, stage: &Stage, cx: &Context<'_>) -> Option<Fix> {
    if run.is_exec || install.packages.iter().any(|package| !package.known) {
        return None;
    }
    let lost = cx.file.recommended(stage, install);
    let title = "leave recommended packages out";
    let fix = match lost.doubtful {
        Some(package) => {
            let change = format!(
                "`{package}` may need what it recommends: build once, and name what is missing"
            );
            Fix::review(title, Phase::Packages, &change)
        }
        None => {
            let change = "packages that are only recommended are no longer installed; one that is needed must be named";
            Fix::recommended(title, Phase::Packages, change)
        }
    };
    let fix = fix.insert(install.verb_span.end, " --no-install-recommends");
    let first = install.packages.iter().map(|package| package.span.start).min()?;
    let gap = gap(install, cx);
    let named: String = lost.needed.iter().map(|name| format!("{name}{gap}")).collect();
    Some(if named.is_empty() { fix } else { fix.insert(first, named) })
}

/// What stands between the first two packages, where it is blanks and line ends; else a blank.
fn gap<'a>(install: &Install, cx: &Context<'a>) -> &'a str {
    let [first, second, ..] = &install.packages[..] else { return " " };
    let (from, to) = (first.span.end, second.span.start);
    if from > to {
        return " ";
    }
    let text = cx.text(Span::new(from, to));
    let blank = text.chars().all(|c| c.is_whitespace() || c == cx.file.tree.escape);
    if blank && text.contains('\n') { text } else { " " }
}
