//! What belongs to the host is installed in the image.

use crate::model::gpu;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "nvidia-runtime-in-image",
    title: "The driver or the container toolkit of NVIDIA is installed in the image",
    category: Category::Build,
    severity: Severity::Medium,
    confidence: Confidence::Certain,
    profile: Profile::All,
    aliases: &["tally/gpu/no-container-runtime-in-image", "no-container-runtime-in-image"],
    why: "Driver and toolkit are the host's: its toolkit mounts its own driver into each \
          container. Another version in the image takes room, and may hide the one that fits.",
    how: "Leave them out, and start the container with `--gpus all` on a host that has them.",
    examples: &[
        Example::bad(
            "
            FROM ubuntu:24.04
            RUN apt-get update && apt-get install -y «nvidia-container-toolkit» «nvidia-driver-570»
            ",
        ),
        Example::good(
            "
            FROM nvidia/cuda:12.8.1-runtime-ubuntu24.04
            RUN apt-get update && apt-get install -y python3
            ",
        ),
        Example::good(
            "
            FROM ubuntu:24.04
            RUN apt-get update && apt-get install -y nvidia-settings
            ",
        ),
    ],
    links: &[],
    check: Check::Run(check),
};

fn check(run: &Run, cx: &mut Context<'_>) {
    for package in run.installs.iter().flat_map(|install| &install.packages) {
        if gpu::is_of_the_host(&package.text) {
            cx.report(package.span, format!("`{}` belongs to the host", package.text));
        }
    }
}
