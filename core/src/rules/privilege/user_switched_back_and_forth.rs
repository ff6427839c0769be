//! USER again and again.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "user-switched-back-and-forth",
    title: "USER changes back and forth",
    category: Category::Privilege,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::All,
    aliases: &[],
    why: "Each change makes it harder to see who owns which file and as whom the container starts. One more step \
          added in the wrong place runs as root, or fails.",
    how: "Do all that needs root first, then switch once.",
    examples: &[
        Example::bad(
            "
            FROM jenkins/jenkins:lts-jdk21
            USER root
            RUN apt-get update
            USER jenkins
            RUN jenkins-plugin-cli --plugins git
            USER «root»
            RUN apt-get install -y make
            USER jenkins
            ",
        ),
        Example::good(
            "
            FROM jenkins/jenkins:lts-jdk21
            USER root
            RUN apt-get update
            USER jenkins
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim AS build
            USER app
            FROM debian:13-slim
            USER app
            USER app
            USER app
            ",
        ),
    ],
    links: &["https://docs.docker.com/build/building/best-practices/#user"],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let mut changes = Vec::new();
    for user in &stage.users {
        if changes.last().is_none_or(|last: &&crate::model::Setting| last.raw != user.raw) {
            changes.push(user);
        }
    }
    if let Some(third) = changes.get(2) {
        let message = format!("the user changes {} times in this stage", changes.len());
        cx.report(third.span, message);
    }
}
