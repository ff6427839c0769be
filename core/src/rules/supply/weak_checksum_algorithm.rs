//! A checksum that can be forged.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "weak-checksum-algorithm",
    title: "The checksum can be forged",
    category: Category::Supply,
    severity: Severity::Medium,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["S4790"],
    why: "Two different files with the same MD5 or SHA-1 sum can be made on one computer. The check then \
          says yes to a file that is not the one that was meant.",
    how: "Compare a SHA-256 or SHA-512 sum.",
    examples: &[
        Example::bad(
            r#"
            FROM debian:13-slim
            RUN curl -fsSLO https://example.com/tool.tgz && echo "9e107d9d372bb6826bd81d3542a419d6  tool.tgz" | «md5sum» -c -
            "#,
        ),
        Example::bad(
            r#"
            FROM debian:13-slim
            RUN echo "$TOOL_SHA1 */tool.tgz" | «sha1sum» -c -
            "#,
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            RUN echo "24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d  tool.tgz" | sha256sum -c -
            "#,
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN md5sum /etc/hostname > /etc/machine-sum
            ",
        ),
        Example::good(
            r#"
            FROM alpine:3.22
            RUN echo "$SUM  tool.tgz" | shasum -a 256 -c -
            "#,
        ),
    ],
    links: &[],
    check: Check::Command(&["md5sum", "sha1sum", "shasum", "openssl", "md5", "sha1"], check),
};

fn check(command: &Command, cx: &mut Context<'_>) {
    let checks = command.has_one_flag_of(&["-c", "--check"]);
    let weak = match command.name() {
        "md5sum" | "sha1sum" => checks,
        "shasum" => {
            checks && !command.has_one_flag_of(&["-a", "--algorithm"]) && !is_strong(command)
        }
        "openssl" => {
            let digests = matches!(command.subcommand(), "dgst")
                && command.has_one_flag_of(&["-md5", "-sha1"]);
            digests && (command.context.in_substitution || command.context.piped_out)
        }
        _ => false,
    };
    if weak {
        let name = command.name_word().map_or(command.span, |word| word.span);
        cx.report(
            name,
            format!("`{}` compares a checksum that two files can be made to share", command.name()),
        );
    }
}

/// Whether `-a256` or `-a 512` says a strong algorithm.
fn is_strong(command: &Command) -> bool {
    command.args().iter().any(|word| word.text().contains("256") || word.text().contains("512"))
}
