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
        )
        .fixed(
            "
            FROM debian:13-slim
            ENV PATH=$PATH
            ",
        ),
        Example::bad(
            r#"
            FROM node:24-slim
            WORKDIR /app
            ENV «PATH="node_modules/.bin:${PATH}"»
            "#,
        )
        .fixed(
            r#"
            FROM node:24-slim
            WORKDIR /app
            ENV PATH="/app/node_modules/.bin:${PATH}"
            "#,
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
            let fix = mended(cx.text(raw.span), cx.file.workdir_at(stage, stage.end));
            let finding = cx.report(binding.span, format!("PATH has {fault}"));
            if let Some(value) = fix {
                let change =
                    "programs are no longer looked for in the folder where the process stands";
                let fix = Fix::review("name whole paths only", Phase::Local, change);
                finding.fix(fix.replace(raw.span, value));
            }
        }
    }
}

/// The value with relative entries made whole by the stage's last folder, and those left out that name none. What is
/// in a folder where everybody may write has to move first.
fn mended(written: &str, folder: Option<String>) -> Option<String> {
    let quoted = written.len() > 1 && written.starts_with('"') && written.ends_with('"');
    let (quote, value) = if quoted { ("\"", written.trim_matches('"')) } else { ("", written) };
    if value.contains(['"', '\'', '\\', '\n', ' ']) {
        return None;
    }
    let mut kept = Vec::new();
    for entry in search_path::entries(value) {
        let whole = match entry.trim_start_matches("./").trim_end_matches('/') {
            "" | "." if !entry.starts_with('/') => continue,
            relative if !entry.starts_with(['/', '$', '~', '%']) => {
                let folder = folder.as_deref()?.trim_end_matches('/');
                format!("{folder}/{relative}")
            }
            _ => entry.to_owned(),
        };
        if search_path::fault(&whole).is_some() {
            return None;
        }
        kept.push(whole);
    }
    (!kept.is_empty()).then(|| format!("{quote}{}{quote}", kept.join(":")))
}
