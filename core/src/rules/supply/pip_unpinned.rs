//! Packages of pip without a version.

use crate::model::managers;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "pip-unpinned",
    title: "pip installs whatever version is newest",
    category: Category::Supply,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::Strict,
    aliases: &["DL3013", "AC_DOCKER_0010", "DF051", "ER0013"],
    why: "The newest version at the moment of the build is taken, which may be broken, or \
          published by somebody who took the package over an hour ago.",
    how: "Name versions (`flask==3.1.2`), better in a requirements file with hashes that `pip \
          install --require-hashes -r requirements.txt` checks.",
    examples: &[
        Example::bad(
            "
            FROM python:3.14-slim
            RUN pip install --no-cache-dir «flask» gunicorn==23.0.0 && python -m pip install «requests[socks]»
            ",
        ),
        Example::good(
            "
            FROM python:3.14-slim
            RUN pip install --no-cache-dir -r requirements.txt && pip install . && pip install -e .[dev]
            ",
        ),
        Example::good(
            r#"
            FROM python:3.14-slim
            RUN pip3 install --index-url https://pypi.example.org/simple "flask>=3,<4" ./wheels/own.whl git+https://git.example.org/tool@v1
            "#,
        ),
    ],
    links: &[],
    check: Check::Run(check),
};

fn check(run: &Run, cx: &mut Context<'_>) {
    for (install, command) in run.installs_by(&[Manager::Pip]) {
        let given = ["-r", "--requirement", "-c", "--constraint"];
        if command
            .args()
            .iter()
            .any(|word| given.contains(&word.text()) || word.text().starts_with("--requirement="))
        {
            continue;
        }
        let unpinned = managers::unpinned(install);
        if let Some((first, rest)) = unpinned.split_first() {
            let message = format!("{} without a version", managers::listed(&unpinned));
            let finding = cx.report(first.span, message);
            for package in rest {
                finding.note(package.span, "the same");
            }
        }
    }
}
