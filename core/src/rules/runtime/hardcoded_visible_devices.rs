//! The image says which graphics cards there are.

use crate::model::{Kind, gpu};
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "hardcoded-visible-devices",
    title: "The image fixes the graphics cards that its containers see",
    category: Category::Runtime,
    severity: Severity::Low,
    confidence: Confidence::Certain,
    profile: Profile::All,
    aliases: &["tally/gpu/no-hardcoded-visible-devices", "no-hardcoded-visible-devices"],
    why: "Which cards a container may use is up to whoever starts it. Fixed numbers are wrong on \
          the next host, and keep the scheduler from giving other ones.",
    how: "Leave the variable out, and choose when starting: `docker run --gpus '\"device=1\"' \
          …`.",
    examples: &[
        Example::bad(
            "
            FROM ubuntu:24.04
            ENV «CUDA_VISIBLE_DEVICES=0,1»
            ",
        ),
        Example::bad(
            "
            FROM nvidia/cuda:12.8.1-runtime-ubuntu24.04
            ENV «NVIDIA_VISIBLE_DEVICES=all»
            ",
        ),
        Example::good(
            r#"
            FROM ubuntu:24.04
            ENV NVIDIA_VISIBLE_DEVICES=all CUDA_VISIBLE_DEVICES=""
            "#,
        ),
        Example::good(
            "
            FROM ubuntu:24.04
            ARG DEVICES
            ENV CUDA_VISIBLE_DEVICES=$DEVICES
            ",
        ),
    ],
    links: &[],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let cuda = cx.file.root_image(stage).is_some_and(gpu::is_cuda);
    for binding in stage.bindings.iter().filter(|binding| binding.kind == Kind::Env) {
        let Value::Known(value) = &binding.value else { continue };
        if !matches!(binding.name.as_str(), "CUDA_VISIBLE_DEVICES" | "NVIDIA_VISIBLE_DEVICES") {
            continue;
        }
        let fixed = !value.is_empty()
            && value.split(',').all(|id| id.starts_with("GPU-") || id.parse::<u32>().is_ok());
        let message = match value.as_str() {
            "all" if cuda => "the base image sets this already".to_owned(),
            _ if fixed => format!("`{value}` is another card, or none, on the next host"),
            _ => continue,
        };
        cx.report(binding.span, message);
    }
}
