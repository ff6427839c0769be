//! bootsnap forks under emulation.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "bootsnap-precompile-parallel",
    title: "bootsnap precompiles with several processes",
    category: Category::Build,
    severity: Severity::Info,
    confidence: Confidence::Likely,
    profile: Profile::All,
    aliases: &[
        "bootsnap-precompile-j1",
        "tally/ruby/bootsnap-precompile-without-j1",
        "bootsnap-precompile-without-j1",
    ],
    why: "Where the image is built for another processor, the emulator crashes or hangs when \
          bootsnap forks.",
    how: "Write `bootsnap precompile -j 1`.",
    examples: &[
        Example::bad(
            "
            FROM ruby:3.4-slim
            RUN bundle exec «bootsnap precompile» app/ lib/
            ",
        ),
        Example::good(
            "
            FROM ruby:3.4-slim
            RUN bundle exec bootsnap precompile -j 1 app/ lib/
            ",
        ),
        Example::good(
            "
            FROM ruby:3.4-slim
            RUN bundle exec bootsnap precompile --jobs=1 --gemfile
            ",
        ),
    ],
    links: &[],
    check: Check::Command(&["bundle", "bootsnap"], check),
};

fn check(command: &Command, cx: &mut Context<'_>) {
    let words: Vec<_> = command.words.iter().collect();
    let call = words.windows(2).find_map(|pair| match pair {
        [name, verb] if name.text() == "bootsnap" && verb.text() == "precompile" => {
            Some((name, verb))
        }
        _ => None,
    });
    let Some((name, verb)) = call else { return };
    let jobs = |text: &str| text.starts_with("-j") || text.starts_with("--jobs");
    if !words.iter().any(|word| jobs(word.text())) {
        cx.report(name.span.to(verb.span), "bootsnap forks here, which fails under emulation");
    }
}
