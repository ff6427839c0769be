//! A slim variant of the same release would do.

use crate::image::variants;
use crate::model::Base;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "from-oversized-base-image",
    title: "The final image starts from a full variant",
    category: Category::Base,
    severity: Severity::Info,
    confidence: Confidence::Likely,
    profile: Profile::All,
    aliases: &[],
    why: "The full variant holds compilers, headers and tools that the program never calls. They are pulled, \
          scanned and attacked all the same.",
    how: "Start the final stage from the slim variant, and build in an earlier stage where tools are needed.",
    examples: &[
        Example::bad(
            "
            FROM «python:3.14»
            COPY app.py /app.py
            CMD [\"python\", \"/app.py\"]
            ",
        )
        .fixed(
            "
            FROM python:3.14-slim
            COPY app.py /app.py
            CMD [\"python\", \"/app.py\"]
            ",
        ),
        Example::bad(
            "
            FROM «node:24»
            RUN npm ci
            ",
        ),
        Example::good(
            "
            FROM python:3.14 AS build
            FROM python:3.14-slim
            ",
        ),
        Example::good(
            "
            FROM node:24-alpine3.22
            ",
        ),
    ],
    links: &["https://docs.docker.com/build/building/best-practices/#choose-the-right-base-image"],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let Base::Image(image) = &stage.base else { return };
    let Some((smaller, known)) = variants::smaller(image).filter(|_| stage.ships) else { return };
    let message = format!("`{}` is the full variant: there is `{smaller}`", stage.base_raw);
    let idle = cx.file.runs_of(stage).next().is_none();
    let plain = image.digest.is_none() && stage.base_raw == image.raw;
    let finding = cx.report(stage.base_span, message);
    if let Some(name) = stage.base_raw.strip_suffix(image.tag.as_deref().unwrap_or("")) {
        let text = format!("{name}{smaller}");
        let change = "the image lacks the tools and libraries that only the full variant has";
        let fix = Fix::review("take the smaller variant", Phase::Base, change);
        if known && idle && plain {
            finding.fix(fix.replace(stage.base_span, text));
        }
    }
}
