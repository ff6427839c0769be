//! A package source that any trusted key may sign for.

use crate::model::downloads;
use crate::rule::prelude::*;
use crate::shell::Word;

pub(super) static RULE: Rule = Rule {
    id: "apt-source-without-signed-by",
    title: "A package source does not say whose key signs it",
    category: Category::Supply,
    severity: Severity::Medium,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "Without `signed-by` the source's key must be trusted for everything, so that this source may replace the \
          distribution's own packages too.",
    how: "Save the key under `/etc/apt/keyrings`, and name it: `deb [signed-by=/etc/apt/keyrings/x.asc] …`.",
    examples: &[
        Example::bad(
            r#"
            FROM debian:13-slim
            RUN echo "«deb https://apt.example.com stable» main" > /etc/apt/sources.list.d/x.list
            "#,
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            RUN echo "deb [arch=amd64 signed-by=/etc/apt/keyrings/x.asc] https://apt.example.com stable main" > /etc/apt/sources.list.d/x.list
            "#,
        ),
        Example::good(
            r#"
            FROM debian:12-slim
            RUN echo "deb http://deb.debian.org/debian bookworm-backports main" >> /etc/apt/sources.list && echo "deb http://mirrors.example.com/ubuntu noble main" >> /etc/apt/sources.list
            "#,
        ),
        Example::good(
            r#"
            FROM debian:12-slim
            RUN echo "deb [trusted=yes] https://apt.example.com stable main" > /etc/apt/sources.list.d/x.list && grep "deb https://x" /etc/apt/sources.list
            "#,
        ),
    ],
    links: &["https://manpages.debian.org/sources.list"],
    check: Check::Run(check),
};

fn check(run: &Run, cx: &mut Context<'_>) {
    // Other distributions have keys and servers of their own.
    let family = cx.file.family(cx.this_stage());
    if !matches!(family, crate::image::Family::Debian | crate::image::Family::Ubuntu) {
        return;
    }
    let commands = &run.script.commands;
    let tees: Vec<usize> = commands
        .iter()
        .filter(|c| c.is("tee") && c.args().iter().any(|word| is_list(word.text())))
        .map(|command| command.pipeline)
        .collect();
    for command in commands {
        let writes =
            command.writes().any(|word| is_list(word.text())) || tees.contains(&command.pipeline);
        let adds = command.is_one_of(&["add-apt-repository", "apt-add-repository"]);
        let says = command.is_one_of(&["echo", "printf", "cat"]);
        if !(adds || says && writes) {
            continue;
        }
        let found: Vec<Span> = command.all_words().filter_map(unsigned).collect();
        for span in found {
            let text = cx.text(span).to_owned();
            let host =
                downloads::host(text.split_whitespace().find(|w| w.contains("://")).unwrap_or(""));
            let message = format!("`{host}` may be signed by any key that apt trusts");
            cx.report(span, message);
        }
    }
}

fn is_list(path: &str) -> bool {
    path.contains("/etc/apt/sources.list")
}

/// Where a `deb` line of a foreign source without options stands: up to the suite.
fn unsigned(word: &Word) -> Option<Span> {
    let text = word.text();
    let at = if text.starts_with("deb ") { 0 } else { text.find("\ndeb ").map(|at| at + 1)? };
    let rest = &text[at + 4..];
    let lead = rest.len() - rest.trim_start().len();
    let mut parts = rest.split_whitespace();
    let url = parts.next()?;
    if !url.starts_with("http") || url.contains('$') && downloads::host(url).contains('$') {
        return None;
    }
    let host = downloads::host(url);
    let own = [
        "debian.org",
        "ubuntu.com",
        "kali.org",
        "raspbian.org",
        "raspberrypi.org",
        "linuxmint.com",
    ];
    let path = url.split_once("://")?.1;
    let mirror = ["debian", "ubuntu", "raspbian", "kali"].iter().any(|name| {
        path.split('/').skip(1).any(|part| part.starts_with(name)) || host.starts_with(name)
    });
    let vendor =
        ["docker.com", "nginx.org", "postgresql.org"].iter().any(|name| host.contains(name));
    if own.iter().any(|end| host.ends_with(end)) || (mirror && !vendor) || downloads::is_local(url)
    {
        return None;
    }
    let suite = parts.next()?;
    let start = rest.find(suite)?;
    Some(word.joined().span(at..at + 4 + start.max(lead + url.len()) + suite.len()))
}
