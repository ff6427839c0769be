//! A download over plain http or ftp.

use crate::model::downloads;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "cleartext-url",
    title: "A download over an unprotected connection",
    category: Category::Supply,
    severity: Severity::Medium,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["S5332", "curlUseHttpsUrl", "wgetUseHttpsUrl"],
    why: "Nothing protects what is fetched on its way. Anybody between the build and the server can read it \
          and put something else in its place, which then runs as root or becomes part of the image.",
    how: "Use the https address. Where there is none, compare a checksum or a signature before the file is \
          used.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN curl -fsSLO «http://nodejs.org/dist/v24.1.0/node.tar.gz»
            ",
        )
        .fixed(
            "
            FROM debian:13-slim
            RUN curl -fsSLO https://nodejs.org/dist/v24.1.0/node.tar.gz
            ",
        ),
        Example::bad(
            "
            FROM debian:13-slim
            RUN git clone «git://example.com/tool.git»
            ",
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            RUN echo "deb http://archive.ubuntu.com/ubuntu trixie main" > /etc/apt/sources.list.d/main.list
            "#,
        ),
        Example::bad(
            r#"
            FROM debian:13-slim
            RUN curl -fsSLO «http://example.com/a.deb» && dpkg -i a.deb
            RUN curl -fsSLO https://example.org/b.tgz \
             && echo "24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d  b.tgz" | sha256sum -c -
            "#,
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN curl -f http://localhost:8080/health
            ",
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            RUN curl -fsSLO http://example.com/tool.tgz \
             && echo "24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d  tool.tgz" | sha256sum -c -
            "#,
        ),
    ],
    links: &[],
    check: Check::Run(check),
};

fn check(run: &Run, cx: &mut Context<'_>) {
    for (word, file) in downloads::fetched_words(&run.script) {
        let url = word.text();
        let plain = ["http://", "ftp://", "git://"].iter().any(|scheme| url.starts_with(scheme));
        if !plain || downloads::is_local(url) || cx.file.is_checked(run, file.as_deref()) {
            continue; // What is checked may come as it likes.
        }
        let host = downloads::host(url);
        let finding =
            cx.report(word.span, format!("what `{host}` sends can be exchanged on the way"));
        let at = downloads::place_of_s(url).filter(|_| downloads::serves_https(url));
        if let Some(at) = at.filter(|_| !run.is_exec) {
            let change =
                "the file comes over https; the image then needs `ca-certificates` at that step";
            let place = word.joined().source(at as usize);
            finding
                .fix(Fix::review("fetch over https", Phase::Packages, change).insert(place, "s"));
        }
    }
}
