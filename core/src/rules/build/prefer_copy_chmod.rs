//! chmod right after COPY stores the file twice.

use crate::model::{self, copies};
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "prefer-copy-chmod",
    title: "A file is copied, then its mode changed in a step of its own",
    category: Category::Build,
    severity: Severity::Info,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["tally/prefer-copy-chmod"],
    why: "A changed mode makes a second copy of the file in the next layer: the image holds it twice.",
    how: "Let the COPY set it: `COPY --chmod=755 entrypoint.sh /`.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            COPY entrypoint.sh /entrypoint.sh
            RUN «chmod 755 /entrypoint.sh»
            ",
        )
        .fixed(
            "
            FROM debian:13-slim
            COPY --chmod=755 entrypoint.sh /entrypoint.sh
            ",
        ),
        Example::bad(
            "
            FROM debian:13-slim
            COPY entrypoint.sh /usr/local/bin/
            RUN «chmod +x /usr/local/bin/entrypoint.sh»
            ",
        )
        .fixed(
            "
            FROM debian:13-slim
            COPY --chmod=755 entrypoint.sh /usr/local/bin/
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            COPY entrypoint.sh /entrypoint.sh
            RUN chmod 755 /entrypoint.sh && apt-get update
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            COPY scripts /scripts
            RUN chmod -R +x /scripts
            RUN chmod +x /scripts/run.sh
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#copy---chown---chmod"],
    check: Check::Run(check),
};

fn check(run: &Run, cx: &mut Context<'_>) {
    let Some(command) =
        run.script.single().filter(|command| command.is("chmod") && command.wrappers().is_empty())
    else {
        return;
    };
    let [mode, path] = command.operands()[..] else { return };
    let (Some(mode), Some(path)) = (mode.literal(), path.literal()) else { return };
    let Some(copy) = cx.file.copies.iter().find(|copy| copy.instruction + 1 == run.instruction)
    else {
        return;
    };
    let [source] = &copy.sources[..] else { return };
    let Some(dest) = copy.dest_path.as_deref() else { return };
    let name = copies::file_name(source.text.as_deref().unwrap_or(&source.word.text));
    let folder = copy.dest.text.ends_with('/') || matches!(copy.dest.text.as_str(), "." | "./");
    let target = if folder { stages_clean(dest, name) } else { dest.to_owned() };
    let here = cx.file.workdir_at(cx.this_stage(), run.instruction);
    let path = match (path.starts_with('/'), here) {
        (true, _) => model::clean(path),
        (false, Some(here)) => model::clean(&format!("{here}/{path}")),
        _ => return,
    };
    // Only a name with an ending is known to be a file, and only then has it one mode.
    let file = name.contains('.') && !name.contains(['*', '?', '$', '[']) && !source.is_remote();
    let exact = !mode.contains('x');
    let mode = match mode {
        "+x" | "a+x" | "ugo+x" => "755",
        mode if mode.bytes().all(|b| b.is_ascii_digit()) && (3..=4).contains(&mode.len()) => mode,
        _ => return,
    };
    let plain = copy.chmod.is_none()
        && !copy.onbuild
        && copy.stage == run.stage
        && !run.onbuild
        && !copy.is_add;
    if !plain
        || !file
        || path != target
        || command.operands().len() != 2
        || command.args().len() != 2
    {
        return;
    }
    let tree = &cx.file.tree;
    let comments = !tree.above(&tree.instructions[run.instruction]).is_empty();
    let gone = cx.file.lines_of(&tree.instructions[run.instruction]);
    let finding = cx.report(
        command.span,
        format!("`{path}` is stored twice: once as it was copied, once with its new mode"),
    );
    if let Some(gone) = gone.filter(|_| !comments && run.mounts.is_empty()) {
        let change = "the file has its mode from the start, and the image a layer less; older builders than BuildKit don't know `--chmod`";
        let title = "set the mode while copying";
        let fix = match exact {
            true => Fix::recommended(title, Phase::Structure, change),
            false => Fix::review(title, Phase::Structure, change), // `+x` keeps what else was set.
        };
        finding.fix(
            fix.insert(copy.word.end, format!(" --chmod={mode}")).delete(gone).instructions(-1),
        );
    }
}

fn stages_clean(folder: &str, name: &str) -> String {
    model::clean(&format!("{folder}/{name}"))
}
