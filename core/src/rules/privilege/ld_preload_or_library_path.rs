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
        let fault = search_path::entries(value).into_iter().find_map(|entry| match strict {
            true => search_path::fault(entry),
            false => search_path::fault(entry).filter(|_| search_path::writable(entry)),
        });
        if let Some(fault) = fault {
            cx.report(binding.span, format!("{} has {fault}", binding.name));
        }
    }
}
