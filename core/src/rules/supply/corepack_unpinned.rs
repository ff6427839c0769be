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
    let config = cx.config;
    let is_exec = cx.this_run().is_exec;
    let hits: Vec<_> = rest.iter().filter(|word| floats(word.text())).collect();
    for word in hits {
        let text = word.text();
        let finding =
            cx.report(word.span, format!("`{text}` is another version from time to time"));
        let Some((name, _)) = text.rsplit_once('@').filter(|_| word.is_bare() && !is_exec) else {
            continue;
        };
        let key = format!("version.{name}");
        let title = "name the version";
        let plain = |version: &&String| {
            version.starts_with(|c: char| c.is_ascii_digit())
                && version.chars().all(|c| c.is_ascii_alphanumeric() || ".-+".contains(c))
        };
        let fix = match config.answers.get(&key).filter(plain) {
            Some(version) => {
                let change = "the build takes the version that you named";
                Fix::recommended(title, Phase::Pins, change)
                    .replace(word.span, format!("{name}@{version}"))
            }
            None => {
                let text = format!("Which version of {name} do you use?");
                Fix::ask(title, Phase::Pins, Question { key, text, suggestion: String::new() })
            }
        };
        finding.fix(fix);
    }
}
