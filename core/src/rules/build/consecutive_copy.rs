//! COPY after COPY.

use crate::model::copies;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "consecutive-copy",
    title: "Consecutive COPY instructions could be one",
    category: Category::Build,
    severity: Severity::Info,
    confidence: Confidence::Likely,
    profile: Profile::All,
    aliases: &[],
    why: "Every COPY makes a layer of its own. Files that go to one folder can go there together.",
    how: "Name the files in one COPY. Keep apart what changes at different times.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            COPY a.txt /srv/
            «COPY» b.txt /srv/
            ",
        )
        .fixed(
            "
            FROM debian:13-slim
            COPY a.txt b.txt /srv/
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            COPY a.txt /srv/
            RUN make
            COPY b.txt /srv/
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            COPY --chown=app a.txt /srv/
            COPY b.txt /srv/
            COPY folder /srv/folder/
            COPY c.txt /srv/
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#copy"],
    check: Check::Instruction(&[Keyword::Copy], check),
};

fn check(i: &Instruction, cx: &mut Context<'_>) {
    let file = cx.file;
    let at = file.copies.partition_point(|copy| copy.instruction < cx.at);
    let Some([before, copy]) = at.checked_sub(1).and_then(|at| file.copies.get(at..at + 2)) else {
        return;
    };
    let above = &file.tree.instructions[before.instruction];
    let flags =
        |i: &Instruction| i.flags.iter().map(|flag| file.text(flag.span)).collect::<Vec<_>>();
    // A name with an ending is a file: of a folder only the content would go there.
    let files = |copy: &Copy| {
        copy.sources.iter().all(|source| {
            let name = copies::file_name(&source.word.text);
            source.heredoc.is_none()
                && name.contains('.')
                && !name.starts_with("..")
                && name != "."
                && !name.contains(['*', '?', '$'])
        })
    };
    let plain = |copy: &Copy| !copy.is_add && !copy.is_json && !copy.onbuild && files(copy);
    let same = before.instruction + 1 == copy.instruction
        && copy.instruction == cx.at
        && before.stage == copy.stage
        && before.dest.text == copy.dest.text
        && (copy.dest.text.ends_with('/') || copy.dest.text == ".")
        && flags(above) == flags(i);
    if !same || !plain(before) || !plain(copy) {
        return;
    }
    let comment = !file.tree.above(i).is_empty() || !i.gaps.is_empty() || !above.gaps.is_empty();
    let names: Vec<&str> = copy.sources.iter().map(|source| file.text(source.word.span)).collect();
    let lines = file.lines_of(i).filter(|_| !comment);
    let finding = cx.report(i.word, "these files could come with the `COPY` above");
    if let Some(lines) = lines {
        let dest = if copy.dest.text == "." {
            (before.dest.span, "./")
        } else {
            (before.dest.span, copy.dest.text.as_str())
        };
        let change = "both come in one layer, and again together when one of them changes";
        let fix = Fix::review("join the two", Phase::Join, change);
        finding.fix(
            fix.replace(dest.0, format!("{} {}", names.join(" "), dest.1))
                .delete(lines)
                .instructions(-1),
        );
    }
}
