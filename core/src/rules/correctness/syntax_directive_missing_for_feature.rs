//! Syntax that the named frontend does not know yet.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "syntax-directive-missing-for-feature",
    title: "The frontend of `# syntax` is too old for what the file uses",
    category: Category::Correctness,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[],
    why: "The line `# syntax=` chooses the program that reads the Dockerfile. This version of it does not know the flag, \
          and the build stops there.",
    how: "Name the major version only, `# syntax=docker/dockerfile:1`: it is the newest one that keeps old files \
          working.",
    examples: &[
        Example::bad(
            "
            # syntax=docker/dockerfile:1.3
            FROM debian:13-slim
            COPY «--link» app /app
            ",
        )
        .fixed(
            "
            # syntax=docker/dockerfile:1
            FROM debian:13-slim
            COPY --link app /app
            ",
        ),
        Example::good(
            "
            # syntax=docker/dockerfile:1
            FROM debian:13-slim
            COPY --link app /app
            ",
        ),
        Example::good(
            "
            # syntax=docker/dockerfile:1.7-labs
            FROM debian:13-slim
            COPY --parents app /app
            ",
        ),
    ],
    links: &["https://docs.docker.com/build/buildkit/frontend/"],
    check: Check::File(check),
};

fn check(file: &Dockerfile, cx: &mut Context<'_>) {
    let directive = file.tree.directives.iter().find(|directive| directive.name == "syntax");
    let Some(directive) = directive else { return };
    let written = cx.text(directive.value);
    let Some(minor) = minor(written) else { return };
    let newer = directive.value;
    let name = written.rsplit_once(':').map_or(written, |(name, _)| name).to_owned();
    for outer in &file.tree.instructions {
        let i = outer.trigger.as_deref().unwrap_or(outer);
        let found = i.flags.iter().find_map(|flag| {
            let needs = needs(i.keyword, &flag.name, flag.value.as_deref().unwrap_or(""))?;
            (needs > minor).then_some((flag.span, needs))
        });
        let heredoc = i.heredocs.first().filter(|_| minor < 4).map(|heredoc| (heredoc.word, 4));
        if let Some((span, needs)) = found.or(heredoc) {
            let text = cx.text(span).to_owned();
            let finding =
                cx.report(span, format!("`{text}` needs docker/dockerfile:1.{needs} or newer"));
            finding.note(newer, "this version is asked for");
            let change = "the newest frontend of major version 1 reads the file";
            let fix = Fix::recommended("ask for a newer frontend", Phase::Text, change);
            finding.fix(fix.replace(newer, format!("{name}:1")));
            return;
        }
    }
}

/// The minor version of Docker's own frontend that a directive pins.
fn minor(value: &str) -> Option<u32> {
    let (name, tag) = value.rsplit_once(':')?;
    if !matches!(name, "docker/dockerfile" | "docker.io/docker/dockerfile") || tag.contains('@') {
        return None;
    }
    let rest = tag.strip_prefix("1.")?;
    let plain = rest.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    rest.split('.').next().filter(|_| plain)?.parse().ok()
}

/// The minor version that a flag came with (BuildKit's reference, 2026-08).
fn needs(keyword: Keyword, flag: &str, value: &str) -> Option<u32> {
    let symbolic =
        !value.is_empty() && value.bytes().any(|b| b.is_ascii_alphabetic()) && !value.contains('$');
    Some(match (keyword, flag) {
        (Keyword::Run, "mount") if value.contains("type=secret") && value.contains(",env=") => 10,
        (Keyword::Run, "mount") => 2,
        (Keyword::Run, "network") => 3,
        (Keyword::Run, "security") => 20,
        (Keyword::Add, "keep-git-dir") => 1,
        (Keyword::Add, "checksum") => 6,
        (Keyword::Add, "unpack") => 17,
        (Keyword::Copy | Keyword::Add, "chmod") if symbolic => 14,
        (Keyword::Copy | Keyword::Add, "chmod") => 2,
        (Keyword::Copy | Keyword::Add, "link") => 4,
        (Keyword::Copy | Keyword::Add, "exclude") => 19,
        (Keyword::Copy, "parents") => 20,
        _ => return None,
    })
}
