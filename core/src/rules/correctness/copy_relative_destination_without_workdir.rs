//! A relative destination without a WORKDIR.

use crate::model::Sh;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "copy-relative-destination-without-workdir",
    title: "The destination depends on the base image's working directory",
    category: Category::Correctness,
    severity: Severity::Low,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["DL3045", "DF063"],
    why: "No WORKDIR says where a relative destination is. It depends on the base image, and \
          moves when that image changes its mind.",
    how: "Set WORKDIR above, or write the destination from the root: `COPY app /srv/app`.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            COPY app «bin/app»
            ",
        )
        .fixed(
            "
            FROM debian:13-slim
            COPY app /bin/app
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            WORKDIR /srv
            COPY app bin/app
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim AS base
            WORKDIR /srv
            FROM base
            ARG DIR
            COPY app .
            COPY app $DIR
            COPY app /srv/
            ",
        ),
    ],
    links: &[],
    check: Check::Instruction(&[Keyword::Copy, Keyword::Add], check),
};

fn check(_: &Instruction, cx: &mut Context<'_>) {
    let Some(copy) = cx.file.copy_at(cx.at) else { return };
    let Some(stage) = cx.stage else { return };
    let mut lineage = cx.file.lineage(stage).enumerate();
    let set =
        lineage.any(|(depth, base)| base.workdirs.iter().any(|dir| depth > 0 || dir.at < cx.at));
    let dest = copy.dest.text.trim_matches(['"', '\'']);
    let drive = dest.as_bytes().get(1) == Some(&b':');
    if set || dest.is_empty() || dest.starts_with(['/', '\\', '$']) || drive {
        return;
    }
    let root = matches!(cx.file.root_of(stage), Base::Scratch) || cx.file.sh(stage) != Sh::Unknown;
    let plain = root
        && !cx.onbuild
        && !copy.is_json
        && !dest.contains(['$', '.', '"', '\\'])
        && cx.text(copy.dest.span) == dest;
    let finding =
        cx.report(copy.dest.span, format!("`{dest}` is relative, and no `WORKDIR` says to what"));
    if plain {
        let change = "the destination no longer depends on the working directory of the base image";
        let fix = Fix::review("write the destination from the root", Phase::Structure, change);
        finding.fix(fix.insert(copy.dest.span.start, "/"));
    }
}
