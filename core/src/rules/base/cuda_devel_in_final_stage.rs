//! The compilers of CUDA in the image that is shipped.

use crate::model::gpu;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "cuda-devel-in-final-stage",
    title: "The final image is built on the development image of CUDA",
    category: Category::Base,
    severity: Severity::Medium,
    confidence: Confidence::Likely,
    profile: Profile::All,
    aliases: &["tally/gpu/prefer-runtime-final-stage", "gpu-prefer-runtime-final-stage"],
    why: "The development image brings compilers and headers: several gigabytes that running \
          programs never touch.",
    how: "Compile in a stage of its own, and build the final one on the same tag with `runtime` \
          or `base`.",
    examples: &[
        Example::bad(
            r#"
            FROM «nvidia/cuda:12.8.1-cudnn-devel-ubuntu24.04»
            CMD ["python3", "serve.py"]
            "#,
        ),
        Example::good(
            "
            FROM nvidia/cuda:12.8.1-devel-ubuntu24.04 AS build
            RUN make
            FROM nvidia/cuda:12.8.1-runtime-ubuntu24.04
            COPY --from=build /out /out
            ",
        ),
        Example::good(
            "
            FROM nvidia/cuda:12.8.1-devel-ubuntu24.04 AS dev
            ",
        ),
    ],
    links: &[],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let Some(image) = cx.file.root_image(stage).filter(|image| gpu::is_cuda(image)) else { return };
    if stage.is_final && !stage.is_dev() && image.tag_parts().any(|part| part == "devel") {
        cx.report(stage.base_span, "compilers and headers of CUDA are shipped");
    }
}
