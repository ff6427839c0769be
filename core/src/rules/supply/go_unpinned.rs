//! Go programs without a version.

use crate::model::managers;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "go-unpinned",
    title: "go installs whatever version is newest",
    category: Category::Supply,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::Strict,
    aliases: &["DL3062", "DF054"],
    why: "The newest version at the moment of the build is taken, which may be broken, or \
          published by somebody who took the module over an hour ago.",
    how: "Name the version: `go install golang.org/x/tools/gopls@v0.20.0`.",
    examples: &[
        Example::bad(
            "
            FROM golang:1.25
            RUN go install «golang.org/x/tools/gopls@latest» && go get «github.com/pkg/errors»
            ",
        ),
        Example::good(
            r#"
            FROM golang:1.25
            RUN go install ./... && go install -ldflags "-s -w" ./cmd/app && go get -d ./...
            "#,
        ),
        Example::good(
            "
            FROM golang:1.25
            ARG VERSION
            RUN go install golang.org/x/tools/gopls@v0.20.0 && go install example.org/tool@${VERSION}
            ",
        ),
    ],
    links: &[],
    check: Check::Run(check),
};

fn check(run: &Run, cx: &mut Context<'_>) {
    for (install, _) in run.installs_by(&[Manager::Go]) {
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
