//! zypper waits for an answer that nobody gives.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "zypper-missing-non-interactive",
    title: "zypper asks for confirmation and nobody can answer",
    category: Category::Build,
    severity: Severity::High,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["DL3034", "DF043"],
    why: "A build has no terminal: when zypper asks whether to go on, it reads no answer and \
          aborts, and so does the build.",
    how: "Add `--non-interactive` (`-n`) before the verb.",
    examples: &[
        Example::bad(
            "
            FROM opensuse/leap:15.6
            RUN «zypper install» nginx && zypper clean -a
            ",
        )
        .fixed(
            "
            FROM opensuse/leap:15.6
            RUN zypper --non-interactive install nginx && zypper clean -a
            ",
        ),
        Example::good(
            "
            FROM opensuse/leap:15.6
            RUN zypper -n in nginx && zypper install -y curl && zypper clean -a
            ",
        ),
        Example::good(
            "
            FROM opensuse/leap:15.6
            RUN zypper refresh && zypper --non-interactive update && zypper remove --no-confirm vim
            ",
        ),
    ],
    links: &[],
    check: Check::Command(&["zypper"], check),
};

/// The verbs that ask.
const ASKING: [&str; 11] = [
    "install",
    "in",
    "remove",
    "rm",
    "source-install",
    "si",
    "patch",
    "update",
    "up",
    "dist-upgrade",
    "dup",
];

fn check(command: &Command, cx: &mut Context<'_>) {
    let operands = command.operands();
    let Some(verb) = operands.first().filter(|word| ASKING.contains(&word.text())) else { return };
    let answered = command.context.piped_in
        || command.has_one_flag_of(&["-n", "--non-interactive", "-y", "--no-confirm"]);
    let Some(name) = command.name_word().filter(|_| !answered) else { return };
    let message = format!("`{} {}` asks before it goes on", command.name(), verb.text());
    let edits = !cx.this_run().is_exec;
    let finding = cx.report(name.span.to(verb.span), message);
    if edits {
        let proof = Proof::Differs(&["exec.args"]); // Without a terminal it aborts as soon as it asks.
        finding.fix(
            Fix::safe("answer yes", Phase::Packages, proof)
                .insert(name.span.end, " --non-interactive"),
        );
    }
}
