//! ADD over plain http.

use crate::model::downloads;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "add-insecure-url",
    title: "ADD fetches over an unprotected connection",
    category: Category::Supply,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["S5332"],
    why: "Nothing protects the file on its way: anybody between the build and the server can put another in \
          its place, and it becomes part of the image.",
    how: "Fetch it over https, and give its checksum with `--checksum`.",
    examples: &[
        Example::bad("
            FROM debian:13-slim
            ADD «http://archive.apache.org/dist/tool.tgz» /tmp/
            ").fixed("
            FROM debian:13-slim
            ADD https://archive.apache.org/dist/tool.tgz /tmp/
            "),
        Example::bad("
            FROM debian:13-slim
            ADD «http://example.com/tool.tgz» /tmp/
            "),
        Example::good("
            FROM debian:13-slim
            ADD https://example.com/tool.tgz /tmp/
            "),
        Example::good("
            FROM debian:13-slim
            ADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d http://example.com/tool.tgz /tmp/
            "),
    ],
    links: &[],
    check: Check::Instruction(&[Keyword::Add], check),
};

fn check(add: &Instruction, cx: &mut Context<'_>) {
    if add.flag("checksum").is_some() {
        return; // Then it can't be another file.
    }
    let copies = cx.file.copies.iter().filter(|copy| copy.word == add.word);
    for source in copies.flat_map(|copy| &copy.sources) {
        let url = source.text.as_deref().unwrap_or(&source.word.text);
        let plain = ["http://", "ftp://", "git://"].iter().any(|scheme| url.starts_with(scheme));
        if !plain || downloads::is_local(url) {
            continue;
        }
        let message = format!(
            "`{}` from `{}` can be exchanged on the way",
            downloads::last_part(url),
            downloads::host(url)
        );
        let finding = cx.report(source.word.span, message);
        if let Some(at) =
            downloads::place_of_s(&source.word.text).filter(|_| downloads::serves_https(url))
        {
            let change = "the file comes over https, from the same host";
            finding.fix(
                Fix::review("fetch over https", Phase::Packages, change)
                    .insert(source.word.span.start + at, "s"),
            );
        }
    }
}
