//! A relative destination without a WORKDIR.

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
        Example::bad(
            "
            FROM golang:1.26
            COPY app «bin/app»
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
    let file = cx.file;
    if matches!(file.root_of(stage), Base::Scratch) {
        let message =
            format!("`{dest}` is relative; `scratch` has no `WORKDIR`, so it begins at `/`");
        let finding = cx.report(copy.dest.span, message);
        finding.severity(Severity::Info);
        super::mend_destination(finding, file, stage, copy);
        return;
    }
    let finding =
        cx.report(copy.dest.span, format!("`{dest}` is relative, and no `WORKDIR` says to what"));
    super::mend_destination(finding, file, stage, copy);
}
