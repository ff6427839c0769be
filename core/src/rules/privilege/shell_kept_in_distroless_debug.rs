//! A debugging image in production.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "shell-kept-in-distroless-debug",
    title: "The image for debugging is shipped",
    category: Category::Privilege,
    severity: Severity::Medium,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[],
    why: "Distroless images have no shell, so that whoever gets in finds nothing to work with. The `debug` ones bring a \
          busybox shell with all its tools.",
    how: "Ship the `nonroot` image, and attach tools when they are needed, with `kubectl debug` or `docker debug`.",
    examples: &[
        Example::bad(
            "
            FROM gcr.io/distroless/static-debian13:«debug-nonroot»
            ",
        )
        .fixed(
            "
            FROM gcr.io/distroless/static-debian13:nonroot
            ",
        ),
        Example::good(
            "
            FROM gcr.io/distroless/static-debian13:debug AS debug
            FROM gcr.io/distroless/static-debian13:nonroot
            ",
        ),
        Example::good(
            "
            FROM gcr.io/distroless/static-debian13:nonroot AS release
            FROM gcr.io/distroless/static-debian13:debug AS debug
            ",
        ),
    ],
    links: &["https://github.com/GoogleContainerTools/distroless#debug-images"],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let Base::Image(image) = &stage.base else { return };
    let tag = image.tag.as_deref().unwrap_or("");
    let debug = tag == "debug" || tag.starts_with("debug-");
    if !stage.is_final
        || stage.is_dev()
        || !debug
        || !image.repository().starts_with("gcr.io/distroless/")
    {
        return;
    }
    let place = stage.base_raw.find(&format!(":{tag}"));
    let literal = stage.base_raw == image.raw && image.digest.is_none();
    let span = match place.filter(|_| literal) {
        Some(at) => {
            let start = stage.base_span.start + at as u32 + 1;
            Span::new(start, start + tag.len() as u32)
        }
        None => stage.base_span,
    };
    let finding = cx.report(span, format!("`{tag}` brings a shell that nobody needs when it runs"));
    if literal && place.is_some() {
        let change = "there is no shell, and the container runs as number 65532";
        finding.fix(
            Fix::review("ship the image without a shell", Phase::Base, change)
                .replace(span, "nonroot"),
        );
    }
}
