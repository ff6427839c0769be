//! Several sources need a folder.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "copy-multi-source-needs-slash",
    title: "Several sources are copied to something that is not marked as a folder",
    category: Category::Correctness,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[
        "DL3021",
        "DS-0011",
        "AVD-DS-0011",
        "EC0004",
        "DF048",
        "add_dest_invalid",
        "INVALID_DESTINATION",
    ],
    why: "With more than one source the builder wants the destination to end with a slash, and \
          refuses the line otherwise.",
    how: "End the destination with `/`.",
    examples: &[
        Example::bad(
            "
            FROM node:24-slim
            COPY package.json package-lock.json «/app»
            ",
        )
        .fixed(
            "
            FROM node:24-slim
            COPY package.json package-lock.json /app/
            ",
        ),
        Example::bad(
            r#"
            FROM node:24-slim
            COPY ["a", "b", «"/app"»]
            "#,
        )
        .fixed(
            r#"
            FROM node:24-slim
            COPY ["a", "b", "/app/"]
            "#,
        ),
        Example::good(
            "
            FROM node:24-slim
            ARG DIR=/app/
            COPY a b .
            COPY a b ./
            COPY a b $DIR
            ",
        ),
        Example::good(
            "
            FROM node:24-slim
            COPY package*.json /app
            COPY <<EOF /etc/motd
            hello
            EOF
            ",
        ),
    ],
    links: &[],
    check: Check::Instruction(&[Keyword::Copy, Keyword::Add], check),
};

fn check(_: &Instruction, cx: &mut Context<'_>) {
    let Some(copy) = cx.file.copy_at(cx.at) else { return };
    let Some(dest) = &copy.dest_text else { return };
    let escape = cx.file.tree.escape == '`' && dest.ends_with('\\');
    if copy.sources.len() < 2
        || dest.ends_with('/')
        || escape
        || matches!(dest.as_str(), "." | "..")
    {
        return;
    }
    let written = cx.text(copy.dest.span);
    let quoted = written.ends_with(['"', '\'']);
    let place = match (copy.is_json, quoted) {
        (true, true) => Some(copy.dest.span.end - 1),
        (false, false) if !written.contains('$') => Some(copy.dest.span.end),
        _ => None,
    };
    let message =
        format!("{} sources need a folder, and `{dest}` does not end with `/`", copy.sources.len());
    let finding = cx.report(copy.dest.span, message);
    if let Some(place) = place {
        let proof = Proof::Differs(&["file.dest"]); // Without the slash the build stops here.
        finding.fix(Fix::safe("mark the folder", Phase::Local, proof).insert(place, "/"));
    }
}
