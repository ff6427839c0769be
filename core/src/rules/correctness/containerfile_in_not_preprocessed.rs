//! Lines for the C preprocessor are comments to the builder.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "containerfile-in-not-preprocessed",
    title: "Lines for a preprocessor are comments here",
    category: Category::Correctness,
    severity: Severity::Info,
    confidence: Confidence::Likely,
    profile: Profile::All,
    aliases: &["DF075"],
    why: "Podman and Buildah run the C preprocessor over files called `Containerfile.in`, and over no others. Docker \
          never does: what the line includes or decides is missing from the image.",
    how: "Keep the name `Containerfile.in` and build with Podman, or write the result out.",
    examples: &[
        Example::bad(
            "
            FROM fedora:43
            «#include \"common.in\"»
            RUN make
            ",
        ),
        Example::bad(
            "
            «#define VERSION 43»
            FROM fedora:VERSION
            ",
        ),
        Example::good(
            "
            FROM fedora:43
            # include the headers
            #include the headers
            RUN make
            ",
        ),
        Example::good(
            "
            FROM fedora:43
            RUN <<EOF cat > main.c
            #include <stdio.h>
            EOF
            ",
        ),
    ],
    links: &["https://docs.podman.io/en/latest/markdown/podman-build.1.html"],
    check: Check::File(check),
};

fn check(file: &Dockerfile, cx: &mut Context<'_>) {
    let directive = |text: &str| {
        let mut words = text.split_whitespace();
        let (word, next) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
        match word {
            "include" => next.starts_with(['"', '<']) && next.ends_with(['"', '>']),
            "define" | "ifdef" | "ifndef" | "undef" => {
                !next.is_empty()
                    && next
                        .bytes()
                        .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
            }
            _ => false,
        }
    };
    let mut comments = file.tree.comments.iter();
    if let Some(comment) = comments.find(|comment| directive(&file.text(comment.span)[1..])) {
        cx.report(
            comment.span,
            "this line is a comment, unless the file is a `Containerfile.in` for Podman",
        );
    }
}
