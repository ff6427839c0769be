//! A mounted secret that every user of the step can read.

use crate::model::MountKind;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "secret-mount-world-readable",
    title: "The mounted secret can be read by everybody",
    category: Category::Secrets,
    severity: Severity::Medium,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["S6469"],
    why: "Everything that runs in the step can read the secret, whatever user it runs as: an install script \
          of some package, for example.",
    how: "Leave `mode` out, which means 0400 for root, or give the user that needs it: `uid=1000`.",
    examples: &[
        Example::bad(
            "
            FROM node:24-slim
            RUN «--mount=type=secret,id=npmrc,mode=0444» npm ci
            ",
        )
        .fixed(
            "
            FROM node:24-slim
            RUN --mount=type=secret,id=npmrc,mode=0400 npm ci
            ",
        ),
        Example::good(
            "
            FROM node:24-slim
            RUN --mount=type=secret,id=npmrc,uid=1000,mode=0400 npm ci
            ",
        ),
        Example::good(
            "
            FROM node:24-slim
            RUN --mount=type=cache,target=/root/.npm,mode=0777 npm ci
            ",
        ),
    ],
    links: &[],
    check: Check::Run(check),
};

fn check(run: &Run, cx: &mut Context<'_>) {
    let secrets =
        run.mounts.iter().filter(|mount| matches!(mount.kind, MountKind::Secret | MountKind::Ssh));
    for mount in secrets {
        let mode = mount.options.iter().find(|(key, _)| key == "mode").map(|(_, mode)| mode);
        let number = mode.and_then(|mode| u32::from_str_radix(mode, 8).ok());
        let (Some(mode), Some(number)) = (mode, number) else { continue };
        if number & 0o7 == 0 && number & 0o777 <= 0o440 | 0o200 {
            continue;
        }
        let written = cx.text(mount.span).to_owned();
        let place =
            written.find(&format!("mode={mode}")).map(|at| mount.span.start + at as u32 + 5);
        let finding = cx.report(
            mount.span,
            format!("mode `{mode}` lets every user of the step read the secret"),
        );
        if let Some(at) = place {
            let change = "only the owner can read it; where the step runs as another user, give its number with `uid=`";
            let span = Span::new(at, at + mode.len() as u32);
            finding.fix(
                Fix::review("let its owner alone read it", Phase::Secrets, change)
                    .replace(span, "0400"),
            );
        }
    }
}
