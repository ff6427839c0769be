//! A group after USER takes the account's other groups away.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "user-explicit-group-drops-supplementary",
    title: "The group after USER takes the account's other groups away",
    category: Category::Privilege,
    severity: Severity::Medium,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["tally/user-explicit-group-drops-supplementary-groups"],
    why: "With `USER name:group` the process has that one group only. The groups that the account was added to before \
          are not looked up, and what only they may read or write stays closed.",
    how: "Write `USER name`: its primary group and all its other groups are taken then.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN useradd app && usermod -aG video app
            USER app«:app»
            ",
        )
        .fixed(
            "
            FROM debian:13-slim
            RUN useradd app && usermod -aG video app
            USER app
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN useradd app && usermod -aG video app
            USER app
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN useradd -g app app && usermod -aG video other
            USER app:app
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#user"],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let file = cx.file;
    for user in stage.users.iter().take(32) {
        let Some((name, group)) = user.raw.split_once(':') else { continue };
        if name.is_empty() || name.contains('$') || cx.text(user.span) != user.raw {
            continue;
        }
        let added = file
            .lineage(stage)
            .flat_map(|scope| file.runs_of(scope))
            .filter(|run| run.instruction < user.at && !run.onbuild)
            .flat_map(|run| &run.script.commands)
            .find_map(|command| {
                extra_group(command, name)
                    .filter(|extra| *extra != group)
                    .map(|g| (command.span, g))
            });
        let Some((place, extra)) = added else { continue };
        let start = user.span.start + name.len() as u32;
        let rest = Span::new(start, user.span.end);
        let message = format!("`:{group}` makes `{name}` lose the group `{extra}`");
        let finding = cx.report(rest, message);
        finding.note(place, "it was added here");
        let change =
            "the process has all groups of the account, and its primary group from `/etc/passwd`";
        finding.fix(Fix::review("leave the group away", Phase::User, change).delete(rest));
    }
}

/// The group besides the primary one that a command gives an account.
fn extra_group<'a>(command: &'a Command, name: &str) -> Option<&'a str> {
    let operands = command.operands();
    let last = operands.last()?.text();
    match command.name() {
        "usermod" | "useradd" if last == name => {
            command.flag_value("-G").or(command.flag_value("--groups"))
        }
        "adduser" | "addgroup" if operands.len() == 2 && operands[0].text() == name => Some(last),
        "gpasswd" => {
            let user = command.args().iter().skip_while(|word| word.text() != "-a").nth(1)?;
            (user.text() == name).then_some(last)
        }
        _ => None,
    }
}
