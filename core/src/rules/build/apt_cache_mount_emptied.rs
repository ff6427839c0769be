//! A cache of apt that is emptied before it is of use.

use crate::model::apt_lists::{ARCHIVES, LISTS};
use crate::model::managers::APT;
use crate::model::{MountKind, deletes};
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "apt-cache-mount-emptied",
    title: "The cache of apt is emptied as soon as it is filled",
    category: Category::Build,
    severity: Severity::Medium,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["apt-cache-mount-with-docker-clean"],
    why: "A cache mount keeps the downloads out of the image and saves fetching them again. The official images of \
          Debian and Ubuntu delete every package once it is installed (`/etc/apt/apt.conf.d/docker-clean`), and so \
          does a `rm` that was meant for the layer: every build downloads everything again.",
    how: "Remove the hook first: `rm -f /etc/apt/apt.conf.d/docker-clean`, and write \
          `Binary::apt::APT::Keep-Downloaded-Packages \"true\";` to a file beside it. Delete nothing below a cache \
          mount: it is no part of the layer.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN «--mount=type=cache,target=/var/cache/apt,sharing=locked» \\
                apt-get update && apt-get install -y gcc
            ",
        ),
        Example::bad(
            "
            FROM debian:13-slim
            RUN --mount=type=cache,target=/var/lib/apt,sharing=locked \\
                apt-get update && apt-get install -y gcc && «rm -rf /var/lib/apt/lists/*»
            ",
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            RUN rm -f /etc/apt/apt.conf.d/docker-clean; \
                echo 'Binary::apt::APT::Keep-Downloaded-Packages "true";' > /etc/apt/apt.conf.d/keep-cache
            RUN --mount=type=cache,target=/var/cache/apt,sharing=locked \
                apt-get update && apt-get install -y gcc
            "#,
        ),
        Example::good(
            "
            FROM registry.example/debian-with-cache
            RUN --mount=type=cache,target=/var/cache/apt,sharing=locked \\
                apt-get update && apt-get install -y gcc && rm -rf /var/lib/apt/lists/*
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#example-cache-apt-packages"],
    check: Check::Run(check),
};

fn check(run: &Run, cx: &mut Context<'_>) {
    let file = cx.file;
    let covers = |path: &str| {
        run.mounts.iter().filter(|mount| mount.kind == MountKind::Cache).find(|mount| {
            mount.target.as_deref().map(|target| target.trim_end_matches('/')).is_some_and(
                |target| {
                    path == target
                        || path.strip_prefix(target).is_some_and(|rest| rest.starts_with('/'))
                },
            )
        })
    };
    let mut emptied = false;
    for command in &run.script.commands {
        let removes = |path: &str| command.is("rm") && deletes(command, path);
        let cleans = command.is_one_of(&["apt-get", "apt"]) && command.subcommand() == "clean";
        let hit = match (covers(LISTS), covers(ARCHIVES)) {
            (Some(mount), _) if removes(LISTS) => Some(mount),
            (_, Some(mount)) if cleans || removes(ARCHIVES) => Some(mount),
            _ => None,
        };
        let Some(mount) = hit else { continue };
        // Before the install it takes what an earlier build left, which may be meant.
        let after = run.installs_by(&APT).any(|(install, _)| install.command < command.index);
        if after {
            emptied = true;
            let target = mount.target.as_deref().unwrap_or_default();
            cx.report(
                command.span,
                format!("this empties the cache that is mounted at `{target}`"),
            )
            .note(mount.span, "this is the mount");
        }
    }
    let installs = run.installs_by(&APT).next().is_some();
    let Some(mount) = covers(ARCHIVES).filter(|_| installs && !emptied && !run.onbuild) else {
        return;
    };
    if file.apt_empties_cache(cx.this_stage(), run) {
        let target = mount.target.as_deref().unwrap_or_default();
        cx.report(
            mount.span,
            format!("`docker-clean` of the base image deletes the packages in `{target}` after each install"),
        );
    }
}
