//! A health check with a password or a token.

use crate::model::credentials;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "healthcheck-contains-secret",
    title: "The health check holds a password",
    category: Category::Secrets,
    severity: Severity::High,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["core-010"],
    why: "The command of a health check is part of the image's configuration, which everybody who can pull \
          the image can read.",
    how: "Probe a path that needs no password, or let a script in the image read it from a file that is \
          mounted at run time.",
    examples: &[
        Example::bad(
            "
            FROM nginx:1.29
            HEALTHCHECK CMD curl -f -u «probe:tr0ub4dor» http://127.0.0.1/health || exit 1
            ",
        ),
        Example::good(
            "
            FROM nginx:1.29
            HEALTHCHECK CMD curl -f http://127.0.0.1/health || exit 1
            ",
        ),
        Example::good(
            r#"
            FROM nginx:1.29
            HEALTHCHECK CMD curl -f -u "probe:$PROBE_PASSWORD" http://127.0.0.1/health || exit 1
            "#,
        ),
    ],
    links: &[],
    check: Check::Instruction(&[Keyword::Healthcheck], check),
};

fn check(healthcheck: &Instruction, cx: &mut Context<'_>) {
    let checks = cx.file.launches.iter().filter(|launch| launch.span == healthcheck.head);
    for command in checks.flat_map(|launch| &launch.script.commands) {
        let Some(credential) = credentials::of(command) else { continue };
        let finding = cx.report(
            credential.span,
            format!("{} is in the image's configuration", credential.what),
        );
        if credential.is_default {
            finding.severity(Severity::Medium);
        }
    }
}
