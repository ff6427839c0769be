//! Accounts that anybody can log in to.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "empty-or-deleted-password",
    title: "An account needs no password",
    category: Category::Privilege,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["DKL-LI-0001"],
    why: "An empty password lets everybody in: `su` and every login service then take whoever comes, and an attacker \
          in the container becomes that account without knowing anything.",
    how: "Lock the account instead, with `passwd -l`, or `usermod -p '*'` where it logs in by key.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN useradd app && «passwd -d app»
            ",
        )
        .fixed(
            "
            FROM debian:13-slim
            RUN useradd app && passwd -l app
            ",
        ),
        Example::bad(
            "
            FROM debian:13-slim
            RUN «useradd -m -p '' app»
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN passwd -l root && useradd -p '*' app
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22
            RUN adduser -D app
            ",
        ),
    ],
    links: &[],
    check: Check::Command(&["passwd", "useradd", "usermod"], check),
};

fn check(command: &Command, cx: &mut Context<'_>) {
    let severity = if cx.this_stage().ships { Severity::High } else { Severity::Low };
    let account = command.operands().last().map(|word| word.text().to_owned()).unwrap_or_default();
    let mut cut = None;
    if command.is("passwd") {
        let flag = command.flag("-d").or_else(|| command.flag("--delete"));
        let Some(flag) = flag else { return };
        if command.has_one_flag_of(&["-l", "--lock"]) {
            return;
        }
        cut = matches!(flag.word.literal(), Some("-d" | "--delete")).then_some(flag.word.span);
    } else {
        let empty =
            ["-p", "--password"].iter().flat_map(|flag| command.flag_values(flag)).any(|flag| {
                flag.value_word.is_some_and(|w| w.literal().is_some()) && flag.value == Some("")
            });
        if !empty {
            return;
        }
    }
    let root = cx.this_run().onbuild;
    let finding = cx.report(command.span, format!("`{account}` can be used without a password"));
    finding.severity(severity);
    if let Some(span) = cut.filter(|_| !root) {
        let change = "the account is locked; `su` to it from another account no longer works";
        finding.fix(Fix::review("lock the account", Phase::User, change).replace(span, "-l"));
    }
}
