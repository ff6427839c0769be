//! Options of bundle install that became settings.

use crate::model::bundler;
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
        )
        .fixed(
            "
            FROM ruby:3.4
            RUN bundle config set --local deployment true && bundle config set --local without 'development test' && bundle install
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
    let fix = settings(command, cx);
    for word in command.args() {
        let name = word.text().split('=').next().unwrap_or("");
        if FLAGS.contains(&name) {
            let start = word.span.start;
            let span = if word.text() == name {
                word.span
            } else {
                Span::new(start, start + name.len() as u32)
            };
            let message =
                format!("`{name}` is deprecated: set it with a variable or `bundle config`");
            let finding = cx.report(span, message);
            if let Some(fix) = &fix {
                finding.fix(fix.clone());
            }
        }
    }
}

/// Calls of `bundle config` that remember what the options did.
fn settings(command: &Command, cx: &Context<'_>) -> Option<Fix> {
    let (file, run) = (cx.file, cx.this_run());
    let at = bundler::settings_seam(file, cx.this_stage(), run, command)?;
    let mut calls = String::new();
    let mut gone: Vec<Span> = Vec::new();
    let mut before = command.operands().first()?.span;
    let mut words = command.args().iter().peekable();
    while let Some(word) = words.next() {
        let text = word.literal()?;
        let (name, value) = text.split_once('=').unwrap_or((text, ""));
        let start = before.end;
        before = word.span;
        if !FLAGS.contains(&name) {
            continue;
        }
        let mut values: Vec<&str> = value.split_whitespace().collect();
        let takes = matches!(name, "--without" | "--with" | "--path");
        while takes && (name != "--path" || values.is_empty()) {
            let Some(next) = words.next_if(|word| !word.text().starts_with('-')) else { break };
            values.extend(next.literal()?.split_whitespace());
            before = next.span;
        }
        let setting = match name {
            "--deployment" | "--frozen" | "--clean" if values.is_empty() => "true".to_owned(),
            "--without" | "--with" => format!("'{}'", values.join(" ")),
            "--path" if values.len() == 1 => values[0].to_owned(),
            _ => return None,
        };
        let plain = |c: char| c.is_ascii_alphanumeric() || "-_./ :'".contains(c);
        if values.is_empty() && takes || !setting.chars().all(plain) || start > word.span.start {
            return None;
        }
        calls += &format!("bundle config set --local {} {setting} && ", &name[2..]);
        gone.push(Span::new(start, before.end));
    }
    let change =
        "the settings are written by calls of their own, and hold for later calls as before";
    let fix = Fix::review("set it with `bundle config`", Phase::Packages, change).insert(at, calls);
    Some(gone.into_iter().fold(fix, |fix, span| fix.delete(span)))
}
