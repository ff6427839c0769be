//! Tools for the network that a program does not need.

use crate::model::dependencies;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "network-tools-in-final-stage",
    title: "Network tools are installed in the final image",
    category: Category::Build,
    severity: Severity::Low,
    confidence: Confidence::Heuristic,
    profile: Profile::All,
    aliases: &["PG009", "PG010", "network-tools-installed", "network-tools-used", "CIS-4.3"],
    why: "Whoever breaks into the container finds the tools to load more and to look around. \
          They also bring flaws that must be patched.",
    how: "Use them in an earlier stage, or remove them in the RUN that needed them.",
    examples: &[
        Example::bad(
            r#"
            FROM debian:13-slim
            RUN apt-get update && apt-get install -y «netcat-openbsd» «curl» ca-certificates
            CMD ["app"]
            "#,
        ),
        Example::good(
            "
            FROM debian:13-slim AS fetch
            RUN apt-get update && apt-get install -y curl
            FROM debian:13-slim
            COPY --from=fetch /app /app
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22
            RUN apk add --no-cache curl && curl -fsS https://example.org/a -o /a && apk del curl
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22
            RUN apk add --no-cache curl
            HEALTHCHECK CMD curl -fsS http://localhost/
            ",
        ),
    ],
    links: &[],
    check: Check::Run(check),
};

const TOOLS: &[&str] = &[
    "curl",
    "wget",
    "netcat",
    "netcat-openbsd",
    "netcat-traditional",
    "nc",
    "ncat",
    "nmap",
    "telnet",
    "tcpdump",
    "socat",
    "dnsutils",
    "bind-tools",
    "bind-utils",
    "iputils-ping",
    "traceroute",
    "net-tools",
    "openssh-client",
    "openssh-clients",
    "ftp",
    "lynx",
];

fn check(run: &Run, cx: &mut Context<'_>) {
    const SYSTEM: [Manager; 8] = [
        Manager::AptGet,
        Manager::Apt,
        Manager::Apk,
        Manager::Yum,
        Manager::Dnf,
        Manager::Microdnf,
        Manager::Tdnf,
        Manager::Zypper,
    ];
    let (file, stage) = (cx.file, cx.this_stage());
    if !stage.ships || stage.is_dev() || run.onbuild {
        return;
    }
    let used = |name: &str| {
        let launches = file.launches.iter().flat_map(|launch| &launch.script.commands);
        launches.into_iter().any(|command| command.is(name))
    };
    for package in run.installs_by(&SYSTEM).flat_map(|(install, _)| &install.packages) {
        let removed =
            run.script.commands.iter().any(|other| dependencies::removes(other, &package.text));
        let name = package.text.split('=').next().unwrap_or("");
        if package.known && TOOLS.contains(&name) && !removed && !used(name) {
            cx.report(package.span, format!("`{name}` stays in the final image"));
        }
    }
}
