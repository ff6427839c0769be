//! New files that everybody may change.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "umask-zero",
    title: "New files may be changed by everybody",
    category: Category::Privilege,
    severity: Severity::Medium,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[],
    why: "With a umask of zero each new file and folder may be changed by every account: whoever gets into one process \
          changes what another one runs or reads next.",
    how: "Use 022, or 002 where a group shares the files.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN umask «0000» && mkdir /data
            ",
        )
        .fixed(
            "
            FROM debian:13-slim
            RUN umask 022 && mkdir /data
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN umask 0002 && mkdir /data
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN umask && echo umask 000
            ",
        ),
    ],
    links: &[],
    check: Check::Run(check),
};

fn check(run: &Run, cx: &mut Context<'_>) {
    for command in run.named("umask") {
        let Some(word) = command.args().first() else { continue };
        if !matches!(word.literal(), Some("0" | "00" | "000" | "0000")) {
            continue;
        }
        let text = word.text();
        let plain = cx.text(word.span) == text && !run.onbuild;
        let finding =
            cx.report(word.span, format!("umask `{text}` lets everybody change what is made"));
        if plain {
            let change = "accounts other than the owner can no longer write to new files";
            let fix = Fix::review("let only the owner write", Phase::User, change);
            finding.fix(fix.replace(word.span, "022"));
        }
    }
}
