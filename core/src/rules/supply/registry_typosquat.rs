//! A registry or an image whose name is almost that of a well-known one.

use crate::rule::prelude::*;
use crate::syntax;

pub(super) static RULE: Rule = Rule {
    id: "registry-typosquat",
    title: "The name is almost that of a well-known registry or image",
    category: Category::Supply,
    severity: Severity::High,
    confidence: Confidence::Heuristic,
    profile: Profile::Default,
    aliases: &[],
    why: "Whoever owns the mistyped domain may serve whatever they like under the right image's name, and the build \
          takes it without a word.",
    how: "Correct the name, and pin the image by its digest.",
    examples: &[
        Example::bad(
            "
            FROM «dcoker.io/library/node:24-slim»
            ",
        )
        .fixed(
            "
            FROM docker.io/library/node:24-slim
            ",
        ),
        Example::bad(
            "
            FROM «pyhton:3.14-slim»
            ",
        )
        .fixed(
            "
            FROM python:3.14-slim
            ",
        ),
        Example::good(
            "
            FROM ghcr.io/acme/app:1.2
            FROM icr.io/acme/app:1.2
            FROM registry.example.com/node:24
            ",
        ),
        Example::good(
            "
            FROM mono:6
            FROM acme/pyhton:1
            FROM golang:1.25
            ",
        ),
    ],
    links: &[],
    check: Check::File(check),
};

const HOSTS: &[&str] = &[
    "docker.io",
    "index.docker.io",
    "gcr.io",
    "ghcr.io",
    "quay.io",
    "mcr.microsoft.com",
    "public.ecr.aws",
    "registry.k8s.io",
    "k8s.gcr.io",
    "lscr.io",
    "nvcr.io",
    "icr.io",
    "cgr.dev",
    "dhi.io",
    "registry.gitlab.com",
    "registry.redhat.io",
    "registry.access.redhat.com",
    "docker.elastic.co",
    "container-registry.oracle.com",
];

const IMAGES: &[&str] = &[
    "python",
    "ubuntu",
    "debian",
    "alpine",
    "nginx",
    "redis",
    "golang",
    "postgres",
    "mysql",
    "mariadb",
    "mongo",
    "httpd",
    "haproxy",
    "rabbitmq",
    "memcached",
    "busybox",
    "centos",
    "fedora",
    "wordpress",
    "openjdk",
    "maven",
    "gradle",
    "tomcat",
    "traefik",
    "caddy",
    "elixir",
    "erlang",
    "swift",
    "haskell",
    "rockylinux",
    "almalinux",
    "amazonlinux",
    "eclipse-temurin",
    "buildpack-deps",
    "influxdb",
    "cassandra",
    "elasticsearch",
    "kibana",
    "logstash",
    "composer",
];

/// Official images that are near to others.
const REAL: &[&str] =
    &["mono", "node", "ruby", "rust", "php", "kong", "nats", "perl", "gcc", "mongo-express"];

fn check(file: &Dockerfile, cx: &mut Context<'_>) {
    for used in file.images() {
        let image = &used.image;
        let meant = match image.registry.as_deref() {
            Some(host) => near_host(host).map(|meant| (host, meant)),
            None if !image.path.contains('/') => {
                near_image(&image.path).map(|m| (image.path.as_str(), m))
            }
            None => None,
        };
        let Some((written, meant)) = meant else { continue };
        let place = used.is_literal().then(|| used.raw.find(written)).flatten();
        let message = format!("`{written}` is not `{meant}`, which is most likely meant");
        let finding = cx.report(used.span, message);
        if let Some(at) = place {
            let start = used.span.start + at as u32;
            let span = Span::new(start, start + written.len() as u32);
            let change = "the image comes from the well-known place of that name";
            finding.fix(Fix::review("correct the name", Phase::Base, change).replace(span, meant));
        }
    }
}

fn near_host(host: &str) -> Option<&'static str> {
    if HOSTS.contains(&host) || host.contains(':') {
        return None;
    }
    HOSTS.iter().copied().find(|known| match known.len() {
        0..=7 => same_letters(host, known),
        _ => host.len().abs_diff(known.len()) <= 1 && syntax::distance(host, known) <= 2,
    })
}

fn near_image(name: &str) -> Option<&'static str> {
    if IMAGES.contains(&name) || REAL.contains(&name) || name.len() < 4 {
        return None;
    }
    IMAGES.iter().copied().find(|known| {
        let one_short = name.len() + 1 == known.len() && name.len() > 4;
        same_letters(name, known) || one_short && syntax::distance(name, known) == 1
    })
}

/// Whether two neighbours have changed places.
fn same_letters(a: &str, b: &str) -> bool {
    let (x, y) = (a.as_bytes(), b.as_bytes());
    let Some(at) = x.iter().zip(y).position(|(a, b)| a != b) else { return false };
    x.len() == y.len()
        && x.get(at + 1) == y.get(at)
        && x.get(at) == y.get(at + 1)
        && x.get(at + 2..) == y.get(at + 2..)
}
