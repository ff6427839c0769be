//! FROM with a text that no registry could know.

use crate::model::Base;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "from-invalid-reference",
    title: "FROM names something that is no image",
    category: Category::Correctness,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[
        "InvalidDefaultArgInFrom",
        "INVALID_REFERENCE_FORMAT",
        "BASE_NAME_EMPTY",
        "FromInvalidImageReference",
    ],
    why: "The build stops at this line: an image's name is a repository in lower case, perhaps with a tag and a digest.",
    how: "Write `repository:tag`, with a registry before it where it is not Docker Hub.",
    examples: &[
        Example::bad(
            "
            FROM «Node:24»
            ",
        )
        .fixed(
            "
            FROM node:24
            ",
        ),
        Example::bad(
            "
            FROM «ubuntu:»
            ",
        ),
        Example::bad(
            "
            FROM «debian@sha256:0123»
            ",
        ),
        Example::bad(
            "
            FROM golang:1.26 AS Build
            FROM «Build»
            ",
        )
        .fixed(
            "
            FROM golang:1.26 AS Build
            FROM build
            ",
        ),
        Example::bad(
            "
            FROM «balenalib/%%BALENA_MACHINE_NAME%%-debian»
            ",
        ),
        Example::bad(
            "
            FROM «REPLACE-ME»
            ",
        ),
        Example::good(
            "
            FROM localhost:5000/acme/app_x:Nightly
            ",
        ),
        Example::good(
            "
            ARG REGISTRY=ghcr.io/
            FROM ${REGISTRY}acme/app
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#from"],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let raw = &stage.base_raw;
    let Some(word) = cx.file.default_base(stage) else { return };
    // Where a variable decides, `from-arg-without-default` speaks.
    if raw.is_empty() || word.text.as_ref().is_none_or(|text| text != raw && !text.is_empty()) {
        return;
    }
    if word.text.as_deref() == Some("") && raw.contains('$') {
        return;
    }
    if is_template(raw) && matches!(stage.base, Base::Invalid(_)) {
        let message = format!("`{raw}` is a template's placeholder, no image yet");
        cx.report(stage.base_span, message).severity(Severity::Info);
        return;
    }
    let lower = raw.to_ascii_lowercase();
    let (message, lowered) = match &stage.base {
        Base::Invalid(why) => {
            let name_only = lower.rsplit_once(':').map_or(lower.as_str(), |(name, _)| name);
            let cased = raw.get(..name_only.len()).is_some_and(|name| name != name_only);
            let tag = raw.get(name_only.len()..).unwrap_or("");
            let repaired = format!("{name_only}{tag}");
            let valid = cased && crate::image::Reference::parse(&repaired).is_ok();
            (format!("`{raw}` is not an image: {why}"), valid.then_some(repaired))
        }
        Base::Stage(index) if *raw != lower => {
            let label = cx.file.stages[*index].label();
            (
                format!("FROM knows the stage as `{label}`, in lower case, not as `{raw}`"),
                Some(lower),
            )
        }
        _ => return,
    };
    let finding = cx.report(stage.base_span, message);
    if let Some(text) = lowered {
        let change = "the build goes on where it stopped";
        let fix = Fix::recommended("write the name in lower case", Phase::Base, change);
        finding.fix(fix.replace(stage.base_span, text));
    }
}

/// Whether a tool fills the text in before it is built: `%%NAME%%`, `{{ name }}`, `__NAME__`, or `ARG_FROM` as a whole.
fn is_template(text: &str) -> bool {
    const MARKS: [&str; 3] = ["%%", "{{", "<"];
    let (first, last) = (text.find("__"), text.rfind("__"));
    let capital = |b: u8| b.is_ascii_uppercase() || matches!(b, b'_' | b'-');
    MARKS.iter().any(|mark| text.contains(mark))
        || text.starts_with('@')
        || first.zip(last).is_some_and(|(first, last)| last > first + 2)
        || text.contains(['_', '-']) && text.bytes().all(capital)
}
