//! A user by name where no file says who that is.

use crate::image::Family;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "user-not-in-passwdless-stage",
    title: "USER is a name, but the image has no list of accounts",
    category: Category::Privilege,
    severity: Severity::High,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["tally/named-identity-in-passwdless-stage"],
    why: "A name is looked up in `/etc/passwd` of the image. `scratch` has none, and distroless images know only \
          `root`, `nobody` and `nonroot`: the container does not start.",
    how: "Give a number, `USER 65532:65532`, which needs no list, or copy `/etc/passwd` from the stage that makes the \
          account.",
    examples: &[
        Example::bad(
            r#"
            FROM golang:1.25 AS build
            RUN useradd --uid 10001 app && go build -o /out/server .
            FROM scratch
            COPY --from=build /out/server /server
            USER «app»
            ENTRYPOINT ["/server"]
            "#,
        )
        .fixed(
            r#"
            FROM golang:1.25 AS build
            RUN useradd --uid 10001 app && go build -o /out/server .
            FROM scratch
            COPY --from=build /out/server /server
            USER 65532:65532
            ENTRYPOINT ["/server"]
            "#,
        ),
        Example::bad(
            "
            FROM gcr.io/distroless/static-debian13
            USER «app:app»
            ",
        )
        .fixed(
            "
            FROM gcr.io/distroless/static-debian13
            USER 65532:65532
            ",
        ),
        Example::good(
            r#"
            FROM alpine:3.22 AS build
            RUN adduser -D app
            FROM scratch
            COPY --from=build /etc/passwd /etc/group /etc/
            USER app
            FROM gcr.io/distroless/static-debian13
            USER nonroot:nonroot
            "#,
        ),
        Example::good(
            "
            FROM scratch
            ADD rootfs.tar.gz /
            USER app
            FROM scratch
            USER 65532:65532
            ",
        ),
    ],
    links: &[],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let file = cx.file;
    let known: &[&str] = match file.root_of(stage) {
        Base::Scratch => &[],
        Base::Image(image)
            if file.family(stage) == Family::Distroless
                && image.repository().starts_with("gcr.io/distroless/") =>
        {
            &["root", "nobody", "nonroot"]
        }
        _ => return,
    };
    for user in &stage.users {
        let Some(value) = user.value.as_deref() else { continue };
        let name = value.split(':').next().unwrap_or(value).trim();
        let named = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
        if !named || known.contains(&name) || crate::model::is_root(name) {
            continue;
        }
        if file.lineage(stage).any(|scope| brings_list(file, scope)) {
            return;
        }
        let exact = cx.text(user.span) == user.raw && value == user.raw;
        let finding = cx.report(
            user.span,
            format!("`{name}` is a name, but nothing brings `/etc/passwd` to look it up in"),
        );
        if exact {
            let change = "the container runs as number 65532; files that only the named account may read must be given to it";
            let fix = Fix::review("give a number", Phase::User, change);
            finding.fix(fix.replace(user.span, "65532:65532"));
        }
    }
}

/// Whether something may bring `/etc/passwd`: a copy to it, to a folder above it, or of an archive or a whole folder,
/// or a program that is run.
fn brings_list(file: &Dockerfile, stage: &Stage) -> bool {
    let copied = file.copies_of(stage).any(|copy| match copy.dest_path.as_deref() {
        None => true,
        Some("/etc/passwd" | "/etc") => true,
        Some("/") => copy.sources.iter().any(|source| {
            let text = source.text.as_deref().unwrap_or(&source.word.text);
            let name = text.trim_end_matches('/').rsplit('/').next().unwrap_or(text);
            copy.is_add
                || text.contains(['*', '$'])
                || text.ends_with('/')
                || name.is_empty()
                || !name.contains('.')
                || name == "."
        }),
        Some(_) => false,
    });
    copied || file.runs_of(stage).next().is_some()
}
