//! A file is written by echo.

use crate::model::{managers, secret_names, tokens};
use crate::rule::prelude::*;
use crate::shell::{RedirectOp, Word};

pub(super) static RULE: Rule = Rule {
    id: "prefer-copy-heredoc",
    title: "A step writes a file that COPY could hold",
    category: Category::Build,
    severity: Severity::Info,
    confidence: Confidence::Likely,
    profile: Profile::All,
    aliases: &["tally/prefer-copy-heredoc"],
    why: "A text in a shell command is quoted and escaped for the shell, and differs between the `echo` of \
          dash and of bash. A heredoc holds it as it is.",
    how: "Write `COPY <<\"EOF\" /path`, the lines, and `EOF`.",
    examples: &[
        Example::bad(
            r#"
            FROM debian:13-slim
            RUN «echo 'Acquire::Retries "3";' > /etc/apt/apt.conf.d/80-retries»
            "#,
        )
        .fixed(
            r#"
            FROM debian:13-slim
            COPY <<"EOF" /etc/apt/apt.conf.d/80-retries
            Acquire::Retries "3";
            EOF
            "#,
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            RUN echo "build $(date)" > /etc/build
            RUN echo one >> /etc/hosts.extra
            "#,
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN echo deb http://example.org/ stable main > /etc/apt/sources.list && apt-get update
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#here-documents"],
    check: Check::Run(check),
};

fn check(run: &Run, cx: &mut Context<'_>) {
    let Some(command) =
        run.script.single().filter(|command| command.is("echo") && command.wrappers().is_empty())
    else {
        return;
    };
    let [redirect] = &command.redirects[..] else { return };
    let words: Option<Vec<&str>> = command.args().iter().map(Word::literal).collect();
    let (Some(words), Some(path)) = (words, redirect.target.literal()) else { return };
    let text = words.join(" ");
    let stage = cx.this_stage();
    let plain = cx.file.is_plain(run)
        && redirect.op == RedirectOp::Write
        && redirect.fd.is_none()
        && path.starts_with('/')
        && !path.starts_with("/dev")
        && !text.is_empty()
        && !text.starts_with('-')
        && !text.contains(['\\', '\n', '\r']);
    let secret = secret_names::secret_file(path).is_some() || !tokens::find(&text).is_empty();
    let gone = managers::later_runs(cx.file, run).any(|later| later.deletes(path));
    if !plain || secret || gone || !run.mounts.is_empty() {
        return;
    }
    let fix = (cx.file.is_root_at(stage, run.instruction) == Some(true)
        && text != "EOF"
        && !path.contains([' ', '$']))
    .then(|| {
        let line = cx.newline();
        let change = "the builder writes the file, without a shell";
        let copy = format!("COPY <<\"EOF\" {path}{line}{text}{line}EOF");
        Fix::review("write the file with COPY", Phase::Structure, change).replace(run.whole, copy)
    });
    let finding = cx
        .report(command.whole, format!("`{path}` is written by a shell, though its text is known"));
    if let Some(fix) = fix {
        finding.fix(fix);
    }
}
