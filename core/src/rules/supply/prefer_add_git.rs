//! A repository that the builder could fetch itself.

use crate::rule::prelude::*;
use crate::shell::Argument;

pub(super) static RULE: Rule = Rule {
    id: "prefer-add-git",
    title: "A repository is cloned where ADD could fetch it",
    category: Category::Supply,
    severity: Severity::Info,
    confidence: Confidence::Likely,
    profile: Profile::All,
    aliases: &["tally/prefer-add-git"],
    why: "A RUN is cached by its text: the clone stays as old as the layer. ADD looks at the commit, needs no Git in the \
          image, and leaves `.git` out.",
    how: "Write `ADD https://example.com/tool.git#v1.2 /src`.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN «git clone --depth 1 --branch v1.2 https://example.com/tool.git /src»
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            ADD https://example.com/tool.git#v1.2 /src
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN git clone --recursive https://example.com/tool.git /src
            RUN git clone https://example.com/tool.git /src && git -C /src describe
            RUN git clone https://example.com/tool.git /tmp/src && make -C /tmp/src && rm -rf /tmp/src
            RUN --mount=type=ssh git clone git@example.com:tool.git /src
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#adding-files-from-a-git-repository"],
    check: Check::Run(check),
};

fn check(run: &Run, cx: &mut Context<'_>) {
    let commands = &run.script.commands;
    let Some(first) = commands.first().filter(|c| c.is("git") && c.subcommand() == "clone") else {
        return;
    };
    if run.onbuild
        || !run.mounts.is_empty()
        || !first.wrappers().is_empty()
        || run.script.body.pipelines.is_empty()
    {
        return;
    }
    let others = commands.iter().skip(1).any(|c| c.is("git") || c.is_one_of(&["rm", "mv", "cp"]));
    let plain = first.arguments(&[]).iter().all(|argument| match argument {
        Argument::Flag(flag) => ["--depth", "--branch", "-b", "-q", "--quiet", "--single-branch"]
            .iter()
            .any(|known| flag.is(known)),
        Argument::Operand(_) => true,
    });
    let operands = first.operands();
    let Some(url) = operands.get(1).map(|word| word.text()) else { return };
    let open = url.starts_with("https://") && !url.contains(['@', '$']);
    // ADD knows neither `~` nor the shell's variables.
    let placed = operands.get(2).is_none_or(|word| word.literal().is_some());
    if !others && plain && open && placed && operands.len() <= 3 {
        cx.report(first.span, "ADD fetches a repository by its commit, without Git in the image");
    }
}
