//! A secret in a cache that other builds use too.

use crate::model::secret_writes;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "secret-in-cache-mount",
    title: "A secret is written into a cache",
    category: Category::Secrets,
    severity: Severity::High,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "A cache mount outlives the build: every later build on that machine that names the same cache, of whatever \
          project, finds the file.",
    how: "Mount the file as a secret where the tool looks for it, `--mount=type=secret,id=maven,\
          target=/root/.m2/settings.xml`, beside the cache.",
    examples: &[
        Example::bad(
            r#"
            FROM maven:3.9-eclipse-temurin-21
            ARG MAVEN_PASSWORD
            RUN --mount=type=cache,target=/root/.m2 echo "<password>$MAVEN_PASSWORD</password>" > «/root/.m2/settings.xml» && mvn package
            "#,
        ),
        Example::good(
            "
            FROM maven:3.9-eclipse-temurin-21
            RUN --mount=type=cache,target=/root/.m2 --mount=type=secret,id=maven,target=/root/.m2/settings.xml mvn package
            ",
        ),
        Example::good(
            r#"
            FROM maven:3.9-eclipse-temurin-21
            ARG MAVEN_MIRROR
            RUN --mount=type=cache,target=/root/.m2 echo "<url>$MAVEN_MIRROR</url>" > /root/.m2/settings.xml && mvn package
            "#,
        ),
    ],
    links: &["https://docs.docker.com/build/building/secrets/"],
    check: Check::Run(check),
};

fn check(run: &Run, cx: &mut Context<'_>) {
    for (word, path) in secret_writes::cached(cx.file, cx.this_stage(), run) {
        cx.report(word.span, format!("`{path}` lies in a cache that other builds read too"));
    }
}
