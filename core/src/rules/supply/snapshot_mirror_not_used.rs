//! Pinned packages that the mirror forgets.

use crate::image::Family;
use crate::model::apt_sources;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "snapshot-mirror-not-used",
    title: "Packages are pinned to versions that the mirror will forget",
    category: Category::Supply,
    severity: Severity::Info,
    confidence: Confidence::Likely,
    profile: Profile::All,
    aliases: &[],
    why: "The mirrors of Debian and Ubuntu keep the newest version of a package for each release. As soon as there is \
          a newer one, the pinned one is gone, and the build stops.",
    how: "Take the packages as they were on a day: from snapshot.debian.org or snapshot.ubuntu.com, or with `apt-get \
          --snapshot` of newer releases. Otherwise pin the beginning of the version only: `curl=8.14.*`.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN apt-get update && apt-get install -y «curl=8.14.1-2»
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN apt-get update && apt-get install -y curl=8.14.* git
            ",
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            RUN echo "deb http://snapshot.debian.org/archive/debian/20261101T000000Z trixie main" > /etc/apt/sources.list \
             && apt-get update && apt-get install -y curl=8.14.1-2
            "#,
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            RUN echo "deb https://apt.example.com stable main" > /etc/apt/sources.list.d/x.list && apt-get update && apt-get install -y tool=1.2-1
            "#,
        ),
    ],
    links: &["https://snapshot.debian.org/"],
    check: Check::Run(check),
};

fn check(run: &Run, cx: &mut Context<'_>) {
    let (file, stage) = (cx.file, cx.this_stage());
    let family = file.family(stage);
    let source = &file.tree.source;
    // A source of its own may keep what it had.
    let foreign = |run: &&Run| {
        run.script.commands.iter().any(|command| {
            apt_sources::writes(run, command)
                || command.is_one_of(&["add-apt-repository", "apt-add-repository"])
                || command.all_words().any(|word| apt_sources::is_list(word.text()))
        })
    };
    let copied = |dest: &str| dest.starts_with("/etc/apt");
    let mut scopes = file.lineage(stage);
    let other = scopes.any(|scope| {
        file.runs_of(scope).any(|run| foreign(&run))
            || file.copies_of(scope).any(|copy| copy.dest_path.as_deref().is_some_and(copied))
    });
    let plain = file.root_image(stage).is_some_and(crate::image::facts::is_plain_apt);
    if !matches!(family, Family::Debian | Family::Ubuntu)
        || !plain
        || other
        || source.contains("snapshot")
    {
        return;
    }
    let whole = |text: &str| {
        let version = text.split_once('=').map_or("", |(_, version)| version);
        version.contains(|c: char| c.is_ascii_digit()) && !version.contains(['*', '$'])
    };
    let installs = run.installs_by(&[Manager::AptGet, Manager::Apt]);
    let mut pinned =
        installs.flat_map(|(install, _)| &install.packages).filter(|p| p.known && whole(&p.text));
    if let Some(first) = pinned.next() {
        let more = pinned.count();
        let others = if more > 0 { format!(", and {more} more") } else { String::new() };
        let message = format!("`{}` is gone once there is a newer version{others}", first.text);
        cx.report(first.span, message);
    }
}
