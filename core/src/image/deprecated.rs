//! Official images that are no longer kept, with what came after them: removed from docker-library/official-images, or
//! marked in docker-library/docs `deprecated.md` (both read 2026-08-21).

use super::Reference;

/// An image that is no longer kept.
#[derive(Clone, Copy, Debug)]
pub struct Deprecated {
    /// Its repository.
    pub repository: &'static str,
    /// Since when; empty where that is not known.
    pub since: &'static str,
    /// What to use instead; empty where there is nothing of the kind.
    pub successor: &'static str,
    /// Whether tags carry over to the successor as they are.
    pub same_tags: bool,
}

const fn gone(
    repository: &'static str,
    since: &'static str,
    successor: &'static str,
    same_tags: bool,
) -> Deprecated {
    Deprecated { repository, since, successor, same_tags }
}

const DEPRECATED: &[Deprecated] = &[
    gone("openjdk", "2022-07", "eclipse-temurin", false),
    gone("java", "2017-05", "eclipse-temurin", false),
    gone("adoptopenjdk", "2021-10", "eclipse-temurin", false),
    gone("centos", "2024-07", "quay.io/centos/centos", false),
    gone("jenkins", "2018-08", "jenkins/jenkins", false),
    gone("iojs", "2017-04", "node", false),
    gone("django", "2017-05", "python", false),
    gone("rails", "2017-05", "ruby", false),
    gone("celery", "2017-06", "python", false),
    gone("mosquitto", "2016-09", "eclipse-mosquitto", true),
    gone("glassfish", "2016-10", "", false),
    gone("hipache", "2016-10", "", false),
    gone("piwik", "2018-10", "matomo", false),
    gone("owncloud", "2019-01", "owncloud/server", false),
    gone("fsharp", "2021-07", "mcr.microsoft.com/dotnet/sdk", false),
    gone("opensuse", "2021-10", "opensuse/leap", false),
    gone("swarm", "2021-10", "", false),
    gone("thrift", "2021-10", "", false),
    gone("sentry", "2021-10", "", false),
    gone("nuxeo", "2021-10", "", false),
    gone("rapidoid", "2021-10", "", false),
    gone("crux", "2021-10", "", false),
    gone("euleros", "2021-10", "", false),
    gone("known", "2021-10", "", false),
    gone("kaazing-gateway", "2021-10", "", false),
    gone("sourcemage", "2021-10", "", false),
    gone("sl", "2024-07", "almalinux", false),
    gone("consul", "2024-07", "hashicorp/consul", true),
    gone("vault", "2024-07", "hashicorp/vault", true),
    gone("express-gateway", "2024-07", "", false),
    gone("jobber", "2024-07", "", false),
    gone("nats-streaming", "2024-07", "nats", false),
    gone("mono", "2024-08", "mcr.microsoft.com/dotnet/sdk", false),
    gone("clearlinux", "2025-07", "", false),
    gone("clefos", "", "", false),
    gone("liquibase", "", "liquibase/liquibase", true),
    gone("mongo-express", "", "", false),
    gone("notary", "2025-07", "", false),
    gone("php-zendserver", "", "php", false),
    gone("unit", "2025-10", "", false),
    gone("ubuntu-debootstrap", "2016-06", "ubuntu", true),
    gone("ubuntu-upstart", "2016-06", "ubuntu", true),
    gone("docker-dev", "2016-06", "", false),
    gone("zend-php", "2014-10", "php", false),
];

/// What is known of an image that is no longer kept.
pub fn deprecated(image: &Reference) -> Option<&'static Deprecated> {
    let repository = image.repository();
    // Releases of Java to come are still published there, and nowhere else.
    let is_early = |tag: &str| tag.contains("-ea") || tag.contains("-rc");
    if repository == "openjdk" && image.tag.as_deref().is_some_and(is_early) {
        return None;
    }
    DEPRECATED.iter().find(|known| known.repository == repository)
}
