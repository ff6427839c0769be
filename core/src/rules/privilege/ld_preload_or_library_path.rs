//! Libraries from folders that others can write to.

use crate::model::search_path;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "ld-preload-or-library-path",
    title: "Libraries are loaded from a folder that others may fill",
    category: Category::Privilege,
    severity: Severity::Medium,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[],
    why: "Every program of the container loads code from there. An empty or relative entry means wherever the process \
          stands, and in `/tmp` everybody may put a library of their own.",
    how: "Name whole paths of folders that belong to root, or register them with `ldconfig`.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            ENV «LD_LIBRARY_PATH=/opt/lib:»
            ENV «PYTHONPATH=/tmp/lib»
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            ENV LD_LIBRARY_PATH=/opt/lib:/usr/local/lib
            ENV LD_PRELOAD=libjemalloc.so.2
            ",
        ),
        Example::good(
            "
            FROM python:3.14
            ENV LD_LIBRARY_PATH=/tmp/instantclient_19_6
            RUN cd /tmp/ && unzip client.zip && rm client.zip
            ",
        ),
        Example::good(
            "
            FROM python:3.14-slim
            ENV PYTHONPATH=src:. NODE_PATH=/usr/lib/node_modules
            ENV LD_LIBRARY_PATH=/opt/lib:$LD_LIBRARY_PATH
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
    let mut filled: Option<bool> = None;
    for binding in &stage.bindings {
        let strict = match binding.name.as_str() {
            "LD_LIBRARY_PATH" => true,
            "LD_PRELOAD" | "PYTHONPATH" | "NODE_PATH" | "PERL5LIB" | "RUBYLIB" => false,
            _ => continue,
        };
        let Some(raw) = &binding.raw else { continue };
        let value = raw.text.replace(['"', '\''], "");
        let value = value.as_str();
        if value.is_empty() {
            continue;
        }
        let fault = search_path::entries(value).into_iter().find_map(|entry| {
            let writable = search_path::writable(entry);
            // A folder there that a step may have made is root's, and stays so.
            let made = writable
                && entry.matches('/').count() > 1
                && *filled.get_or_insert_with(|| fills(cx.file, stage));
            search_path::fault(entry).filter(|_| writable && !made || strict && !writable)
        });
        if let Some(fault) = fault {
            cx.report(binding.span, format!("{} has {fault}", binding.name));
        }
    }
}

/// Whether a step of the stage or of those under it puts something into `/tmp`.
fn fills(file: &Dockerfile, stage: &Stage) -> bool {
    file.lineage(stage).any(|stage| {
        let steps = file.steps(stage).filter(|(_, i)| i.keyword != Keyword::Env);
        steps.into_iter().any(|(_, step)| file.text(step.span).contains("/tmp"))
    })
}
