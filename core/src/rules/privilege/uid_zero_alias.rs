//! Root under another name.

use crate::rule::prelude::*;
use std::collections::BTreeSet;

pub(super) static RULE: Rule = Rule {
    id: "uid-zero-alias",
    title: "An account is root under another name",
    category: Category::Privilege,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[],
    why: "The number 0 is what makes root, not the name. `USER app` then looks like an account without rights, to people \
          and to tools, and is none.",
    how: "Give the account a number of its own, 10000 or higher.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN «useradd -o -u 0 app»
            USER app
            ",
        ),
        Example::bad(
            r#"
            FROM debian:13-slim
            RUN echo "«app:x:0:0»:app:/home/app:/bin/sh" >> /etc/passwd
            "#,
        ),
        Example::good(
            r#"
            FROM scratch
            RUN echo "root:x:0:0:root:/root:/bin/sh" > /etc/passwd
            "#,
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN useradd -u 10001 -g 0 app
            ",
        ),
    ],
    links: &[],
    check: Check::Run(check),
};

fn check(run: &Run, cx: &mut Context<'_>) {
    let passwd = |word: &crate::shell::Word| word.text().ends_with("/etc/passwd");
    let tees: BTreeSet<usize> = run
        .named("tee")
        .filter(|command| command.args().iter().any(passwd))
        .map(|command| command.pipeline)
        .collect();
    for command in &run.script.commands {
        if command.is_one_of(&["useradd", "adduser", "usermod"]) {
            let numbers = ["-u", "--uid"].iter().flat_map(|flag| command.flag_values(flag));
            let zero = numbers.into_iter().any(|flag| flag.value == Some("0"));
            let name = command.operands().last().map_or("", |word| word.text()).to_owned();
            if zero && name != "root" {
                cx.report(command.span, format!("`{name}` is root under another name"));
            }
            continue;
        }
        if !command.is_one_of(&["echo", "printf", "cat", "tee"]) {
            continue;
        }
        let into = command.writes().any(passwd) || tees.contains(&command.pipeline);
        if !into {
            continue;
        }
        let found: Vec<Span> = command.all_words().filter_map(line_of_zero).collect();
        for span in found {
            let name = cx.text(span).split(':').next().unwrap_or_default().to_owned();
            cx.report(span, format!("`{name}` is root under another name"));
        }
    }
}

/// The start of a line of passwd that gives another name than root the number 0.
fn line_of_zero(word: &crate::shell::Word) -> Option<Span> {
    let text = word.text();
    let mut at = 0;
    for line in text.split('\n') {
        let fields: Vec<&str> = line.split(':').collect();
        let name = fields.first().copied().unwrap_or("").trim_start_matches("\\n");
        let zero = fields.len() >= 6 && fields[2] == "0" && !matches!(name, "root" | "" | "toor");
        if zero && !name.contains(' ') {
            let length: usize = fields[..4].iter().map(|field| field.len() + 1).sum::<usize>() - 1;
            return Some(word.joined().span(at..at + length));
        }
        at += line.len() + 1;
    }
    None
}
