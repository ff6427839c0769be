//! The health check asks another port.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "healthcheck-wrong-port",
    title: "The HEALTHCHECK asks a port that nothing else names",
    category: Category::Runtime,
    severity: Severity::Medium,
    confidence: Confidence::Heuristic,
    profile: Profile::Default,
    aliases: &[],
    why: "The file exposes other ports than the one that is asked. Where nothing listens there the container \
          counts as unhealthy for ever.",
    how: "Ask the port that the program listens on.",
    examples: &[
        Example::bad(
            r#"
            FROM node:24
            EXPOSE 3000
            HEALTHCHECK CMD curl -f http://localhost:«8080»/
            CMD ["node", "server.js"]
            "#,
        ),
        Example::good(
            "
            FROM node:24
            EXPOSE 3000
            HEALTHCHECK CMD curl -f http://localhost:3000/
            ",
        ),
        Example::good(
            "
            FROM node:24
            ENV ADMIN_PORT=8081
            EXPOSE 3000
            HEALTHCHECK CMD curl -f http://localhost:8081/
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
    let Some(health) =
        file.launch(stage, Keyword::Healthcheck).filter(|launch| launch.stage == stage.index)
    else {
        return;
    };
    let text = file.text(health.command);
    let asked = ["localhost:", "127.0.0.1:"].iter().find_map(|host| {
        let at = text.find(host)? + host.len();
        let digits = text[at..].find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len() - at);
        Some((at, text[at..at + digits].parse::<u16>().ok()?, digits))
    });
    let Some((at, port, digits)) = asked else { return };
    let exposes: Vec<usize> = file
        .lineage(stage)
        .flat_map(|stage| file.steps(stage))
        .filter(|(_, i)| i.keyword == Keyword::Expose)
        .map(|(at, _)| at)
        .collect();
    let ports: Vec<_> = exposes.iter().flat_map(|at| file.ports(*at)).collect();
    let known = !ports.is_empty()
        && ports.iter().all(|(word, port)| {
            word.unset.is_empty() && word.without_value.is_empty() && port.bounds().is_ok()
        });
    let exposed = ports.iter().any(|(_, exposed)| {
        exposed.bounds().is_ok_and(|(first, last)| (first..=last).contains(&port))
    });
    let number = port.to_string();
    if known
        && !exposed
        && file.tree.source.matches(number.as_str()).count()
            == text.matches(number.as_str()).count()
    {
        let start = health.command.start + at as u32;
        let message = format!("nothing else in the file names port `{port}`");
        let finding = cx.report(Span::new(start, start + digits as u32), message);
        if let Some((word, _)) = ports.first() {
            finding.note(word.span, "this is what it exposes");
        }
    }
}
