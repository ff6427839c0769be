//! A variable or a tilde.

use crate::ignore::{Pattern, Trap};
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "ignore-shell-expansion",
    title: "A variable or `~` in .dockerignore is not filled in",
    category: Category::Build,
    severity: Severity::Medium,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[],
    why: "No shell reads the file: `$HOME/.ssh` is a folder of that very name. And the home of the user \
          is no part of the build context unless the build is started there.",
    how: "Write the path from the root of the build context.",
    examples: &[
        Example::bad(
            "
            «~/.ssh»
            ",
        ),
        Example::bad(
            "
            «${BUILD_DIR}/out»
            «%APPDATA%/x»
            ",
        ),
        Example::good(
            "
            *~
            ~$*.docx
            ",
        ),
        Example::good(
            "
            $RECYCLE.BIN
            price$1.txt
            ",
        ),
    ],
    links: &["https://docs.docker.com/build/concepts/context/#dockerignore-files"],
    check: Check::Ignore(check),
};

fn check(file: &IgnoreFile) -> Vec<Remark> {
    let say = |pattern: &Pattern| {
        let message =
            format!("nothing is filled in: `{}` is matched as it stands", file.written(pattern));
        Remark::new(pattern.span, message)
    };
    file.trapped(Trap::Shell).map(say).collect()
}
