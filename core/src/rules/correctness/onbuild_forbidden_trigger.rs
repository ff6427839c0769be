//! ONBUILD can't trigger everything.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "onbuild-forbidden-trigger",
    title: "ONBUILD has a trigger that is not allowed",
    category: Category::Correctness,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[
        "DL3043",
        "DF068",
        "EI0004",
        "ONBUILD_CHAINING_DISALLOWED",
        "ONBUILD_TRIGGER_DISALLOWED",
    ],
    why: "ONBUILD, FROM and MAINTAINER are refused as triggers. A word that is no instruction goes through, and \
          then every build from the image fails.",
    how: "Trigger RUN, COPY or another instruction that changes the image.",
    examples: &[
        Example::bad(
            "
            FROM alpine:3.22
            ONBUILD «FROM» alpine:3.22
            ",
        ),
        Example::bad(
            "
            FROM alpine:3.22
            ONBUILD «ONBUILD» RUN make
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22
            ONBUILD RUN make
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#onbuild"],
    check: Check::Syntax("onbuild-forbidden-trigger"),
};
