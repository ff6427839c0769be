//! What is known of public images: their family, their default user. Tables with source and date.

use super::Reference;

/// A family of base images that share a package manager and a way to make users.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Family {
    Debian,
    Ubuntu,
    Alpine,
    /// RHEL, UBI, CentOS, Fedora, Rocky, Alma, Oracle and Amazon Linux.
    RedHat,
    Suse,
    Arch,
    Busybox,
    /// No shell and no package manager.
    Distroless,
    Scratch,
    Windows,
    /// Wolfi and Chainguard: apk, glibc.
    Wolfi,
    Photon,
    Unknown,
}

/// The user that an image starts as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BaseUser {
    /// Known to be root.
    Root,
    /// Known to be another: what `USER` in it says.
    Other(&'static str),
    /// Not known.
    Unknown,
}

/// Repositories whose images are a distribution, or are built on one unless the tag says otherwise
/// (FROM lines of docker-library's images and the vendors' own, 2026-08).
const FAMILIES: &[(&str, Family)] = &[
    ("debian", Family::Debian),
    ("buildpack-deps", Family::Debian),
    ("node", Family::Debian),
    ("python", Family::Debian),
    ("pypy", Family::Debian),
    ("ruby", Family::Debian),
    ("jruby", Family::Debian),
    ("php", Family::Debian),
    ("golang", Family::Debian),
    ("rust", Family::Debian),
    ("perl", Family::Debian),
    ("gcc", Family::Debian),
    ("haskell", Family::Debian),
    ("erlang", Family::Debian),
    ("elixir", Family::Debian),
    ("julia", Family::Debian),
    ("clojure", Family::Debian),
    ("openjdk", Family::Debian),
    ("tomcat", Family::Ubuntu),
    ("nginx", Family::Debian),
    ("httpd", Family::Debian),
    ("redis", Family::Debian),
    ("postgres", Family::Debian),
    ("haproxy", Family::Debian),
    ("memcached", Family::Debian),
    ("wordpress", Family::Debian),
    ("drupal", Family::Debian),
    ("nextcloud", Family::Debian),
    ("ghost", Family::Debian),
    ("rocker/r-ver", Family::Ubuntu),
    ("r-base", Family::Debian),
    ("continuumio/miniconda3", Family::Debian),
    ("continuumio/anaconda3", Family::Debian),
    ("mcr.microsoft.com/dotnet/sdk", Family::Debian),
    ("mcr.microsoft.com/dotnet/aspnet", Family::Debian),
    ("mcr.microsoft.com/dotnet/runtime", Family::Debian),
    ("mcr.microsoft.com/dotnet/runtime-deps", Family::Debian),
    ("ubuntu", Family::Ubuntu),
    ("eclipse-temurin", Family::Ubuntu),
    ("maven", Family::Ubuntu),
    ("gradle", Family::Ubuntu),
    ("mongo", Family::Ubuntu),
    ("mariadb", Family::Ubuntu),
    ("rabbitmq", Family::Ubuntu),
    ("swift", Family::Ubuntu),
    ("nvidia/cuda", Family::Ubuntu),
    ("phusion/baseimage", Family::Ubuntu),
    ("alpine", Family::Alpine),
    ("docker", Family::Alpine),
    ("caddy", Family::Alpine),
    ("traefik", Family::Alpine),
    ("nginxinc/nginx-unprivileged", Family::Debian),
    ("centos", Family::RedHat),
    ("quay.io/centos/centos", Family::RedHat),
    ("fedora", Family::RedHat),
    ("almalinux", Family::RedHat),
    ("rockylinux", Family::RedHat),
    ("rockylinux/rockylinux", Family::RedHat),
    ("oraclelinux", Family::RedHat),
    ("amazonlinux", Family::RedHat),
    ("amazoncorretto", Family::RedHat),
    ("mysql", Family::RedHat),
    ("redhat/ubi8", Family::RedHat),
    ("redhat/ubi9", Family::RedHat),
    ("opensuse/leap", Family::Suse),
    ("opensuse/tumbleweed", Family::Suse),
    ("archlinux", Family::Arch),
    ("busybox", Family::Busybox),
    ("photon", Family::Photon),
    ("scratch", Family::Scratch),
];

/// Beginnings of names of images for Windows, before they moved to Microsoft's own registry and after.
const WINDOWS: &[&str] = &[
    "microsoft/windows",
    "microsoft/nanoserver",
    "microsoft/iis",
    "microsoft/aspnet",
    "microsoft/dotnet-framework",
    "microsoft/mssql-server-windows",
    "mcr.microsoft.com/dotnet/framework",
];

/// Parts of tags that name a family, whatever the repository's own is.
const TAG_FAMILIES: &[(&str, Family)] = &[
    ("alpine", Family::Alpine),
    ("nanoserver", Family::Windows),
    ("windowsservercore", Family::Windows),
    ("windows", Family::Windows),
    ("ltsc2016", Family::Windows),
    ("ltsc2019", Family::Windows),
    ("ltsc2022", Family::Windows),
    ("ltsc2025", Family::Windows),
    ("ubi8", Family::RedHat),
    ("ubi9", Family::RedHat),
    ("ubi10", Family::RedHat),
    ("ubi7", Family::RedHat),
    ("centos6", Family::RedHat),
    ("centos7", Family::RedHat),
    ("centos8", Family::RedHat),
    ("oracle", Family::RedHat),
    ("oraclelinux7", Family::RedHat),
    ("oraclelinux8", Family::RedHat),
    ("oraclelinux9", Family::RedHat),
    ("rockylinux8", Family::RedHat),
    ("rockylinux9", Family::RedHat),
    ("chiseled", Family::Distroless),
    ("distroless", Family::Distroless),
    ("jammy", Family::Ubuntu),
    ("noble", Family::Ubuntu),
    ("focal", Family::Ubuntu),
    ("bionic", Family::Ubuntu),
    ("xenial", Family::Ubuntu),
    ("ubuntu22.04", Family::Ubuntu),
    ("ubuntu24.04", Family::Ubuntu),
    ("ubuntu20.04", Family::Ubuntu),
    ("ubuntu18.04", Family::Ubuntu),
    ("ubuntu16.04", Family::Ubuntu),
    ("stretch", Family::Debian),
    ("buster", Family::Debian),
    ("bullseye", Family::Debian),
    ("bookworm", Family::Debian),
    ("trixie", Family::Debian),
    ("jessie", Family::Debian),
    ("wheezy", Family::Debian),
];

/// The family of an image, as far as its reference tells.
pub fn family(image: &Reference) -> Family {
    let repository = image.repository();
    let starts = |prefix: &str| repository.starts_with(prefix);
    if starts("gcr.io/distroless/") || starts("cgr.dev/chainguard/static") {
        return Family::Distroless;
    }
    if starts("mcr.microsoft.com/windows") || WINDOWS.iter().any(|name| starts(name)) {
        return Family::Windows;
    }
    let tag = image.tag.as_deref().unwrap_or("");
    let part = tag.split(['-', '_']).rev().find_map(|part| {
        let found = TAG_FAMILIES
            .iter()
            .find(|(name, _)| part == *name || (*name == "alpine" && part.starts_with(name)));
        found.map(|(_, family)| *family)
    });
    let known = FAMILIES.iter().find(|(name, _)| *name == repository).map(|(_, family)| *family);
    match (known, part) {
        (_, Some(family)) => family,
        (Some(Family::Debian), None) if repository == "openjdk" && is_on_oracle_linux(tag) => {
            Family::RedHat
        }
        (Some(family), None) => family,
        _ if starts("registry.access.redhat.com/ubi") || starts("registry.redhat.io/ubi") => {
            match starts("micro") {
                true => Family::Distroless,
                false => Family::RedHat,
            }
        }
        _ if starts("cgr.dev/chainguard/") => Family::Wolfi,
        _ if starts("balenalib/") && repository.contains("alpine") => Family::Alpine,
        _ if starts("balenalib/") => Family::Debian,
        _ => Family::Unknown,
    }
}

/// Whether a tag of openjdk that names no distribution is on Oracle Linux: from version 12 on, slim ones apart
/// (docker-library/openjdk, 2026-11).
fn is_on_oracle_linux(tag: &str) -> bool {
    let digits = tag.find(|c: char| !c.is_ascii_digit()).unwrap_or(tag.len());
    let version = tag[..digits].parse::<u32>();
    let newest = tag.is_empty() || tag == "latest" || tag == "jdk";
    !tag.contains("slim") && (newest || version.is_ok_and(|version| version >= 12))
}

/// Official images that are built on Debian's or Ubuntu's own: they ship `/etc/apt/apt.conf.d/docker-clean`, and delete
/// the package lists after each step (their Dockerfiles in docker-library and the vendors' repositories, 2026-08).
const PLAIN_APT: &[&str] = &[
    "debian",
    "ubuntu",
    "buildpack-deps",
    "node",
    "python",
    "pypy",
    "ruby",
    "php",
    "golang",
    "rust",
    "perl",
    "gcc",
    "openjdk",
    "eclipse-temurin",
    "maven",
    "gradle",
    "nginx",
    "httpd",
    "redis",
    "postgres",
    "tomcat",
    "wordpress",
];

/// Tags of releases whose images were made otherwise, and of images with triggers of their own.
const OTHERWISE: &[&str] = &[
    "onbuild", "12.04", "14.04", "16.04", "precise", "trusty", "xenial", "wheezy", "jessie", "6",
    "7", "8", "squeeze",
];

/// Whether an image is an official one of Debian or Ubuntu that has no package lists, and whose apt deletes what it
/// downloaded.
pub fn is_plain_apt(image: &Reference) -> bool {
    let repository = image.repository();
    let own = matches!(repository.as_str(), "debian" | "ubuntu");
    let is = |part: &str, old: &str| match old.contains('.') {
        true => part.starts_with(old),
        false => part.split('.').next() == Some(old) && (own || part.parse::<f32>().is_err()),
    };
    let otherwise = image.tag_parts().any(|part| OTHERWISE.iter().any(|old| is(part, old)));
    PLAIN_APT.contains(&repository.as_str())
        && !otherwise
        && matches!(family(image), Family::Debian | Family::Ubuntu)
}

/// Where images begin to work that set a WORKDIR (their own Dockerfiles, read 2026-11).
const DIRECTORIES: &[(&str, &str)] = &[
    ("composer", "/app"),
    ("golang", "/go"),
    ("gradle", "/home/gradle"),
    ("httpd", "/usr/local/apache2"),
    ("nextcloud", "/var/www/html"),
    ("oven/bun", "/home/bun/app"),
    ("perl", "/usr/src/app"),
    ("redis", "/data"),
    ("tomcat", "/usr/local/tomcat"),
    ("wordpress", "/var/www/html"),
];

/// Images that set none (their own Dockerfiles, read 2026-11).
const AT_ROOT: &[&str] = &[
    "almalinux",
    "alpine",
    "amazonlinux",
    "bash",
    "buildpack-deps",
    "busybox",
    "centos",
    "debian",
    "eclipse-temurin",
    "fedora",
    "java",
    "maven",
    "nginx",
    "node",
    "nvidia/cuda",
    "openjdk",
    "oraclelinux",
    "python",
    "rockylinux",
    "ruby",
    "rust",
    "ubuntu",
];

/// The directory that an image begins to work in, where it is known.
pub fn directory(image: &Reference) -> Option<&'static str> {
    let repository = image.repository();
    let has = |wanted: &str| image.tag_parts().any(|part| part == wanted);
    if has("onbuild") {
        return None;
    }
    if repository == "php" {
        return Some(if has("fpm") || has("apache") { "/var/www/html" } else { "/" });
    }
    let own = DIRECTORIES.iter().find(|(name, _)| *name == repository);
    match own {
        Some((_, directory)) => Some(directory),
        None => {
            let at_root = AT_ROOT.contains(&repository.as_str())
                || repository.starts_with("mcr.microsoft.com/dotnet/");
            at_root.then_some("/")
        }
    }
}

/// Whether an image has no `/bin/sh`: those of the distroless project, and .NET's and Ubuntu's chiselled ones.
/// UBI micro has one, and the debug variants have BusyBox's.
pub fn has_no_shell(image: &Reference) -> bool {
    let repository = image.repository();
    let debug = image.tag_parts().any(|part| part == "debug");
    !debug && !repository.contains("/ubi") && family(image) == Family::Distroless
}

/// Whether an image has no C library that a program could load.
pub fn has_no_libc(image: &Reference) -> bool {
    let repository = image.repository();
    repository.starts_with("gcr.io/distroless/static")
        || repository.starts_with("cgr.dev/chainguard/static")
}

/// Images that start as somebody else than root (their own Dockerfiles where §5.4 of the catalogue says verified,
/// 2017–2026; the others from Sonar's list for rule S6471, 2026-11).
const USERS: &[(&str, &str)] = &[
    ("nginxinc/nginx-unprivileged", "101"),
    ("haproxy", "haproxy"),
    ("memcached", "memcache"),
    ("solr", "solr"),
    ("jenkins/jenkins", "jenkins"),
    ("jenkins/agent", "jenkins"),
    ("jenkins/inbound-agent", "jenkins"),
    ("jenkins", "jenkins"),
    ("sonarqube", "sonarqube"),
    ("grafana/grafana", "472"),
    ("mcr.microsoft.com/mssql/server", "mssql"),
    ("elasticsearch", "elasticsearch"),
    ("docker.elastic.co/elasticsearch/elasticsearch", "elasticsearch"),
    ("kibana", "kibana"),
    ("docker.elastic.co/kibana/kibana", "kibana"),
    ("logstash", "logstash"),
    ("docker.elastic.co/logstash/logstash", "logstash"),
    ("adminer", "adminer"),
    ("emqx", "emqx"),
    ("fluentd", "fluent"),
    ("groovy", "groovy"),
    ("irssi", "user"),
    ("jetty", "jetty"),
    ("kong", "kong"),
    ("odoo", "odoo"),
    ("open-liberty", "1001"),
    ("websphere-liberty", "1001"),
    ("percona", "mysql"),
    ("rocket.chat", "rocketchat"),
    ("varnish", "varnish"),
    ("znc", "znc"),
    ("apache/airflow", "50000"),
    ("puckel/docker-airflow", "airflow"),
    ("apache/superset", "superset"),
    ("jboss/wildfly", "jboss"),
    ("quay.io/wildfly/wildfly", "jboss"),
    ("jboss/keycloak", "1000"),
    ("quay.io/keycloak/keycloak", "1000"),
    ("rasa/rasa", "1001"),
];

/// The same by the beginning of the repository.
const USERS_BY_PREFIX: &[(&str, &str)] = &[
    ("jupyter/", "1000"),
    ("quay.io/jupyter/", "1000"),
    ("circleci/", "circleci"),
    ("cimg/", "circleci"),
    ("gitpod/workspace-", "gitpod"),
    ("selenium/", "1200"),
    ("bitnami/", "1001"),
    ("bitnamilegacy/", "1001"),
    ("dhi.io/", "nonroot"),
    ("cgr.dev/chainguard/", "65532"),
    ("public.ecr.aws/lambda/", "sbx_user1051"),
    ("amazon/aws-lambda-", "sbx_user1051"),
    ("registry.access.redhat.com/ubi7/", "1001"),
    ("registry.access.redhat.com/ubi8/", "1001"),
    ("registry.access.redhat.com/ubi9/", "1001"),
    ("registry.access.redhat.com/ubi10/", "1001"),
];

/// Repositories that begin like those and start as root nevertheless.
const ROOT_NEVERTHELESS: &[&str] = &[
    "bitnami/minideb",
    "cgr.dev/chainguard/wolfi-base",
    "registry.access.redhat.com/ubi7/ubi",
    "registry.access.redhat.com/ubi7/ubi-minimal",
    "registry.access.redhat.com/ubi8/ubi",
    "registry.access.redhat.com/ubi8/ubi-minimal",
    "registry.access.redhat.com/ubi8/ubi-micro",
    "registry.access.redhat.com/ubi8/ubi-init",
    "registry.access.redhat.com/ubi9/ubi",
    "registry.access.redhat.com/ubi9/ubi-minimal",
    "registry.access.redhat.com/ubi9/ubi-micro",
    "registry.access.redhat.com/ubi9/ubi-init",
    "registry.access.redhat.com/ubi10/ubi",
    "registry.access.redhat.com/ubi10/ubi-minimal",
    "registry.access.redhat.com/ubi10/ubi-micro",
];

/// Repositories that are known to start as root.
const ROOT: &[&str] = &[
    "debian",
    "ubuntu",
    "alpine",
    "busybox",
    "buildpack-deps",
    "node",
    "python",
    "ruby",
    "golang",
    "rust",
    "php",
    "openjdk",
    "eclipse-temurin",
    "amazoncorretto",
    "maven",
    "gradle",
    "nginx",
    "httpd",
    "centos",
    "fedora",
    "almalinux",
    "rockylinux",
    "oraclelinux",
    "amazonlinux",
    "opensuse/leap",
    "opensuse/tumbleweed",
    "archlinux",
    "perl",
    "gcc",
    "tomcat",
    "redis",
    "postgres",
    "mysql",
    "mariadb",
    "mongo",
    "nvidia/cuda",
    "scratch",
    "quay.io/centos/centos",
    "swift",
    "erlang",
    "elixir",
    "haskell",
    "julia",
    "caddy",
    "docker",
    "pypy",
    "photon",
    "jruby",
    "clojure",
    "r-base",
    "rocker/r-ver",
    "continuumio/miniconda3",
    "continuumio/anaconda3",
    "adoptopenjdk",
    "traefik",
    "wordpress",
    "drupal",
    "nextcloud",
    "ghost",
    "rabbitmq",
    "composer",
    "bash",
    "registry",
    "redhat/ubi8",
    "redhat/ubi9",
    "registry.access.redhat.com/ubi8",
    "registry.access.redhat.com/ubi9",
    "registry.access.redhat.com/ubi8-minimal",
    "registry.access.redhat.com/ubi9-minimal",
    "rockylinux/rockylinux",
    "tensorflow/tensorflow",
    "pytorch/pytorch",
    "oven/bun",
    "denoland/deno",
    "mcr.microsoft.com/playwright",
    "mcr.microsoft.com/playwright/python",
    "alpine/git",
    "phusion/baseimage",
    "cassandra",
    "neo4j",
    "couchdb",
    "influxdb",
    "telegraf",
    "vault",
    "hashicorp/vault",
    "consul",
    "hashicorp/consul",
    "zookeeper",
];

/// The user that an image starts as, as far as it is known.
pub fn default_user(image: &Reference) -> BaseUser {
    let repository = image.repository();
    let tag = image.tag.as_deref().unwrap_or("");
    if tag.contains("nonroot") || tag.contains("rootless") {
        return BaseUser::Other("65532");
    }
    if repository == "wordpress" && tag.starts_with("cli") {
        return BaseUser::Other("www-data");
    }
    if repository.starts_with("mcr.microsoft.com/dotnet/") {
        return if tag.contains("chiseled") || tag.contains("distroless") {
            BaseUser::Other("1654")
        } else {
            BaseUser::Root
        };
    }
    if ROOT_NEVERTHELESS.contains(&repository.as_str()) {
        return BaseUser::Root;
    }
    if image.host() == "mcr.microsoft.com" && tag.contains("nanoserver") {
        return BaseUser::Other("ContainerUser");
    }
    let by_prefix = USERS_BY_PREFIX.iter().find(|(start, _)| repository.starts_with(start));
    if let Some((_, user)) = by_prefix {
        return BaseUser::Other(user);
    }
    if let Some((_, user)) = USERS.iter().find(|(name, _)| *name == repository) {
        return BaseUser::Other(user);
    }
    if repository.starts_with("gcr.io/distroless/") || ROOT.contains(&repository.as_str()) {
        return BaseUser::Root;
    }
    BaseUser::Unknown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_the_family_by_repository_and_tag() {
        let cases = [
            ("openjdk:8-jre", Family::Debian),
            ("openjdk:17", Family::RedHat),
            ("openjdk:17.0.2-slim", Family::Debian),
            ("openjdk:16-jdk-buster", Family::Debian),
            ("openjdk", Family::RedHat),
            ("nvidia/cuda:8.0-devel-centos7", Family::RedHat),
            ("nvidia/cuda:12.4.1-runtime-rockylinux9", Family::RedHat),
            ("nvidia/cuda:12.4.1-base-ubuntu22.04", Family::Ubuntu),
            ("python:3.14-alpine3.24", Family::Alpine),
            ("example/unknown:1", Family::Unknown),
        ];
        for (text, wanted) in cases {
            let image = Reference::parse(text).expect(text);
            assert_eq!(family(&image), wanted, "{text}");
        }
    }
}
