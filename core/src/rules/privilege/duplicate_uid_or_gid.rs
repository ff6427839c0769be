//! Two accounts with one number.

use crate::rule::prelude::*;
use std::collections::BTreeMap;

pub(super) static RULE: Rule = Rule {
    id: "duplicate-uid-or-gid",
    title: "Two accounts share a number",
    category: Category::Privilege,
    severity: Severity::Medium,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["DKL-LI-0002"],
    why: "The kernel knows numbers only: two accounts with one number are one, with the same files and the same rights, \
          whatever their names say.",
    how: "Give each account a number of its own, and use a group for what they share.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN useradd -u 1001 one && useradd «-o» -u 1001 two
            ",
        ),
        Example::bad(
            "
            FROM alpine:3.22
            RUN adduser -D -u 1001 one
            RUN adduser -D -u 1001 «two»
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN groupadd -g 1001 one && useradd -u 1001 -g 1001 one
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim AS build
            RUN useradd -u 1001 one
            FROM debian:13-slim
            RUN useradd -u 1001 two
            ",
        ),
    ],
    links: &[],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let file = cx.file;
    let mut seen: BTreeMap<(bool, String), String> = BTreeMap::new();
    for run in file.runs_of(stage).filter(|run| !run.onbuild) {
        for command in &run.script.commands {
            if command.is_one_of(&["useradd", "groupadd", "usermod", "groupmod"]) {
                let flag = command.flag("-o").or_else(|| command.flag("--non-unique"));
                if let Some(flag) = flag {
                    cx.report(
                        flag.word.span,
                        format!(
                            "`{}` may give a number that another account has",
                            flag.word.text()
                        ),
                    );
                    continue;
                }
            }
            if command.context.conditional
                || command.is_one_of(&["userdel", "deluser", "groupdel", "delgroup"])
            {
                seen.clear();
                continue;
            }
            let Some(account) = file.account(run, command) else { continue };
            let number = match account.is_group {
                true => account.group.clone(),
                false => account.uid.clone(),
            };
            let (Some(number), Some(name)) = (number, account.name) else { continue };
            if !number.bytes().all(|b| b.is_ascii_digit()) {
                continue;
            }
            let key = (account.is_group, number.clone());
            match seen.get(&key).filter(|other| **other != name) {
                Some(other) => {
                    let message = format!("`{name}` has the number {number} of `{other}`");
                    cx.report(account.span, message);
                }
                None => {
                    seen.insert(key, name);
                }
            }
        }
    }
}
