//! Arguments that nobody can replace.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "entrypoint-without-cmd-defaults",
    title: "ENTRYPOINT holds arguments that could be defaults",
    category: Category::Runtime,
    severity: Severity::Info,
    confidence: Confidence::Heuristic,
    profile: Profile::All,
    aliases: &["DF017"],
    why: "What stands in ENTRYPOINT can only be replaced with `--entrypoint`. As CMD the arguments would be \
          defaults: `docker run image --other` replaces them.",
    how: "Keep the program in ENTRYPOINT, and give its arguments in CMD.",
    examples: &[
        Example::bad(
            r#"
            FROM debian:13-slim
            ENTRYPOINT «["app", "--config", "/etc/app.toml"]»
            "#,
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            ENTRYPOINT ["app"]
            CMD ["--config", "/etc/app.toml"]
            "#,
        ),
        Example::good(
            r#"
            FROM eclipse-temurin:21-jre
            ENTRYPOINT ["java", "-jar", "/app.jar"]
            "#,
        ),
    ],
    links: &[
        "https://docs.docker.com/reference/dockerfile/#understand-how-cmd-and-entrypoint-interact",
    ],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let file = cx.file;
    if !stage.is_final {
        return;
    }
    let Some(entrypoint) =
        file.launch(stage, Keyword::Entrypoint).filter(|launch| launch.stage == stage.index)
    else {
        return;
    };
    if !entrypoint.is_exec || file.launch(stage, Keyword::Cmd).is_some() {
        return;
    }
    // Interpreters and wrappers take the program as an argument.
    let Some(command) = entrypoint.script.single() else { return };
    let words = command.args();
    let own = command.wrappers().is_empty()
        && !command
            .is_one_of(&["java", "python", "python3", "node", "ruby", "perl", "php", "dotnet"])
        && !words.iter().any(|word| {
            matches!(word.text(), "-jar" | "-c" | "-m" | "-e" | "--" | "-cp")
                || word.text().contains(['/', '.']) && !word.text().starts_with('/')
        })
        && words.first().is_some_and(|word| word.text().starts_with("--"));
    if own && words.len() >= 2 {
        cx.report(
            entrypoint.command,
            "these arguments can't be replaced when the container is run",
        );
    }
}
