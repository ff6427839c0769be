//! yum keeps its metadata and packages in the layer.

use super::dnf_cache_not_cleaned::report;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "yum-cache-not-cleaned",
    title: "yum leaves its cache in the image",
    category: Category::Build,
    severity: Severity::Low,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[
        "DL3032",
        "DS-0015",
        "AVD-DS-0015",
        "S6587",
        "AC_DOCKER_0009",
        "DF047",
        "yumInstallRmVarCacheYum",
    ],
    why: "yum leaves its metadata and downloaded packages in the layer: often more than 100 MB \
          that nothing in the finished image uses.",
    how: "Clean up in the same RUN: `yum clean all && rm -rf /var/cache/yum`. A later RUN can't \
          make the layer smaller. A cache mount keeps them out altogether.",
    examples: &[
        Example::bad(
            "
            FROM amazonlinux:2
            RUN «yum install» -y httpd-2.4.62
            ",
        )
        .fixed(
            "
            FROM amazonlinux:2
            RUN yum install -y httpd-2.4.62 && yum clean all && rm -rf /var/cache/yum
            ",
        ),
        Example::bad(
            "
            FROM centos:7
            RUN yum clean all && «yum install» -y git
            ",
        )
        .fixed(
            "
            FROM centos:7
            RUN yum clean all && yum install -y git && yum clean all && rm -rf /var/cache/yum
            ",
        ),
        Example::good(
            "
            FROM amazonlinux:2
            RUN yum install -y httpd-2.4.62 && yum -y clean all
            ",
        ),
        Example::good(
            "
            FROM amazonlinux:2
            RUN --mount=type=cache,target=/var/cache/yum yum install -y httpd-2.4.62
            ",
        ),
    ],
    links: &[],
    check: Check::Run(check),
};

const CACHES: [&str; 1] = ["/var/cache/yum"];

fn check(run: &Run, cx: &mut Context<'_>) {
    let installs: Vec<_> = run.installs_by(&[Manager::Yum]).collect();
    let Some((install, command)) = installs.first().copied() else { return };
    let last = installs.last().map_or(0, |(install, _)| install.command);
    let cleans = |command: &Command| {
        let operands = command.operands();
        let verbs = operands.iter().map(|word| word.text()).take(2);
        command.is("yum") && command.index > last && verbs.eq(["clean", "all"])
    };
    let cleaned = run.script.commands.iter().any(cleans);
    if cleaned || CACHES.iter().any(|cache| run.mounts_over(cache) || run.deletes(cache)) {
        return;
    }
    report(run, install, command, "yum clean all && rm -rf /var/cache/yum", cx);
}
