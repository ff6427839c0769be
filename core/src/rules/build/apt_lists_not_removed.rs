//! The package lists stay in the layer.

use crate::model::managers;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "apt-lists-not-removed",
    title: "The package lists stay in the image",
    category: Category::Build,
    severity: Severity::Low,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[
        "DL3009",
        "S6587",
        "DKL-DI-0005",
        "DF004",
        "ER0002",
        "apt-get_missing_rm",
        "aptGetInstallThenRemoveAptLists",
        "remove-package-lists",
        "remove-package-cache",
        "WL3000",
    ],
    why: "`apt-get update` downloads 20 to 50 MB of package lists. They are of no use in the \
          finished image, grow old in it, and are pulled and stored with it every time.",
    how: "Delete them in the same RUN: `rm -rf /var/lib/apt/lists/*`. A later RUN can't make \
          the layer smaller. A cache mount on `/var/lib/apt` keeps them out altogether.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN «apt-get update» && apt-get install -y curl
            ",
        )
        .fixed(
            "
            FROM debian:13-slim
            RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*
            ",
        ),
        Example::bad(
            r#"
            FROM debian:13-slim
            RUN set -eux; \
                «apt-get update» && \
                apt-get install -y --no-install-recommends \
                    curl \
                    gnupg
            "#,
        )
        .fixed(
            r#"
            FROM debian:13-slim
            RUN set -eux; \
                apt-get update && \
                apt-get install -y --no-install-recommends \
                    curl \
                    gnupg && \
                rm -rf /var/lib/apt/lists/*
            "#,
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            RUN --mount=type=cache,target=/var/lib/apt,sharing=locked \
                --mount=type=cache,target=/var/cache/apt,sharing=locked \
                apt-get update && apt-get install -y curl
            "#,
        ),
        Example::good(
            "
            FROM debian:13-slim AS build
            RUN apt-get update && apt-get install -y gcc
            FROM debian:13-slim
            COPY --from=build /usr/bin/tool /usr/bin/tool
            ",
        ),
    ],
    links: &["https://docs.docker.com/build/building/best-practices/#apt-get"],
    check: Check::Run(check),
};

const LISTS: &str = "/var/lib/apt/lists";

fn check(run: &Run, cx: &mut Context<'_>) {
    let update = run.script.commands.iter().find(|command| managers::refreshes_apt(command));
    let Some(update) = update.filter(|_| cx.this_stage().weighs()) else { return };
    let clean =
        ["dist-clean", "distclean"].iter().any(|verb| run.runs(&["apt-get", "apt"], &[verb]));
    if clean || run.mounts_over(LISTS) || run.deletes(LISTS) {
        return;
    }
    let root = cx.file.is_root_at(cx.this_stage(), cx.at) == Some(true);
    let mend: fn(&Run, &Context<'_>) -> Option<Fix> = fix;
    let mend = crate::rules::later(mend).filter(|_| root || update.wrapper("sudo").is_none());
    let fix = mend.and_then(|fix| fix(run, cx));
    let message = format!("the lists that `{} update` downloads stay in the layer", update.name());
    let finding = cx.report(update.span, message);
    if let Some(fix) = fix {
        finding.fix(fix);
    }
}

fn fix(run: &Run, cx: &Context<'_>) -> Option<Fix> {
    if managers::needs_lists_later(cx.file, run) || run.installs.is_empty() {
        return None; // First that RUN must fetch its own; where none does, this one has no use at all.
    }
    let seam = cx.file.tail(run)?;
    let title = "delete the lists in the same layer";
    let fix = match managers::hands_over_later(cx.file, run) {
        true => {
            let change = "a later script that installs packages must run `apt-get update` itself";
            Fix::review(title, Phase::Join, change)
        }
        false => Fix::safe(title, Phase::Join, Proof::Differs(&["exec.args"])),
    };
    Some(fix.insert(seam.at, format!("{}rm -rf {LISTS}/*", seam.joint)))
}
