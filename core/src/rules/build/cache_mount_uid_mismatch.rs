//! A cache that the user can not write.

use crate::model::MountKind;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "cache-mount-uid-mismatch",
    title: "A cache mount belongs to root, and the step runs as another user",
    category: Category::Build,
    severity: Severity::Medium,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "A new cache belongs to root. The tool can't write it, and fails or goes on without a cache.",
    how: "Give the mount the user's number: `--mount=type=cache,target=…,uid=1000`.",
    examples: &[
        Example::bad(
            "
            FROM python:3.14
            USER 1000
            RUN «--mount=type=cache,target=/home/app/.cache» pip install --user flask
            ",
        )
        .fixed(
            "
            FROM python:3.14
            USER 1000
            RUN --mount=type=cache,target=/home/app/.cache,uid=1000 pip install --user flask
            ",
        ),
        Example::good(
            "
            FROM python:3.14
            USER 1000
            RUN --mount=type=cache,target=/home/app/.cache,uid=1000,gid=1000 pip install --user flask
            ",
        ),
        Example::good(
            "
            FROM python:3.14
            RUN --mount=type=cache,target=/root/.cache pip install flask
            USER 1000
            RUN --mount=type=cache,target=/cache,mode=0777 pip install --user flask
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#run---mounttypecache"],
    check: Check::Run(check),
};

fn check(run: &Run, cx: &mut Context<'_>) {
    let file = cx.file;
    let stage = cx.this_stage();
    let UserAt::Set(user) = file.user_at(stage, run.instruction) else { return };
    let sudo = run.script.commands.iter().any(|command| !command.wrappers().is_empty());
    if file.is_root_at(stage, run.instruction) != Some(false)
        || run.onbuild
        || sudo
        || file.is_windows(stage)
    {
        return;
    }
    let id = user.value.as_deref().map(|value| value.split(':').next().unwrap_or(value));
    let id = match (id, file.root_of(stage)) {
        (Some("node"), Base::Image(image)) if image.repository() == "node" => Some("1000"),
        (id, _) => id.filter(|id| id.bytes().all(|b| b.is_ascii_digit())),
    };
    for mount in run.mounts.iter().filter(|mount| mount.kind == MountKind::Cache) {
        let given =
            |names: &[&str]| mount.options.iter().any(|(key, _)| names.contains(&key.as_str()));
        let elsewhere = mount.target.as_deref().is_some_and(|target| target.starts_with("/root/"));
        if given(&["uid", "gid", "mode", "source", "from"]) || elsewhere {
            continue;
        }
        let finding = cx.report(
            mount.span,
            format!("the cache belongs to root, and the step runs as `{}`", user.raw),
        );
        if let Some(id) = id {
            let change = "the step can write its cache";
            let fix = Fix::recommended("give it to the user", Phase::Cache, change);
            finding.fix(fix.insert(mount.span.end, format!(",uid={id}")));
        }
    }
}
