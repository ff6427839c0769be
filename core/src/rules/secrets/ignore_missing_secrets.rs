//! Secrets that nothing keeps out of the build context.

use crate::ignore::hazards::HazardKind;
use crate::model::exposure::{self, Reach};
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "ignore-missing-secrets",
    title: ".dockerignore lets secrets through",
    category: Category::Secrets,
    severity: Severity::Medium,
    confidence: Confidence::Heuristic,
    profile: Profile::Default,
    aliases: &["DF007"],
    why: "`COPY .` takes whatever lies in the folder: the `.env` of the developer, a key that was put \
          there for a minute, the token in `.npmrc`. In the image it is anybody's who can pull it; in a \
          build stage it stays in the cache.",
    how: "Keep out the names that secrets have, at every depth, below all exceptions. Or keep out \
          everything, `*`, and allow what the build needs.",
    examples: &[
        Example::bad(
            "
            FROM node:24-slim
            COPY . /app
            --- .dockerignore ---
            node_modules
            «.git»
            ",
        )
        .fixed(
            "
            FROM node:24-slim
            COPY . /app
            --- .dockerignore ---
            node_modules
            .git

            # secrets
            **/.env
            **/.env.*
            !**/.env.example
            **/*.pem
            **/*.key
            **/*.p12
            **/*.pfx
            **/*.jks
            **/*.keystore
            **/*.kdbx
            **/*.ppk
            **/id_rsa
            **/id_dsa
            **/id_ecdsa
            **/id_ed25519
            **/.ssh
            **/.aws
            **/.azure
            **/.kube
            **/.docker/config.json
            **/.npmrc
            **/.pypirc
            **/.netrc
            **/.git-credentials
            **/.vault-token
            **/.pgpass
            **/.htpasswd
            **/credentials.json
            **/service-account*.json
            **/terraform.tfstate
            **/terraform.tfstate.*
            ",
        ),
        Example::bad(
            "
            «node_modules»
            ",
        )
        .fixed(
            "
            node_modules

            # secrets
            **/.env
            **/.env.*
            !**/.env.example
            **/*.pem
            **/*.key
            **/*.p12
            **/*.pfx
            **/*.jks
            **/*.keystore
            **/*.kdbx
            **/*.ppk
            **/id_rsa
            **/id_dsa
            **/id_ecdsa
            **/id_ed25519
            **/.ssh
            **/.aws
            **/.azure
            **/.kube
            **/.docker/config.json
            **/.npmrc
            **/.pypirc
            **/.netrc
            **/.git-credentials
            **/.vault-token
            **/.pgpass
            **/.htpasswd
            **/credentials.json
            **/service-account*.json
            **/terraform.tfstate
            **/terraform.tfstate.*
            ",
        ),
        Example::good(
            "
            FROM node:24-slim
            COPY package.json server.js /app/
            --- .dockerignore ---
            node_modules
            ",
        ),
        Example::good(
            "
            FROM node:24-slim
            COPY . /app
            --- .dockerignore ---
            *
            !package.json
            !src
            ",
        ),
        Example::good(
            "
            *
            !src
            ",
        ),
    ],
    links: &["https://docs.docker.com/build/concepts/context/#dockerignore-files"],
    check: Check::Pair(check),
};

fn check(file: &Dockerfile, ignore: &IgnoreFile) -> Vec<Remark> {
    let Some(mut found) = file.exposure(ignore, &[HazardKind::Secret], &[]) else {
        return Vec::new();
    };
    // Where `.env` is kept out, its kin are another rule's business.
    if !found.patterns.contains(&"**/.env") {
        found.patterns.retain(|pattern| *pattern != "**/.env.*");
    }
    // An empty list is a rule's business of its own.
    if found.patterns.is_empty() || ignore.patterns.is_empty() {
        return Vec::new();
    }
    let names = exposure::listed(&found.patterns);
    let (severity, message) = match (found.reach, found.line) {
        (Reach::Image, Some(line)) => (
            Severity::High,
            format!(
                "nothing keeps out {names}, and line {line} of the Dockerfile copies whatever is there into the image"
            ),
        ),
        (_, Some(line)) => (
            Severity::Medium,
            format!(
                "nothing keeps out {names}, and line {line} of the Dockerfile takes whatever is there"
            ),
        ),
        _ => (Severity::Low, format!("nothing keeps out {names}, should they lie in the folder")),
    };
    let change = "files with these names leave the build context";
    let lines = exposure::block("secrets", &found.patterns);
    let fix = Fix::recommended("keep them out", Phase::Secrets, change)
        .insert(ignore.source.len() as u32, ignore.appended(&lines));
    vec![Remark::new(ignore.tail(), message).severity(severity).fix(fix)]
}
