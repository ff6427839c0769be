//! apk keeps its index in the layer.

use crate::image::eol;
use crate::model::managers;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "apk-missing-no-cache",
    title: "apk leaves its index in the image",
    category: Category::Build,
    severity: Severity::Low,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[
        "DL3019",
        "DS-0025",
        "AVD-DS-0025",
        "DKL-DI-0004",
        "DF029",
        "ER0011",
        "apkadd-missing_nocache_or_updaterm",
        "apkAddUseNoCache",
        "missing-apk-no-cache",
    ],
    why: "Without `--no-cache` the package index stays in `/var/cache/apk`, or an old one from \
          another layer is used. Neither is of use in the finished image.",
    how: "Write `apk add --no-cache`; it fetches the index by itself, so that `apk update` \
          before it and `rm` after it can go.",
    examples: &[
        Example::bad(
            "
            FROM alpine:3.22
            RUN «apk add» curl
            ",
        )
        .fixed(
            "
            FROM alpine:3.22
            RUN apk add --no-cache curl
            ",
        ),
        Example::bad(
            r#"
            FROM alpine:3.22
            RUN apk update \
             && «apk add» curl
            "#,
        )
        .fixed(
            "
            FROM alpine:3.22
            RUN apk add --no-cache curl
            ",
        ),
        Example::bad(
            "
            FROM alpine:3.22
            RUN «apk update» && apk add --no-cache curl && apk add --no-cache git
            ",
        )
        .fixed(
            "
            FROM alpine:3.22
            RUN apk add --no-cache curl && apk add --no-cache git
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22
            RUN --mount=type=cache,target=/var/cache/apk apk add curl
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22
            RUN apk --no-cache add curl && apk add gcc && rm -rf /var/cache/apk/*
            ",
        ),
    ],
    links: &[],
    check: Check::Run(check),
};

const CACHES: [&str; 2] = ["/var/cache/apk", "/etc/apk/cache"];

fn check(run: &Run, cx: &mut Context<'_>) {
    if CACHES.iter().any(|cache| run.mounts_over(cache) || run.deletes(cache)) {
        return;
    }
    let weighs = cx.this_stage().weighs();
    for (install, command) in run.installs_by(&[Manager::Apk]) {
        if command.has_one_flag_of(&["--no-cache", "--no-network", "--cache-dir"]) {
            continue;
        }
        let mend: fn(&Run, &Install, &Command, &Context<'_>) -> Option<Fix> = fix;
        let fix = crate::rules::later(mend).and_then(|fix| fix(run, install, command, cx));
        let finding = cx.report(install.head(command), "`apk add` leaves its index in the layer");
        if !weighs {
            finding.severity(Severity::Info); // What the stage holds is thrown away.
        }
        if let Some(fix) = fix {
            finding.fix(fix);
        }
    }
    needless_update(run, weighs, cx);
}

/// An `apk update` beside adds that keep no index, and fetch it by themselves.
fn needless_update(run: &Run, weighs: bool, cx: &mut Context<'_>) {
    let lean = |apk: &Command| match apk.subcommand() {
        "add" => apk.has_flag("--no-cache"),
        verb => matches!(verb, "update" | "del"),
    };
    let adds = run.installs_by(&[Manager::Apk]).next().is_some();
    let update =
        run.named("apk").find(|apk| apk.subcommand() == "update" && !apk.has_flag("--no-cache"));
    let Some(update) = update.filter(|_| adds && weighs && run.named("apk").all(lean)) else {
        return;
    };
    // The next steps may live on this index; so many are asked, as the file may be long.
    let mut later = managers::later_runs(cx.file, run);
    let near = later.by_ref().take(50).all(|run| run.named("apk").all(lean));
    let alone = near && later.next().is_none();
    let step = cx.file.step(run, update).filter(|_| alone && update.args().len() == 1);
    let message =
        "`apk update` leaves an index in the layer that `apk add --no-cache` does not need";
    let finding = cx.report(update.span, message);
    if let Some(step) = step {
        let fix = Fix::safe("fetch no index", Phase::Packages, Proof::Differs(&["exec.args"]));
        finding.fix(fix.delete(step));
    }
}

fn fix(run: &Run, install: &Install, command: &Command, cx: &Context<'_>) -> Option<Fix> {
    let image = cx.file.root_image(cx.this_stage());
    // The flag came with Alpine 3.3.
    let is_old = image.and_then(eol::distribution_of).is_some_and(|(_, release)| release < (3, 3));
    if run.is_exec || run.onbuild || is_old {
        return None;
    }
    let fix = Fix::safe("keep no index", Phase::Packages, Proof::Differs(&["exec.args"]));
    let fix = fix.insert(install.verb_span.end, " --no-cache");
    let mut adds = run.installs_by(&[Manager::Apk]);
    let only = adds.next().is_some() && adds.next().is_none();
    let update = run.script.commands.iter().find(|c| c.is("apk") && managers::refreshes(c));
    let step = update
        .filter(|update| only && update.index + 1 == command.index && update.args().len() == 1)
        .and_then(|update| cx.file.step(run, update));
    Some(match step {
        Some(step) => fix.delete(step), // `--no-cache` fetches the index by itself.
        None => fix,
    })
}
