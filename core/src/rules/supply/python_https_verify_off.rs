//! Python told not to check certificates.

use crate::model::variables;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "python-https-verify-off",
    title: "Python does not check certificates",
    category: Category::Supply,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["CKV2_DOCKER_5", "S4830"],
    why: "Every https connection of Python's own libraries then accepts any certificate. Whoever sits \
          between the program and a server can read and change what they say to each other, passwords \
          included.",
    how: "Leave the variable out. For a certificate of your own set `SSL_CERT_FILE` to your authority's \
          certificate.",
    examples: &[
        Example::bad(
            "
            FROM python:3.14-slim
            ENV «PYTHONHTTPSVERIFY=0»
            ",
        )
        .fixed(
            "
            FROM python:3.14-slim
            ",
        ),
        Example::good(
            "
            FROM python:3.14-slim
            ENV PYTHONHTTPSVERIFY=1
            ",
        ),
        Example::good(
            "
            FROM python:3.14-slim
            ENV SSL_CERT_FILE=/etc/ssl/certs/company.pem
            ",
        ),
    ],
    links: &[],
    check: Check::File(check),
};

fn check(file: &Dockerfile, cx: &mut Context<'_>) {
    for set in file.assigned().iter().filter(|set| set.name == "PYTHONHTTPSVERIFY") {
        if variables::is_off(&set.value) {
            let finding = cx.report(
                set.span,
                format!("`{}={}` makes Python accept any certificate", set.name, set.value),
            );
            super::offer_without(finding, file, set);
        }
    }
}
