//! A digest that no file can have.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "short-digest-or-placeholder",
    title: "The digest is a placeholder",
    category: Category::Supply,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[],
    why: "No image and no file has this digest: the build stops. Whoever then takes the pin away to make it pass takes \
          whatever comes.",
    how: "Ask the registry for the real one: `docker buildx imagetools inspect <image>`. For a file, `sha256sum` of the \
          one that you reviewed.",
    examples: &[
        Example::bad(
            "
            FROM «debian:13-slim@sha256:0000000000000000000000000000000000000000000000000000000000000000»
            ",
        ),
        Example::bad(
            "
            FROM debian:13-slim
            ADD «--checksum=sha256:1234567890abcdef1234567890abcdef1234567890abcdef1234567890abcdef» https://example.com/x /x
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim@sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            ARG SUM
            ADD --checksum=sha256:$SUM https://example.com/x /x
            ",
        ),
    ],
    links: &[],
    check: Check::File(check),
};

fn check(file: &Dockerfile, cx: &mut Context<'_>) {
    for used in file.images() {
        if used.image.digest.as_deref().is_some_and(is_placeholder) {
            cx.report(used.span, "this digest is a placeholder, which no image has");
        }
    }
    for outer in &file.tree.instructions {
        let inner = outer.trigger.as_deref().unwrap_or(outer);
        let Some(flag) = inner.flag("checksum").filter(|_| inner.keyword == Keyword::Add) else {
            continue;
        };
        if flag.value.as_deref().is_some_and(is_placeholder) {
            cx.report(flag.span, "this checksum is a placeholder, which no file has");
        }
    }
}

/// Whether the digits repeat in a short period, or count up: nothing that a hash makes.
fn is_placeholder(digest: &str) -> bool {
    let Some((_, hex)) = digest.split_once(':') else { return false };
    let bytes = hex.as_bytes();
    let digits = bytes.len() >= 32 && bytes.iter().all(u8::is_ascii_hexdigit);
    digits && (1..=16).any(|period| bytes.iter().zip(&bytes[period..]).all(|(a, b)| a == b))
}
