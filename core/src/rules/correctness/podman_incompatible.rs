//! What Podman and Buildah do otherwise.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "podman-incompatible",
    title: "Podman and Buildah do otherwise",
    category: Category::Correctness,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::All,
    aliases: &["podman-buildah-incompatible"],
    why: "Podman and Buildah write OCI images unless they are told otherwise. These have no place for HEALTHCHECK, SHELL \
          and ONBUILD, which are left out with a warning; RUNs below a SHELL then run in `/bin/sh`. Modes such as `u+x` \
          are refused by Buildah up to 1.45 (August 2026), and `COPY --link` before 1.41 (Podman 5.6).",
    how: "Build with `--format docker`, or set `BUILDAH_FORMAT=docker`. Write modes in digits: `--chmod=755`.",
    examples: &[
        Example::bad(
            r#"
            FROM debian:13-slim
            «SHELL ["/bin/bash", "-o", "pipefail", "-c"]»
            RUN curl -fsSL https://example.com/x.tgz | tar -xz
            «HEALTHCHECK CMD test -e /run/ready»
            "#,
        ),
        Example::bad(
            "
            FROM debian:13-slim
            COPY «--chmod=u+x» run.sh /
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            COPY --chmod=755 run.sh /
            HEALTHCHECK NONE
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN <<EOF
            make
            EOF
            ",
        ),
    ],
    links: &[
        "https://github.com/containers/buildah/issues/6938",
        "https://github.com/containers/buildah/issues/6460",
    ],
    check: Check::Instruction(&[], check),
};

fn check(instruction: &Instruction, cx: &mut Context<'_>) {
    // Podman builds no images for Windows.
    if cx.onbuild || cx.stage.is_some_and(|stage| cx.file.is_windows(stage)) {
        return;
    }
    let name = match instruction.keyword {
        Keyword::Shell => "SHELL",
        Keyword::Onbuild => "ONBUILD",
        Keyword::Healthcheck
            if !cx.text(instruction.head).to_ascii_uppercase().contains(" NONE") =>
        {
            "HEALTHCHECK"
        }
        Keyword::Copy | Keyword::Add => {
            let symbolic =
                |mode: &str| !mode.contains('$') && mode.chars().any(|c| !c.is_ascii_digit());
            let chmod = instruction.flag("chmod");
            let value = chmod.and_then(|flag| flag.value.as_deref());
            if let Some(flag) = chmod.filter(|_| value.is_some_and(symbolic)) {
                cx.report(flag.span, "a mode in letters is refused by Buildah up to 1.45");
            }
            if let Some(flag) = instruction.flag("link") {
                cx.report(flag.span, "`--link` is refused by Buildah before 1.41");
            }
            return;
        }
        _ => return,
    };
    cx.report(
        instruction.head,
        format!("{name} is left out of OCI images, which Podman builds by default"),
    );
}
