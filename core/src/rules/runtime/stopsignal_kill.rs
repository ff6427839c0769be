//! A signal that leaves no time.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "stopsignal-kill",
    title: "STOPSIGNAL names a signal that no program can catch",
    category: Category::Runtime,
    severity: Severity::Medium,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["tally/no-ungraceful-stopsignal"],
    why: "`docker stop` then ends the program at once: open requests are cut, and files that were being \
          written stay half written.",
    how: "Leave STOPSIGNAL out, or name the signal on which the program ends in order: mostly `SIGTERM`.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            STOPSIGNAL «SIGKILL»
            ",
        )
        .fixed(
            "
            FROM debian:13-slim
            STOPSIGNAL SIGTERM
            ",
        ),
        Example::good(
            "
            FROM nginx:1.29
            STOPSIGNAL SIGQUIT
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            STOPSIGNAL 15
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#stopsignal"],
    check: Check::Instruction(&[Keyword::Stopsignal], check),
};

fn check(i: &Instruction, cx: &mut Context<'_>) {
    let signal = i.rest.text.trim_matches(['"', '\'']).to_ascii_uppercase();
    if matches!(signal.trim_start_matches("SIG"), "KILL" | "STOP" | "9" | "19") {
        let change = "the program gets the chance to end in order";
        let fix = Fix::recommended("send SIGTERM", Phase::Runtime, change);
        let span = i.rest.whole();
        cx.report(span, format!("`{}` ends the program without a warning", i.rest.text))
            .fix(fix.replace(span, "SIGTERM"));
    }
}
