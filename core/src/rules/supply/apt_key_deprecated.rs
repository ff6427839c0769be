//! apt-key, which trusts a key for every repository.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "apt-key-deprecated",
    title: "`apt-key` trusts a key for every repository",
    category: Category::Supply,
    severity: Severity::Medium,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[],
    why: "A key that `apt-key` adds may sign packages of every repository, those of the distribution among \
          them: whoever holds it can replace any package. The program itself is deprecated, and current \
          releases come without it, so that the build breaks.",
    how: "Save the key as a file under `/etc/apt/keyrings`, and name it in the source's line: `deb \
          [signed-by=/etc/apt/keyrings/x.asc] …`. apt knows that since 1.1: since Debian 9 and Ubuntu 16.04.",
    examples: &[
        Example::bad(
            "
            FROM debian:12-slim
            RUN curl -fsSL https://example.com/key.asc | «apt-key» add -
            ",
        ),
        Example::bad(
            r#"
            FROM debian:11-slim
            RUN curl -fsSL https://apt.example.com/key.asc | «apt-key» add - \
             && echo "deb https://apt.example.com/debs stable main" > /etc/apt/sources.list.d/x.list
            "#,
        )
        .fixed(
            r#"
            FROM debian:11-slim
            RUN mkdir -p /etc/apt/keyrings && curl -fsSL https://apt.example.com/key.asc | gpg --dearmor -o /etc/apt/keyrings/example.gpg \
             && echo "deb [signed-by=/etc/apt/keyrings/example.gpg] https://apt.example.com/debs stable main" > /etc/apt/sources.list.d/x.list
            "#,
        ),
        Example::bad(
            "
            FROM ubuntu:22.04
            RUN «apt-key» adv --keyserver keyserver.ubuntu.com --recv-keys 0123456789ABCDEF
            ",
        ),
        Example::good(
            r#"
            FROM debian:12-slim
            RUN curl -fsSL https://example.com/key.asc -o /etc/apt/keyrings/x.asc \
             && echo "deb [signed-by=/etc/apt/keyrings/x.asc] https://example.com/apt stable main" > /etc/apt/sources.list.d/x.list
            "#,
        ),
        Example::good(
            "
            FROM debian:12-slim
            RUN apt-key list
            ",
        ),
    ],
    links: &["https://wiki.debian.org/DebianRepository/UseThirdParty"],
    check: Check::Command(&["apt-key"], check),
};

fn check(command: &Command, cx: &mut Context<'_>) {
    if matches!(command.subcommand(), "add" | "adv" | "") {
        let span = command.name_word().map_or(command.span, |word| word.span);
        let (file, run) = (cx.file, cx.this_run());
        let finding = cx.report(span, "`apt-key` trusts the key for every repository, and is gone from Debian 13 and Ubuntu 26.04");
        super::mend_key(finding, file, run, command);
    }
}
