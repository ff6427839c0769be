//! An install without package lists.

use crate::model::apt_lists::Lists;
use crate::model::managers::APT;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "apt-install-without-update",
    title: "apt-get installs where there are no package lists",
    category: Category::Build,
    severity: Severity::High,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["install-without-update-same-layer"],
    why: "The official images of Debian and Ubuntu have no package lists, and a step that deletes them leaves none to \
          those after it. `apt-get install` then stops with `Unable to locate package`.",
    how: "Fetch the lists in the same RUN: `apt-get update && apt-get install -y …`.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN «apt-get install» -y curl
            ",
        )
        .fixed(
            "
            FROM debian:13-slim
            RUN apt-get update && apt-get install -y curl
            ",
        ),
        Example::bad(
            "
            FROM ubuntu:24.04
            RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*
            RUN «apt-get install» -y jq
            ",
        )
        .fixed(
            "
            FROM ubuntu:24.04
            RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*
            RUN apt-get update && apt-get install -y jq
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN apt-get update
            RUN apt-get install -y curl
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN apt-get install --update -y --no-install-recommends ca-certificates && apt-get dist-clean
            RUN apt-get install -yU jq
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            COPY tool.deb /tmp/
            RUN apt-get install -y /tmp/tool.deb
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN curl -fsSL https://deb.example/setup | bash -
            RUN apt-get install -y nodejs
            FROM registry.example/base
            RUN apt-get install -y curl
            ",
        ),
    ],
    links: &["https://docs.docker.com/build/building/best-practices/#apt-get"],
    check: Check::Run(check),
};

/// What the larger official images already have: asking for it again succeeds without lists.
const COMMON: &[&str] = &[
    "autoconf",
    "automake",
    "bash",
    "bzip2",
    "ca-certificates",
    "coreutils",
    "curl",
    "file",
    "g++",
    "gcc",
    "git",
    "gnupg",
    "gzip",
    "imagemagick",
    "libtool",
    "make",
    "mercurial",
    "netbase",
    "openssh-client",
    "patch",
    "perl",
    "procps",
    "python3",
    "sed",
    "subversion",
    "tar",
    "tzdata",
    "unzip",
    "wget",
    "xz-utils",
    "dpkg-dev",
    "findutils",
    "grep",
    "passwd",
    "login",
    "mount",
];

fn check(run: &Run, cx: &mut Context<'_>) {
    let (file, stage) = (cx.file, cx.this_stage());
    let named = file.root_image(stage).is_some_and(|image| {
        matches!(image.repository().as_str(), "debian" | "ubuntu")
            || image.tag_parts().any(|part| part == "slim")
    });
    let Some((install, command)) = run.installs_by(&APT).next() else { return };
    let missing = |package: &crate::model::Package| {
        let text = package.text.split(['=', ':']).next().unwrap_or_default();
        let may_be_there =
            COMMON.contains(&text) || text.starts_with("lib") && text.ends_with("-dev");
        let plain = text.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b));
        package.known
            && !text.is_empty()
            && plain
            && !text.ends_with(".deb")
            && (named || !may_be_there)
    };
    let context = &command.context;
    if run.onbuild
        || context.conditional
        || context.failure_ignored
        || context.in_function
        || command.has_one_flag_of(&["--update", "-U"]) // Since apt 2.9 it fetches them itself.
        || !install.packages.iter().any(missing)
    {
        return;
    }
    let message = match file.apt_lists_before(stage, run, command) {
        Lists::NeverFetched => format!(
            "`{}` has no package lists, and no step before this has fetched them",
            file.root_image(stage).map_or(stage.base_raw.as_str(), |image| image.raw.as_str())
        ),
        Lists::Deleted => "an earlier step has deleted the package lists".to_owned(),
        Lists::Perhaps => return,
    };
    let own = command.is_own_step() && command.stage == 0 && !command.context.piped_in;
    let fix = (own && !run.is_exec).then(|| {
        let change = "the step fetches the lists, which stay in the layer unless they are deleted";
        Fix::review("fetch the lists in the same step", Phase::Packages, change)
            .insert(command.whole.start, format!("{} update && ", command.name()))
    });
    let finding = cx.report(install.head(command), message);
    if let Some(fix) = fix {
        finding.fix(fix);
    }
}
