//! sudo in a build.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "sudo-used",
    title: "sudo is used in the build",
    category: Category::Privilege,
    severity: Severity::Medium,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[
        "DL3004",
        "DS-0010",
        "AVD-DS-0010",
        "CKV2_DOCKER_1",
        "DKL-DI-0001",
        "AC_DOCKER_0007",
        "DF010",
        "ER0004",
        "sudo_usage",
        "no-sudo-in-dockerfile",
    ],
    why: "Steps run as root unless USER says otherwise, so that sudo does nothing. Where a user \
          may call it without a password, it makes that user root in every container: the \
          point of having one is lost.",
    how: "Leave it out as root. Otherwise put `USER root` before the steps that need it, and \
          the user back after them.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN «sudo» apt-get update && «sudo» apt-get install -y curl
            ",
        )
        .fixed(
            "
            FROM debian:13-slim
            RUN apt-get update && apt-get install -y curl
            ",
        ),
        Example::bad(
            "
            FROM cimg/base:2025.11
            RUN «sudo» -u postgres psql -c 'select 1'
            ",
        ),
        Example::bad(
            "
            FROM example.com/base:1
            RUN apt-get update && apt-get install -y curl
            RUN «sudo» make install
            ",
        )
        .fixed(
            "
            FROM example.com/base:1
            RUN apt-get update && apt-get install -y curl
            RUN make install
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN apt-get update && apt-get install -y sudo
            ",
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            RUN visudo -c && echo "don't sudo here" > /etc/motd
            "#,
        ),
    ],
    links: &[],
    check: Check::Run(check),
};

fn check(run: &Run, cx: &mut Context<'_>) {
    let stage = cx.this_stage();
    // Where only the base image knows the user: one that has installed packages before is root.
    let installed = stage.users.is_empty() && stage.first_install.is_some_and(|at| at < cx.at);
    let root = cx.file.is_root_at(stage, cx.at).unwrap_or(installed) && !run.is_exec;
    for command in &run.script.commands {
        let bare = command.is("sudo").then(|| command.name_word()).flatten();
        let Some(word) = command.wrapper("sudo").or(bare) else { continue };
        let plain = root
            && matches!(command.wrappers(), [only] if only.span == word.span)
            && !command.in_other_hands();
        let message = match root {
            true => "`sudo` does nothing here: the step runs as root already",
            false => "`sudo` makes this user root",
        };
        let span = cx.file.with_blanks(word.span);
        let finding = cx.report(word.span, message);
        if !stage.ships {
            finding.severity(Severity::Low);
        }
        if plain && span.end > word.span.end {
            let fix = Fix::safe("leave sudo out", Phase::Packages, Proof::Differs(&["exec.args"]));
            finding.fix(fix.delete(span));
        }
    }
}
