//! What is known of the accounts that images bring: which can be used, and which images need root to start.

use super::{Family, Reference};

/// An account that an image has although it starts as root.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ready {
    /// What to write after USER.
    pub user: &'static str,
    /// What to write after `chown`.
    pub owner: &'static str,
}

/// The account that an image brings for its programs (the images' own Dockerfiles; §5.4 of the catalogue, 2026-11).
pub fn ready(image: &Reference) -> Option<Ready> {
    let repository = image.repository();
    let ready = |user, owner| Some(Ready { user, owner });
    match repository.as_str() {
        "node" if image.major().is_none_or(|major| major >= 8) => ready("node", "node:node"),
        "oven/bun" => ready("bun", "bun:bun"),
        "denoland/deno" => ready("deno", "deno:deno"),
        "gradle" => ready("gradle", "gradle:gradle"),
        "php" => ready("www-data", "www-data:www-data"),
        "mcr.microsoft.com/playwright" | "mcr.microsoft.com/playwright/python" => {
            ready("pwuser", "pwuser:pwuser")
        }
        _ if repository.starts_with("mcr.microsoft.com/dotnet/")
            && image.major().is_some_and(|major| major >= 8) =>
        {
            ready("$APP_UID", "$APP_UID")
        }
        _ if repository.starts_with("gcr.io/distroless/") => ready("65532:65532", "65532:65532"),
        _ => None,
    }
}

/// Images that start as root and give that up themselves before they serve, so that USER breaks or is not needed
/// (their entrypoints; §5.4 of the catalogue and R10 of the hardening reference, 2026-11).
const DROPS: &[&str] = &[
    "postgres",
    "postgis/postgis",
    "timescale/timescaledb",
    "mysql",
    "mariadb",
    "mongo",
    "redis",
    "valkey/valkey",
    "rabbitmq",
    "cassandra",
    "neo4j",
    "couchdb",
    "influxdb",
    "telegraf",
    "ghost",
    "vault",
    "hashicorp/vault",
    "consul",
    "hashicorp/consul",
    "zookeeper",
    "memcached",
    "clickhouse/clickhouse-server",
    "yandex/clickhouse-server",
];

/// Whether an image's own entrypoint gives root up.
pub fn drops_privileges(image: &Reference) -> bool {
    DROPS.contains(&image.repository().as_str())
}

/// Images whose main process is made to start as root: servers for port 80, init systems.
const NEEDS_ROOT: &[&str] = &[
    "nginx",
    "httpd",
    "caddy",
    "traefik",
    "haproxy",
    "wordpress",
    "drupal",
    "nextcloud",
    "joomla",
    "matomo",
    "tomcat",
    "docker",
    "registry",
    "registry.gitlab.com/gitlab-org/gitlab-runner",
    "gitlab/gitlab-runner",
    "gitlab/gitlab-ce",
    "portainer/portainer-ce",
    "tiangolo/uvicorn-gunicorn-fastapi",
    "tiangolo/uwsgi-nginx-flask",
    "tiangolo/uwsgi-nginx",
    "openresty/openresty",
    "webdevops/php-nginx",
    "webdevops/php-apache",
];

/// Why an image's main process needs root at the start, where that is known.
pub fn needs_root(image: &Reference) -> Option<&'static str> {
    let repository = image.repository();
    let starts = |starts: &[&str]| starts.iter().any(|start| repository.starts_with(start));
    let tag = image.tag.as_deref().unwrap_or("");
    if drops_privileges(image) {
        Some("it starts as root on purpose and gives that up itself")
    } else if NEEDS_ROOT.contains(&repository.as_str())
        || (repository == "php" && (tag.contains("apache") || tag.contains("fpm")))
    {
        Some("its server is made to start as root")
    } else if starts(&[
        "phusion/",
        "linuxserver/",
        "lscr.io/linuxserver/",
        "ghcr.io/linuxserver/",
        "jlesage/",
    ]) {
        Some("its init system needs root")
    } else {
        None
    }
}

/// Images for development containers and build services, where people expect root.
pub fn is_for_development(image: &Reference) -> bool {
    let repository = image.repository();
    [
        "mcr.microsoft.com/devcontainers/",
        "mcr.microsoft.com/vscode/devcontainers/",
        "ghcr.io/devcontainers/",
        "gitpod/",
    ]
    .iter()
    .any(|start| repository.starts_with(start))
}

/// How accounts are made in an image.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tool {
    /// `useradd` with long options, as on Debian.
    Useradd,
    /// `useradd` with the short options that older RPM distributions know too.
    UseraddShort,
    /// BusyBox' `adduser`.
    Adduser,
    /// None: USER takes a number.
    None,
}

/// How accounts are made in an image of a family; `None` where that is not known.
pub fn tool(family: Family, image: Option<&Reference>) -> Option<Tool> {
    let tag = image.and_then(|image| image.tag.as_deref()).unwrap_or("");
    let repository = image.map(Reference::repository).unwrap_or_default();
    // Minimal RPM images, and all of Amazon's, come without shadow-utils.
    let small = || {
        ["minimal", "slim", "micro"]
            .iter()
            .any(|word| tag.contains(word) || repository.ends_with(word))
            || repository.starts_with("amazon")
    };
    match family {
        Family::Debian | Family::Ubuntu => Some(Tool::Useradd),
        Family::Alpine | Family::Busybox | Family::Wolfi => Some(Tool::Adduser),
        Family::RedHat if small() => Some(Tool::None),
        Family::RedHat | Family::Suse | Family::Arch => Some(Tool::UseraddShort),
        Family::Distroless | Family::Scratch => Some(Tool::None),
        Family::Windows | Family::Photon | Family::Unknown => None,
    }
}
