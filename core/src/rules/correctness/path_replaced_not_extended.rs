//! A search path without the system's programs.

use crate::image::Family;
use crate::model::{Kind, search_path};
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "path-replaced-not-extended",
    title: "PATH is replaced, and the system's programs are no longer found",
    category: Category::Correctness,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[],
    why: "Every later RUN, and the container, looks for programs in these folders only: `ls`, `apt-get` and `sh` are not \
          found.",
    how: "Add the old value: `ENV PATH=/opt/tool/bin:$PATH`.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            ENV «PATH=/opt/tool/bin»
            RUN tool --version
            ",
        )
        .fixed(
            "
            FROM debian:13-slim
            ENV PATH=/opt/tool/bin:$PATH
            RUN tool --version
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            ENV PATH=/opt/tool/bin:/usr/local/bin:/usr/bin:/bin
            ENV PATH /opt/tool/bin:${PATH}
            ",
        ),
        Example::good(
            "
            FROM scratch
            ENV PATH=/app
            ",
        ),
    ],
    links: &[],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let file = cx.file;
    if matches!(
        file.family(stage),
        Family::Windows | Family::Scratch | Family::Distroless | Family::Unknown
    ) {
        return;
    }
    for binding in stage.bindings.iter().filter(|b| b.name == "PATH" && b.kind == Kind::Env) {
        let Some(raw) = &binding.raw else { continue };
        let value = raw.text.trim_matches(['"', '\'']);
        let entries = search_path::entries(value);
        let system = |entry: &&str| matches!(entry.trim_end_matches('/'), "/usr/bin" | "/bin");
        if value.contains(['$', '\\', ';']) || value.is_empty() || entries.iter().any(system) {
            continue;
        }
        let text = cx.text(raw.span);
        let quoted = text.ends_with(['"', '\'']);
        let single = text.ends_with('\'');
        let at = raw.span.end - u32::from(quoted);
        let message = format!("`{value}` leaves out the system's own folders");
        let finding = cx.report(binding.span, message);
        if !single {
            let change = "the programs of the image are found again, after those of the new folder";
            let fix = Fix::recommended("keep the old value", Phase::Local, change);
            finding.fix(fix.insert(at, ":$PATH"));
        }
    }
}
