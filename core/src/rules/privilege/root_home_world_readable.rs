//! Root's home opened for everybody.

use crate::model::modes;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "root-home-world-readable",
    title: "Root's home is opened for everybody",
    category: Category::Privilege,
    severity: Severity::Medium,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[],
    why: "Tools keep keys, tokens and histories in the home of the account that runs them, and rely on nobody else getting \
          in. Each account of the container can then read them.",
    how: "Put what others need somewhere else, such as `/opt`, instead of opening `/root`.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN chmod «755» /root
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN chmod 700 /root && chmod 755 /root/start.sh
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN chmod g+rx /root && chmod -R 755 /rootfs
            ",
        ),
    ],
    links: &[],
    check: Check::Command(&["chmod"], check),
};

fn check(command: &Command, cx: &mut Context<'_>) {
    let Some(set) = modes::of(command).filter(|_| cx.this_stage().ships) else { return };
    let opened = modes::lets_others_in(set.mode)
        && modes::grants(set.mode).is_some_and(|grants| !grants.world_write);
    let root = set.paths.iter().any(|path| path.text().trim_end_matches('/') == "/root");
    if opened && root {
        cx.report(set.word.span, format!("mode `{}` opens `/root` for every account", set.mode));
    }
}
