//! The package manager itself has no version.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "corepack-unpinned",
    title: "Corepack installs whatever package manager is newest",
    category: Category::Supply,
    severity: Severity::Low,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[],
    why: "The next build may get another major version of pnpm or Yarn, which reads the lock file differently or \
          refuses it.",
    how: "Write the version, `corepack prepare pnpm@10.20.0 --activate`, or name it as `packageManager` in \
          package.json and run `corepack enable` alone.",
    examples: &[
        Example::bad(
            "
            FROM node:24-slim
            RUN corepack enable && corepack prepare «pnpm@latest» --activate
            ",
        ),
        Example::good(
            "
            FROM node:24-slim
            RUN corepack enable && corepack prepare pnpm@10.20.0 --activate
            ",
        ),
        Example::good(
            "
            FROM node:24-slim
            ARG PNPM_VERSION
            RUN npm install -g corepack@latest && corepack enable && corepack prepare pnpm@${PNPM_VERSION} --activate
            ",
        ),
    ],
    links: &["https://github.com/nodejs/corepack#readme"],
    check: Check::Command(&["corepack"], check),
};

fn check(command: &Command, cx: &mut Context<'_>) {
    let words = command.operands();
    let Some((verb, rest)) = words.split_first() else { return };
    if !matches!(verb.text(), "prepare" | "install" | "use") {
        return;
    }
    let floats = |text: &str| {
        ["@latest", "@next", "@stable", "@*", "@canary"].iter().any(|end| text.ends_with(end))
    };
    let hits: Vec<_> = rest.iter().filter(|word| floats(word.text())).collect();
    for word in hits {
        cx.report(word.span, format!("`{}` is another version from time to time", word.text()));
    }
}
