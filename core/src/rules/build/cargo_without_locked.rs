//! cargo install ignores the lock file.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "cargo-without-locked",
    title: "cargo install takes other versions than were tested",
    category: Category::Build,
    severity: Severity::Low,
    confidence: Confidence::Likely,
    profile: Profile::Strict,
    aliases: &[],
    why: "`cargo install` takes the newest versions of all dependencies, not those of the program's lock file: \
          what was built yesterday may not build today.",
    how: "Add `--locked`, and name the version.",
    examples: &[
        Example::bad(
            "
            FROM rust:1.91
            RUN «cargo install» ripgrep
            ",
        )
        .fixed(
            "
            FROM rust:1.91
            RUN cargo install --locked ripgrep
            ",
        ),
        Example::good(
            "
            FROM rust:1.91
            RUN cargo install --locked ripgrep@15.1.0
            ",
        ),
        Example::good(
            "
            FROM rust:1.91
            RUN cargo install --list && cargo build --release
            ",
        ),
    ],
    links: &[
        "https://doc.rust-lang.org/cargo/commands/cargo-install.html#dealing-with-the-lockfile",
    ],
    check: Check::Command(&["cargo"], check),
};

fn check(command: &Command, cx: &mut Context<'_>) {
    let words = command.args();
    let Some(verb) = words
        .iter()
        .find(|word| !word.text().starts_with('+'))
        .filter(|word| word.text() == "install")
    else {
        return;
    };
    let told = words.iter().any(|word| matches!(word.text(), "--locked" | "--frozen" | "--list"));
    let Some(name) = command.name_word().filter(|_| !told) else { return };
    let span = name.span.to(verb.span);
    let exec = cx.this_run().is_exec;
    let finding = cx.report(span, "`cargo install` ignores the program's lock file");
    if !exec {
        let change = "the versions of the lock file are built, which may be older";
        finding.fix(
            Fix::review("add `--locked`", Phase::Pins, change).insert(verb.span.end, " --locked"),
        );
    }
}
