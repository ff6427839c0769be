//! SSH told to trust whoever answers.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "ssh-host-key-blind-trust",
    title: "SSH trusts whichever server answers",
    category: Category::Supply,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[],
    why: "The host key is what tells the real server from one that somebody put in between. Fetching it anew in each \
          build, or not checking it, lets that one answer, and its code gets into the image.",
    how: "Write the server's known key into `known_hosts`, from a source other than the connection itself, for example \
          from the page where the host publishes its keys.",
    examples: &[
        Example::bad(
            "
            FROM alpine:3.22
            RUN mkdir -p /root/.ssh && «ssh-keyscan github.com» >> /root/.ssh/known_hosts
            ",
        )
        .fixed(
            "
            FROM alpine:3.22
            RUN mkdir -p /root/.ssh && echo 'github.com ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl' >> /root/.ssh/known_hosts
            ",
        ),
        Example::bad(
            r#"
            FROM alpine:3.22
            ENV «GIT_SSH_COMMAND="ssh -o StrictHostKeyChecking=no"»
            RUN ssh -o «StrictHostKeyChecking=no» git@example.com
            "#,
        ),
        Example::bad(
            r#"
            FROM alpine:3.22
            RUN echo "Host *\n  «StrictHostKeyChecking no»" > /root/.ssh/config
            "#,
        ),
        Example::good(
            "
            FROM alpine:3.22
            COPY known_hosts /root/.ssh/known_hosts
            RUN --mount=type=ssh git clone git@github.com:acme/app.git
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22
            RUN ssh-keyscan -t rsa example.com > /tmp/key && echo '24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d  /tmp/key' | sha256sum -c -
            RUN ssh-keyscan localhost > /dev/null
            ",
        ),
    ],
    links: &["https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/githubs-ssh-key-fingerprints"],
    check: Check::File(check),
};

/// Keys that hosts publish (their documentation, 2026-11).
const KEYS: &[(&str, &str)] = &[
    (
        "github.com",
        "github.com ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl",
    ),
    (
        "gitlab.com",
        "gitlab.com ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAfuCHKVTjquxvt6CM6tdG4SLp1Btn/nOeHHE5UOzRdf",
    ),
    (
        "bitbucket.org",
        "bitbucket.org ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIazEu89wgQZ4bqs3d63QSMzYVa0MuJ2e2gKTKqu+UUO",
    ),
];

fn check(file: &Dockerfile, cx: &mut Context<'_>) {
    for run in &file.runs {
        for command in &run.script.commands {
            if command.is("ssh-keyscan") {
                scanned(run, command, cx);
                continue;
            }
            if command.is_one_of(&["grep", "sshd", "ssh-keygen"]) {
                continue;
            }
            let words = command.all_words().filter(|word| {
                // What stands in a nested command is looked at there.
                word.substitutions().is_empty() && (command.inner.is_none())
            });
            let found: Vec<Span> = words
                .filter_map(|word| {
                    let range = unchecked(word.text())?;
                    Some(word.joined().span(range))
                })
                .collect();
            for span in found {
                let text = cx.text(span).to_owned();
                cx.report(span, format!("`{text}` lets any server pass for the one that is meant"));
            }
        }
    }
    for set in file.assigned().iter().filter(|set| set.kind.is_some() && set.name.contains("SSH")) {
        if unchecked(&set.value).is_some() {
            let message = format!("`{}` lets any server pass for the one that is meant", set.name);
            cx.report(set.span, message);
        }
    }
}

/// Where a text says that host keys are not checked.
fn unchecked(text: &str) -> Option<std::ops::Range<usize>> {
    let lower = text.to_ascii_lowercase();
    let at = lower.find("stricthostkeychecking")?;
    let rest = &lower[at + "stricthostkeychecking".len()..];
    let value = rest.trim_start_matches([' ', '=', '\t', '"', '\'']);
    let off = ["no", "off", "accept-new"].iter().find(|off| {
        value.strip_prefix(**off).is_some_and(|after| {
            !after.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '-')
        })
    })?;
    let length = rest.len() - value.len() + off.len();
    Some(at..at + "stricthostkeychecking".len() + length)
}

/// A key that is fetched and taken as it comes.
fn scanned(run: &Run, command: &Command, cx: &mut Context<'_>) {
    let hosts = command.operands();
    let local =
        |text: &str| text.starts_with("localhost") || text.starts_with("127.") || text == "::1";
    if hosts.is_empty() || hosts.iter().all(|word| local(word.text())) {
        return;
    }
    let compares = |other: &Command| {
        crate::model::downloads::verifies(other).is_some()
            || other.is_one_of(&["diff", "cmp", "ssh-keygen"])
            || (other.is_one_of(&["grep", "test", "["])
                && other
                    .all_words()
                    .any(|word| word.text().contains("SHA256:") || word.text().contains("AAAA")))
    };
    if run.script.commands.iter().any(compares) {
        return;
    }
    let known = match hosts[..] {
        [host] => KEYS.iter().find(|(name, _)| *name == host.text()).map(|(_, key)| *key),
        _ => None,
    };
    let plain =
        cx.file.is_plain(run) && command.wrappers().is_empty() && !command.context.piped_out;
    let message =
        format!("the key of `{}` is taken from whichever server answers", hosts[0].text());
    let finding = cx.report(command.span, message);
    if let Some(key) = known.filter(|_| plain && !command.context.in_substitution) {
        let change = "the host's published key is written out; when the host changes it, the build fails and the line must be renewed";
        let fix = Fix::review("write the published key", Phase::Pins, change);
        finding.fix(fix.replace(command.span, format!("echo '{key}'")));
    }
}
