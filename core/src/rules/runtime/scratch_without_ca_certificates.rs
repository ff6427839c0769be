//! An empty image has no certificates.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "scratch-without-ca-certificates",
    title: "The empty image has no CA certificates",
    category: Category::Runtime,
    severity: Severity::Low,
    confidence: Confidence::Heuristic,
    profile: Profile::Strict,
    aliases: &["scratch-without-ca-or-tz-or-passwd"],
    why: "A program that calls an https address there fails with `certificate signed by unknown \
          authority`, because it finds no certificates to check with. Time zones and user names \
          are missing too.",
    how: "Copy them from the stage that builds: `COPY --from=build \
          /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/`. Or build on \
          `gcr.io/distroless/static`, which has them.",
    examples: &[
        Example::bad(
            r#"
            FROM golang:1.25 AS build
            RUN CGO_ENABLED=0 go build -o /server .
            FROM «scratch»
            COPY --from=build /server /server
            ENTRYPOINT ["/server"]
            "#,
        ),
        Example::good(
            r#"
            FROM golang:1.25 AS build
            RUN CGO_ENABLED=0 go build -o /server .
            FROM scratch
            COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
            COPY --from=build /server /server
            ENTRYPOINT ["/server"]
            "#,
        ),
        Example::good(
            "
            FROM golang:1.25 AS build
            RUN go build -o /out/tool .
            FROM scratch
            COPY --from=build /out/tool /
            ",
        ),
        Example::good(
            r#"
            FROM scratch
            ADD rootfs.tar.xz /
            CMD ["/bin/sh"]
            "#,
        ),
    ],
    links: &[],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let file = cx.file;
    let empty = matches!(file.root_of(stage), Base::Scratch) && file.starts(stage).is_some();
    if !stage.is_final || !empty {
        return;
    }
    let copies: Vec<_> = file.lineage(stage).flat_map(|stage| file.copies_of(stage)).collect();
    let compiles = file.runs.iter().flat_map(|run| &run.script.commands).any(|command| {
        command.is_one_of(&["go", "cargo"]) && matches!(command.subcommand(), "build" | "install")
    });
    let whole = |path: &str| matches!(path.trim_end_matches('/'), "" | "." | "/etc" | "/rootfs");
    let brings = copies.iter().any(|copy| {
        copy.is_add
            || copy.from.is_none()
            || copy.sources.iter().any(|source| {
                let text = &source.word.text;
                text.contains("cert") || text.contains("ssl") || text.contains('$') || whole(text)
            })
    });
    if compiles && !brings && !copies.is_empty() {
        cx.report(stage.base_span, "nothing brings CA certificates, so https calls fail here");
    }
}
