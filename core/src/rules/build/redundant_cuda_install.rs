//! CUDA is there already.

use crate::model::gpu;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "redundant-cuda-install",
    title: "CUDA is installed on an image that has it",
    category: Category::Build,
    severity: Severity::Low,
    confidence: Confidence::Likely,
    profile: Profile::All,
    aliases: &["tally/gpu/no-redundant-cuda-install", "no-redundant-cuda-install"],
    why: "The image brings CUDA. Another one beside it takes gigabytes, and programs may find \
          the wrong one.",
    how: "Leave it out, or choose the tag that has what is missing: `runtime`, `cudnn-runtime`, \
          `devel`.",
    examples: &[
        Example::bad(
            "
            FROM nvidia/cuda:12.8.1-devel-ubuntu24.04
            RUN apt-get update && apt-get install -y «cuda-toolkit-12-8» git
            ",
        ),
        Example::good(
            "
            FROM ubuntu:24.04
            RUN apt-get update && apt-get install -y cuda-toolkit-12-8
            ",
        ),
        Example::good(
            "
            FROM nvidia/cuda:12.8.1-base-ubuntu24.04
            RUN apt-get update && apt-get install -y cuda-nvrtc-12-8
            ",
        ),
    ],
    links: &[],
    check: Check::Run(check),
};

fn check(run: &Run, cx: &mut Context<'_>) {
    let Some(image) = cx.file.root_image(cx.this_stage()).filter(|image| gpu::is_cuda(image))
    else {
        return;
    };
    for package in run.installs.iter().flat_map(|install| &install.packages) {
        if package.known && gpu::brings(image, &package.text) {
            cx.report(package.span, format!("`{}` brings this", image.raw));
        }
    }
}
