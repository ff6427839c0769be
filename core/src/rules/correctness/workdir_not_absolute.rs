//! A relative WORKDIR before any absolute one hangs on the base image.

use crate::image::facts;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "workdir-not-absolute",
    title: "WORKDIR is a relative path",
    category: Category::Correctness,
    severity: Severity::Low,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[
        "WorkdirRelativePath",
        "DL3000",
        "DS-0009",
        "AVD-DS-0009",
        "CKV_DOCKER_10",
        "S7021",
        "DF009",
        "EW0001",
        "AC_DOCKER_0013",
        "WL2004",
    ],
    why: "The path is taken from the directory that the base image happens to end in. When that changes, files land elsewhere \
          and later paths are wrong.",
    how: "Begin with a slash, or set an absolute WORKDIR first.",
    examples: &[
        Example::bad(
            "
            FROM node:24
            WORKDIR «app»
            COPY . .
            ",
        )
        .fixed(
            "
            FROM node:24
            WORKDIR /app
            COPY . .
            ",
        ),
        Example::bad(
            "
            FROM scratch
            WORKDIR «srv/www»
            ",
        )
        .fixed(
            "
            FROM scratch
            WORKDIR /srv/www
            ",
        ),
        Example::bad(
            "
            FROM php:8.5-fpm
            WORKDIR «public»
            ",
        )
        .fixed(
            "
            FROM php:8.5-fpm
            WORKDIR /var/www/html/public
            ",
        ),
        Example::bad(
            "
            FROM example.com/weblogic:14
            WORKDIR «$ORACLE_HOME»
            ",
        ),
        Example::good(
            "
            FROM node:24
            WORKDIR /srv
            WORKDIR app
            ",
        ),
        Example::good(
            "
            FROM node:24
            ENV HOME=/home/node
            WORKDIR $HOME/app
            ",
        ),
        Example::good(
            "
            FROM mcr.microsoft.com/windows/servercore:ltsc2025
            WORKDIR C:/app
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/build-checks/workdir-relative-path/"],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let file = cx.file;
    let Some(workdir) = file.relative_workdir(stage) else { return };
    let (raw, span) = (cx.text(workdir.span), workdir.span);
    let known = file.workdir_at(stage, workdir.at);
    let leads = raw.trim_start_matches(['"', '\'']).starts_with('$');
    let theirs = workdir.unset.first().filter(|name| file.base_sets(stage, name) != Some(false));
    if let Some(name) = theirs.filter(|_| leads) {
        let message =
            format!("`{raw}` is relative unless the base image sets `{name}` to an absolute path");
        cx.report(span, message).severity(Severity::Info);
        return;
    }
    let finding =
        cx.report(span, format!("`{raw}` is relative, and no absolute WORKDIR is before it"));
    if raw.contains(['$', '"', '\'', '\\', '\n', ':', '~']) {
        return;
    }
    let title = "write the absolute path";
    let of_base = file.root_image(stage).and_then(facts::directory);
    let directory = known.as_deref().or(of_base).unwrap_or("/");
    let absolute = crate::model::clean(&format!("{directory}/{raw}"));
    let fix = match (known.is_some(), of_base) {
        (true, _) => Fix::safe(title, Phase::Local, Proof::Same),
        (_, Some(directory)) => {
            let change = format!("the path begins at `{directory}`, where the base image ends");
            Fix::recommended(title, Phase::Local, &change)
        }
        _ => {
            let change = "the path begins at `/`, where most base images end, unless this one sets a WORKDIR of its own";
            Fix::review(title, Phase::Local, change)
        }
    };
    finding.fix(fix.replace(span, absolute));
}
