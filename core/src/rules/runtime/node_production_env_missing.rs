//! Node.js without NODE_ENV.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "node-production-env-missing",
    title: "NODE_ENV is not set to production",
    category: Category::Runtime,
    severity: Severity::Info,
    confidence: Confidence::Likely,
    profile: Profile::All,
    aliases: &["node-env-missing"],
    why: "Express and others then behave as in development: they answer errors with stack traces \
          and keep no templates in memory.",
    how: "Set `ENV NODE_ENV=production` in the final stage.",
    examples: &[
        Example::bad(
            r#"
            FROM «node:24-slim»
            CMD ["node", "server.js"]
            "#,
        )
        .fixed(
            r#"
            FROM node:24-slim
            ENV NODE_ENV=production
            CMD ["node", "server.js"]
            "#,
        ),
        Example::good(
            r#"
            FROM node:24-slim
            ENV NODE_ENV=production
            CMD ["node", "server.js"]
            "#,
        ),
        Example::good(
            r#"
            FROM node:24-slim AS dev
            CMD ["npm", "run", "dev"]
            "#,
        ),
    ],
    links: &[],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let file = cx.file;
    let node = file.root_image(stage).is_some_and(|image| image.repository() == "node");
    let starts = file.starts(stage).is_some_and(|starts| !starts.is_interactive);
    if !stage.is_final || stage.is_dev() || !node || !starts || !file.lacks(stage, "NODE_ENV") {
        return;
    }
    let finding =
        cx.report(stage.base_span, "NODE_ENV is not set, so Node.js runs as in development");
    let change =
        "programs behave as in production, and `npm install` leaves development packages out";
    super::offer_env(finding, file, stage, "NODE_ENV=production", change);
}
