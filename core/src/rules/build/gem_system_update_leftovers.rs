//! What an update of RubyGems leaves behind.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "gem-system-update-leftovers",
    title: "The update of RubyGems leaves its files",
    category: Category::Build,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::All,
    aliases: &["gemUpdateSystemRmRootGem"],
    why: "`gem update --system` leaves the specifications that it read in `/root/.gem`, which \
          nothing needs afterwards.",
    how: "End the RUN with `rm -rf /root/.gem`.",
    examples: &[
        Example::bad(
            "
            FROM ruby:3.4
            RUN «gem update --system»
            ",
        ),
        Example::good(
            "
            FROM ruby:3.4
            RUN gem update --system && rm -rf /root/.gem
            ",
        ),
        Example::good(
            "
            FROM ruby:3.4
            RUN gem update rake
            ",
        ),
    ],
    links: &[],
    check: Check::Run(check),
};

fn check(run: &Run, cx: &mut Context<'_>) {
    let kept = !run.deletes("/root/.gem")
        && !run.mounts_over("/root/.gem")
        && !run
            .script
            .commands
            .iter()
            .flat_map(Command::all_words)
            .any(|word| word.text() == "~/.gem");
    if !kept || !cx.this_stage().weighs() {
        return;
    }
    for command in run.named("gem").filter(|command| command.subcommand() == "update") {
        if command.has_flag("--system") {
            cx.report(command.span, "what it read stays in `/root/.gem`");
        }
    }
}
