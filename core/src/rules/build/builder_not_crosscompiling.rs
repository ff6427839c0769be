//! A compiler that runs in emulation for nothing.

use crate::model::{Kind, SourceKind};
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "builder-not-crosscompiling",
    title: "Go compiles in emulation, though it can compile for other platforms itself",
    category: Category::Build,
    severity: Severity::Info,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "Without `--platform=$BUILDPLATFORM` the stage runs once for each platform of the image, as a machine of that \
          platform: under emulation that takes many times as long. Go without cgo compiles for any platform on any \
          machine.",
    how: "Write `FROM --platform=$BUILDPLATFORM golang:… AS build`, declare `ARG TARGETOS TARGETARCH` in the stage, \
          and compile with `GOOS=$TARGETOS GOARCH=$TARGETARCH`.",
    examples: &[
        Example::bad(
            "
            FROM «golang:1.26» AS build
            ARG TARGETOS TARGETARCH
            COPY . .
            RUN CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH go build -o /app .
            FROM scratch
            COPY --from=build /app /app
            ",
        )
        .fixed(
            "
            FROM --platform=$BUILDPLATFORM golang:1.26 AS build
            ARG TARGETOS TARGETARCH
            COPY . .
            RUN CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH go build -o /app .
            FROM scratch
            COPY --from=build /app /app
            ",
        ),
        Example::good(
            "
            FROM --platform=$BUILDPLATFORM golang:1.26 AS build
            ARG TARGETARCH
            RUN CGO_ENABLED=0 GOARCH=$TARGETARCH go build -o /app .
            FROM scratch
            COPY --from=build /app /app
            ",
        ),
        Example::good(
            "
            FROM golang:1.26 AS build
            RUN CGO_ENABLED=0 go build -o /app .
            FROM scratch
            COPY --from=build /app /app
            ",
        ),
        Example::good(
            "
            FROM golang:1.26 AS build
            ARG TARGETARCH
            RUN CGO_ENABLED=0 GOARCH=$TARGETARCH go build -o /app . && /app --version
            FROM scratch
            COPY --from=build /app /app
            ",
        ),
    ],
    links: &["https://docs.docker.com/build/building/multi-platform/#cross-compilation"],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let file = cx.file;
    let from = &file.tree.instructions[stage.from];
    let go = matches!(&stage.base, Base::Image(image) if image.repository() == "golang");
    if !go || stage.ships || stage.is_base || from.flag("platform").is_some() {
        return;
    }
    let runs: Vec<&Run> = file.runs_of(stage).collect();
    let commands = || runs.iter().flat_map(|run| &run.script.commands);
    // For the image's platform, as it says itself, and without C.
    let arg = stage.bindings.iter().any(|b| b.kind == Kind::Arg && b.name == "TARGETARCH");
    let given = |run: &Run, command: &Command, name: &str| {
        let word = command.environment(name).map(|word| word.text().to_owned());
        let exported = || {
            let mut words =
                run.script.commands.iter().filter(|c| c.is("export")).flat_map(Command::args);
            words.find_map(|word| {
                word.text().strip_prefix(name)?.strip_prefix('=').map(str::to_owned)
            })
        };
        let env = stage.bindings.iter().rev().find(|b| b.name == name && b.kind == Kind::Env);
        let env = env.and_then(|b| b.raw.as_ref()).map(|raw| raw.text.clone());
        let value = word.or_else(exported).or(env).unwrap_or_default();
        value.rsplit('=').next().unwrap_or("").trim_matches('"').to_owned()
    };
    let builds: Vec<(&Run, &Command)> = runs
        .iter()
        .flat_map(|run| run.script.commands.iter().map(move |command| (*run, command)))
        .filter(|(_, c)| c.is("go") && matches!(c.subcommand(), "build" | "install"))
        .collect();
    let crosses = |(run, command): &(&Run, &Command)| {
        given(run, command, "GOARCH").contains("TARGETARCH")
            && given(run, command, "CGO_ENABLED") == "0"
    };
    if !arg || builds.is_empty() || !builds.iter().all(crosses) {
        return;
    }
    // Nothing but Go, and what hands files about, would be the same on another machine.
    let known = |command: &Command| {
        let go = command.is("go") && !matches!(command.subcommand(), "test" | "run");
        go || command.is_assignment()
            || command.is_one_of(&[
                "apk", "git", "mkdir", "cp", "cd", "echo", "export", "set", "rm", "ls", "cat",
            ])
    };
    let clear = runs.iter().all(|run| run.script.is_clear());
    let image = |copy: &Copy| copy.from == Some(SourceKind::Stage(stage.index));
    let takes_in = file.copies_of(stage).any(|copy| copy.from.is_some());
    if !clear || takes_in || !commands().all(known) || !file.copies.iter().any(image) {
        return;
    }
    // Packages of the system would be those of the machine, which does for Go; a library that is copied would not.
    let program = |copy: &&Copy| {
        image(copy)
            && copy.sources.iter().all(|source| {
                let path = source.text.as_deref().unwrap_or("/usr");
                !["/usr", "/lib", "/bin", "/sbin"].iter().any(|top| path.starts_with(top))
                    || path.contains("zoneinfo")
                    || path.contains("certs")
            })
    };
    if file.copies.iter().filter(|copy| image(copy)).count()
        != file.copies.iter().filter(program).count()
    {
        return;
    }
    let change = "the stage runs on the build machine's own platform, and so do its other programs";
    let fix = Fix::review("compile on the build machine's platform", Phase::Base, change)
        .insert(from.word.end, " --platform=$BUILDPLATFORM");
    cx.report(
        stage.base_span,
        format!("`{}` runs in emulation for other platforms", stage.base_raw),
    )
    .fix(fix);
}
