//! Two builds write the same apt cache at once.

use crate::model::{Mount, MountKind};
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "apt-cache-mount-unlocked",
    title: "The cache of apt is shared without a lock",
    category: Category::Build,
    severity: Severity::Low,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[],
    why: "A cache mount is open to every step that runs at the same time, in this build and in others. apt wants its \
          folders for itself: the second one stops with `Could not get lock`.",
    how: "Add `sharing=locked`, so that one step waits for the other.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN «--mount=type=cache,target=/var/lib/apt» apt-get update && apt-get install -y curl
            ",
        )
        .fixed(
            "
            FROM debian:13-slim
            RUN --mount=type=cache,target=/var/lib/apt,sharing=locked apt-get update && apt-get install -y curl
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN --mount=type=cache,target=/var/lib/apt,sharing=locked apt-get update && apt-get install -y curl
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN --mount=type=cache,target=/var/cache/apt,sharing=private \\
                --mount=type=tmpfs,target=/var/lib/apt/lists \\
                apt-get update && apt-get install -y curl
            RUN --mount=type=cache,target=/root/.cache/pip pip install flask
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#example-cache-apt-packages"],
    check: Check::Run(check),
};

fn check(run: &Run, cx: &mut Context<'_>) {
    for mount in run.mounts.iter().filter(|mount| mount.kind == MountKind::Cache && is_apt(mount)) {
        let sharing = mount.options.iter().find(|(key, _)| key == "sharing");
        let written = cx.text(mount.span);
        if sharing.is_some_and(|(_, value)| value != "shared") || written.ends_with(['"', '\'']) {
            continue;
        }
        let target = mount.target.as_deref().unwrap_or_default();
        // Only who waits for whom changes: what the step sees is the same cache.
        let fix = Fix::safe("lock the cache", Phase::Cache, Proof::Differs(&["exec.mounts"]));
        let fix = match written.find("sharing=shared") {
            Some(at) => {
                let start = mount.span.start + at as u32;
                let end = start + "sharing=shared".len() as u32;
                Some(fix.replace(Span::new(start, end), "sharing=locked"))
            }
            None if sharing.is_none() => Some(fix.insert(mount.span.end, ",sharing=locked")),
            None => None,
        };
        let finding =
            cx.report(mount.span, format!("`{target}` may be written by several steps at once"));
        if let Some(fix) = fix {
            finding.fix(fix);
        }
    }
}

fn is_apt(mount: &Mount) -> bool {
    mount.target.as_deref().is_some_and(|target| {
        ["/var/cache/apt", "/var/lib/apt", "/var/lib/dpkg"].iter().any(|folder| {
            target.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    })
}
