//! Files of editors and tools that nothing keeps out.

use crate::ignore::hazards::HazardKind;
use crate::model::exposure;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "ignore-missing-tooling",
    title: ".dockerignore lets files of editors and tools through",
    category: Category::Build,
    severity: Severity::Info,
    confidence: Confidence::Heuristic,
    profile: Profile::All,
    aliases: &[],
    why: "They change without the program changing, and the cache of every step that copies them is lost. \
          The Dockerfile and the .dockerignore themselves reach the builder even where they are kept out: \
          they can't be copied then, which hardly anybody wants.",
    how: "Keep them out, or keep out everything and allow what the build needs.",
    examples: &[
        Example::bad(
            "
            FROM node:24-slim
            COPY . .
            --- .dockerignore ---
            **/*.log
            .github
            .gitlab-ci.yml
            .circleci
            .travis.yml
            .drone.yml
            Jenkinsfile
            .idea
            .vscode
            *.swp
            *~
            .DS_Store
            «Thumbs.db»
            ",
        )
        .fixed(
            "
            FROM node:24-slim
            COPY . .
            --- .dockerignore ---
            **/*.log
            .github
            .gitlab-ci.yml
            .circleci
            .travis.yml
            .drone.yml
            Jenkinsfile
            .idea
            .vscode
            *.swp
            *~
            .DS_Store
            Thumbs.db

            # tools
            **/Dockerfile*
            **/Containerfile*
            **/docker-compose*.yml
            **/docker-compose*.yaml
            **/compose.yml
            **/compose.yaml
            **/.dockerignore
            ",
        ),
        Example::good(
            "
            FROM node:24-slim
            COPY src /app
            --- .dockerignore ---
            .git
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
    let kinds = [HazardKind::Litter, HazardKind::Log, HazardKind::Docker, HazardKind::Ci];
    let Some(found) = file.exposure(ignore, &kinds, &[]) else { return Vec::new() };
    let message = format!("nothing keeps out {}", exposure::listed(&found.patterns));
    let lines = exposure::block("tools", &found.patterns);
    let fix = Fix::review("keep them out", Phase::Text, "they leave the build context")
        .insert(ignore.source.len() as u32, ignore.appended(&lines));
    vec![Remark::new(ignore.tail(), message).fix(fix)]
}
