//! Single quotes keep the dollar sign.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "dollar-in-single-quotes",
    title: "A variable in single quotes is not replaced",
    category: Category::Correctness,
    severity: Severity::Info,
    confidence: Confidence::Heuristic,
    profile: Profile::Default,
    aliases: &[],
    why: "The builder takes what stands in single quotes as it is, so that the value holds the variable's \
          name.",
    how: "Use double quotes where the variable's value is meant.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            ARG VERSION=1
            ENV APP_VERSION=«'$VERSION'»
            ",
        )
        .fixed(
            r#"
            FROM debian:13-slim
            ARG VERSION=1
            ENV APP_VERSION="$VERSION"
            "#,
        ),
        Example::good(
            "
            FROM debian:13-slim
            ENV PS1='$USER@container '
            ",
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            ARG VERSION=1
            ENV APP_VERSION="$VERSION" TEXT="it's $VERSION"
            "#,
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#environment-replacement"],
    check: Check::Instruction(&[Keyword::Env, Keyword::Label, Keyword::Arg], check),
};

fn check(i: &Instruction, cx: &mut Context<'_>) {
    let Some(stage) = cx.stage else { return };
    for pair in i.pairs().iter().filter(|pair| !pair.legacy) {
        let Some(value) = &pair.value else { continue };
        let inner = value.text.strip_prefix('\'').and_then(|text| text.strip_suffix('\''));
        let Some(inner) = inner.filter(|inner| !inner.contains(['\'', '"', '\\', ' '])) else {
            continue;
        };
        let name = inner
            .split(['$', '{'])
            .find(|part| !part.is_empty())
            .filter(|_| inner.starts_with('$'));
        let name = name.map(|part| {
            part.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next().unwrap_or(part)
        });
        let known =
            name.is_some_and(|name| stage.bindings.iter().any(|b| b.name == name && b.at < cx.at));
        if known {
            let fix = Fix::review(
                "use double quotes",
                Phase::Text,
                "the value of the variable takes the place of its name",
            );
            cx.report(
                value.span,
                format!("`{inner}` is not replaced, as it stands in single quotes"),
            )
            .fix(fix.replace(value.span, format!("\"{inner}\"")));
        }
    }
}
