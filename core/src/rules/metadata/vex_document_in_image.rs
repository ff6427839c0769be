//! Statements on vulnerabilities belong beside the image.

use crate::model::copies;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "vex-document-in-image",
    title: "A VEX document is copied into the image",
    category: Category::Metadata,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::All,
    aliases: &["prefer-vex-attestation", "tally/prefer-vex-attestation"],
    why: "A VEX document says which holes concern the image. What is known of them changes after \
          the build, and the copy within the image cannot.",
    how: "Attach it to the image as an attestation, such as with `docker scout attestation add` \
          or `cosign attest --type openvex`.",
    examples: &[
        Example::bad(
            "
            FROM alpine:3.22
            COPY «app.vex.json» /usr/share/doc/
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22
            COPY package.json convex.json /app/
            ",
        ),
        Example::good(
            "
            FROM scratch
            COPY docs/ /docs/
            ",
        ),
    ],
    links: &[],
    check: Check::File(check),
};

fn check(file: &Dockerfile, cx: &mut Context<'_>) {
    for source in file.copies.iter().flat_map(|copy| &copy.sources) {
        let name = copies::file_name(&source.word.text).to_ascii_lowercase();
        let vex = name.ends_with(".vex.json") || name.ends_with(".openvex.json");
        if vex || name == "vex.json" || name == "openvex.json" {
            cx.report(source.word.span, "this can't change with what becomes known later");
        }
    }
}
