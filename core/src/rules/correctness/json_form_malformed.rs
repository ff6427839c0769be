//! An array that is no JSON is taken for shell form.

use crate::model::{exec_form, loose_json};
use crate::rule::prelude::*;
use crate::syntax::{GapKind, Value as Arguments};

pub(super) static RULE: Rule = Rule {
    id: "json-form-malformed",
    title: "An array in exec form is not valid JSON",
    category: Category::Correctness,
    severity: Severity::High,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[
        "invalid-json-form",
        "tally/invalid-json-form",
        "S7030",
        "EJ0001",
        "JSON_IN_SINGLE_QUOTES",
        "CmdInvalidExecForm",
        "EntrypointInvalidExecForm",
        "RunInvalidExecForm",
        "JSONArgsRecommended",
        "DL3025",
    ],
    why: "The builder says nothing: what is no JSON it takes for shell form, and a shell then looks for a program \
          called `[node,`. The container fails when it starts, or the wrong file is copied.",
    how: "Write double quotes around every word, commas between, nothing after the `]`, and every backslash twice.",
    examples: &[
        Example::bad(
            "
            FROM node:24
            CMD «['node', 'server.js']»
            ",
        )
        .fixed(
            "
            FROM node:24
            CMD [\"node\", \"server.js\"]
            ",
        ),
        Example::bad(
            "
            FROM node:24
            ENTRYPOINT «[\"node\", \"server.js\",]»
            ",
        )
        .fixed(
            "
            FROM node:24
            ENTRYPOINT [\"node\", \"server.js\"]
            ",
        ),
        Example::bad(
            "
            FROM node:24
            CMD «[\"node\", \"server.js\"] # the web server»
            ",
        )
        .fixed(
            "
            FROM node:24
            # the web server
            CMD [\"node\", \"server.js\"]
            ",
        ),
        Example::bad(
            "
            FROM node:24
            CMD «[\"node\", [\"server.js\"»
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN [ -f /etc/motd ] && rm /etc/motd
            RUN [ \"$LANG\" = \"C\" ] || [ \"$LANG\" = \"POSIX\" ]
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN [[ -d /srv ]] || mkdir /srv
            COPY [a-z]*.txt /srv/
            CMD [ \"ls\", \"[a-z]\" ]
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#shell-and-exec-form"],
    check: Check::Instruction(
        &[
            Keyword::Run,
            Keyword::Cmd,
            Keyword::Entrypoint,
            Keyword::Healthcheck,
            Keyword::Copy,
            Keyword::Add,
        ],
        check,
    ),
};

fn check(i: &Instruction, cx: &mut Context<'_>) {
    if !i.heredocs.is_empty() {
        return;
    }
    let (text, span) = match &i.value {
        Arguments::Text(text) => (text.text.as_str(), text.whole()),
        Arguments::Health(_, command) => match &**command {
            Arguments::Text(text) => (text.text.as_str(), text.whole()),
            _ => return,
        },
        // A file's name may begin with a bracket: a glob.
        Arguments::Words(_)
            if ["[\"", "['", "[ \"", "[ '"].iter().any(|start| i.rest.text.starts_with(start)) =>
        {
            (i.rest.text.as_str(), i.rest.whole())
        }
        _ => return,
    };
    let Some(fault) = loose_json::fault(text) else { return };
    let message = format!("this is no JSON array, so a shell gets it as it stands: {}", fault.what);
    let shell = !matches!(i.keyword, Keyword::Copy | Keyword::Add);
    let message = if shell {
        message
    } else {
        format!("this is no JSON array, so its brackets become part of the names: {}", fault.what)
    };
    let fix = fault.meant.and_then(|(words, rest)| fix(i, span, &words, &rest, cx));
    let finding = cx.report(span, message);
    if let Some(fix) = fix {
        finding.fix(fix);
    }
}

fn fix(i: &Instruction, span: Span, words: &[String], rest: &str, cx: &Context<'_>) -> Option<Fix> {
    let comments = i.gaps.iter().any(|gap| gap.kind == GapKind::Comment);
    let note = rest.strip_prefix('#').map(|_| format!("{rest}{}", cx.newline()));
    let shell_syntax = |word: &String| word.contains(['$', '`', '&', '|', '>', '<']);
    if comments || (!rest.is_empty() && note.is_none()) || words.iter().any(shell_syntax) {
        return None;
    }
    let change = "the words are passed as they are, without a shell";
    let fix = Fix::recommended("write valid JSON", Phase::Text, change);
    let fix = fix.replace(span, exec_form::array(words));
    match note {
        Some(_) if cx.onbuild => None,
        Some(note) => Some(fix.insert(cx.file.line_start(i.span.start), note)),
        None => Some(fix),
    }
}
