//! Options of bundle install that became settings.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "bundler-deprecated-flags",
    title: "An option of bundle install is deprecated",
    category: Category::Build,
    severity: Severity::Low,
    confidence: Confidence::Certain,
    profile: Profile::Strict,
    aliases: &["tally/ruby/deprecated-bundler-install-flags", "deprecated-bundler-install-flags"],
    why: "Bundler 2 remembers these options for later calls and warns of them, and Bundler 4 has \
          taken them away.",
    how: "Set the variable instead, such as `ENV BUNDLE_DEPLOYMENT=1 \
          BUNDLE_WITHOUT=development:test`, or call `bundle config set`.",
    examples: &[
        Example::bad(
            "
            FROM ruby:3.4
            RUN bundle install «--deployment» «--without» development test
            ",
        ),
        Example::good(
            "
            FROM ruby:3.4
            ENV BUNDLE_DEPLOYMENT=1 BUNDLE_WITHOUT=development:test
            RUN bundle install --jobs 4
            ",
        ),
        Example::good(
            "
            FROM ruby:3.4
            RUN bundle config set --local path vendor && bundle exec rake --path x
            ",
        ),
    ],
    links: &[],
    check: Check::Command(&["bundle", "bundler"], check),
};

/// The options that `bundle install` remembered (Bundler's documentation, read 2026-11).
const FLAGS: [&str; 10] = [
    "--binstubs",
    "--clean",
    "--deployment",
    "--frozen",
    "--no-prune",
    "--path",
    "--shebang",
    "--system",
    "--with",
    "--without",
];

fn check(command: &Command, cx: &mut Context<'_>) {
    if !matches!(command.subcommand(), "install" | "i") {
        return;
    }
    for word in command.args() {
        let name = word.text().split('=').next().unwrap_or("");
        if FLAGS.contains(&name) {
            let start = word.span.start;
            let span = if word.text() == name {
                word.span
            } else {
                Span::new(start, start + name.len() as u32)
            };
            cx.report(
                span,
                format!("`{name}` is deprecated: set it with a variable or `bundle config`"),
            );
        }
    }
}
