//! No shell reads the JSON form.

use crate::model::exec_form;
use crate::rule::prelude::*;
use crate::syntax::{Value as Arguments, Word};

pub(super) static RULE: Rule = Rule {
    id: "json-form-with-shell-syntax",
    title: "The words of a JSON array hold shell syntax",
    category: Category::Runtime,
    severity: Severity::High,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "In JSON form no shell runs: `$NAME`, `&&`, `|` and `>` reach the program as they are written, and a \
          whole command line in one string is taken for the name of one program.",
    how: "One word a string. Where a shell is needed, name it: `[\"/bin/sh\", \"-c\", \"exec program \
          $NAME\"]`.",
    examples: &[
        Example::bad(
            r#"
            FROM node:24
            CMD «["npm start"]»
            "#,
        )
        .fixed(
            r#"
            FROM node:24
            CMD ["npm", "start"]
            "#,
        ),
        Example::bad(
            r#"
            FROM node:24
            CMD ["node", "server.js", «"$PORT"»]
            "#,
        )
        .fixed(
            r#"
            FROM node:24
            CMD ["/bin/sh", "-c", "exec node server.js \"$PORT\""]
            "#,
        ),
        Example::bad(
            r#"
            FROM node:24
            CMD ["./migrate", «"&&"», "node", "server.js"]
            "#,
        ),
        Example::good(
            r#"
            FROM node:24
            CMD ["sh", "-c", "exec node server.js $PORT"]
            ENTRYPOINT ["docker-entrypoint.sh"]
            "#,
        ),
        Example::good(
            r#"
            FROM nginx:1.29
            ENTRYPOINT ["/entrypoint.sh"]
            CMD ["nginx", "-g", "daemon off;", "$OPTIONS"]
            "#,
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            RUN ["find", "/srv", "-exec", "chmod", "a+r", "{}", ";"]
            RUN ["awk", "{print $NF}", "/etc/passwd"]
            "#,
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#shell-and-exec-form"],
    check: Check::Instruction(
        &[Keyword::Cmd, Keyword::Entrypoint, Keyword::Run, Keyword::Healthcheck],
        check,
    ),
};

/// Programs that read such syntax themselves, or pass their words to something that does.
const READERS: [&str; 26] = [
    "sh",
    "bash",
    "ash",
    "dash",
    "zsh",
    "ksh",
    "busybox",
    "su",
    "cmd",
    "cmd.exe",
    "powershell",
    "powershell.exe",
    "pwsh",
    "pwsh.exe",
    "find",
    "awk",
    "gawk",
    "sed",
    "perl",
    "jq",
    "eval",
    "env",
    "watchexec",
    "nodemon",
    "concurrently",
    "gosu",
];

fn check(i: &Instruction, cx: &mut Context<'_>) {
    let words = match &i.value {
        Arguments::Json(words) => words,
        Arguments::Health(_, command) => match &**command {
            Arguments::Json(words) => words,
            _ => return,
        },
        _ => return,
    };
    let Some(stage) = cx.stage.filter(|stage| !cx.file.is_windows(stage)) else { return };
    let Some((first, rest)) = words.split_first() else { return };
    // What an ENTRYPOINT makes of the words of CMD only it knows.
    let behind = i.keyword == Keyword::Cmd && cx.file.launch(stage, Keyword::Entrypoint).is_some();
    let reads =
        |word: &Word| READERS.contains(&word.text.rsplit(['/', '\\']).next().unwrap_or(&word.text));
    let code = |word: &Word| {
        word.text.starts_with('-') && word.text.ends_with(['c', 'e', 'r']) && word.text.len() < 5
    };
    if behind || words.iter().any(|word| reads(word) || code(word)) {
        return;
    }
    let plain =
        |text: &str| text.bytes().all(|b| b.is_ascii_alphanumeric() || b"/._-:=@+, ".contains(&b));
    let known = |program: &str| PROGRAMS.contains(&program) || program.starts_with("./");
    if rest.is_empty() && first.text.contains(' ') {
        let program = first.text.split(' ').next().unwrap_or("");
        if known(program) || plain(&first.text) && first.text.contains(" -") {
            let parts: Vec<String> = first.text.split_whitespace().map(str::to_owned).collect();
            let fix = Fix::recommended(
                "one word a string",
                Phase::Runtime,
                "the program starts, and gets its arguments",
            );
            let span = i.rest.whole();
            let message = format!("`{}` is taken for the name of one program", first.text);
            let whole = i.keyword != Keyword::Healthcheck && plain(&first.text);
            let finding = cx.report(span, message);
            if whole {
                finding.fix(fix.replace(span, exec_form::array(&parts)));
            }
        }
        return;
    }
    let operator =
        |word: &&Word| matches!(word.text.as_str(), "&&" | "||" | "|" | ">" | ">>" | "2>&1" | ";");
    if let Some(word) = words.iter().find(operator) {
        cx.report(
            word.span,
            format!("`{}` reaches the program as an argument, as no shell reads it", word.text),
        );
        return;
    }
    let Some(word) = words.iter().find(|word| variable(&word.text).is_some()) else { return };
    let message = format!(
        "`{}` is passed as it stands, as no shell replaces it",
        variable(&word.text).unwrap_or("$")
    );
    let quoted = words.iter().map(|word| match word.text.contains(['$', ' ', ';']) {
        true => format!("\"{}\"", word.text),
        false => word.text.clone(),
    });
    let simple = words.iter().all(|word| plain(&word.text.replace(['$', '{', '}'], "")));
    let text = quoted.collect::<Vec<_>>().join(" ");
    let text = if first.text == "exec" { text } else { format!("exec {text}") };
    let fix =
        (simple && i.keyword != Keyword::Healthcheck && i.keyword != Keyword::Run).then(|| {
            let change = "a shell replaces the variables, then makes way for the program";
            let fix = Fix::review("let a shell read it", Phase::Runtime, change);
            fix.replace(i.rest.whole(), exec_form::array(&["/bin/sh".into(), "-c".into(), text]))
        });
    let finding = cx.report(word.span, message);
    if let Some(fix) = fix {
        finding.fix(fix);
    }
}

/// Programs whose names tell that a string with blanks is a command line.
const PROGRAMS: [&str; 20] = [
    "npm", "yarn", "pnpm", "node", "python", "python3", "java", "php", "ruby", "bundle", "rails",
    "go", "dotnet", "nginx", "gunicorn", "uvicorn", "flask", "deno", "bun", "npx",
];

/// The first variable in a word, as written.
fn variable(text: &str) -> Option<&str> {
    text.match_indices('$').find_map(|(at, _)| {
        let rest = &text[at + 1..];
        let (start, end) = match rest.strip_prefix('{') {
            Some(inner) => (inner, inner.find('}')? + 3),
            None => (
                rest,
                1 + rest
                    .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
                    .unwrap_or(rest.len()),
            ),
        };
        let name = start.starts_with(|c: char| c.is_ascii_uppercase() || c == '_');
        let escaped = text[..at].ends_with(['\\', '$']);
        (name && !escaped).then(|| &text[at..at + end])
    })
}
