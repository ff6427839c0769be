//! A path of the host.

use crate::ignore::{Pattern, Trap};
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "ignore-absolute-host-path",
    title: "A pattern in .dockerignore is a path of the host",
    category: Category::Build,
    severity: Severity::Medium,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "Patterns start at the root of the build context: `/home/me/app/.env` names the file \
          `home/me/app/.env` in it. What was meant is sent.",
    how: "Write the path from the root of the build context: `.env`.",
    examples: &[
        Example::bad(
            "
            «/home/me/app/.env»
            ",
        ),
        Example::bad(
            "
            «C:\\src\\app\\secrets»
            ",
        ),
        Example::good(
            "
            /dist
            /var/cache
            ",
        ),
        Example::good(
            "
            home/.env
            ",
        ),
    ],
    links: &["https://docs.docker.com/build/concepts/context/#dockerignore-files"],
    check: Check::Ignore(check),
};

fn check(file: &IgnoreFile) -> Vec<Remark> {
    let of_host = file.patterns.iter().filter(|pattern| pattern.trap == Some(Trap::Host));
    let say = |pattern: &Pattern| {
        let message = format!(
            "`{}` is looked for in the build context, not on the host",
            file.written(pattern)
        );
        Remark::new(pattern.span, message)
    };
    of_host.map(say).collect()
}
