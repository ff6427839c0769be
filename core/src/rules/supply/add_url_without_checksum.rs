//! ADD of an address without a checksum.

use crate::model::{checksums, downloads};
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "add-url-without-checksum",
    title: "ADD fetches a file without a checksum",
    category: Category::Supply,
    severity: Severity::Medium,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["S6474", "AC_DOCKER_0035", "EA0001"],
    why: "The file is taken as the server sends it at the time of the build. Whoever takes over the server \
          or the domain puts a file of their own into the image, and no two builds need to hold the same \
          one.",
    how: "Give the file's checksum: `ADD --checksum=sha256:<sum> <address> <file>`. The builder refuses \
          anything else.",
    examples: &[
        Example::bad(r#"
            FROM debian:13-slim
            ADD «https://example.com/tool-1.2.tgz» /tmp/tool-1.2.tgz
            RUN echo "24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d  /tmp/tool-1.2.tgz" | sha256sum -c -
            "#).fixed(r#"
            FROM debian:13-slim
            ADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d https://example.com/tool-1.2.tgz /tmp/tool-1.2.tgz
            RUN echo "24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d  /tmp/tool-1.2.tgz" | sha256sum -c -
            "#),
        Example::good("
            FROM debian:13-slim
            ADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d https://example.com/tool.tgz /tmp/
            "),
        Example::good("
            FROM debian:13-slim
            ADD https://example.com/tool.git#v1.2 /src
            "),
        Example::good("
            FROM debian:13-slim
            ADD tool.tgz /opt
            "),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#add---checksum"],
    check: Check::Instruction(&[Keyword::Add], check),
};

fn check(add: &Instruction, cx: &mut Context<'_>) {
    if add.flag("checksum").is_some() {
        return;
    }
    let file = cx.file;
    let copies = file.copies.iter().filter(|copy| copy.word == add.word);
    for source in copies.flat_map(|copy| &copy.sources).filter(|source| source.is_http()) {
        let url = source.text.as_deref().unwrap_or(&source.word.text);
        if downloads::is_local(url) {
            continue;
        }
        let name = downloads::last_part(url).to_owned();
        let key = format!("checksum.{name}");
        let known = checksums::of(file, cx.at, &name).or_else(|| {
            cx.config
                .answers
                .get(&key)
                .and_then(|answer| checksums::hex(answer.trim_start_matches("sha256:")))
                .map(str::to_owned)
        });
        let single = add.words().len() == 2;
        let finding = cx.report(source.word.span, format!("`{name}` is added whatever it holds"));
        let title = "compare the file's checksum";
        match known {
            Some(sum) if single => {
                let change = "the build fails when the file is not the one of this checksum";
                let flag = format!(" --checksum=sha256:{sum}");
                finding.fix(Fix::review(title, Phase::Pins, change).insert(add.word.end, flag));
            }
            None if single => {
                let text = format!("Which SHA-256 sum does the `{name}` have that you reviewed?");
                finding.fix(Fix::ask(
                    title,
                    Phase::Pins,
                    Question { key, text, suggestion: String::new() },
                ));
            }
            _ => {}
        }
    }
}
