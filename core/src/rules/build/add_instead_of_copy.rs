//! ADD does more than copy.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "add-instead-of-copy",
    title: "ADD is used where COPY does the same",
    category: Category::Build,
    severity: Severity::Low,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[
        "DL3020",
        "DS-0005",
        "AVD-DS-0005",
        "CKV_DOCKER_4",
        "S7029",
        "AC_DOCKER_0032",
        "DF006",
        "EA0002",
        "core-004",
        "CIS-DI-0009",
        "CIS-4.9",
        "prefer-copy-over-add",
        "WL2006",
    ],
    why: "ADD also unpacks archives and fetches addresses. Whoever reads the line has to know \
          the source to know what happens, and a file that turns out to be an archive one day \
          is unpacked without a word.",
    how: "Write COPY. It takes the same arguments, and copies.",
    examples: &[
        Example::bad(
            "
            FROM node:24-slim
            «ADD» package.json ./
            ",
        )
        .fixed(
            "
            FROM node:24-slim
            COPY package.json ./
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            ADD rootfs.tar.zst /
            ADD https://example.org/tool.tgz /tmp/
            ",
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            ADD --keep-git-dir=true git@git.example.org:app.git /src
            ADD ["run.sh", "https://example.org/tool", "/opt/"]
            "#,
        ),
        Example::good(
            "
            FROM debian:13-slim
            ARG ARCHIVE
            ADD $ARCHIVE /opt/
            ",
        ),
    ],
    links: &["https://docs.docker.com/build/building/best-practices/#add-or-copy"],
    check: Check::Instruction(&[Keyword::Add], check),
};

fn check(add: &Instruction, cx: &mut Context<'_>) {
    let needs_add =
        ["checksum", "unpack", "keep-git-dir"].iter().any(|flag| add.flag(flag).is_some());
    let copy = cx.file.copy_at(cx.at).filter(|copy| copy.is_add && !copy.sources.is_empty());
    let Some(copy) = copy.filter(|_| !needs_add) else { return };
    if !copy.sources.iter().all(|source| source.is_plain()) {
        return;
    }
    let firm = copy.sources.iter().all(|source| !source.word.text.contains(['$', '*', '?', '[']));
    let keyword = if cx.text(copy.word).starts_with('a') { "copy" } else { "COPY" };
    let named: Vec<&str> =
        copy.sources.iter().map(|source| source.word.text.as_str()).take(2).collect();
    let message = format!("`{}` needs nothing that only `ADD` does", named.join("`, `"));
    let finding = cx.report(copy.word, message);
    let fix = match firm {
        true => Fix::safe("copy instead", Phase::Local, Proof::Differs(&["file.unpack"])),
        false => {
            let change = "an archive that the pattern or variable names is copied as it is, no longer unpacked";
            Fix::review("copy instead", Phase::Local, change)
        }
    };
    finding.fix(fix.replace(copy.word, keyword));
}
