//! A Go program that needs a C library, where there is none.

use crate::image::{Family, facts};
use crate::model::SourceKind;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "go-binary-not-static",
    title: "A Go program that needs a C library goes where there is none",
    category: Category::Runtime,
    severity: Severity::High,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["go-build-not-static-for-scratch"],
    why: "Where a C compiler is at hand, as in `golang`, Go links programs that use the network or user names against \
          the C library. An image from `scratch` has no loader for them: the container stops at once with `no such file \
          or directory`.",
    how: "Compile without cgo: `CGO_ENABLED=0 go build …`. Where cgo is needed, link statically with \
          `-ldflags '-extldflags \"-static\"'`, or start from `gcr.io/distroless/base`.",
    examples: &[
        Example::bad(
            r#"
            FROM golang:1.25 AS build
            COPY . .
            RUN «go build» -o /server ./cmd/server
            FROM scratch
            COPY --from=build /server /server
            ENTRYPOINT ["/server"]
            "#,
        )
        .fixed(
            r#"
            FROM golang:1.25 AS build
            COPY . .
            RUN CGO_ENABLED=0 go build -o /server ./cmd/server
            FROM scratch
            COPY --from=build /server /server
            ENTRYPOINT ["/server"]
            "#,
        ),
        Example::good(
            "
            FROM golang:1.25 AS build
            ENV CGO_ENABLED=0
            RUN go build -o /server ./cmd/server
            FROM scratch
            COPY --from=build /server /server
            ",
        ),
        Example::good(
            "
            FROM golang:1.25-alpine AS build
            RUN go build -o /server ./cmd/server
            FROM scratch
            COPY --from=build /server /server
            ",
        ),
        Example::good(
            r#"
            FROM golang:1.25 AS build
            RUN go build -ldflags '-linkmode external -extldflags "-static"' -o /server .
            FROM gcr.io/distroless/static-debian13
            COPY --from=build /server /server
            "#,
        ),
    ],
    links: &["https://pkg.go.dev/cmd/cgo"],
    check: Check::Command(&["go"], check),
};

fn check(command: &Command, cx: &mut Context<'_>) {
    let (file, run, builder) = (cx.file, cx.this_run(), cx.this_stage());
    let sure = command.subcommand() == "build"
        && !run.onbuild
        && !command.context.conditional
        && compiles_c(file, builder, run.instruction);
    if !sure || is_static(command, run, cx) {
        return;
    }
    let output = command.flag_value("-o");
    let known = output.is_none_or(|path| !path.contains('$'));
    let goes = |copy: &&Copy| {
        let Some(SourceKind::Stage(from)) = copy.from else { return false };
        let from = file.lineage(&file.stages[from]).any(|stage| stage.index == builder.index);
        from && copy.sources.iter().any(|source| {
            let path = source.text.as_deref().unwrap_or(&source.word.text);
            is_output(output, path)
        })
    };
    let empty = |stage: &Stage| {
        let bare = match file.root_of(stage) {
            Base::Scratch => true,
            Base::Image(image) => facts::has_no_libc(image),
            _ => false,
        };
        let brings = file.lineage(stage).flat_map(|scope| file.copies_of(scope)).any(brings_libc);
        bare && stage.is_reachable && !brings
    };
    let target = file.copies.iter().filter(goes).find(|copy| empty(&file.stages[copy.stage]));
    let Some(copy) = target.filter(|_| known) else { return };
    let verb = command.operands()[0].span;
    let Some(name) = command.name_word() else { return };
    let change = "code that needs cgo, such as some database drivers, does not compile any more";
    let fix = (!run.is_exec && command.wrappers().is_empty()).then(|| {
        Fix::review("compile without cgo", Phase::Local, change)
            .insert(name.span.start, "CGO_ENABLED=0 ")
    });
    let base = &file.stages[copy.stage].base_raw;
    let message = format!("the program may need a C library, which `{base}` does not have");
    let finding = cx.report(name.span.to(verb), message);
    finding.note(copy.span, "it is copied there");
    if let Some(fix) = fix {
        finding.fix(fix);
    }
}

/// Whether Go would use cgo by default: an official image with a C compiler, in which nothing says otherwise.
fn compiles_c(file: &Dockerfile, stage: &Stage, at: usize) -> bool {
    let Some(image) = file.root_image(stage).filter(|image| image.repository() == "golang") else {
        return false;
    };
    let family = facts::family(image);
    let gcc = family == Family::Debian || {
        family == Family::Alpine
            && file.lineage(stage).flat_map(|scope| file.runs_of(scope)).any(|run| {
                let packages = run.installs.iter().flat_map(|install| &install.packages);
                let names: Vec<&str> = packages.map(|package| package.text.as_str()).collect();
                run.instruction < at
                    && (names.contains(&"build-base")
                        || names.contains(&"gcc") && names.iter().any(|name| name.contains("-dev")))
            })
    };
    gcc && file.lookup(stage, at, "CGO_ENABLED") == Value::Unset
}

/// Whether the step says that the program is static, or asks for another system, for which Go leaves cgo out.
fn is_static(command: &Command, run: &Run, cx: &Context<'_>) -> bool {
    let text = cx.text(run.whole);
    let earlier = cx.file.lineage(cx.this_stage()).flat_map(|stage| cx.file.runs_of(stage));
    let set = earlier
        .filter(|other| other.instruction <= run.instruction)
        .any(|other| cx.text(other.whole).contains("CGO_ENABLED"));
    let other = |name: &str, native: &str| {
        let written = command.environment(name).map(|word| word.text().to_owned());
        let before = match cx.file.lookup(cx.this_stage(), run.instruction, name) {
            Value::Known(value) => Some(value),
            Value::Unknown => Some(native.to_owned()),
            Value::Unset => None,
        };
        written.or(before).is_some_and(|value| {
            let value = value.rsplit('=').next().unwrap_or_default();
            !value.contains('$') && value != native
        })
    };
    set || ["-static", "netgo", "osusergo", "-c-archive", "-buildmode", "upx", "ldd"]
        .iter()
        .any(|sign| text.contains(sign))
        || other("GOOS", "linux")
        || other("GOARCH", "amd64")
}

/// Whether a copied path is what `go build -o` wrote.
fn is_output(output: Option<&str>, path: &str) -> bool {
    let path = path.trim_end_matches('/');
    let name = |path: &str| path.rsplit('/').next().unwrap_or(path).to_owned();
    match output {
        Some(output) if output.ends_with('/') => path.contains(output.trim_matches(['.', '/'])),
        Some(output) => {
            let output = output.trim_start_matches("./");
            name(output) == name(path)
                || !name(path).is_empty() && output.starts_with(&format!("{path}/"))
        }
        None => false,
    }
}

/// Whether a copy may bring a C library and its loader.
fn brings_libc(copy: &Copy) -> bool {
    let dest = copy.dest_path.as_deref().unwrap_or("/");
    let library = |path: &str| {
        let path = path.trim_end_matches('/');
        path.is_empty()
            || path == "."
            || path.contains("/lib")
            || path.contains("ld-")
            || path.contains("rootfs")
            || path.contains(".so")
    };
    copy.is_add
        || dest.starts_with("/lib")
        || copy
            .sources
            .iter()
            .any(|source| library(source.text.as_deref().unwrap_or(&source.word.text)))
}
