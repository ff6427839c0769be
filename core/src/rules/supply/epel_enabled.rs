//! EPEL, a large repository of packages that the vendor does not support.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "epel-enabled",
    title: "EPEL is switched on",
    category: Category::Supply,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::All,
    aliases: &["no_epel", "install-from-unneeded-repository"],
    why: "EPEL is a large repository of packages that volunteers maintain. Once it is on, any \
          later install may take from it, and its releases come and go.",
    how: "Take the package from the distribution where it has one, and name the repository for \
          the one package that needs it: `--enablerepo=epel`.",
    examples: &[
        Example::bad(
            "
            FROM almalinux:10
            RUN dnf install -y «epel-release» && dnf install -y htop && dnf clean all
            ",
        ),
        Example::good(
            "
            FROM almalinux:10
            RUN dnf install -y nginx && dnf clean all
            ",
        ),
        Example::good(
            "
            FROM almalinux:10
            RUN echo epel-release
            ",
        ),
    ],
    links: &[],
    check: Check::Run(check),
};

fn check(run: &Run, cx: &mut Context<'_>) {
    const RPM: [Manager; 4] = [Manager::Yum, Manager::Dnf, Manager::Microdnf, Manager::Tdnf];
    let packages = run.installs_by(&RPM).flat_map(|(install, _)| &install.packages);
    for package in packages.filter(|package| package.text.contains("epel-release")) {
        cx.report(package.span, "from here on packages may come from EPEL");
    }
}
