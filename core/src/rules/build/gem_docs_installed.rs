//! gem builds documentation that nobody reads in an image.

use crate::image::eol;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "gem-docs-installed",
    title: "gem installs documentation",
    category: Category::Build,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::All,
    aliases: &["gemUpdateNoDocument"],
    why: "gem builds and keeps the documentation of every gem: time in the build, and files in \
          the image that nothing reads.",
    how: "Add `--no-document`.",
    examples: &[
        Example::bad(
            "
            FROM ruby:2.7
            RUN «gem install» bundler:2.4.22
            ",
        )
        .fixed(
            "
            FROM ruby:2.7
            RUN gem install --no-document bundler:2.4.22
            ",
        ),
        Example::good(
            "
            FROM ruby:3.4-slim
            RUN gem install -N bundler:2.7.2 && gem install --no-document rake:13.3.0
            ",
        ),
        Example::good(
            "
            FROM ruby:3.4-slim
            RUN echo 'gem: --no-document' >> ~/.gemrc && gem install bundler:2.7.2
            ",
        ),
    ],
    links: &[],
    check: Check::Run(check),
};

fn check(run: &Run, cx: &mut Context<'_>) {
    let told =
        cx.file.runs_of(cx.this_stage()).filter(|other| other.instruction <= cx.at).any(|other| {
            let mut words = other.script.commands.iter().flat_map(Command::all_words);
            words.any(|word| word.text().contains("gemrc"))
        });
    for (install, command) in run.installs_by(&[Manager::Gem]) {
        let lean =
            command.has_one_flag_of(&["-N", "--no-document", "--no-doc", "--no-rdoc", "--no-ri"]);
        if told || lean {
            continue;
        }
        let edits = !run.is_exec && !has_old_gem(cx);
        let finding = cx.report(install.head(command), "`gem install` also installs documentation");
        if edits {
            let fix = Fix::safe(
                "leave documentation out",
                Phase::Packages,
                Proof::Differs(&["exec.args"]),
            );
            finding.fix(fix.insert(install.verb_span.end, " --no-document"));
        }
    }
}

/// Whether the gem of the image is older than 2.0, which has no `--no-document`.
fn has_old_gem(cx: &Context<'_>) -> bool {
    let Some(image) = cx.file.root_image(cx.this_stage()) else { return false };
    let first = match eol::distribution_of(image) {
        Some(("Debian", release)) => release < (8, 0),
        Some(("Ubuntu", release)) => release < (14, 10),
        Some(("CentOS", release)) => release < (7, 0),
        _ => false,
    };
    first
        || (image.repository() == "ruby"
            && image.effective_tag().is_some_and(|t| t.starts_with("1.")))
}
