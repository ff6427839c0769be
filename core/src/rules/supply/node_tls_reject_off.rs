//! Node told not to check certificates.

use crate::model::variables;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "node-tls-reject-off",
    title: "Node does not check certificates",
    category: Category::Supply,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["CKV2_DOCKER_6", "S4830"],
    why: "Every TLS connection of the program then accepts any certificate. Whoever sits between it and a \
          server can read and change what they say to each other, passwords included.",
    how: "Leave the variable out. For a certificate of your own set `NODE_EXTRA_CA_CERTS` to your \
          authority's certificate.",
    examples: &[
        Example::bad(
            "
            FROM node:24-slim
            ENV «NODE_TLS_REJECT_UNAUTHORIZED=0» NODE_ENV=production
            ",
        )
        .fixed(
            "
            FROM node:24-slim
            ENV NODE_ENV=production
            ",
        ),
        Example::bad(
            "
            FROM node:24-slim
            RUN «NODE_TLS_REJECT_UNAUTHORIZED=0» npm ci
            ",
        ),
        Example::good(
            "
            FROM node:24-slim
            ENV NODE_TLS_REJECT_UNAUTHORIZED=1
            ",
        ),
        Example::good(
            "
            FROM node:24-slim
            ENV NODE_EXTRA_CA_CERTS=/etc/ssl/certs/company.pem
            ",
        ),
    ],
    links: &[],
    check: Check::File(check),
};

fn check(file: &Dockerfile, cx: &mut Context<'_>) {
    for set in file.assigned().iter().filter(|set| set.name == "NODE_TLS_REJECT_UNAUTHORIZED") {
        if variables::is_off(&set.value) {
            let finding = cx.report(
                set.span,
                format!("`{}={}` makes Node accept any certificate", set.name, set.value),
            );
            super::offer_without(finding, file, set);
        }
    }
}
