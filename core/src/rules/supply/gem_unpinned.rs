//! Gems without a version.

use crate::model::managers;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "gem-unpinned",
    title: "gem installs whatever version is newest",
    category: Category::Supply,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::Strict,
    aliases: &["DL3028", "DF053", "ER0016"],
    why: "The newest version at the moment of the build is taken, which may be broken, or \
          published by somebody who took the gem over an hour ago.",
    how: "Name the version: `gem install rake -v 13.3.0` or `gem install rake:13.3.0`. \
          Dependencies of your own project belong in a Gemfile with its lock.",
    examples: &[
        Example::bad(
            "
            FROM ruby:3.4-slim
            RUN gem install --no-document «bundler» rake:13.3.0
            ",
        ),
        Example::good(
            "
            FROM ruby:3.4-slim
            RUN gem install bundler -v 2.7.2 && gem install rake --version=13.3.0
            ",
        ),
        Example::good(
            "
            FROM ruby:3.4-slim
            ARG BUNDLER
            RUN gem install bundler:$BUNDLER ./own.gem
            ",
        ),
    ],
    links: &[],
    check: Check::Run(check),
};

fn check(run: &Run, cx: &mut Context<'_>) {
    for (install, command) in run.installs_by(&[Manager::Gem]) {
        if command.args().iter().any(|word| is_version(word.text())) {
            continue;
        }
        let unpinned = managers::unpinned(install);
        if let Some((first, rest)) = unpinned.split_first() {
            let message = format!("{} without a version", managers::listed(&unpinned));
            let finding = cx.report(first.span, message);
            for package in rest {
                finding.note(package.span, "the same");
            }
        }
    }
}

/// Whether a flag gives the version.
fn is_version(word: &str) -> bool {
    word.starts_with("-v") || word.starts_with("--version")
}
