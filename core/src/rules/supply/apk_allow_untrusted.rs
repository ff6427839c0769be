//! apk told to install unsigned packages.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "apk-allow-untrusted",
    title: "apk installs packages without a signature",
    category: Category::Supply,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["CKV2_DOCKER_7", "S4830"],
    why: "apk then installs a package whoever made it. Its scripts run as root during the build, and its \
          programs stay in the image.",
    how: "Put the repository's public key into `/etc/apk/keys` and leave the flag out, or compare the file's \
          checksum before it is installed.",
    examples: &[
        Example::bad("
            FROM alpine:3.22
            RUN wget -q https://example.com/tool.apk && apk add --no-cache «--allow-untrusted» tool.apk
            ").fixed("
            FROM alpine:3.22
            RUN wget -q https://example.com/tool.apk && apk add --no-cache tool.apk
            "),
        Example::good(r#"
            FROM alpine:3.22
            RUN wget -q https://example.com/tool.apk \
             && echo "24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d  tool.apk" | sha256sum -c - \
             && apk add --no-cache --allow-untrusted tool.apk
            "#),
        Example::good("
            FROM alpine:3.22
            RUN apk add --no-cache tool
            "),
    ],
    links: &[],
    check: Check::Command(&["apk"], check),
};

fn check(command: &Command, cx: &mut Context<'_>) {
    let Some(flag) = command.flag("--allow-untrusted") else { return };
    if cx.file.is_verified(cx.this_run()) {
        return; // A checksum says which package it is.
    }
    let cut = cx.file.cut_flag(cx.this_run(), flag);
    let finding =
        cx.report(flag.word.span, "`--allow-untrusted` installs packages that nobody signed");
    if let Some(cut) = cut {
        let change = "packages whose key is not in /etc/apk/keys are refused from now on";
        finding.fix(Fix::review("check signatures again", Phase::Packages, change).delete(cut));
    }
}
