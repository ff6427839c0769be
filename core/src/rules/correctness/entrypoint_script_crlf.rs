//! Line ends of Windows that are mended in the image.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "entrypoint-script-crlf",
    title: "Line ends of scripts are mended in the image rather than in the repository",
    category: Category::Correctness,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[],
    why: "On Windows Git may hand out scripts with line ends that no Linux shell takes: the container says `no such \
          file or directory` of a file that is there. Mending them in the image helps this image only, and keeps the \
          files twice.",
    how: "Say in the repository's `.gitattributes` how scripts are handed out, `*.sh text eol=lf`, and leave the step out.",
    examples: &[
        Example::bad(
            r#"
            FROM debian:13-slim
            COPY entrypoint.sh /
            RUN «sed -i 's/\r$//' /entrypoint.sh» && chmod +x /entrypoint.sh
            ENTRYPOINT ["/entrypoint.sh"]
            "#,
        ),
        Example::bad(
            r#"
            FROM debian:13-slim
            COPY entrypoint.sh /
            RUN apt-get update && apt-get install -y dos2unix && «dos2unix /entrypoint.sh»
            ENTRYPOINT ["/entrypoint.sh"]
            "#,
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN curl -fsSL https://example.com/x.zip -o x.zip && unzip x.zip && dos2unix x/configure
            ",
        ),
        Example::good(
            r"
            FROM debian:13-slim
            COPY list.txt /
            RUN sed -i 's/\t/ /' /list.txt
            ",
        ),
    ],
    links: &["https://git-scm.com/docs/gitattributes#_end_of_line_conversion"],
    check: Check::Command(&["sed", "dos2unix"], check),
};

fn check(command: &Command, cx: &mut Context<'_>) {
    let (file, stage) = (cx.file, cx.this_stage());
    let strips = |text: &str| {
        let text = text.split_whitespace().collect::<String>();
        text.contains("s/\\r$//")
            || text.contains("s/\\r//")
            || text.contains("s/^M$//")
            || text.contains("s/\\x0D$//")
    };
    let edits = match command.is("sed") {
        true => {
            let in_place = command.args().iter().any(|word| {
                let text = word.text();
                text.starts_with("-i") || text.starts_with("--in-place")
            });
            in_place && command.args().iter().any(|word| strips(word.text()))
        }
        false => true,
    };
    // Only what comes from the context is the author's to mend.
    let copied = |path: &str| {
        let name = path.trim_matches(['.', '*']).rsplit('/').next().unwrap_or("");
        let brings = |copy: &Copy| {
            let below = copy.dest_path.as_deref().and_then(|dest| path.strip_prefix(dest));
            below.is_some_and(|rest| rest.starts_with('/'))
                || copy.dest.text.ends_with(name)
                || copy.sources.iter().any(|source| source.word.text.ends_with(name))
        };
        let mut copies = file
            .copies_of(stage)
            .filter(|copy| copy.instruction < cx.at && copy.from.is_none())
            .filter(|copy| !copy.sources.iter().any(|source| source.is_remote()));
        name.len() > 2 && copies.any(brings)
    };
    if edits && command.args().iter().any(|word| copied(word.text())) {
        cx.report(
            command.span,
            "these line ends can be right in the repository already, by its `.gitattributes`",
        );
    }
}
