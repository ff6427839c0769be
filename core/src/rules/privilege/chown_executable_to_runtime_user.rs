//! Programs that the account which runs them may change.

use crate::model::user_flags;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "chown-executable-to-runtime-user",
    title: "A program belongs to the account that runs it",
    category: Category::Privilege,
    severity: Severity::Medium,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["S6504"],
    why: "Whoever gets into the process may replace the program, and what they put there runs at the next start. \
          Programs that belong to root can't be changed that way.",
    how: "Leave programs to root: they only have to be read and run, `COPY --chmod=0555`. Give the account the \
          folders for its data.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            COPY «--chown=app:app» server /usr/local/bin/server
            USER app
            ",
        )
        .fixed(
            "
            FROM debian:13-slim
            COPY server /usr/local/bin/server
            USER app
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            COPY --chown=root:root server /usr/local/bin/server
            COPY --chown=app:app data /srv/data
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            COPY --chown=app:app . /usr/src/app
            COPY --chown=www-data:www-data site /usr/share/nginx/html
            ",
        ),
    ],
    links: &[],
    check: Check::Instruction(&[Keyword::Copy, Keyword::Add], check),
};

/// Folders of programs and libraries.
const PROGRAMS: &[&str] = &[
    "/bin",
    "/sbin",
    "/lib",
    "/lib64",
    "/usr/bin",
    "/usr/sbin",
    "/usr/lib/systemd",
    "/usr/local/bin",
    "/usr/local/sbin",
    "/boot",
];

fn check(instruction: &Instruction, cx: &mut Context<'_>) {
    let (Some(flag), Some(stage)) = (instruction.flag("chown"), cx.stage) else { return };
    let Some(owner) = flag.value.as_deref().filter(|_| stage.ships) else { return };
    let Some(copy) = cx.file.copy_at(cx.at) else { return };
    let Some(path) = copy.dest_path.as_deref() else { return };
    let account = owner.split(':').next().unwrap_or(owner);
    if account.is_empty() || account.contains('$') || crate::model::is_root(account) {
        return;
    }
    if !PROGRAMS.iter().any(|folder| user_flags::under(path, folder)) {
        return;
    }
    let onbuild = cx.onbuild;
    let cut = cx.file.with_blanks(flag.span);
    let finding = cx.report(
        flag.span,
        format!("`{account}` may change what is copied to `{}`", copy.dest.text),
    );
    if !onbuild && cut.end > flag.span.end {
        let change = "the program belongs to root; where its mode lets only the owner run it, add `--chmod=0755`";
        finding.fix(Fix::review("leave the program to root", Phase::User, change).delete(cut));
    }
}
