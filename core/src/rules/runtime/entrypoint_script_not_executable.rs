//! A script that can not be started.

use crate::model::entry_scripts;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "entrypoint-script-not-executable",
    title: "The script that the container starts is not executable",
    category: Category::Runtime,
    severity: Severity::High,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "COPY writes a heredoc with the mode 0644. Started directly, the container ends at once with \
          `permission denied`.",
    how: "Add `--chmod=755` to the COPY.",
    examples: &[
        Example::bad(
            r#"
            FROM debian:13-slim
            COPY «<<EOF» /entrypoint.sh
            #!/bin/sh
            exec "$@"
            EOF
            ENTRYPOINT ["/entrypoint.sh"]
            "#,
        )
        .fixed(
            r#"
            FROM debian:13-slim
            COPY --chmod=755 <<EOF /entrypoint.sh
            #!/bin/sh
            exec "$@"
            EOF
            ENTRYPOINT ["/entrypoint.sh"]
            "#,
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            COPY <<EOF /entrypoint.sh
            #!/bin/sh
            exec "$@"
            EOF
            RUN chmod +x /entrypoint.sh
            ENTRYPOINT ["/entrypoint.sh"]
            "#,
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            COPY <<EOF /entrypoint.sh
            exec "$@"
            EOF
            ENTRYPOINT ["sh", "/entrypoint.sh"]
            "#,
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#copy---chown---chmod"],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let file = cx.file;
    for script in entry_scripts::of(file, stage) {
        let copy = script.copy;
        let changed = file.lineage(stage).flat_map(|stage| file.runs_of(stage)).any(|run| {
            run.instruction > copy.instruction
                && run
                    .script
                    .commands
                    .iter()
                    .any(|command| command.is("chmod") || command.is("install"))
        });
        if copy.chmod.is_some() || changed {
            continue;
        }
        let fix =
            Fix::recommended("make it executable", Phase::Runtime, "the script can be started");
        let message = format!("`{}` is started, and has no right to run", script.path);
        cx.report(script.heredoc.word, message).fix(fix.insert(copy.word.end, " --chmod=755"));
    }
}
