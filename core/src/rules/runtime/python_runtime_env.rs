//! Python without the variables that suit containers.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "python-runtime-env",
    title: "Python holds its output back in the container",
    category: Category::Runtime,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::All,
    aliases: &["DF032", "python-runtime-env-missing"],
    why: "Where the output is no terminal, Python collects it before it writes: the last lines \
          before a crash are lost, and logs come late. It also writes compiled files, which are \
          gone with the container.",
    how: "Set `ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1`.",
    examples: &[
        Example::bad(
            r#"
            FROM «python:3.14-slim»
            CMD ["python", "app.py"]
            "#,
        )
        .fixed(
            r#"
            FROM python:3.14-slim
            ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
            CMD ["python", "app.py"]
            "#,
        ),
        Example::good(
            r#"
            FROM python:3.14-slim
            ENV PYTHONUNBUFFERED=1
            CMD ["python", "app.py"]
            "#,
        ),
        Example::good(
            r#"
            FROM python:3.14-slim
            CMD ["python", "-u", "app.py"]
            "#,
        ),
        Example::good(
            r#"
            FROM python:3.14-slim AS build
            FROM scratch
            COPY --from=build /usr /usr
            CMD ["/usr/bin/app"]
            "#,
        ),
    ],
    links: &[],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let file = cx.file;
    let python = file.root_image(stage).is_some_and(|image| image.repository() == "python");
    if !stage.is_final || stage.is_dev() || !python || !file.lacks(stage, "PYTHONUNBUFFERED") {
        return;
    }
    let launches = [Keyword::Entrypoint, Keyword::Cmd];
    let launches: Vec<&Launch> =
        launches.iter().filter_map(|keyword| file.launch(stage, *keyword)).collect();
    let unbuffered = launches
        .iter()
        .flat_map(|launch| &launch.script.commands)
        .any(|command| command.has_flag("-u"));
    if launches.is_empty() || unbuffered {
        return;
    }
    let message = "nothing sets PYTHONUNBUFFERED, so the last lines before a crash may be lost";
    let finding = cx.report(stage.base_span, message);
    let pairs = "PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1";
    super::offer_env(finding, file, stage, pairs, "each line is written at once");
}
