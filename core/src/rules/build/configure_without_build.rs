//! configure guesses the machine.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "configure-without-build",
    title: "configure is not told which machine it builds on",
    category: Category::Build,
    severity: Severity::Info,
    confidence: Confidence::Likely,
    profile: Profile::All,
    aliases: &["configureShouldUseBuildFlag"],
    why: "`./configure` then guesses, and old versions guess wrong on newer processors: the result is slower \
          than it could be, or the build stops.",
    how: "Add `--build=\"$(dpkg-architecture --query DEB_BUILD_GNU_TYPE)\"` where the image is for several \
          architectures.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN «./configure» --prefix=/usr && make
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN ./configure --build=x86_64-linux-gnu && make
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN ./configure --help && cmake -B build
            ",
        ),
    ],
    links: &[],
    check: Check::Command(&["configure"], check),
};

fn check(command: &Command, cx: &mut Context<'_>) {
    let told = command.args().iter().any(|word| {
        ["--build", "--host", "--help"].iter().any(|flag| word.text().starts_with(flag))
    });
    if let Some(name) = command.name_word().filter(|name| !told && name.text() == "./configure") {
        cx.report(name.span, "`./configure` guesses which machine it builds on");
    }
}
