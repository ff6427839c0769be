//! yum or dnf told not to check certificates.

use crate::model::variables;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "yum-sslverify-off",
    title: "yum does not check the certificate",
    category: Category::Supply,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["CKV2_DOCKER_15", "S4830"],
    why: "Packages are then fetched from whoever answers. Signatures still protect signed packages, but not \
          the lists that say which versions exist, nor repositories without signatures.",
    how: "Leave it out and install `ca-certificates`. For a mirror of your own, set `sslcacert`.",
    examples: &[
        Example::bad(
            "
            FROM rockylinux:9
            RUN dnf install -y «--setopt=sslverify=false» tool
            ",
        ),
        Example::bad(
            r#"
            FROM rockylinux:9
            RUN echo «"sslverify=0"» >> /etc/yum.conf
            "#,
        ),
        Example::good(
            "
            FROM rockylinux:9
            RUN dnf install -y --setopt=sslverify=true tool
            ",
        ),
        Example::good(
            "
            FROM rockylinux:9
            RUN sed -i /sslverify=0/d /etc/yum.conf
            ",
        ),
    ],
    links: &[],
    check: Check::Run(check),
};

fn check(run: &Run, cx: &mut Context<'_>) {
    for command in &run.script.commands {
        for word in command.all_words() {
            let text = word.text();
            let Some((before, value)) = text.split_once("sslverify=") else { continue };
            let value =
                &value[..value.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(value.len())];
            let own = !before.ends_with(|c: char| c.is_ascii_alphanumeric());
            if own && variables::is_off(value) && !command.is_one_of(&["sed", "grep"]) {
                cx.report(
                    word.span,
                    format!("`sslverify={value}` makes yum accept any certificate"),
                );
            }
        }
    }
}
