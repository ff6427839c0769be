//! A suppression past its date.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "suppression-expired",
    title: "A suppression is past its date",
    category: Category::Correctness,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::All,
    aliases: &["DF072"],
    why: "Somebody meant to look at it again by then. Until that is done the finding counts as if nothing was \
          written.",
    how: "Mend what it hides, or give it a new date.",
    examples: &[
        Example::bad(
            r#"
            FROM alpine:3.22
            «# trivy:ignore:DS-0002:exp:2025-01-31»
            CMD ["app"]
            "#,
        ),
        Example::good(
            r#"
            FROM alpine:3.22
            # trivy:ignore:DS-0002:exp:2099-01-31
            CMD ["app"]
            "#,
        ),
        Example::good(
            r#"
            FROM alpine:3.22
            # trivy:ignore:DS-0002
            CMD ["app"]
            "#,
        ),
    ],
    links: &[],
    check: Check::Audit,
};
