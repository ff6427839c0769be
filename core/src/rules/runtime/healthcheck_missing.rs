//! A server that nobody asks whether it still answers.

use crate::model::services;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "healthcheck-missing",
    title: "The image serves something and has no HEALTHCHECK",
    category: Category::Runtime,
    severity: Severity::Info,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[
        "DL3057",
        "DS-0026",
        "AVD-DS-0026",
        "CKV_DOCKER_2",
        "CIS-4.6",
        "CIS-DI-0006",
        "AC_DOCKER_00047",
        "AC_DOCKER_0047",
        "DF012",
        "WL3001",
        "FindMissingHealthcheck",
        "tally/ruby/healthcheck-rails-up-endpoint",
    ],
    why: "A process that hangs still runs: Docker, Compose and Swarm call the container up, and keep sending it requests. \
          Only a check that asks the service itself tells the difference.",
    how: "Add a HEALTHCHECK that asks the service on 127.0.0.1 with a tool that the image has, and gives up in time. \
          Kubernetes ignores it and has probes of its own; `HEALTHCHECK NONE` says that there is none on purpose.",
    examples: &[
        Example::bad(
            "
            FROM python:3.14-slim
            COPY . /app
            EXPOSE 8000
            «CMD [\"gunicorn\", \"app:app\"]»
            ",
        )
        .fixed(
            "
            FROM python:3.14-slim
            COPY . /app
            EXPOSE 8000
            HEALTHCHECK --interval=30s --timeout=3s --start-period=10s \\
                CMD [\"python\", \"-c\", \"import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/', timeout=2)\"]
            CMD [\"gunicorn\", \"app:app\"]
            ",
        ),
        Example::bad(
            "
            FROM debian:13-slim
            COPY app /usr/local/bin/
            EXPOSE 8080
            «ENTRYPOINT [\"app\"]»
            ",
        ),
        Example::bad(
            "
            FROM «nginx:1.29»
            COPY site /usr/share/nginx/html
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            COPY tool /usr/local/bin/
            ENTRYPOINT [\"tool\"]
            ",
        ),
        Example::good(
            "
            FROM nginx:1.29 AS web
            HEALTHCHECK NONE
            FROM web
            COPY site /usr/share/nginx/html
            ",
        ),
        Example::good(
            "
            FROM example.org/acme/server:2.1
            EXPOSE 8080
            CMD [\"node\", \"server.js\"]
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#healthcheck"],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let file = cx.file;
    if !stage.is_final {
        return;
    }
    let known = match file.root_of(stage) {
        Base::Image(image) => services::lacks_healthcheck(image),
        Base::Scratch => true,
        _ => false,
    };
    if !known || file.launch(stage, Keyword::Healthcheck).is_some() {
        return;
    }
    let Some(evidence) = file.serves(stage) else { return };
    let launched = |keyword| file.launch(stage, keyword).map(|launch: &Launch| launch.span);
    // A CMD counts for nothing behind an ENTRYPOINT in shell form.
    let alone = file.launch(stage, Keyword::Entrypoint).filter(|launch| !launch.is_exec);
    let span = alone
        .map(|launch| launch.span)
        .or(launched(Keyword::Cmd))
        .or(launched(Keyword::Entrypoint))
        .unwrap_or(evidence);
    let mend: fn(&Stage, &Context<'_>) -> Option<Fix> = fix;
    let fix = crate::rules::later(mend).and_then(|fix| fix(stage, cx));
    let finding = cx
        .report(span, "nothing asks whether the service still answers: there is no `HEALTHCHECK`");
    if evidence != span {
        finding.note(evidence, "it serves something");
    }
    if let Some(fix) = fix {
        finding.fix(fix);
    }
}

fn fix(stage: &Stage, cx: &Context<'_>) -> Option<Fix> {
    let file = cx.file;
    let port = file.only_port(stage)?;
    let probe = file.probe(stage, port).filter(|_| cx.file.tree.escape == '\\')?;
    let (_, before) =
        file.steps(stage).find(|(_, i)| matches!(i.keyword, Keyword::Cmd | Keyword::Entrypoint))?;
    let line = cx.newline();
    let text = format!(
        "HEALTHCHECK --interval=30s --timeout=3s --start-period=10s \\{line}    CMD {probe}{line}"
    );
    let change = format!(
        "the container counts as unhealthy unless it answers HTTP at port {port} with success"
    );
    let fix = Fix::review("ask the service over HTTP", Phase::Runtime, &change);
    Some(fix.insert(file.above(before), text).instructions(1))
}
