//! SHELL takes a JSON array.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "shell-not-json",
    title: "SHELL is not a JSON array",
    category: Category::Correctness,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[
        "EJ0003",
        "SHELL_JSON_FORM",
        "SHELL_REQUIRES_ONE",
        "ShellRequiresJsonForm",
        "ShellInvalidJsonForm",
    ],
    why: "The build stops here: SHELL has no shell form, as it says what the shell is.",
    how: "Write a JSON array with double quotes.",
    examples: &[
        Example::bad(
            "
            FROM debian:12-slim
            SHELL «/bin/bash -o pipefail -c»
            ",
        ),
        Example::bad(
            "
            FROM debian:12-slim
            SHELL «['/bin/bash', '-c']»
            ",
        ),
        Example::good(
            "
            FROM debian:12-slim
            SHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#shell"],
    check: Check::Syntax("shell-not-json"),
};
