//! Quotes and dashes of a word processor.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "smart-quotes-or-dashes",
    title: "Typographic quotes or dashes stand where plain ones are meant",
    category: Category::Correctness,
    severity: Severity::High,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "Neither the builder nor a shell knows them: the quotes become part of the value, and a flag with a \
          long dash is taken for a name.",
    how: "Write `\"`, `'` and `-`.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN apt-get install «–y» curl
            ",
        )
        .fixed(
            "
            FROM debian:13-slim
            RUN apt-get install -y curl
            ",
        ),
        Example::bad(
            "
            FROM debian:13-slim
            ENV NAME=«“app”»
            ",
        )
        .fixed(
            r#"
            FROM debian:13-slim
            ENV NAME="app"
            "#,
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            LABEL description="An “app” – for all"
            # “quoted” – here
            "#,
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            RUN echo "– done –" && echo ‘a’b
            RUN echo one – two
            "#,
        ),
    ],
    links: &[],
    check: Check::Instruction(&[Keyword::Run, Keyword::Env, Keyword::Label, Keyword::Arg], check),
};

fn check(i: &Instruction, cx: &mut Context<'_>) {
    for pair in i.pairs().iter().filter(|pair| !pair.legacy) {
        let Some(value) = &pair.value else { continue };
        let inner =
            value.text.strip_prefix(['“', '”']).and_then(|text| text.strip_suffix(['“', '”']));
        let Some(inner) = inner.filter(|inner| !inner.contains(['"', '\\', '“', '”'])) else {
            continue;
        };
        let fix = Fix::recommended(
            "write plain quotes",
            Phase::Text,
            "the quotes are no longer part of the value",
        );
        cx.report(value.span, format!("the quotes of `{}` become part of the value", value.text))
            .fix(fix.replace(value.span, format!("\"{inner}\"")));
    }
    let run = cx.file.run_at(cx.at).filter(|_| i.keyword == Keyword::Run);
    let words = run.iter().flat_map(|run| &run.script.commands).flat_map(|command| command.args());
    for word in words.filter(|word| word.is_bare()) {
        let text = cx.text(word.span);
        let flag = text.trim_start_matches(['–', '—']);
        let dashes = text.chars().count() - flag.chars().count();
        if dashes > 0 && flag.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let long = dashes == 2 || flag.len() > 2 && text.starts_with('—');
            let fix =
                Fix::recommended("write plain dashes", Phase::Text, "the word is read as a flag");
            let plain = format!("{}{flag}", if long { "--" } else { "-" });
            cx.report(word.span, format!("`{text}` is no flag, as its dash is not `-`"))
                .fix(fix.replace(word.span, plain));
        }
    }
}
