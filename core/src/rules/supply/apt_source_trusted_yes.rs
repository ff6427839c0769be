//! A package source whose signatures are not checked.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "apt-source-trusted-yes",
    title: "A package source is trusted without signatures",
    category: Category::Supply,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["S4830"],
    why: "apt then takes packages from that source whoever made them. Anybody between the build and the \
          server, or on the server, can put programs into the image.",
    how: "Save the repository's key as a file, and name it in the source's line: `deb \
          [signed-by=/etc/apt/keyrings/x.asc] …`.",
    examples: &[
        Example::bad(
            r#"
            FROM debian:13-slim
            RUN echo "deb [«trusted=yes»] https://example.com/apt stable main" > /etc/apt/sources.list.d/x.list
            "#,
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            RUN echo "deb [signed-by=/etc/apt/keyrings/x.asc] https://example.com/apt stable main" > /etc/apt/sources.list.d/x.list
            "#,
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            RUN echo "deb [trusted=yes] file:/repo ./" > /etc/apt/sources.list.d/local.list
            "#,
        ),
    ],
    links: &[],
    check: Check::Run(check),
};

const MARKS: [&str; 5] = [
    "trusted=yes",
    "allow-insecure=yes",
    "AllowInsecureRepositories",
    "AllowUnauthenticated",
    "Trusted: yes",
];

fn check(run: &Run, cx: &mut Context<'_>) {
    for command in &run.script.commands {
        if command.is_one_of(&["sed", "grep", "rm"]) {
            continue;
        }
        for word in command.all_words() {
            let found = MARKS.iter().find_map(|mark| word.text().find(mark).map(|at| (at, *mark)));
            let Some((at, mark)) = found else { continue };
            let off = word.text()[at + mark.len()..]
                .trim_start_matches(['=', ' ', '"'])
                .starts_with("false");
            let local = word.text().contains("file:") || word.text().contains("copy:");
            if !off && !local {
                cx.report(
                    word.joined().span(at..at + mark.len()),
                    format!("`{mark}` installs packages that nobody signed"),
                );
            }
        }
    }
}
