//! A cache that nobody fills.

use crate::model::MountKind;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "cache-mount-target-mismatch",
    title: "A cache mount lies in the home of another user",
    category: Category::Build,
    severity: Severity::Medium,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "Tools keep their cache in the home of the user who runs them. Mounted into another home the cache \
          stays empty, and every build downloads everything again.",
    how: "Mount it in the home of the user that the step runs as: `/root/.cache/pip` for root.",
    examples: &[
        Example::bad(
            "
            FROM python:3.14
            USER 1000
            RUN «--mount=type=cache,target=/root/.cache/pip» pip install --user flask
            ",
        ),
        Example::good(
            "
            FROM python:3.14
            RUN --mount=type=cache,target=/root/.cache/pip pip install flask
            ",
        ),
        Example::good(
            "
            FROM python:3.14
            USER 1000
            ENV HOME=/root
            RUN --mount=type=cache,target=/root/.cache/pip pip install --user flask
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#run---mounttypecache"],
    check: Check::Run(check),
};

fn check(run: &Run, cx: &mut Context<'_>) {
    let file = cx.file;
    let stage = cx.this_stage();
    let set = [
        "HOME",
        "XDG_CACHE_HOME",
        "PIP_CACHE_DIR",
        "npm_config_cache",
        "NPM_CONFIG_CACHE",
        "CARGO_HOME",
        "UV_CACHE_DIR",
        "GOPATH",
        "GOCACHE",
        "GOMODCACHE",
    ]
    .iter()
    .any(|name| {
        file.lookup(stage, cx.at, name) != Value::Unset
            || cx.text(run.whole).contains(&format!("{name}="))
    });
    let root = file.is_root_at(stage, run.instruction);
    let explicit = matches!(file.user_at(stage, run.instruction), UserAt::Set(_));
    let sudo = run
        .script
        .commands
        .iter()
        .any(|command| !command.wrappers().is_empty() || command.is("su"));
    if set || sudo || run.onbuild || !explicit {
        return;
    }
    for mount in run.mounts.iter().filter(|mount| mount.kind == MountKind::Cache) {
        let Some(target) = mount.target.as_deref() else { continue };
        let tool = [".cache", ".npm", ".m2", ".gradle", ".nuget", ".cargo", ".yarn"]
            .iter()
            .any(|part| target.split('/').any(|p| p == *part));
        let mentioned = cx.text(run.script.span).contains(target);
        let wrong = match root {
            Some(false) => target.starts_with("/root/"),
            Some(true) => target.starts_with("/home/"),
            None => false,
        };
        if tool && wrong && !mentioned {
            cx.report(
                mount.span,
                format!("`{target}` is not in the home of the user that this step runs as"),
            );
        }
    }
}
