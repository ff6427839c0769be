//! A volume over the system.

use crate::model;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "volume-of-sensitive-path",
    title: "VOLUME covers a directory of the system or the socket of Docker",
    category: Category::Runtime,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["DKL-DI-0002", "dockerfile-dockerd-socket-mount"],
    why: "Every container gets a volume there, which other containers can mount too. On `/etc` or `/root` it \
          keeps settings and keys beyond the container's life; the socket of Docker gives the host away.",
    how: "Declare a volume only for the folder that your data lies in.",
    examples: &[
        Example::bad(
            "
            FROM docker:28
            VOLUME «/var/run/docker.sock»
            ",
        ),
        Example::bad(
            r#"
            FROM debian:13-slim
            VOLUME ["/data", «"/etc"»]
            "#,
        ),
        Example::good(
            "
            FROM postgres:18
            VOLUME /var/lib/postgresql /etc/postgresql
            ",
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            VOLUME ["/root/.config/app", "/development"]
            "#,
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#volume"],
    check: Check::Instruction(&[Keyword::Volume], check),
};

const SENSITIVE: [&str; 12] = [
    "/",
    "/dev",
    "/proc",
    "/sys",
    "/boot",
    "/etc",
    "/root",
    "/bin",
    "/usr",
    "/lib",
    "/var/run/docker.sock",
    "/run/docker.sock",
];

fn check(i: &Instruction, cx: &mut Context<'_>) {
    for word in i.words() {
        let path = word.text.trim_matches(['"', '\'']);
        if path.starts_with('/') && SENSITIVE.contains(&model::clean(path).as_str()) {
            cx.report(word.span, format!("a volume at `{path}` covers what belongs to the system"));
        }
    }
}
