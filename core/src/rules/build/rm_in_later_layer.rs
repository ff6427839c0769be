//! Deleting in a later layer frees nothing.

use crate::model::layers;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "rm-in-later-layer",
    title: "A file is deleted in a later layer than it came in",
    category: Category::Build,
    severity: Severity::Low,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "Layers only add. The file is hidden, yet it is still in the layer that brought it: \
          the image is not smaller, and whoever has it can read the file.",
    how: "Bring, use and delete the file in one RUN, or don't bring it at all: `RUN \
          --mount=type=bind,source=file,target=/tmp/file …`.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            COPY tool.deb /tmp/tool.deb
            RUN dpkg -i /tmp/tool.deb && rm «/tmp/tool.deb»
            ",
        )
        .fixed(
            "
            FROM debian:13-slim
            RUN --mount=type=bind,source=tool.deb,target=/tmp/tool.deb dpkg -i /tmp/tool.deb
            ",
        ),
        Example::bad(
            "
            FROM debian:13-slim
            RUN curl -fsSL -o /tmp/tool.tgz https://example.org/tool.tgz
            RUN tar -xzf /tmp/tool.tgz -C /opt
            RUN rm -f «/tmp/tool.tgz»
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN curl -fsSL -o /tmp/tool.tgz https://example.org/tool.tgz && tar -xzf /tmp/tool.tgz && rm /tmp/tool.tgz
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim AS build
            COPY tool.deb /tmp/tool.deb
            RUN dpkg -i /tmp/tool.deb && rm /tmp/tool.deb
            FROM debian:13-slim
            COPY --from=build /opt /opt
            RUN rm /etc/motd
            ",
        ),
    ],
    links: &[],
    check: Check::Run(check),
};

fn check(run: &Run, cx: &mut Context<'_>) {
    let stage = cx.this_stage();
    if !stage.weighs() {
        return;
    }
    for rm in run.named("rm") {
        for word in rm.operands() {
            let Some(path) = word.literal().filter(|path| path.starts_with('/')) else { continue };
            let Some(source) = layers::brought_by(cx.file, stage, cx.at, path) else { continue };
            let fix = fix(run, rm, path, cx);
            let message = format!("`{path}` came in an earlier layer and stays there");
            let finding = cx.report(word.span, message);
            finding.note(source, "it came in here");
            if let Some(fix) = fix {
                finding.fix(fix);
            }
        }
    }
}

/// Programs that only read what they are given.
const READERS: [&str; 9] = ["dpkg", "rpm", "apt-get", "apk", "yum", "dnf", "pip", "pip3", "tar"];

/// `COPY f /tmp/f` right above: a bind mount instead.
fn fix(run: &Run, rm: &Command, path: &str, cx: &Context<'_>) -> Option<Fix> {
    let at = run.instruction.checked_sub(1)?;
    let tree = &cx.file.tree;
    let (copy, instruction) = (cx.file.copy_at(at)?, &tree.instructions[at]);
    let [source] = &copy.sources[..] else { return None };
    let name = source.word.text.as_str();
    let plain = !copy.is_add
        && !copy.is_json
        && !copy.onbuild
        && copy.stage == run.stage
        && copy.dest.text == path
        && instruction.flags.is_empty()
        && source.heredoc.is_none()
        && name
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-' | b'/'))
        && tree.above(instruction).is_empty()
        && tree.above(&tree.instructions[run.instruction]).is_empty()
        && matches!(rm.operands()[..], [_]);
    let mentions = |command: &&Command| command.all_words().any(|word| word.text().contains(path));
    let used: Vec<&Command> = run.script.commands.iter().filter(mentions).collect();
    let reads = used.iter().all(|command| command.index == rm.index || command.is_one_of(&READERS));
    let elsewhere =
        tree.instructions.iter().filter(|i| cx.text(i.span).contains(path)).count() != 2;
    let step = cx.file.step(run, rm).filter(|_| plain && reads && used.len() > 1 && !elsewhere)?;
    let change = "the file is only there while the step runs, and can't be written to";
    let gone =
        Span::new(cx.file.line_start(instruction.span.start), cx.file.line_start(run.word.start));
    let mount = format!(" --mount=type=bind,source={name},target={path}");
    let fix = Fix::recommended("mount the file instead of copying it", Phase::Join, change);
    Some(fix.delete(gone).insert(run.word.end, mount).delete(step).instructions(-1))
}
