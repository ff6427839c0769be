//! A step that only root can do, after USER.

use crate::model::packages;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "user-set-then-needs-root",
    title: "Packages are installed as a user who may not",
    category: Category::Privilege,
    severity: Severity::High,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "USER holds for every later RUN. Only root may write where the distribution's packages go, so that the build \
          stops here.",
    how: "Install before USER, or put `USER root` before the step and the user back after it.",
    examples: &[
        Example::bad(
            "
            FROM node:24-slim
            USER node
            RUN «apt-get update» && apt-get install -y git
            CMD node
            ",
        )
        .fixed(
            "
            FROM node:24-slim
            USER node
            USER root
            RUN apt-get update && apt-get install -y git
            USER node
            CMD node
            ",
        ),
        Example::good(
            "
            FROM node:24-slim
            USER node
            USER root
            RUN apt-get update && apt-get install -y git
            ",
        ),
        Example::good(
            "
            FROM cimg/base:2025.11
            USER circleci
            RUN sudo apt-get update && npm install && apt-get download git
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#user"],
    check: Check::Run(check),
};

fn check(run: &Run, cx: &mut Context<'_>) {
    let stage = cx.this_stage();
    let UserAt::Set(user) = cx.file.user_at(stage, run.instruction) else { return };
    let Some(name) = user.value.as_deref().filter(|value| !crate::model::is_root(value)) else {
        return;
    };
    // Changed rights, or root under another name.
    let odd =
        run.script.commands.iter().any(|command| command.is_one_of(&["fakeroot", "su", "chroot"]));
    if run.onbuild || odd || name.is_empty() || user.raw.contains('$') || cx.file.is_windows(stage)
    {
        return;
    }
    let needs = run.script.commands.iter().find(|command| {
        let verb = command.subcommand();
        let plain = command.wrappers().is_empty()
            && !command.context.failure_ignored
            && !command.context.conditional;
        let own = match command.name() {
            "apt-get" | "apt" => matches!(
                verb,
                "install" | "update" | "upgrade" | "dist-upgrade" | "remove" | "purge"
            ),
            "apk" => {
                matches!(verb, "add" | "del" | "update" | "upgrade") && !command.has_flag("--root")
            }
            "yum" | "dnf" | "microdnf" | "tdnf" => {
                matches!(verb, "install" | "update" | "upgrade" | "remove")
                    && !command.has_flag("--installroot")
            }
            _ => false,
        };
        plain && own
    });
    let Some(command) = needs else { return };
    let zero = cx
        .file
        .accounts(stage)
        .iter()
        .any(|a| a.name.as_deref() == Some(name) && a.uid.as_deref() == Some("0"));
    if zero || packages::is_pip(command.name()) {
        return;
    }
    let (first, verb) = (command.name_word(), command.operands().first().map(|word| word.span));
    let span = match (first, verb) {
        (Some(first), Some(verb)) => first.span.to(verb),
        _ => command.span,
    };
    let text =
        format!("`{} {}` needs root, but runs as `{name}`", command.name(), command.subcommand());
    let instruction = &cx.file.tree.instructions[run.instruction];
    let end = instruction.span.end;
    let source = &cx.file.tree.source;
    let newline = cx.newline();
    let whole_line =
        source[end as usize..].is_empty() || source[end as usize..].starts_with(['\n', '\r']);
    let finding = cx.report(span, text);
    finding.note(user.span, "the user is set here");
    if whole_line {
        let change = "the step runs as root, and what it makes belongs to root";
        let fix = Fix::review("run the step as root", Phase::User, change).instructions(2);
        let fix = fix.insert(instruction.span.start, format!("USER root{newline}"));
        finding.fix(fix.insert(end, format!("{newline}USER {}", user.raw)));
    }
}
