//! Gems of development and test in the image.

use crate::model::bundler;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "bundler-development-gems",
    title: "The gems of development and test are installed too",
    category: Category::Build,
    severity: Severity::Low,
    confidence: Confidence::Likely,
    profile: Profile::Strict,
    aliases: &["tally/ruby/missing-bundle-without-development", "bundler-missing-without"],
    why: "They make the image larger, need compilers and headers that the program does not, and \
          bring consoles and debuggers along.",
    how: "Set `ENV BUNDLE_WITHOUT=development:test` above the install.",
    examples: &[
        Example::bad(
            r#"
            FROM ruby:3.4-slim
            COPY Gemfile Gemfile.lock ./
            RUN «bundle install»
            CMD ["puma"]
            "#,
        )
        .fixed(
            r#"
            FROM ruby:3.4-slim
            COPY Gemfile Gemfile.lock ./
            RUN bundle config set --local without 'development test' && bundle install
            CMD ["puma"]
            "#,
        ),
        Example::good(
            r#"
            FROM ruby:3.4-slim
            ENV BUNDLE_WITHOUT=development:test
            COPY Gemfile Gemfile.lock ./
            RUN bundle install
            CMD ["puma"]
            "#,
        ),
        Example::good(
            r#"
            FROM ruby:3.4-slim
            RUN bundle config set --local without 'development test' && bundle install
            CMD ["puma"]
            "#,
        ),
        Example::good(
            "
            FROM ruby:3.4-slim AS test
            RUN bundle install
            ",
        ),
    ],
    links: &[],
    check: Check::Run(check),
};

fn check(run: &Run, cx: &mut Context<'_>) {
    let variables = ["BUNDLE_WITHOUT", "BUNDLE_ONLY"];
    let words = ["without", "only", "--without", "--only"];
    let install = bundler::undecided(cx.file, cx.this_stage(), run, &variables, &words);
    if let Some(install) = install {
        let seam = bundler::settings_seam(cx.file, cx.this_stage(), run, install);
        let finding = cx.report(install.span, "the gems of development and test come along");
        if let Some(at) = seam {
            let change = "the gems of these groups are not in the image, and `bundle exec` goes without them";
            let fix = Fix::review("leave these groups out", Phase::Packages, change);
            finding.fix(fix.insert(at, "bundle config set --local without 'development test' && "));
        }
    }
}
