//! Packages of an unfinished release on a finished one.

use crate::image::Family;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "testing-repository-on-stable",
    title: "A repository of an unfinished release is added to a finished one",
    category: Category::Supply,
    severity: Severity::Medium,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["backports-or-testing-repo"],
    why: "The package manager takes the newest version that it sees, for libraries too: half of the system comes from \
          a release that changes daily, gets no security support of its own, and may need a newer C library.",
    how: "Take the package from the release's own repositories, from backports, or in a stage of its own. Otherwise \
          tie it down: `apk add pkg@edge` with a tagged repository, or `Pin-Priority` in `/etc/apt/preferences.d`.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN «echo 'deb http://deb.debian.org/debian sid main'» >> /etc/apt/sources.list
            ",
        ),
        Example::bad(
            "
            FROM alpine:3.22
            RUN «echo https://dl-cdn.alpinelinux.org/alpine/edge/testing» >> /etc/apk/repositories
            ",
        ),
        Example::bad(
            "
            FROM alpine:3.22
            RUN apk add --no-cache --repository «https://dl-cdn.alpinelinux.org/alpine/edge/community» brotli
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22
            RUN echo '@edge https://dl-cdn.alpinelinux.org/alpine/edge/testing' >> /etc/apk/repositories \\
                && apk add --no-cache gosu@edge
            ",
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            RUN echo 'deb http://deb.debian.org/debian sid main' >> /etc/apt/sources.list \
                && printf 'Package: *\nPin: release a=unstable\nPin-Priority: 50\n' > /etc/apt/preferences.d/sid
            "#,
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN echo 'deb http://deb.debian.org/debian trixie-backports main' >> /etc/apt/sources.list
            FROM alpine:edge
            RUN echo https://dl-cdn.alpinelinux.org/alpine/edge/testing >> /etc/apk/repositories
            ",
        ),
    ],
    links: &[
        "https://wiki.debian.org/DontBreakDebian",
        "https://wiki.alpinelinux.org/wiki/Repositories",
    ],
    check: Check::Command(&["echo", "printf", "apk"], check),
};

/// Debian's suites that are never finished.
const UNFINISHED: &[&str] = &["sid", "unstable", "testing", "experimental", "rc-buggy"];

fn check(command: &Command, cx: &mut Context<'_>) {
    let (file, stage) = (cx.file, cx.this_stage());
    let Some(image) = file.root_image(stage) else { return };
    let own = image.tag_parts().any(|part| part == "edge" || UNFINISHED.contains(&part));
    let tied = file.lineage(stage).flat_map(|scope| file.steps(scope)).any(|(_, instruction)| {
        let text = file.text(instruction.span);
        text.contains("/etc/apt/preferences") || text.contains("Default-Release")
    });
    let text: Vec<&str> = command.args().iter().map(crate::shell::Word::text).collect();
    let text = text.join(" ");
    let target = |part: &str| command.writes().any(|word| word.text().contains(part));
    let suite = match file.family(stage) {
        Family::Debian if target("/etc/apt/sources.list") => text
            .split(['\n', '\\'])
            .filter(|line| line.trim_start_matches('n').trim_start().starts_with("deb "))
            .find_map(|line| {
                let mut words = line.split_whitespace().skip_while(|word| !word.contains("://"));
                let debian = words.next().is_some_and(|address| address.contains("debian"));
                words.next().filter(|suite| debian && UNFINISHED.contains(suite)).map(str::to_owned)
            }),
        Family::Alpine if target("/etc/apk/repositories") => {
            let edge = text.contains("/edge/") && !text.contains('@');
            edge.then(|| "edge".to_owned())
        }
        _ => None,
    };
    let message = |suite: &str| format!("`{suite}` is unfinished, and `{}` is not", image.raw);
    if command.is("apk")
        && command.subcommand() == "add"
        && file.family(stage) == Family::Alpine
        && !own
    {
        for flag in ["--repository", "-X"] {
            for found in command.flag_values(flag) {
                if found.value.is_some_and(|value| value.contains("/edge/")) {
                    cx.report(found.value_word.unwrap_or(found.word).span, message("edge"));
                }
            }
        }
        return;
    }
    if let Some(suite) = suite.filter(|_| !own && !tied) {
        cx.report(command.span, message(&suite));
    }
}
