//! A high user id makes a huge file.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "useradd-high-uid-without-no-log-init",
    title: "useradd with a high id fills the disk",
    category: Category::Privilege,
    severity: Severity::Medium,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["DL3046", "DF064"],
    why: "useradd writes the user's place in `/var/log/lastlog` and `faillog`, which are as \
          long as the highest id. Go's tar library does not know sparse files: a layer of \
          gigabytes is the result.",
    how: "Add `--no-log-init` (`-l`).",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN «useradd» --uid 123456 --create-home app
            ",
        )
        .fixed(
            "
            FROM debian:13-slim
            RUN useradd --no-log-init --uid 123456 --create-home app
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN useradd -l -u 123456 app && useradd --no-log-init --uid=1234567 other
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN useradd -u 10001 app
            ",
        ),
    ],
    links: &[],
    check: Check::Command(&["useradd"], check),
};

fn check(command: &Command, cx: &mut Context<'_>) {
    let id = command.flag_value("--uid").or(command.flag_value("-u"));
    let high = id.is_some_and(|id| id.len() > 5 && id.bytes().all(|b| b.is_ascii_digit()));
    let Some(name) =
        command.name_word().filter(|_| high && !command.has_one_flag_of(&["-l", "--no-log-init"]))
    else {
        return;
    };
    let edits = !cx.this_run().is_exec;
    let message =
        format!("user id `{}` makes `/var/log/lastlog` gigabytes long", id.unwrap_or_default());
    let finding = cx.report(name.span, message);
    if edits {
        let fix =
            Fix::safe("leave the login log alone", Phase::Packages, Proof::Differs(&["exec.args"]));
        finding.fix(fix.insert(name.span.end, " --no-log-init")); // Before any option, never between one and its value.
    }
}
