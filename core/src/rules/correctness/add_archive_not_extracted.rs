//! An archive that ADD only copies.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "add-archive-not-extracted",
    title: "ADD does not unpack this kind of archive",
    category: Category::Correctness,
    severity: Severity::Medium,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "ADD unpacks tar archives, also those packed by gzip, bzip2, xz or zstd. A zip file, or another kind, is copied \
          as it is, and the folder holds one file instead of its content.",
    how: "Copy it and unpack it in a RUN, or pack it as `.tar.gz`.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            ADD «site.zip» /srv/site/
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            ADD site.tar.gz /srv/site/
            ADD app.jar /srv/
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            ADD site.zip /srv/
            RUN unzip /srv/site.zip -d /srv/site
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#adding-local-tar-archives"],
    check: Check::Instruction(&[Keyword::Add], check),
};

const KINDS: &[&str] =
    &[".zip", ".7z", ".rar", ".tar.Z", ".tar.lz", ".tar.lzma", ".tar.lzo", ".tar.br"];

fn check(_: &Instruction, cx: &mut Context<'_>) {
    let (Some(copy), Some(stage)) = (cx.file.copy_at(cx.at), cx.stage) else { return };
    let file = cx.file;
    for source in
        copy.sources.iter().filter(|source| source.heredoc.is_none() && !source.is_remote())
    {
        let text = source.text.as_deref().unwrap_or(&source.word.text);
        let Some(kind) = KINDS.iter().find(|kind| text.ends_with(**kind)) else { continue };
        let name = text.rsplit('/').next().unwrap_or(text);
        // A destination that is a file of that kind says that it is meant to stay packed.
        let kept = copy.dest.text.ends_with(kind) || text.contains('*');
        let unpacked = file.runs_of(stage).filter(|run| run.instruction > cx.at).any(|run| {
            !run.script.opaque.is_empty()
                || run.script.commands.iter().flat_map(Command::all_words).any(|word| {
                    word.text().contains(name)
                        || word.text().contains(kind)
                        || word.text().contains("unzip")
                })
        });
        let scripts = file.runs_of(stage).any(|run| {
            run.instruction > cx.at
                && run.script.commands.iter().any(|c| {
                    c.name().ends_with(".sh") || c.is_one_of(&["sh", "bash", "python", "python3"])
                })
        });
        if !kept && !unpacked && !scripts && stage.is_reachable {
            cx.report(source.word.span, format!("`{name}` is copied as it is, not unpacked"));
        }
    }
}
