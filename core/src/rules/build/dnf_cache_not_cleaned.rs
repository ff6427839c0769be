//! dnf keeps its metadata and packages in the layer.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "dnf-cache-not-cleaned",
    title: "dnf leaves its cache in the image",
    category: Category::Build,
    severity: Severity::Low,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[
        "DL3040",
        "DS-0019",
        "AVD-DS-0019",
        "DS-0027",
        "AVD-DS-0027",
        "S6587",
        "AC_DOCKER_0025",
        "DF046",
        "missing-dnf-clean-all",
    ],
    why: "dnf leaves its metadata and downloaded packages in the layer: often more than 100 MB \
          that nothing in the finished image uses.",
    how: "Clean up in the same RUN: `{name} clean all`. A later RUN can't make the layer \
          smaller. A cache mount keeps them out altogether.",
    examples: &[
        Example::bad(
            r#"
            FROM fedora:43
            RUN «dnf install» -y httpd-2.4.65 \
                php-8.4.14
            "#,
        )
        .fixed(
            r#"
            FROM fedora:43
            RUN dnf install -y httpd-2.4.65 \
                php-8.4.14 \
                && dnf clean all
            "#,
        ),
        Example::bad(
            "
            FROM redhat/ubi9-minimal:9.6
            RUN «microdnf install» -y httpd
            ",
        )
        .fixed(
            "
            FROM redhat/ubi9-minimal:9.6
            RUN microdnf install -y httpd && microdnf clean all
            ",
        ),
        Example::good(
            "
            FROM fedora:43
            RUN dnf install -y httpd-2.4.65 && rm -rf /var/cache/libdnf5
            ",
        ),
        Example::good(
            "
            FROM fedora:43
            RUN --mount=type=cache,target=/var/cache/libdnf5 dnf install -y httpd-2.4.65
            ",
        ),
    ],
    links: &[],
    check: Check::Run(check),
};

const CACHES: [&str; 3] = ["/var/cache/dnf", "/var/cache/libdnf5", "/var/cache/yum"];

fn check(run: &Run, cx: &mut Context<'_>) {
    let installs: Vec<_> =
        run.installs_by(&[Manager::Dnf, Manager::Microdnf, Manager::Tdnf]).collect();
    let Some((install, command)) = installs.first().copied() else { return };
    let cleaned = ["dnf", "dnf5", "microdnf", "tdnf", "yum"]
        .iter()
        .any(|name| run.runs(&[name], &["clean", "all"]));
    if cleaned || CACHES.iter().any(|cache| run.mounts_over(cache) || run.deletes(cache)) {
        return;
    }
    report(run, install, command, &format!("{} clean all", command.name()), cx);
}

/// Reports that an install leaves its cache, and offers to clean up at the end of its RUN.
pub(super) fn report(
    run: &Run,
    install: &Install,
    command: &Command,
    clean: &str,
    cx: &mut Context<'_>,
) {
    let stage = cx.this_stage();
    let own = command.is_own_step();
    let seam = cx.file.tail(run).filter(|_| own && stage.weighs());
    let message = format!("`{} {}` leaves its cache in the layer", command.name(), install.verb);
    let finding = cx.report(install.head(command), message);
    if !stage.weighs() {
        finding.severity(Severity::Info); // What the stage holds is thrown away.
    }
    if let Some(seam) = seam {
        let fix =
            Fix::safe("clean up in the same layer", Phase::Join, Proof::Differs(&["exec.args"]));
        finding.fix(fix.insert(seam.at, format!("{}{clean}", seam.joint)));
    }
}
