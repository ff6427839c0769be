//! More of the driver than is needed.

use crate::model::Kind;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "driver-capabilities-all",
    title: "Containers get every part of the graphics driver",
    category: Category::Runtime,
    severity: Severity::Low,
    confidence: Confidence::Certain,
    profile: Profile::All,
    aliases: &[
        "tally/gpu/prefer-minimal-driver-capabilities",
        "prefer-minimal-driver-capabilities",
    ],
    why: "`all` mounts the libraries for displays, video and graphics too. What computes needs \
          two of them, and every other one is more of the host's driver within reach.",
    how: "Name what is used: `ENV NVIDIA_DRIVER_CAPABILITIES=compute,utility`.",
    examples: &[
        Example::bad(
            "
            FROM nvidia/cuda:12.8.1-runtime-ubuntu24.04
            ENV «NVIDIA_DRIVER_CAPABILITIES=all»
            ",
        )
        .fixed(
            "
            FROM nvidia/cuda:12.8.1-runtime-ubuntu24.04
            ENV NVIDIA_DRIVER_CAPABILITIES=compute,utility
            ",
        ),
        Example::good(
            "
            FROM nvidia/cuda:12.8.1-runtime-ubuntu24.04
            ENV NVIDIA_DRIVER_CAPABILITIES=compute,utility,graphics
            ",
        ),
        Example::good(
            "
            FROM ubuntu:24.04
            ENV DRIVER_CAPABILITIES=all
            ",
        ),
    ],
    links: &[],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let bindings = stage.bindings.iter().filter(|binding| binding.kind == Kind::Env);
    for binding in bindings.filter(|binding| binding.name == "NVIDIA_DRIVER_CAPABILITIES") {
        if binding.value != Value::Known("all".to_owned()) {
            continue;
        }
        let written = binding.raw.as_ref().map(|raw| raw.span);
        let finding = cx.report(binding.span, "`all` includes displays, video and graphics");
        if let Some(span) = written {
            let change = "containers that draw or encode video need more than these";
            let fix = Fix::review("name what is used", Phase::Runtime, change);
            finding.fix(fix.replace(span, "compute,utility"));
        }
    }
}
