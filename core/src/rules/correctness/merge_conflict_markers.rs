//! Two versions of the file in one.

use crate::model::text_traps;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "merge-conflict-markers",
    title: "The file holds marks of a merge that was not finished",
    category: Category::Correctness,
    severity: Severity::High,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "Git has left both versions in the file, with lines that are no instructions: the build stops, or \
          `<<<<<<<` is read as the beginning of a heredoc.",
    how: "Choose one of the two versions, and delete the marks.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            «<<<<<<< HEAD»
            RUN make
            =======
            RUN make all
            >>>>>>> feature
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            # =======
            # <<<<<<< here
            RUN make
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN cat <<EOF
            =======
            EOF
            ",
        ),
    ],
    links: &[],
    check: Check::File(check),
};

fn check(file: &Dockerfile, cx: &mut Context<'_>) {
    let markers = text_traps::conflict_markers(&file.tree.source);
    if let [first, .., last] = markers[..] {
        cx.report(first, "a merge was left unfinished here")
            .note(last, "the other version ends here");
    }
}
