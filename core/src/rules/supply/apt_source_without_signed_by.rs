//! A package source that any trusted key may sign for.

use crate::model::{apt_sources, downloads};
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
            RUN echo "deb http://arsip.example.org/blankon tambora main" > /etc/apt/sources.list
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
    let (file, stage) = (cx.file, cx.this_stage());
    for command in &run.script.commands {
        let adds = command.is_one_of(&["add-apt-repository", "apt-add-repository"]);
        if !adds && (!apt_sources::writes(run, command) || replaces_list(command)) {
            continue;
        }
        let found: Vec<Span> = command.all_words().filter_map(unsigned).collect();
        for span in found {
            let text = cx.text(span).to_owned();
            let host =
                downloads::host(text.split_whitespace().find(|w| w.contains("://")).unwrap_or(""));
            let message = format!("`{host}` may be signed by any key that apt trusts");
            let plan = file.key_plan_of(stage, span);
            let finding = cx.report(span, message);
            if let Some(plan) = plan {
                finding.fix(super::mend::keep(plan));
            }
        }
    }
}

/// Whether a command writes the distribution's own list anew: what it names is the distribution, not added to it.
fn replaces_list(command: &Command) -> bool {
    use crate::shell::RedirectOp::{Clobber, Write};
    command.redirects.iter().any(|redirect| {
        matches!(redirect.op, Write | Clobber) && redirect.target.text() == "/etc/apt/sources.list"
    })
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
    if apt_sources::is_own(url) || downloads::is_local(url) {
        return None;
    }
    let suite = parts.next()?;
    let start = rest.find(suite)?;
    Some(word.joined().span(at..at + 4 + start.max(lead + url.len()) + suite.len()))
}
