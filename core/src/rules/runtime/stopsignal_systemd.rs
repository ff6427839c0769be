//! systemd ends on another signal.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "stopsignal-systemd",
    title: "systemd does not stop on SIGTERM",
    category: Category::Runtime,
    severity: Severity::Medium,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["tally/prefer-systemd-sigrtmin-plus-3"],
    why: "As the first process systemd takes SIGTERM for a request to start over. `docker stop` waits ten \
          seconds, then kills every service.",
    how: "Add `STOPSIGNAL SIGRTMIN+3`, on which systemd shuts down.",
    examples: &[
        Example::bad(
            r#"
            FROM fedora:43
            «CMD ["/sbin/init"]»
            "#,
        )
        .fixed(
            r#"
            FROM fedora:43
            STOPSIGNAL SIGRTMIN+3
            CMD ["/sbin/init"]
            "#,
        ),
        Example::good(
            r#"
            FROM fedora:43
            STOPSIGNAL SIGRTMIN+3
            CMD ["/sbin/init"]
            "#,
        ),
        Example::good(
            r#"
            FROM alpine:3.22
            CMD ["/sbin/init"]
            "#,
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#stopsignal"],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let file = cx.file;
    if !stage.is_final {
        return;
    }
    let bare = matches!(file.root_of(stage), Base::Image(image) if ["debian", "ubuntu", "fedora", "centos", "almalinux", "rockylinux", "archlinux", "oraclelinux"]
        .contains(&image.repository().as_str()));
    let set = file
        .lineage(stage)
        .any(|stage| file.steps(stage).any(|(_, i)| i.keyword == Keyword::Stopsignal));
    if !bare || set {
        return;
    }
    let launched =
        |keyword| file.launch(stage, keyword).filter(|launch: &&Launch| !launch.is_empty);
    let Some(launch) = launched(Keyword::Entrypoint).or(launched(Keyword::Cmd)) else { return };
    let program = launch
        .script
        .single()
        .and_then(|command| command.words.first())
        .map_or("", |word| word.text());
    let systemd = matches!(
        program,
        "/sbin/init" | "/usr/sbin/init" | "/lib/systemd/systemd" | "/usr/lib/systemd/systemd"
    );
    // Ubuntu 14.04 and CentOS 6 began with other programs of that name.
    let old = stage.base_raw.ends_with(":14.04")
        || stage.base_raw.contains("centos:6")
        || stage.base_raw.contains("centos6");
    if !systemd || old || launch.stage != stage.index {
        return;
    }
    let above = file.above(&file.tree.instructions[launch.instruction]);
    let change = "`docker stop` shuts the services down in order";
    let fix = Fix::recommended("stop it with SIGRTMIN+3", Phase::Runtime, change);
    cx.report(launch.span, "systemd doesn't stop on SIGTERM, which `docker stop` sends").fix(
        fix.insert(above, format!("STOPSIGNAL SIGRTMIN+3{}", file.tree.newline())).instructions(1),
    );
}
