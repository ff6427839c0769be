//! A mounted secret that gets out of its mount.

use crate::model::secret_writes;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "secret-mount-leaked",
    title: "A mounted secret is written into the image or the log",
    category: Category::Secrets,
    severity: Severity::Critical,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "A secret mount leaves nothing behind, as long as its content stays in it. What is copied to another file, \
          into the settings of npm or Git, or printed, is in a layer or in the build's log for everybody who has it.",
    how: "Let the tool read the mounted file itself, `--mount=type=secret,id=npmrc,target=/root/.npmrc`, or delete \
          what was written in the same RUN.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN --mount=type=secret,id=key cp /run/secrets/key «/etc/app/key»
            ",
        ),
        Example::bad(
            r#"
            FROM debian:13-slim
            RUN --mount=type=secret,id=token,env=TOKEN echo "token: $TOKEN" > «/etc/app.yml»
            "#,
        ),
        Example::bad(
            r#"
            FROM node:24-slim
            RUN --mount=type=secret,id=npm npm config set «"//npm.example.org/:_authToken=$(cat /run/secrets/npm)"» && npm ci
            "#,
        ),
        Example::bad(
            "
            FROM debian:13-slim
            RUN --mount=type=secret,id=token «cat /run/secrets/token»
            ",
        ),
        Example::good(
            r#"
            FROM node:24-slim
            RUN --mount=type=secret,id=npm,target=/root/.npmrc npm ci
            RUN --mount=type=secret,id=token,env=TOKEN echo "token: $TOKEN" > /tmp/x && ./install /tmp/x && rm /tmp/x
            "#,
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            RUN --mount=type=secret,id=token TOKEN=$(cat /run/secrets/token) && curl -H "Authorization: Bearer $TOKEN" https://example.com/x -o /x
            RUN --mount=type=secret,id=pw cat /run/secrets/pw | docker login -u app --password-stdin && docker logout
            RUN --mount=type=secret,id=token,env=TOKEN echo "${TOKEN:+a token is there}"
            "#,
        ),
    ],
    links: &["https://docs.docker.com/build/building/secrets/"],
    check: Check::Run(check),
};

fn check(run: &Run, cx: &mut Context<'_>) {
    if run.mounts.is_empty() {
        return;
    }
    let stage = cx.this_stage();
    let writes = secret_writes::of(cx.file, stage, run);
    if writes.is_empty() {
        return;
    }
    // What another rule says of the same place is not said twice.
    let files = cx.file.secret_files(stage);
    for write in writes {
        if files.iter().any(|file| file.span == write.span) {
            continue;
        }
        let message = match (&write.file, write.is_setting) {
            (Some(file), _) => {
                format!("the mounted secret is written to `{file}`, which stays in the layer")
            }
            (None, true) => {
                "the mounted secret is written into settings that stay in the layer".to_owned()
            }
            (None, false) => "the mounted secret is printed into the build's log".to_owned(),
        };
        let finding = cx.report(write.span, message);
        if write.file.is_none() && !write.is_setting {
            finding.severity(Severity::High);
        } else if !stage.ships {
            finding.severity(Severity::Medium);
        }
    }
}
