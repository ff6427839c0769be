//! `COPY --from` takes no variables.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "copy-from-variable",
    title: "COPY --from has a variable",
    category: Category::Correctness,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[],
    why: "The build stops here: the builder must know the stage before it knows any variable.",
    how: "Add a stage, `FROM ghcr.io/acme/tool:$VERSION AS tool`, and copy from that.",
    examples: &[
        Example::bad(
            "
            ARG VERSION=1
            FROM alpine:3.22
            COPY --from=«ghcr.io/acme/tool:$VERSION» /tool /usr/local/bin/
            ",
        ),
        Example::good(
            "
            ARG VERSION=1
            FROM ghcr.io/acme/tool:$VERSION AS tool
            FROM alpine:3.22
            COPY --from=tool /tool /usr/local/bin/
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#copy---from"],
    check: Check::Syntax("copy-from-variable"),
};
