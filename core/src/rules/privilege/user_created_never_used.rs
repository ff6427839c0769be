//! An account that is made for nothing.

use crate::image::accounts as image_accounts;
use crate::model::accounts;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "user-created-never-used",
    title: "An account is made, but the container runs as root",
    category: Category::Privilege,
    severity: Severity::Medium,
    confidence: Confidence::Heuristic,
    profile: Profile::Default,
    aliases: &["tally/user-created-but-never-used"],
    why: "Making an account changes nothing by itself: without USER the program still runs as root, and whoever reads \
          the file believes that it does not.",
    how: "Switch to the account with USER before CMD or ENTRYPOINT, and give it the folders that it writes to.",
    examples: &[
        Example::bad(
            r#"
            FROM python:3.14-slim
            RUN useradd --uid 10001 «app»
            COPY . /srv
            CMD ["python", "/srv/main.py"]
            "#,
        ),
        Example::good(
            r#"
            FROM python:3.14-slim
            RUN useradd --uid 10001 app
            USER 10001
            CMD ["python", "/srv/main.py"]
            "#,
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            RUN useradd app
            COPY entrypoint.sh /
            ENTRYPOINT ["/entrypoint.sh"]
            "#,
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            RUN useradd --system nginx && ./configure --user=nginx && make install
            CMD ["nginx", "-g", "daemon off;"]
            "#,
        ),
    ],
    links: &[],
    check: Check::Stage(check),
};

/// Accounts that servers switch to by themselves.
const SERVERS: &[&str] = &[
    "nginx",
    "www-data",
    "apache",
    "httpd",
    "mysql",
    "postgres",
    "redis",
    "mongodb",
    "mongo",
    "sshd",
    "named",
    "bind",
    "ntp",
    "haproxy",
    "squid",
    "memcached",
    "memcache",
    "rabbitmq",
    "postfix",
    "dovecot",
    "vmail",
    "unbound",
    "dnsmasq",
    "munge",
    "slurm",
    "ftp",
    "git",
    "tor",
    "nobody",
    "chrony",
    "mosquitto",
    "openvpn",
    "zabbix",
    "nagios",
    "asterisk",
    "freeswitch",
    "kamailio",
];

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let file = cx.file;
    let starts = file.starts(stage).filter(|starts| !starts.is_script && !starts.is_interactive);
    if !stage.is_final || stage.is_dev() || starts.is_none() || accounts::is_dropped(file, stage) {
        return;
    }
    if file.is_root_at(stage, stage.end) != Some(true) {
        return;
    }
    for account in file.accounts(stage).iter().filter(|account| !account.is_group).take(8) {
        let Some(name) = account.name.as_deref().filter(|name| name.len() > 1) else { continue };
        let server = SERVERS.contains(&name)
            || name.starts_with('_')
            || file
                .runs
                .iter()
                .flat_map(|run| &run.installs)
                .flat_map(|install| &install.packages)
                .any(|package| image_accounts::may_come_with(name, &package.text));
        if server || account.uid.as_deref() == Some("0") || is_used(file, account, name) {
            continue;
        }
        let message = format!("`{name}` is made here, but nothing runs as it or belongs to it");
        cx.report(account.span, message);
    }
}

/// Whether a word of the file besides those that make the account names it, by its name or number.
fn is_used(file: &Dockerfile, account: &crate::model::Account, name: &str) -> bool {
    let source = &file.tree.source;
    let number = account.uid.as_deref().filter(|uid| uid.len() > 2);
    let makes = file.runs.iter().filter(|run| run.instruction == account.instruction);
    let making: Vec<_> = makes
        .flat_map(|run| &run.script.commands)
        .filter(|c| c.is_one_of(&["useradd", "adduser", "groupadd", "addgroup"]))
        .map(|command| command.span)
        .collect();
    let word = |b: u8| b.is_ascii_alphanumeric() || b == b'_' || b == b'-';
    let named = |text: &str| {
        source.match_indices(text).any(|(at, _)| {
            let end = at + text.len();
            let bytes = source.as_bytes();
            let apart = !at.checked_sub(1).is_some_and(|before| word(bytes[before]))
                && !bytes.get(end).is_some_and(|after| word(*after));
            let at = at as u32;
            apart && !making.iter().any(|span| span.start <= at && at < span.end)
        })
    };
    named(name) || number.is_some_and(named)
}
