//! apt told not to check signatures.

use crate::model::managers;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "apt-force-flags",
    title: "apt is told to install what it can't verify",
    category: Category::Supply,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["CKV2_DOCKER_8", "CKV2_DOCKER_11", "S4830"],
    why: "With these flags apt installs packages whose signature is missing or wrong. Whoever \
          sits between the build and the mirror can put any program into the image, and it is \
          installed as root.",
    how: "Remove the flag, and install the repository's key as a file that `signed-by` names. \
          `--force-yes` is gone from apt; `-y` is what is meant.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN apt-get update && apt-get install -y «--allow-unauthenticated» tool
            ",
        )
        .fixed(
            "
            FROM debian:13-slim
            RUN apt-get update && apt-get install -y tool
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN apt-get update && apt-get install -y --allow-downgrades tool=1.2
            ",
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            RUN echo "never use --allow-unauthenticated" && apt-get install -y --no-install-recommends tool
            "#,
        ),
    ],
    links: &[],
    check: Check::Command(&["apt-get", "apt", "aptitude"], check),
};

const FLAGS: [&str; 4] = [
    "--force-yes",
    "--allow-unauthenticated",
    "--allow-insecure-repositories",
    "--allow-untrusted",
];

fn check(command: &Command, cx: &mut Context<'_>) {
    for word in command.args().iter().filter(|word| FLAGS.contains(&word.text())) {
        let message = format!("`{}` installs packages that nobody vouches for", word.text());
        let span = cx.file.with_blanks(word.span);
        let yes = managers::apt_says_yes_without(command, "--force-yes");
        let edits = !cx.this_run().is_exec && span.end > word.span.end;
        let finding = cx.report(word.span, message);
        if edits {
            let change = "packages without a valid signature are refused from now on";
            let fix = Fix::review("check signatures again", Phase::Packages, change);
            finding.fix(match word.text() == "--force-yes" && !yes {
                true => fix.replace(word.span, "-y"),
                false => fix.delete(span),
            });
        }
    }
}
