//! Python packages for another CUDA than the image has.

use crate::model::{gpu, managers};
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "cuda-version-mismatch",
    title: "Packages are built for another CUDA than the image has",
    category: Category::Correctness,
    severity: Severity::Medium,
    confidence: Confidence::Likely,
    profile: Profile::All,
    aliases: &["tally/gpu/cuda-version-mismatch"],
    why: "The packages bring or expect libraries of another main version than those in the \
          image: they fail when they are loaded, or the image carries both.",
    how: "Take the packages for the CUDA of the image: for `nvidia/cuda:12.8` those of `cu128`.",
    examples: &[
        Example::bad(
            "
            FROM nvidia/cuda:12.8.1-runtime-ubuntu24.04
            RUN pip install torch --index-url «https://download.pytorch.org/whl/cu118»
            ",
        ),
        Example::good(
            "
            FROM nvidia/cuda:12.8.1-runtime-ubuntu24.04
            RUN pip install torch --index-url https://download.pytorch.org/whl/cu126
            ",
        ),
        Example::good(
            "
            FROM python:3.14
            RUN pip install torch --index-url https://download.pytorch.org/whl/cu118
            ",
        ),
    ],
    links: &[],
    check: Check::Run(check),
};

fn check(run: &Run, cx: &mut Context<'_>) {
    let image = cx.file.root_image(cx.this_stage()).filter(|image| gpu::is_cuda(image));
    let Some(has) = image.and_then(gpu::cuda_of) else { return };
    let commands = run.script.commands.iter().filter(|command| managers::is_pip(command));
    for word in commands.flat_map(|command| command.args()) {
        let wants = gpu::wheel_cuda(word.text());
        if let Some(wants) = wants.filter(|wants| *wants != has) {
            cx.report(word.span, format!("these are for CUDA {wants}, the image has {has}"));
        }
    }
}
