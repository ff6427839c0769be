//! CMD and ENTRYPOINT in shell form put a shell between the runtime and the program.

use crate::model::{exec_form, loose_json};
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "cmd-not-exec-form",
    title: "CMD or ENTRYPOINT is in shell form",
    category: Category::Runtime,
    severity: Severity::Low,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[
        "JSONArgsRecommended",
        "DL3025",
        "S7019",
        "DF018",
        "DF025",
        "EJ0002",
        "prefer-json-notation",
    ],
    why: "The program runs below `/bin/sh -c`. Many shells don't pass SIGTERM on, so `docker stop` waits ten seconds and kills. \
          A shell-form ENTRYPOINT also ignores CMD and the arguments of `docker run`.",
    how: "Write a JSON array of the words. Where variables are needed, keep the shell and let it make way: \
          `[\"/bin/sh\", \"-c\", \"exec program $ARGUMENTS\"]`.",
    examples: &[
        Example::bad(
            "
            FROM node:24
            CMD «node server.js --name 'my app'»
            ",
        )
        .fixed(
            "
            FROM node:24
            CMD [\"node\", \"server.js\", \"--name\", \"my app\"]
            ",
        ),
        Example::bad(
            "
            FROM eclipse-temurin:21-jre
            ENTRYPOINT «java $JAVA_OPTS -jar /app.jar»
            ",
        )
        .fixed(
            "
            FROM eclipse-temurin:21-jre
            ENTRYPOINT [\"/bin/sh\", \"-c\", \"exec java $JAVA_OPTS -jar /app.jar\"]
            ",
        ),
        Example::bad(
            "
            FROM debian:12-slim
            CMD «cd /srv && ./migrate && ./serve»
            ",
        ),
        Example::bad(
            "
            FROM debian:12-slim
            CMD «exec top -b»
            ",
        )
        .fixed(
            "
            FROM debian:12-slim
            CMD [\"top\", \"-b\"]
            ",
        ),
        Example::good(
            "
            FROM node:24
            CMD [\"node\", \"server.js\"]
            ",
        ),
        Example::good(
            "
            FROM node:24
            SHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]
            CMD node server.js
            ",
        ),
        Example::good(
            "
            FROM node:24
            HEALTHCHECK CMD node healthcheck.js
            ",
        ),
    ],
    links: &[
        "https://docs.docker.com/reference/build-checks/json-args-recommended/",
        "https://docs.docker.com/reference/dockerfile/#shell-and-exec-form",
    ],
    check: Check::File(check),
};

fn check(file: &Dockerfile, cx: &mut Context<'_>) {
    for launch in &file.launches {
        if launch.is_exec
            || launch.shell.explicit
            || launch.onbuild
            || launch.keyword == Keyword::Healthcheck
            || loose_json::fault(file.text(launch.command)).is_some()
        // See `json-form-malformed`.
        {
            continue;
        }
        let keyword = launch.keyword.name();
        let span = if launch.command.is_empty() { launch.span } else { launch.command };
        let message = format!("{keyword} is in shell form, so a shell stands before the program");
        let finding = cx.report(span, message);
        if launch.keyword == Keyword::Entrypoint {
            finding.severity(Severity::Medium);
        }
        let mend: fn(&Dockerfile, &Launch) -> Option<Fix> = fix;
        if let Some(fix) = crate::rules::later(mend).and_then(|fix| fix(file, launch)) {
            finding.fix(fix);
        }
    }
}

fn fix(file: &Dockerfile, launch: &Launch) -> Option<Fix> {
    // A CMD that shell form has hidden would become the arguments of the new ENTRYPOINT.
    let stage = &file.stages[launch.stage];
    if launch.keyword == Keyword::Entrypoint && file.launch(stage, Keyword::Cmd).is_some() {
        return None;
    }
    let behind =
        file.launch(stage, Keyword::Entrypoint).is_some_and(|entrypoint| entrypoint.is_exec);
    if let Some(words) = exec_form::plain_words(file, launch) {
        let script = words.first().is_some_and(|program| program.ends_with(".sh"));
        let title = "write a JSON array";
        let array = exec_form::array(&words);
        let fix = if script {
            Fix::review(
                title,
                Phase::Runtime,
                "the script needs a `#!` line, as no shell starts it any more",
            )
        } else if behind {
            Fix::review(
                title,
                Phase::Runtime,
                "the ENTRYPOINT gets the words themselves, not `/bin/sh -c`",
            )
        } else {
            Fix::recommended(
                title,
                Phase::Runtime,
                "the program starts without a shell and gets signals itself",
            )
        };
        return Some(fix.replace(launch.command, array));
    }
    let text = exec_form::with_variables(file, launch).filter(|_| !behind)?;
    if text == file.text(launch.command) {
        // What the builder makes of shell form, written out.
        let fix = Fix::safe("write a JSON array", Phase::Runtime, Proof::Same);
        let words = ["/bin/sh".into(), "-c".into(), text];
        return Some(fix.replace(launch.command, exec_form::array(&words)));
    }
    let change = "the shell makes way for the program, which gets signals itself";
    let fix = Fix::review("let the shell make way for the program", Phase::Runtime, change);
    Some(fix.replace(launch.command, exec_form::array(&["/bin/sh".into(), "-c".into(), text])))
}
