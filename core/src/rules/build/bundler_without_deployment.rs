//! Bundler may change Gemfile.lock in the build.

use crate::model::bundler;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "bundler-without-deployment",
    title: "bundle install may take other versions than Gemfile.lock has",
    category: Category::Build,
    severity: Severity::Low,
    confidence: Confidence::Likely,
    profile: Profile::Strict,
    aliases: &["tally/ruby/missing-bundle-deployment", "bundler-missing-deployment"],
    why: "Where Gemfile and Gemfile.lock disagree, Bundler works the versions out anew and \
          writes the lock file again: the image gets what nobody has tested.",
    how: "Set `ENV BUNDLE_DEPLOYMENT=1` above the install, so that it fails instead.",
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
            RUN bundle config set --local frozen true && bundle install
            CMD ["puma"]
            "#,
        ),
        Example::good(
            r#"
            FROM ruby:3.4-slim
            ENV BUNDLE_DEPLOYMENT=1
            COPY Gemfile Gemfile.lock ./
            RUN bundle install
            CMD ["puma"]
            "#,
        ),
        Example::good(
            r#"
            FROM ruby:3.4-slim
            RUN bundle config set frozen true && bundle install
            CMD ["puma"]
            "#,
        ),
    ],
    links: &[],
    check: Check::Run(check),
};

fn check(run: &Run, cx: &mut Context<'_>) {
    let variables = ["BUNDLE_DEPLOYMENT", "BUNDLE_FROZEN"];
    let words = ["deployment", "frozen", "--deployment", "--frozen"];
    let install = bundler::undecided(cx.file, cx.this_stage(), run, &variables, &words);
    if let Some(install) = install {
        let seam = bundler::settings_seam(cx.file, cx.this_stage(), run, install);
        let finding = cx.report(install.span, "nothing keeps it to what Gemfile.lock says");
        if let Some(at) = seam {
            let change = "the build stops where Gemfile and Gemfile.lock disagree, or where there is no Gemfile.lock";
            let fix = Fix::review("keep to Gemfile.lock", Phase::Packages, change);
            finding.fix(fix.insert(at, "bundle config set --local frozen true && "));
        }
    }
}
