//! Packages' scripts run as root.

use crate::model::Kind;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "npm-unsafe-perm",
    title: "npm runs the scripts of packages as root",
    category: Category::Supply,
    severity: Severity::Low,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["npm-global-as-root-scripts"],
    why: "Up to version 6, npm ran the install scripts of packages as an account without rights, unless `unsafe-perm` \
          was set: then a script that somebody slipped in owns the build. Later versions don't know the option.",
    how: "Leave it out. Where an install then fails on a folder that belongs to root, run it as another user.",
    examples: &[
        Example::bad(
            "
            FROM node:14
            RUN npm install -g «--unsafe-perm» grpc-tools@1.11.2
            ",
        )
        .fixed(
            "
            FROM node:14
            RUN npm install -g grpc-tools@1.11.2
            ",
        ),
        Example::bad(
            "
            FROM node:14
            RUN «npm config set unsafe-perm true»
            ",
        ),
        Example::good(
            "
            FROM node:14
            RUN npm install --unsafe-perm=false
            ",
        ),
        Example::good(
            "
            FROM node:14
            USER node
            RUN npm install --unsafe-perm
            FROM node:24
            RUN npm install --unsafe-perm
            ",
        ),
    ],
    links: &["https://docs.npmjs.com/cli/v6/using-npm/config#unsafe-perm"],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let file = cx.file;
    // Node 15 brought npm 7, which does not know the option.
    let later = file.root_image(stage).filter(|image| image.repository() == "node");
    let later = later.is_some_and(|image| {
        let major = image.tag_parts().next().and_then(|part| part.split('.').next());
        major.and_then(|major| major.parse::<u32>().ok()).is_none_or(|major| major >= 15)
            && !image.tag_parts().any(|part| {
                matches!(part, "argon" | "boron" | "carbon" | "dubnium" | "erbium" | "fermium")
            })
    });
    if later {
        return;
    }
    let off = |value: &str| matches!(value, "false" | "0" | "no");
    for run in file.runs_of(stage) {
        if file.is_root_at(stage, run.instruction) == Some(false) {
            continue;
        }
        for command in run.script.commands.iter().filter(|c| c.is_one_of(&["npm", "yarn"])) {
            let flag = command.flag("--unsafe-perm").or(command.flag("--unsafe"));
            let words = command.operands();
            let sets = words.iter().any(|word| {
                let text = word.text();
                text == "unsafe-perm"
                    || text.starts_with("unsafe-perm=") && !text.ends_with("false")
            }) && !words.iter().any(|word| off(word.text()));
            let message = "install scripts of packages run as root, in npm up to version 6";
            if let Some(flag) = flag.filter(|flag| !flag.value.is_some_and(off)) {
                let next = words.iter().find(|word| word.span.start > flag.word.span.end);
                let bare = !next.is_some_and(|word| matches!(word.text(), "true" | "false"));
                if next.is_some_and(|word| word.text() == "false") {
                    continue;
                }
                let fix = (bare && !run.is_exec).then(|| {
                    let change = "with npm 6 the scripts run as an account without rights";
                    Fix::review("leave it out", Phase::Packages, change)
                        .delete(file.with_blanks(flag.word.span))
                });
                let finding = cx.report(flag.word.span, message);
                if let Some(fix) = fix {
                    finding.fix(fix);
                }
            } else if sets && words.iter().any(|word| word.text() == "set") {
                cx.report(command.span, message);
            }
        }
    }
    for binding in stage.bindings.iter().filter(|binding| binding.kind == Kind::Env) {
        let named = binding.name.eq_ignore_ascii_case("npm_config_unsafe_perm");
        if named && matches!(&binding.value, Value::Known(value) if !off(value)) {
            let message =
                format!("with `{}` install scripts of packages run as root", binding.name);
            cx.report(binding.span, message);
        }
    }
}
