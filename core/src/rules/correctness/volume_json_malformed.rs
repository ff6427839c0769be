//! A VOLUME whose array is no JSON makes a folder with brackets in its name.

use crate::model::{exec_form, loose_json};
use crate::rule::prelude::*;
use crate::syntax::GapKind;

pub(super) static RULE: Rule = Rule {
    id: "volume-json-malformed",
    title: "VOLUME's array is not valid JSON",
    category: Category::Correctness,
    severity: Severity::Medium,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["VolumeInvalidJsonForm"],
    why: "What is no JSON the builder splits at blanks: the volume is mounted at a path such as `/['/data']`, and what \
          the program writes to `/data` is lost with the container.",
    how: "Write double quotes around every path and commas between, or leave brackets and quotes out: `VOLUME /data`.",
    examples: &[
        Example::bad(
            "
            FROM postgres:18
            VOLUME «['/data', '/backup']»
            ",
        )
        .fixed(
            "
            FROM postgres:18
            VOLUME [\"/data\", \"/backup\"]
            ",
        ),
        Example::bad(
            "
            FROM postgres:18
            VOLUME «[ \"/data\", $EXTRA ]»
            ",
        )
        .fixed(
            "
            FROM postgres:18
            VOLUME [\"/data\", \"$EXTRA\"]
            ",
        ),
        Example::good(
            "
            FROM postgres:18
            VOLUME [\"/data\", \"/backup\"]
            VOLUME []
            ",
        ),
        Example::good(
            "
            FROM postgres:18
            VOLUME /data /backup
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#volume"],
    check: Check::Instruction(&[Keyword::Volume], check),
};

fn check(i: &Instruction, cx: &mut Context<'_>) {
    if i.is_json() || !i.rest.text.starts_with('[') {
        return;
    }
    let Some(fault) = loose_json::fault(&i.rest.text) else { return };
    let span = i.rest.whole();
    let message =
        format!("this is no JSON array, so its brackets become part of the path: {}", fault.what);
    let finding = cx.report(span, message);
    let plain = i.gaps.iter().all(|gap| gap.kind != GapKind::Comment);
    if let Some((words, rest)) = fault.meant.filter(|_| plain)
        && rest.is_empty()
        && words.iter().all(|word| word.starts_with(['/', '$']))
    {
        let change = "the volume is mounted at the path itself";
        let fix = Fix::recommended("write valid JSON", Phase::Text, change);
        finding.fix(fix.replace(span, exec_form::array(&words)));
    }
}
