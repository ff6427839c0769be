//! Bundler is there already.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "bundler-redundant-install",
    title: "Bundler is installed on an image that has it",
    category: Category::Build,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::All,
    aliases: &["tally/ruby/redundant-bundler-install", "redundant-bundler-install"],
    why: "Ruby brings Bundler, and Bundler fetches the version that Gemfile.lock names. Another \
          one beside it costs time, and moves with each build.",
    how: "Leave it out, or name the version that is wanted: `gem install bundler -v 2.6.2`.",
    examples: &[
        Example::bad(
            "
            FROM ruby:3.4-slim
            RUN gem install «bundler» && bundle install
            ",
        ),
        Example::good(
            "
            FROM ruby:3.4-slim
            RUN gem install bundler -v 2.6.2 && bundle install
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN gem install bundler
            ",
        ),
    ],
    links: &[],
    check: Check::Run(check),
};

fn check(run: &Run, cx: &mut Context<'_>) {
    let ruby =
        cx.file.root_image(cx.this_stage()).is_some_and(|image| image.repository() == "ruby");
    for (install, command) in run.installs_by(&[Manager::Gem]).filter(|_| ruby) {
        let versioned = command.has_one_flag_of(&["-v", "--version"]);
        for package in install.packages.iter().filter(|_| !versioned) {
            if package.known && package.text == "bundler" {
                cx.report(package.span, "the image has Bundler");
            }
        }
    }
}
