//! A build has no graphics card.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "gpu-query-at-build-time",
    title: "A step asks for the graphics card while building",
    category: Category::Correctness,
    severity: Severity::Medium,
    confidence: Confidence::Likely,
    profile: Profile::All,
    aliases: &["tally/gpu/no-buildtime-gpu-queries", "no-buildtime-gpu-queries"],
    why: "The builder gives steps no graphics card: the step fails, or what it finds out is \
          wrong wherever the image runs.",
    how: "Ask when the container starts.",
    examples: &[
        Example::bad(
            r#"
            FROM nvidia/cuda:12.8.1-runtime-ubuntu24.04
            RUN «nvidia-smi»
            RUN python3 -c «"import torch; print(torch.cuda.is_available())"»
            "#,
        ),
        Example::good(
            r#"
            FROM nvidia/cuda:12.8.1-runtime-ubuntu24.04
            CMD ["nvidia-smi"]
            "#,
        ),
        Example::good(
            r#"
            FROM nvidia/cuda:12.8.1-runtime-ubuntu24.04
            RUN python3 -c "import torch; print(torch.version.cuda)"
            RUN which nvidia-smi || true
            "#,
        ),
    ],
    links: &[],
    check: Check::Command(&[], check),
};

fn check(command: &Command, cx: &mut Context<'_>) {
    if command.context.failure_ignored
        || command.context.in_condition
        || cx.this_run().script.opaque.len() > 1
    {
        return;
    }
    if command.is("nvidia-smi") {
        let span = command.name_word().map_or(command.span, |word| word.span);
        cx.report(span, "a build has no graphics card");
    }
    let python = command.name().starts_with("python");
    let asks = ["cuda.is_available()", "cuda.device_count()", "cuda.get_device_name("];
    let word = command.args().iter().find(|word| asks.iter().any(|ask| word.text().contains(ask)));
    if let Some(word) = word.filter(|_| python) {
        cx.report(word.span, "a build has no graphics card");
    }
}
