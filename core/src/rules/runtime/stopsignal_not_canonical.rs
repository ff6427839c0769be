//! One way to write a signal.

use crate::rule::prelude::*;
use crate::syntax::is_signal;

pub(super) static RULE: Rule = Rule {
    id: "stopsignal-not-canonical",
    title: "A signal is written in a short or numeric form",
    category: Category::Runtime,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["tally/prefer-canonical-stopsignal"],
    why: "`15` and `term` are read like `SIGTERM`, but not by everybody who reads the file, and numbers differ \
          between systems.",
    how: "Write the full name in capitals.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            STOPSIGNAL «15»
            ",
        )
        .fixed(
            "
            FROM debian:13-slim
            STOPSIGNAL SIGTERM
            ",
        ),
        Example::bad(
            "
            FROM debian:13-slim
            STOPSIGNAL «quit»
            ",
        )
        .fixed(
            "
            FROM debian:13-slim
            STOPSIGNAL SIGQUIT
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            STOPSIGNAL SIGRTMIN+3
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            ARG SIGNAL=SIGTERM
            STOPSIGNAL $SIGNAL
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#stopsignal"],
    check: Check::Instruction(&[Keyword::Stopsignal], check),
};

const NUMBERS: [(&str, &str); 7] = [
    ("1", "HUP"),
    ("2", "INT"),
    ("3", "QUIT"),
    ("10", "USR1"),
    ("12", "USR2"),
    ("15", "TERM"),
    ("28", "WINCH"),
];

fn check(i: &Instruction, cx: &mut Context<'_>) {
    let text = i.rest.text.trim_matches(['"', '\'']);
    let upper = text.to_ascii_uppercase();
    let name = match text.bytes().all(|b| b.is_ascii_digit()) {
        true => NUMBERS.iter().find(|(number, _)| *number == text).map(|(_, name)| *name),
        false => Some(upper.strip_prefix("SIG").unwrap_or(&upper)),
    };
    let known = i.rest.text == text && !text.is_empty() && !text.contains('$') && is_signal(text);
    let Some(name) = name.filter(|name| known && !matches!(*name, "KILL" | "STOP")) else { return };
    let full = format!("SIG{name}");
    if full != text {
        let span = i.rest.whole();
        let fix =
            Fix::recommended("write the full name", Phase::Text, "nothing: it is the same signal");
        cx.report(span, format!("`{text}` is `{full}`")).fix(fix.replace(span, full));
    }
}
