//! A search path through folders that others can write to.

use crate::model::search_path;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "writable-path-entry",
    title: "PATH leads through a folder that others may fill",
    category: Category::Privilege,
    severity: Severity::Medium,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[],
    why: "Programs are looked for in these folders in turn. An empty or relative entry means wherever the process stands; \
          in `/tmp` everybody may put a program with the name of a usual one, which root then runs.",
    how: "Name whole paths of folders that belong to root.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            ENV «PATH=.:$PATH»
            ",
        ),
        Example::bad(
            "
            FROM debian:13-slim
            ENV «PATH=$PATH:/tmp/bin»
            ",
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            ENV PATH="/opt/tool/bin:${PATH}"
            ENV PATH=/opt/tool/bin${PATH:+:$PATH}
            "#,
        ),
        Example::good(
            r"
            # escape=`
            FROM mcr.microsoft.com/windows/servercore:ltsc2025
            ENV PATH=C:\tool;$PATH
            ",
        ),
    ],
    links: &[],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    if cx.file.is_windows(stage) {
        return;
    }
    for binding in stage.bindings.iter().filter(|binding| binding.name == "PATH") {
        let Some(raw) = &binding.raw else { continue };
        let value = raw.text.replace(['"', '\''], "");
        let value = value.as_str();
        // Where the system's own folders are left out, another rule says so.
        let replaced = !value.contains(['$', ':']) && !value.starts_with('/');
        if value.contains(['\\', ';']) || value.is_empty() || replaced {
            continue;
        }
        let fault = search_path::entries(value).into_iter().find_map(search_path::fault);
        if let Some(fault) = fault {
            cx.report(binding.span, format!("PATH has {fault}"));
        }
    }
}
