//! A user by name, which Kubernetes can't check.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "user-not-numeric",
    title: "USER is a name rather than a number",
    category: Category::Privilege,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::All,
    aliases: &["DL3066"],
    why: "Kubernetes does not look into the image: with `runAsNonRoot: true` it refuses a container whose user is a \
          name, because that name may mean root.",
    how: "Give the account a number of its own when it is made, and write that number after USER.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN useradd --uid 10001 app
            USER «app»
            ",
        )
        .fixed(
            "
            FROM debian:13-slim
            RUN useradd --uid 10001 app
            USER 10001
            ",
        ),
        Example::bad(
            "
            FROM acme/base:1.2
            USER «app:staff»
            ",
        ),
        Example::good(
            "
            FROM node:24-slim AS build
            USER node
            FROM debian:13-slim
            USER 10001:10001
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            ARG APP_USER=app
            USER $APP_USER
            FROM debian:13-slim
            USER root
            ",
        ),
    ],
    links: &["https://kubernetes.io/docs/tasks/configure-pod-container/security-context/"],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let file = cx.file;
    let Some(user) = stage.users.last().filter(|_| stage.is_final && !file.is_windows(stage))
    else {
        return;
    };
    let (name, group) = match user.raw.split_once(':') {
        Some((name, group)) => (name, Some(group)),
        None => (user.raw.as_str(), None),
    };
    let named = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    if !named || user.raw.contains('$') || crate::model::is_root(&user.raw) {
        return;
    }
    let accounts = file.accounts(stage);
    let mut own = accounts.iter().rev().filter(|a| !a.is_group && a.name.as_deref() == Some(name));
    let made = own.next().and_then(|account| account.uid.clone());
    let node = matches!(file.root_of(stage), Base::Image(image) if image.repository() == "node");
    let number = made
        .filter(|uid| uid.bytes().all(|b| b.is_ascii_digit()))
        .or_else(|| (name == "node" && node && accounts.is_empty()).then(|| "1000".to_owned()));
    let exact = cx.text(user.span) == user.raw;
    let finding =
        cx.report(user.span, format!("`{name}` is a name, which `runAsNonRoot` can't check"));
    if let Some(number) = number.filter(|_| exact) {
        let text = match group {
            Some(group) => format!("{number}:{group}"),
            None => number,
        };
        let change = "the same account by its number; a container for which another image's accounts are mounted may differ";
        finding.fix(Fix::review("write the number", Phase::User, change).replace(user.span, text));
    }
}
