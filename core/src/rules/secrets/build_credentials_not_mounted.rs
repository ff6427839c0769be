//! Bundler's credentials as build arguments.

use crate::model::Kind;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "build-credentials-not-mounted",
    title: "The account of a gem server is a build argument",
    category: Category::Secrets,
    severity: Severity::Medium,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["tally/ruby/prefer-secret-mounts-for-build-credentials"],
    why: "Bundler takes the account of a gem server from a variable with the server's name. As ARG its value stays in \
          the image's history, as ENV in every container.",
    how: "Give it to the one step that needs it: `RUN --mount=type=secret,id=gems,env=BUNDLE_GEMS__EXAMPLE__COM \
          bundle install`.",
    examples: &[
        Example::bad(
            "
            FROM ruby:3.4-slim
            ARG «BUNDLE_GEMS__CONTRIBSYS__COM»
            RUN bundle install
            ",
        ),
        Example::good(
            "
            FROM ruby:3.4-slim
            ENV BUNDLE_WITHOUT=development BUNDLE_BUILD__NOKOGIRI=--use-system-libraries BUNDLE_MIRROR__RUBYGEMS__ORG=https://gems.example.com
            RUN bundle install
            ",
        ),
        Example::good(
            "
            FROM ruby:3.4-slim
            RUN --mount=type=secret,id=gems,env=BUNDLE_GEMS__CONTRIBSYS__COM bundle install
            ",
        ),
    ],
    links: &["https://bundler.io/man/bundle-config.1.html"],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    const ENDS: &[&str] =
        &["__COM", "__ORG", "__NET", "__IO", "__DEV", "__CO", "__CLOUD", "__APP", "__DE", "__UK"];
    const OTHERS: &[&str] = &["BUNDLE_BUILD__", "BUNDLE_MIRROR__", "BUNDLE_LOCAL__"];
    for binding in &stage.bindings {
        let name = binding.name.as_str();
        let server = name.starts_with("BUNDLE_")
            && ENDS.iter().any(|end| name.ends_with(end))
            && !OTHERS.iter().any(|start| name.starts_with(start));
        let empty = matches!(&binding.value, Value::Known(value) if value.is_empty());
        if !server || empty || cx.config.allows_name(name) {
            continue;
        }
        let place = match binding.kind {
            Kind::Arg => "the image's history",
            Kind::Env => "the image's configuration",
        };
        cx.report(binding.name_span, format!("the account in `{name}` stays in {place}"));
    }
}
