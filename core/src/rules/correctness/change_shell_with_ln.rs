//! /bin/sh is replaced to get another shell in RUN.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "change-shell-with-ln",
    title: "/bin/sh is replaced by a link",
    category: Category::Correctness,
    severity: Severity::Low,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["DL4005", "AC_DOCKER_0020", "ER0008", "use-shell-instruction"],
    why: "Every script in the image that says `#!/bin/sh` is run by another shell from now on, \
          also those of packages that were never tested with it. The next update of the \
          package that owns `/bin/sh` may put the old one back.",
    how: "Name the shell that RUN shall use: `SHELL [\"/bin/bash\", \"-c\"]`.",
    examples: &[
        Example::bad(
            "
            FROM ubuntu:24.04
            RUN «ln -sf /bin/bash /bin/sh»
            RUN source /opt/env && make
            ",
        )
        .fixed(
            r#"
            FROM ubuntu:24.04
            SHELL ["/bin/bash", "-c"]
            RUN source /opt/env && make
            "#,
        ),
        Example::bad(
            "
            FROM scratch
            COPY busybox /busybox/
            RUN «ln -s /busybox/sh /bin/sh»
            ",
        ),
        Example::good(
            r#"
            FROM ubuntu:24.04
            SHELL ["/bin/bash", "-c"]
            RUN ln -s /opt/tool/bin/sh /usr/local/bin/toolsh
            "#,
        ),
        Example::good(
            "
            FROM alpine:3.22
            RUN ln -s /usr/share/zoneinfo/UTC /etc/localtime
            ",
        ),
    ],
    links: &[],
    check: Check::Command(&["ln", "dpkg-reconfigure", "update-alternatives"], check),
};

fn check(command: &Command, cx: &mut Context<'_>) {
    let has = |text: &str| command.args().iter().any(|word| word.text() == text);
    let links = command.is("ln") && (has("/bin/sh") || has("/usr/bin/sh"));
    let alternative = command.is("update-alternatives") && has("/bin/sh");
    let reconfigures = command.is("dpkg-reconfigure") && has("dash");
    if !links && !alternative && !reconfigures {
        return;
    }
    let run = cx.this_run();
    let bash = command
        .args()
        .iter()
        .any(|word| matches!(word.text(), "/bin/bash" | "bash" | "/usr/bin/bash"));
    let alone = run.script.single().is_some_and(|only| only.index == command.index);
    let later = cx.file.may_turn_to_bash(cx.this_stage(), cx.at);
    let fits = links && bash && alone && later && cx.file.is_plain(run) && run.mounts.is_empty();
    let keyword = if cx.text(run.word).starts_with('r') { "shell" } else { "SHELL" };
    if matches!(cx.file.root_of(cx.this_stage()), crate::model::Base::Scratch) {
        let message = "this gives the image, which begins without a shell, its `/bin/sh`";
        cx.report(command.span, message).severity(Severity::Info);
        return;
    }
    let finding = cx.report(command.span, "this replaces the shell of every script in the image");
    if fits {
        let change = "scripts in the image that call /bin/sh get the distribution's own again; RUN steps use bash";
        let fix = Fix::review("choose the shell by SHELL", Phase::Shell, change);
        finding.fix(fix.replace(run.span, format!("{keyword} [\"/bin/bash\", \"-c\"]")));
    }
}
