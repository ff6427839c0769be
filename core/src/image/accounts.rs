//! Which accounts an image is known to have, and which it is known to lack.

use super::{Family, Reference};

/// Accounts of Debian and Ubuntu (base-passwd, 2026-08).
const DEBIAN: &[&str] = &[
    "root",
    "daemon",
    "bin",
    "sys",
    "sync",
    "games",
    "man",
    "lp",
    "mail",
    "news",
    "uucp",
    "proxy",
    "www-data",
    "backup",
    "list",
    "irc",
    "gnats",
    "_apt",
    "nobody",
    "syslog",
    "messagebus",
    "libuuid",
];

/// Accounts of Alpine (alpine-baselayout, 3.x).
const ALPINE: &[&str] = &[
    "root",
    "bin",
    "daemon",
    "adm",
    "lp",
    "sync",
    "shutdown",
    "halt",
    "mail",
    "news",
    "uucp",
    "operator",
    "man",
    "postmaster",
    "cron",
    "ftp",
    "sshd",
    "at",
    "squid",
    "xfs",
    "games",
    "cyrus",
    "vpopmail",
    "ntp",
    "smmsp",
    "guest",
    "nobody",
    "toor",
    "postgres",
    "utmp",
];

/// Accounts of Fedora and its relatives (setup, 2026-08), those of the usual packages of their images included.
const REDHAT: &[&str] = &[
    "root",
    "bin",
    "daemon",
    "adm",
    "lp",
    "sync",
    "shutdown",
    "halt",
    "mail",
    "operator",
    "games",
    "ftp",
    "nobody",
    "dbus",
    "tss",
    "polkitd",
    "sshd",
    "uucp",
    "avahi",
    "nfsnobody",
];

/// Repositories whose images have the accounts of their distribution, and these.
const IMAGES: &[(&str, &[&str])] = &[
    ("debian", &[]),
    ("ubuntu", &[]),
    ("alpine", &[]),
    ("buildpack-deps", &[]),
    ("python", &[]),
    ("ruby", &[]),
    ("golang", &[]),
    ("rust", &[]),
    ("perl", &[]),
    ("openjdk", &[]),
    ("eclipse-temurin", &[]),
    ("maven", &[]),
    ("node", &["node"]),
    ("php", &["www-data"]),
    ("fedora", &[]),
    ("centos", &[]),
    ("rockylinux", &[]),
    ("almalinux", &[]),
    ("amazonlinux", &[]),
];

/// Whether an image has an account of that name; `None` where that is not known.
pub fn has(image: &Reference, family: Family, name: &str) -> Option<bool> {
    let repository = image.repository();
    let (_, own) = IMAGES.iter().find(|(listed, _)| *listed == repository)?;
    let of_family = match family {
        Family::Debian => DEBIAN,
        Family::Ubuntu => DEBIAN,
        Family::Alpine => ALPINE,
        Family::RedHat => REDHAT,
        _ => return None,
    };
    let by_release = (family == Family::Ubuntu && name == "ubuntu") || name.starts_with("systemd");
    Some(own.contains(&name) || of_family.contains(&name) || by_release)
}

/// What packages add accounts whose names are not like their own.
const BY_PACKAGE: &[(&str, &str)] = &[
    ("mysql", "maria"),
    ("mysql", "galera"),
    ("Debian-exim", "exim"),
    ("messagebus", "dbus"),
    ("dovenull", "dovecot"),
    ("www-data", ""),
    ("apache", "httpd"),
    ("named", "bind"),
    ("rpc", "nfs"),
    ("statd", "nfs"),
    ("klog", "syslog"),
    ("stunnel4", "stunnel"),
    ("ossec", "wazuh"),
    ("uuidd", "uuid"),
    ("rtkit", "pulse"),
    ("hplip", "cups"),
    ("qemu", "libvirt"),
    ("smmta", "sendmail"),
    ("xrdp", ""),
];

/// Whether a package may bring an account of that name.
pub fn may_come_with(name: &str, package: &str) -> bool {
    let start = |text: &str| text.chars().take(4).collect::<String>().to_ascii_lowercase();
    let alike = package
        .split(['-', '_', '.', '/', '@', '='])
        .any(|part| part.len() >= 3 && start(part) == start(name.trim_start_matches('_')));
    let wanted = BY_PACKAGE.iter().filter(|(account, _)| *account == name);
    alike
        || package.contains(name)
        || wanted.into_iter().any(|(_, listed)| package.contains(listed))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::image::facts;

    #[test]
    fn accounts() {
        let has = |image: &str, name: &str| {
            let image = Reference::parse(image).expect("a reference");
            has(&image, facts::family(&image), name)
        };
        assert_eq!(has("python:3.14-slim", "app"), Some(false));
        assert_eq!(has("node:24-alpine", "node"), Some(true));
        assert_eq!(has("ubuntu:24.04", "ubuntu"), Some(true));
        assert_eq!(has("acme/base", "app"), None);
        assert!(may_come_with("postgres", "postgresql-16"));
        assert!(may_come_with("mysql", "mariadb-server"));
        assert!(!may_come_with("app", "curl"));
    }
}
