//! What the stack installs and builds that nothing keeps out.

use crate::ignore::hazards::{self, HazardKind};
use crate::model::exposure;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "ignore-missing-stack-junk",
    title: ".dockerignore lets installed dependencies and build output through",
    category: Category::Build,
    severity: Severity::Medium,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["DF007"],
    why: "The folder of the developer holds what was installed and built there, for another system. `COPY \
          .` puts it over what the image has installed, makes the context big, and breaks the cache.",
    how: "Keep out what the build makes itself.",
    examples: &[
        Example::bad(
            "
            FROM node:24-slim
            COPY package*.json ./
            RUN npm ci
            COPY . .
            --- .dockerignore ---
            «.git»
            ",
        )
        .fixed(
            "
            FROM node:24-slim
            COPY package*.json ./
            RUN npm ci
            COPY . .
            --- .dockerignore ---
            .git

            # Node.js
            **/node_modules
            **/.next
            **/.nuxt
            **/.svelte-kit
            coverage
            ",
        ),
        Example::bad(
            "
            FROM rust:1
            COPY . .
            RUN cargo build --release --locked
            --- .dockerignore ---
            «.git»
            ",
        )
        .fixed(
            "
            FROM rust:1
            COPY . .
            RUN cargo build --release --locked
            --- .dockerignore ---
            .git

            # Rust
            target
            **/*.rs.bk
            ",
        ),
        Example::good(
            "
            FROM node:24-slim
            COPY package*.json ./
            RUN npm ci
            COPY . .
            --- .dockerignore ---
            **/node_modules
            ",
        ),
        Example::good(
            "
            FROM node:24-slim
            COPY package.json server.js ./
            RUN npm ci
            --- .dockerignore ---
            .git
            ",
        ),
        Example::good(
            "
            FROM node:24-slim
            COPY . .
            COPY node_modules ./node_modules
            RUN npm run build
            --- .dockerignore ---
            .git
            ",
        ),
        Example::good(
            "
            FROM node:24-slim
            COPY . .
            --- .dockerignore ---
            .git
            ",
        ),
    ],
    links: &["https://docs.docker.com/build/concepts/context/#dockerignore-files"],
    check: Check::Pair(check),
};

fn check(file: &Dockerfile, ignore: &IgnoreFile) -> Vec<Remark> {
    let (mut names, mut lines, mut place) = (Vec::new(), Vec::new(), None);
    for (stack, _) in file.stacks().into_iter().filter(|(_, certain)| *certain) {
        let kinds = [HazardKind::Dependencies, HazardKind::Output];
        let Some(found) = file.exposure(ignore, &kinds, &[stack]) else { continue };
        // The one that every such project has decides.
        let first = hazards::GROUPS
            .iter()
            .find(|g| g.stack == Some(stack))
            .and_then(|g| g.patterns().next());
        if found.line.is_some()
            && first.is_some_and(|first| found.patterns.contains(&first) && MADE.contains(&first))
        {
            names.extend(first);
            lines.extend(exposure::block(stack.name(), &found.patterns));
            place = place.or(found.line);
        }
    }
    let Some(line) = place.filter(|_| !ignore.patterns.is_empty()) else { return Vec::new() };
    let message = format!(
        "nothing keeps out {}, and line {line} of the Dockerfile takes it",
        exposure::listed(&names)
    );
    let fix = Fix::recommended(
        "keep it out",
        Phase::Text,
        "what the build makes itself leaves the build context",
    )
    .insert(ignore.source.len() as u32, ignore.appended(&lines));
    vec![Remark::new(ignore.tail(), message).fix(fix)]
}

/// What every build of its stack makes, at this very place.
const MADE: [&str; 5] = ["**/node_modules", "target", "**/bin", "vendor", "**/.venv"];
