//! Keywords in the case that most of the file uses.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "instruction-casing-inconsistent",
    title: "Instructions are written in different cases",
    category: Category::Correctness,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[
        "ConsistentInstructionCasing",
        "S6476",
        "DF076",
        "PG005",
        "EI0005",
        "uppercase_commands",
        "CASING_INSTRUCTION",
    ],
    why: "The builder doesn't mind, but readers, searches and scripts tell instructions from arguments by their case.",
    how: "Write all keywords in the case of the majority, which is usually upper case.",
    examples: &[
        Example::bad(
            "
            FROM alpine:3.22
            «run» apk add --no-cache curl
            «Cmd» [\"curl\", \"--version\"]
            ",
        )
        .fixed(
            "
            FROM alpine:3.22
            RUN apk add --no-cache curl
            CMD [\"curl\", \"--version\"]
            ",
        ),
        Example::good(
            "
            from alpine:3.22
            run apk add --no-cache curl
            cmd [\"curl\", \"--version\"]
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22
            RUN <<EOF
            run-parts /etc/setup.d
            EOF
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/build-checks/consistent-instruction-casing/"],
    check: Check::File(check),
};

fn check(file: &Dockerfile, cx: &mut Context<'_>) {
    let casing = file.keyword_casing();
    for stage in &file.stages {
        for at in stage.from..stage.end {
            let instruction = &file.tree.instructions[at];
            let word = file.text(instruction.word);
            let wanted = casing.apply(word);
            // A keyword that is broken over two lines stays as it is.
            if instruction.keyword == Keyword::Unknown || wanted == word || word.contains('\n') {
                continue;
            }
            let message = format!("`{word}` is not in {} like the other keywords", casing.name());
            let fix = Fix::safe(&format!("write `{wanted}`"), Phase::Local, Proof::Same);
            cx.report(instruction.word, message).fix(fix.replace(instruction.word, wanted));
        }
    }
}
