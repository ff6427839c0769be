//! Copying an archive to unpack it.

use crate::model::copies;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "prefer-add-for-archive",
    title: "An archive is copied to be unpacked in another layer",
    category: Category::Build,
    severity: Severity::Low,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["DL3010", "EC0003", "DF067", "S7026"],
    why: "The archive stays in the layer of COPY for good, beside everything that was in it: \
          the image holds its content twice.",
    how: "`ADD archive.tar.gz /path/` unpacks it while copying, and a bind mount, `RUN \
          --mount=type=bind,source=…`, lets RUN read it without a copy.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            COPY «app.tar.gz» /tmp/
            RUN tar -xzf /tmp/app.tar.gz -C /opt
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            ADD app.tar.gz /opt/
            COPY backup.tar.gz /srv/
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            COPY app.tar.gz /tmp/
            RUN tar -xzf /tmp/app.tar.gz --strip-components=1 -C /opt
            ",
        ),
    ],
    links: &[],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    for copy in cx.file.copies_of(stage).filter(|copy| !copy.is_add && copy.from.is_none()) {
        for source in copy.sources.iter().filter(|source| source.is_archive()) {
            let path = source.text.as_deref().unwrap_or(&source.word.text);
            let name = copies::file_name(path);
            let later = cx.file.runs_of(stage).filter(|run| run.instruction > copy.instruction);
            let unpack = later
                .flat_map(|run| run.script.named(&["tar", "bsdtar"]))
                .find(|tar| unpacks(tar, name));
            let Some(tar) = unpack else { continue };
            let message = match stage.ships {
                true => format!("`{name}` is copied to be unpacked, and stays in the image twice"),
                false => format!("`{name}` is copied to be unpacked, which ADD does in one step"),
            };
            let finding = cx.report(source.word.span, message);
            if !stage.ships {
                finding.severity(Severity::Info);
            }
            finding.note(tar.span, "it is unpacked here");
        }
    }
}

/// Whether a tar command unpacks a file of this name, all of it and as it is.
fn unpacks(tar: &Command, name: &str) -> bool {
    let words = || tar.args().iter().map(|word| word.text());
    let letters =
        words().next().is_some_and(|first| !first.starts_with("--") && first.contains('x'));
    let extracts = letters || tar.has_one_flag_of(&["-x", "--extract", "--get"]);
    let picks = words().any(|word| word.starts_with("--strip") || word.starts_with("--transform"));
    extracts && !picks && words().any(|word| copies::file_name(word) == name)
}
