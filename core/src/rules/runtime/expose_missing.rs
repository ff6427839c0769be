//! A port that nobody documents.

use crate::model::services;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "expose-missing",
    title: "The program listens on a port that EXPOSE does not name",
    category: Category::Runtime,
    severity: Severity::Info,
    confidence: Confidence::Likely,
    profile: Profile::All,
    aliases: &["DF022"],
    why: "EXPOSE is how the image tells people and tools which port to publish; `docker run -P` and many \
          proxies read it.",
    how: "Add `EXPOSE` with the port.",
    examples: &[
        Example::bad(
            r#"
            FROM python:3.14-slim
            COPY . /app
            CMD «["gunicorn", "--bind", "0.0.0.0:8000", "app:app"]»
            "#,
        )
        .fixed(
            r#"
            FROM python:3.14-slim
            COPY . /app
            EXPOSE 8000
            CMD ["gunicorn", "--bind", "0.0.0.0:8000", "app:app"]
            "#,
        ),
        Example::good(
            r#"
            FROM python:3.14-slim
            EXPOSE 8000
            CMD ["gunicorn", "--bind", "0.0.0.0:8000", "app:app"]
            "#,
        ),
        Example::good(
            r#"
            FROM python:3.14-slim
            CMD ["gunicorn", "--bind", "127.0.0.1:8000", "app:app"]
            "#,
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#expose"],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let file = cx.file;
    if !stage.is_final {
        return;
    }
    let exposed = file
        .lineage(stage)
        .any(|stage| file.steps(stage).any(|(_, i)| i.keyword == Keyword::Expose));
    let known =
        matches!(file.root_of(stage), Base::Image(image) if !image.repository().contains('/'));
    if exposed || !known {
        return;
    }
    let launches = [Keyword::Cmd, Keyword::Entrypoint]
        .into_iter()
        .filter_map(|keyword| file.launch(stage, keyword));
    let found = launches.filter(|launch| launch.stage == stage.index).find_map(|launch| {
        Some((launch, launch.script.commands.iter().find_map(services::listens)?))
    });
    let Some((launch, port)) = found else { return };
    let above = file.above(&file.tree.instructions[launch.instruction]);
    let change = "the port becomes part of the image's settings; nothing is published by it";
    let fix = Fix::recommended("name the port", Phase::Runtime, change);
    cx.report(launch.command, format!("the program listens on `{port}`, and no `EXPOSE` says so"))
        .fix(fix.insert(above, format!("EXPOSE {port}{}", file.tree.newline())).instructions(1));
}
