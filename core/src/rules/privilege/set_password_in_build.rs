//! Passwords of accounts, set while the image is built.

use crate::model::secret_names;
use crate::rule::prelude::*;
use crate::shell::Word;

pub(super) static RULE: Rule = Rule {
    id: "set-password-in-build",
    title: "The password of an account is set in the build",
    category: Category::Privilege,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["CKV2_DOCKER_17", "S6437"],
    why: "The password stands in the Dockerfile or in the build's history, and its hash in a layer: everybody who can \
          pull the image can log in wherever it runs, as long as it runs.",
    how: "Leave accounts without a password: a container needs no login. Where one is needed, set the password when \
          the container starts, from a secret, or use keys.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN echo 'root:hunter22' | «chpasswd»
            ",
        ),
        Example::bad(
            r#"
            FROM debian:13-slim
            RUN useradd -m «-p "$(openssl passwd -1 hunter22)"» app
            "#,
        ),
        Example::bad(
            r#"
            FROM debian:13-slim
            RUN echo hunter22 | «passwd» --stdin root
            "#,
        ),
        Example::bad(
            "
            FROM debian:13-slim
            RUN useradd -m «-p vagrant» vagrant
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN useradd -m -p '*' app && usermod -p '!' root && passwd -l root
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN --mount=type=secret,id=pw chpasswd < /run/secrets/pw
            RUN adduser --disabled-password --gecos '' app
            ",
        ),
    ],
    links: &[],
    check: Check::Command(&["chpasswd", "passwd", "useradd", "usermod", "newusers"], check),
};

fn check(command: &Command, cx: &mut Context<'_>) {
    let run = cx.this_run();
    let secret = run.mounts.iter().any(|mount| mount.kind == crate::model::MountKind::Secret);
    if secret || run.onbuild {
        return;
    }
    let severity = if cx.this_stage().ships { Severity::High } else { Severity::Low };
    let (span, message) = match command.name() {
        "useradd" | "usermod" => {
            let values = ["-p", "--password"].iter().flat_map(|flag| command.flag_values(flag));
            let Some(flag) = values.into_iter().next() else { return };
            let value = flag.value.unwrap_or_default();
            if value.is_empty() || value.starts_with(['*', '!']) || matches!(value, "x" | "NP") {
                return;
            }
            let span = flag.value_word.map_or(flag.word.span, |word| flag.word.span.to(word.span));
            let literal = flag.value_word.is_some_and(|word| word.literal().is_some());
            if literal && !is_hash(value) {
                let message = format!("`{value}` is no hash of a password: none lets anybody in");
                cx.report(span, message).severity(severity.min(Severity::Medium));
                return;
            }
            (span, format!("the password given to `{}` stays in the image", command.name()))
        }
        "passwd" => {
            let fed = command.context.piped_in || reads_text(command);
            let locks = command.has_one_flag_of(&[
                "-l", "--lock", "-d", "--delete", "-e", "--expire", "-u", "--unlock", "-S",
                "--status",
            ]);
            if !fed || locks {
                return;
            }
            (name_span(command), "the password given to `passwd` stays in the image".to_owned())
        }
        name => {
            let fed = command.context.piped_in || reads_text(command);
            if !fed || only_locks(command, cx) {
                return;
            }
            (name_span(command), format!("the password given to `{name}` stays in the image"))
        }
    };
    cx.report(span, message).severity(severity);
}

/// Whether a text has the form of what crypt makes: `$6$…`, or 13 characters in its oldest form.
fn is_hash(text: &str) -> bool {
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'/');
    text.starts_with(['$', '_']) || text.len() == 13 && text.bytes().all(plain)
}

fn name_span(command: &Command) -> Span {
    command.name_word().map_or(command.span, |word| word.span)
}

fn reads_text(command: &Command) -> bool {
    use crate::shell::RedirectOp::{HereString, Heredoc, HeredocTabs};
    command
        .redirects
        .iter()
        .any(|redirect| matches!(redirect.op, Heredoc | HeredocTabs | HereString))
}

/// Whether what is piped in is known to be no password: `root:*`, `root:!`, a placeholder.
fn only_locks(command: &Command, cx: &Context<'_>) -> bool {
    let script = &cx.this_run().script;
    let before = script.commands.iter().filter(|c| {
        c.pipeline == command.pipeline
            && c.index < command.index
            && c.is_one_of(&["echo", "printf"])
    });
    let locked = |word: &Word| {
        word.text().split_once(':').is_some_and(|(_, password)| {
            let password = password.trim_end_matches("\\n");
            password.starts_with(['*', '!'])
                || secret_names::is_placeholder(password) && password.contains('<')
        })
    };
    // Drawn by lot, so that nobody knows it.
    let drawn =
        |word: &Word| ["urandom", "openssl rand", "pwgen"].iter().any(|w| word.text().contains(w));
    before.into_iter().flat_map(|c| c.args()).any(|word| locked(word) || drawn(word))
}
