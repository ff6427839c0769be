//! Tag and digest side by side, as the settings want it.

use crate::audit::Wish;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "from-tag-and-digest",
    title: "An image is not named as the settings want it",
    category: Category::Supply,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["S8431", "S6497", "from-tag-and-digest-required"],
    why: "The builder takes the digest and never looks at the tag. Some want the tag there, so \
          that people see the version; others want it gone, because nothing keeps the two in \
          step. The settings say which.",
    how: "Add the tag that the digest belongs to, or leave the tag out: as `tag-with-digest` in \
          the settings says.",
    examples: &[
        Example::bad(
            "
            FROM «debian:13-slim@sha256:1b25a2b8a4a8b8d6d4a1c2e3f405162738495a6b7c8d9e0f1a2b3c4d5e6f7081»
            ",
        )
        .fixed(
            "
            FROM debian@sha256:1b25a2b8a4a8b8d6d4a1c2e3f405162738495a6b7c8d9e0f1a2b3c4d5e6f7081
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            ",
        ),
        Example::good(
            "
            FROM debian@sha256:1b25a2b8a4a8b8d6d4a1c2e3f405162738495a6b7c8d9e0f1a2b3c4d5e6f7081
            COPY --from=node:24 /usr/local/bin/node /usr/local/bin/
            ",
        ),
    ],
    links: &[],
    check: Check::File(check),
};

fn check(file: &Dockerfile, cx: &mut Context<'_>) {
    let wish = cx.config.tag_with_digest;
    for used in file.images().iter().filter(|used| used.image.digest.is_some()) {
        match (&used.image.tag, wish) {
            (None, Wish::Required) => {
                cx.report(used.span, "a digest without a tag doesn't tell which version it is");
            }
            (Some(tag), Wish::Forbidden) => {
                let message =
                    format!("the builder never looks at the tag `{tag}` beside the digest");
                let finding = cx.report(used.span, message);
                let written = format!(":{tag}@");
                if let Some(at) = used.raw.find(&written).filter(|_| used.is_literal()) {
                    let start = used.span.start + at as u32;
                    let change = "the image is the same; readers no longer see its version";
                    finding.fix(
                        Fix::review("leave the tag out", Phase::Pins, change)
                            .delete(Span::new(start, start + written.len() as u32 - 1)),
                    );
                }
            }
            _ => {}
        }
    }
}
