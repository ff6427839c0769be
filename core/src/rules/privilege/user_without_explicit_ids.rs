//! Accounts whose numbers depend on the base image.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "user-without-explicit-ids",
    title: "An account is made without a number of its own",
    category: Category::Privilege,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::All,
    aliases: &["PG007"],
    why: "The next free number is taken, and that one changes when the base image or a package before it brings an \
          account more. Files on volumes then belong to somebody else.",
    how: "Give a number that no other account has, 10000 or higher: `useradd --uid 10001`, `groupadd --gid 10001`.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN groupadd --system «app» && useradd --system --gid app «app»
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN groupadd --gid 10001 app && useradd --uid 10001 --gid app app
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22
            RUN addgroup -g 10001 app && adduser -D -u $APP_UID -G app app && adduser app audio
            ",
        ),
    ],
    links: &[],
    check: Check::Command(&["useradd", "adduser", "groupadd", "addgroup"], check),
};

fn check(command: &Command, cx: &mut Context<'_>) {
    let stage = cx.this_stage();
    let Some(account) = cx.file.account(cx.this_run(), command).filter(|_| stage.ships) else {
        return;
    };
    let flags: &[&str] = match account.is_group {
        true => &["-g", "--gid"],
        false => &["-u", "--uid"],
    };
    if command.has_one_flag_of(flags) || account.is_group && command.is("adduser") {
        return;
    }
    let what = if account.is_group { "group" } else { "account" };
    let name = cx.text(account.span);
    cx.report(account.span, format!("the {what} `{name}` gets the next free number"));
}
