//! Rails asks for its key when it precompiles assets.

use crate::model::MountKind;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "rails-precompile-needs-dummy-key",
    title: "Precompiling assets needs a key that the build lacks",
    category: Category::Build,
    severity: Severity::Medium,
    confidence: Confidence::Likely,
    profile: Profile::Strict,
    aliases: &["tally/ruby/asset-precompile-without-dummy-key", "asset-precompile-without-dummy-key"],
    why: "In production Rails refuses to start without its secret key, so the build stops, or \
          somebody gives it the real key, which then stays in the image.",
    how: "Set `SECRET_KEY_BASE_DUMMY=1` for this command alone: `RUN SECRET_KEY_BASE_DUMMY=1 \
          bin/rails assets:precompile`.",
    examples: &[
        Example::bad(
            "
            FROM ruby:3.4-slim
            ENV RAILS_ENV=production
            RUN bundle exec rails «assets:precompile»
            ",
        ),
        Example::good(
            "
            FROM ruby:3.4-slim
            ENV RAILS_ENV=production
            RUN SECRET_KEY_BASE_DUMMY=1 bundle exec rails assets:precompile
            ",
        ),
        Example::good(
            "
            FROM ruby:3.4-slim
            RUN bundle exec rails assets:precompile
            ",
        ),
        Example::good(
            "
            FROM ruby:3.4-slim
            ENV RAILS_ENV=production
            RUN --mount=type=secret,id=master_key,target=/app/config/master.key bin/rails assets:precompile
            ",
        ),
    ],
    links: &[],
    check: Check::Command(&[], check),
};

fn check(command: &Command, cx: &mut Context<'_>) {
    let Some(word) = command.args().iter().find(|word| word.text() == "assets:precompile") else {
        return;
    };
    let (file, stage, run) = (cx.file, cx.this_stage(), cx.this_run());
    let given = |name: &str| match command.environment(name) {
        Some(word) => Value::Known(word.text().to_owned()),
        None => file.lookup(stage, cx.at, name),
    };
    let production = given("RAILS_ENV") == Value::Known("production".to_owned());
    let keys = ["SECRET_KEY_BASE", "SECRET_KEY_BASE_DUMMY", "RAILS_MASTER_KEY"];
    let named = |text: &str| keys.iter().any(|key| text.contains(key));
    let in_script = run.script.commands.iter().any(|other| {
        other.assignments.iter().any(|assignment| named(&assignment.name))
            || other.all_words().any(|word| named(word.text()))
    });
    let mounted = run.mounts.iter().any(|mount| mount.kind == MountKind::Secret);
    if production && !in_script && !mounted && keys.iter().all(|key| given(key) == Value::Unset) {
        cx.report(word.span, "in production Rails asks for its key here");
    }
}
