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

/// Packages that are of little use without what they recommend: the author should look first.
const NEED_MORE: [&str; 8] = [
    "default-jdk",
    "texlive",
    "xvfb",
    "r-base",
    "supervisor",
    "postgresql-client",
    "openjdk",
    "python3-pip",
];

/// Packages that fetch over https, and recommend the certificates for it.
const FETCHERS: [&str; 3] = ["curl", "wget", "git"];

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
        let fix = fix(run, install);
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

fn fix(run: &Run, install: &Install) -> Option<Fix> {
    let has = |name: &str| install.packages.iter().any(|package| package.text == name);
    if run.is_exec || install.packages.iter().any(|package| !package.known) {
        return None;
    }
    let change = "packages that are only recommended are no longer installed; one that is needed must be named";
    let starts = |package: &str| NEED_MORE.iter().any(|name| package.starts_with(name));
    let doubtful = install.packages.iter().any(|package| starts(&package.text));
    let title = "leave recommended packages out";
    let fix = match doubtful {
        true => Fix::review(title, Phase::Packages, change),
        false => Fix::recommended(title, Phase::Packages, change),
    };
    let fetches = FETCHERS.iter().any(|name| has(name)) && !has("ca-certificates");
    let certificates = install.packages.iter().find(|_| fetches).map(|package| package.span.start);
    let fix = fix.insert(install.verb_span.end, " --no-install-recommends");
    Some(match certificates {
        Some(at) => fix.insert(at, "ca-certificates "), // Recommended by them, and https fails without.
        None => fix,
    })
}
