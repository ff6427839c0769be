//! The script stays in front of the program.

use crate::model::entry_scripts;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "entrypoint-script-no-exec",
    title: "The script that the container starts does not make way for the program",
    category: Category::Runtime,
    severity: Severity::Medium,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "The shell of the script stays the first process and gets the signals. It doesn't pass them on, so \
          that `docker stop` waits ten seconds and kills.",
    how: "End the script with `exec \"$@\"`, or put `exec` before its last command.",
    examples: &[
        Example::bad(
            r#"
            FROM debian:13-slim
            COPY --chmod=755 «<<"EOF"» /entrypoint.sh
            #!/bin/sh
            set -e
            "$@"
            EOF
            ENTRYPOINT ["/entrypoint.sh"]
            "#,
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            COPY --chmod=755 <<"EOF" /entrypoint.sh
            #!/bin/sh
            exec "$@"
            EOF
            ENTRYPOINT ["/entrypoint.sh"]
            "#,
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            COPY --chmod=755 <<"EOF" /entrypoint.py
            #!/usr/bin/env python3
            print("hi")
            EOF
            ENTRYPOINT ["/entrypoint.py"]
            "#,
        ),
    ],
    links: &["https://docs.docker.com/build/building/best-practices/#entrypoint"],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let file = cx.file;
    for script in entry_scripts::of(file, stage) {
        if script.ends_with_arguments && !file.text(script.heredoc.body).contains("exec") {
            let message = format!(
                "`{}` stays the first process, as it starts the program without `exec`",
                script.path
            );
            cx.report(script.heredoc.word, message);
        }
    }
}
