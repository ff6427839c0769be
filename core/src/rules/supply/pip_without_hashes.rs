//! Python packages whose files are not compared with anything.

use crate::model::packages;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "pip-without-hashes",
    title: "pip installs requirements without comparing hashes",
    category: Category::Supply,
    severity: Severity::Low,
    confidence: Confidence::Certain,
    profile: Profile::Strict,
    aliases: &[],
    why: "A version number says which release is meant, not which file: whoever takes over the index, or a mirror of it, \
          can send another one under the same number.",
    how: "Write the hashes into the requirements, with `pip-compile --generate-hashes` or `uv export`, and install with \
          `--require-hashes`.",
    examples: &[
        Example::bad(
            "
            FROM python:3.14-slim
            RUN pip install --no-cache-dir «-r requirements.txt»
            ",
        ),
        Example::good(
            "
            FROM python:3.14-slim
            RUN pip install --no-cache-dir --require-hashes -r requirements.txt
            ",
        ),
        Example::good(
            "
            FROM python:3.14-slim
            ENV PIP_REQUIRE_HASHES=1
            RUN pip install --no-cache-dir -r requirements.txt
            ",
        ),
    ],
    links: &["https://pip.pypa.io/en/stable/topics/secure-installs/"],
    check: Check::Run(check),
};

fn check(run: &Run, cx: &mut Context<'_>) {
    for command in &run.script.commands {
        let pip = packages::is_pip(command.name()) || packages::module(command) == Some("pip");
        let installs = command.args().iter().any(|word| word.text() == "install");
        if !pip || !installs || command.has_one_flag_of(&["--require-hashes", "--no-index"]) {
            continue;
        }
        let stage = cx.this_stage();
        if cx.file.lookup(stage, run.instruction, "PIP_REQUIRE_HASHES") != Value::Unset {
            continue;
        }
        let flag = ["-r", "--requirement"]
            .iter()
            .find_map(|name| command.flag_values(name).into_iter().next());
        if let Some(flag) = flag {
            let span = flag.value_word.map_or(flag.word.span, |word| flag.word.span.to(word.span));
            let name = flag.value.unwrap_or_default();
            cx.report(span, format!("what `{name}` names is taken whatever file comes"));
        }
    }
}
