//! USER takes `user` or `user:group`.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "user-format-invalid",
    title: "USER is neither a user nor a user with a group",
    category: Category::Correctness,
    severity: Severity::High,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["UserInvalidFormat"],
    why: "The build takes it as it stands, and the next RUN or the container then fails: there is no user of that name.",
    how: "Write a name or number, or two with one colon between: `USER app:app`.",
    examples: &[
        Example::bad(
            "
            FROM alpine:3.22
            USER «app:app:app»
            ",
        ),
        Example::bad(
            "
            FROM alpine:3.22
            USER «app admin»
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22
            USER 1000:1000
            USER \"app\"
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22
            ARG USERS
            USER ${USERS:-app:app}
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#user"],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    if stage.users.is_empty() || cx.file.is_windows(stage) {
        return;
    }
    for user in &stage.users {
        let Some(value) = user.value.as_deref().filter(|_| !user.raw.contains(['$', '#'])) else {
            continue;
        };
        let fault = if value.matches(':').count() > 1 {
            "has more than one colon"
        } else if value.starts_with(':') || value.is_empty() {
            "names no user"
        } else if value.contains(char::is_whitespace) {
            "holds more than one word"
        } else {
            continue;
        };
        cx.report(user.span, format!("`{value}` {fault}: write `user` or `user:group`"));
    }
}
