//! A platform written into FROM fixes the image to one kind of machine.

use crate::image::Platform;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "from-constant-platform",
    title: "FROM names a fixed platform",
    category: Category::Base,
    severity: Severity::Low,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[
        "FromPlatformFlagConstDisallowed",
        "DL3029",
        "DF061",
        "avoid-platform-with-from",
        "AC_DOCKER_0001",
    ],
    why: "The image is for one architecture whatever `--platform` the build asks for. Elsewhere it runs under emulation, \
          several times slower, or not at all.",
    how: "Leave the flag out, so that the build decides. A stage that cross-compiles takes `--platform=$BUILDPLATFORM`. \
          Where stages are meant for one platform each, name them after it, such as `build-amd64`.",
    examples: &[
        Example::bad(
            "
            FROM «--platform=linux/amd64» golang:1.26 AS build
            RUN GOARCH=arm64 go build -o /app .
            FROM scratch
            COPY --from=build /app /app
            ",
        )
        .fixed(
            "
            FROM --platform=$BUILDPLATFORM golang:1.26 AS build
            RUN GOARCH=arm64 go build -o /app .
            FROM scratch
            COPY --from=build /app /app
            ",
        ),
        Example::bad(
            "
            FROM «--platform=linux/amd64» alpine:3.22
            ",
        ),
        Example::good(
            "
            FROM --platform=$BUILDPLATFORM golang:1.26 AS build
            ",
        ),
        Example::good(
            "
            FROM --platform=linux/amd64 golang:1.26 AS build-amd64
            FROM --platform=linux/arm64 golang:1.26 AS build-arm64
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/build-checks/from-platform-flag-const-disallowed/"],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let from = &cx.file.tree.instructions[stage.from];
    let Some(flag) = from.flag("platform") else { return };
    let value = flag.value.as_deref().unwrap_or("");
    let Ok(platform) = Platform::parse(value) else { return };
    let name = stage.name.as_deref().unwrap_or("");
    let named = |part: &str| !part.is_empty() && name.contains(part);
    if named(&platform.os) || named(&platform.arch) {
        return;
    }
    let message = format!("`{}` fixes the platform", cx.text(flag.span));
    let crosses = cx.file.runs_of(stage).any(|run| run.script.commands.iter().any(sets_target));
    let finding = cx.report(flag.span, message);
    if crosses && !stage.ships {
        let change =
            "the stage runs on the machine that builds, and must produce for the target itself";
        let fix = Fix::review("build on the builder's own platform", Phase::Base, change);
        finding.fix(fix.replace(flag.value_span, "$BUILDPLATFORM"));
    }
}

/// Whether a command is told which architecture to build for.
fn sets_target(command: &Command) -> bool {
    command.environment("GOARCH").is_some() || command.environment("GOOS").is_some()
}
