//! A script from the network that runs unread.

use crate::model::{downloads, installers};
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "remote-script-piped-to-shell",
    title: "A script from the network runs without a check",
    category: Category::Supply,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["PG002", "DF021", "github-pipe-installer-known"],
    why: "Whatever the server sends today runs as root, and becomes part of the image. A hijacked account, \
          an expired domain or a connection cut in the middle is enough, and no two builds need to run the \
          same script.",
    how: "Take the tool from its own image with `COPY --from`, or from a signed package. Otherwise fetch a \
          version by its number into a file, compare its checksum, and run it then.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN «curl -fsSL https://example.com/install.sh | sh»
            ",
        ),
        Example::bad(
            r#"
            FROM debian:13-slim
            RUN «bash -c "$(wget -qO- https://example.com/install.sh)"»
            "#,
        ),
        Example::bad(
            "
            FROM debian:13-slim
            RUN «curl -sL https://example.com/setup | sudo -E bash -» && apt-get install -y tool
            ",
        ),
        Example::bad(
            "
            FROM php:8.4-cli
            RUN «curl -sS https://getcomposer.org/installer | php -- --install-dir=/usr/local/bin --filename=composer»
            ",
        )
        .fixed(
            "
            FROM php:8.4-cli
            COPY --from=composer:2 /usr/bin/composer /usr/local/bin/composer
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN curl -fsSL https://example.com/tool-1.2.tar.gz | tar -xz -C /opt
            ",
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            RUN curl -fsSL https://example.com/releases | python3 -c 'import json, sys; print(json.load(sys.stdin)["tag"])'
            "#,
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            RUN curl -fsSL https://example.com/install.sh -o install.sh \
             && echo "24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d  install.sh" | sha256sum -c - \
             && sh install.sh
            "#,
        ),
    ],
    links: &[],
    check: Check::Run(check),
};

fn check(run: &Run, cx: &mut Context<'_>) {
    let (file, config) = (cx.file, cx.config);
    for piped in downloads::piped_to_interpreter(&run.script) {
        let url = piped.download.url;
        let message = format!(
            "what `{}` answers is run by `{}` unread",
            downloads::host(url),
            piped.interpreter.name()
        );
        let finding = cx.report(piped.span, message);
        if let Some(better) = installers::better(url) {
            finding.note(piped.download.word.span, better);
        }
        super::mend_script(finding, file, run, &piped, config);
    }
}
