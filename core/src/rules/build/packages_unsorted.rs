//! A list of packages in no order.

use crate::model::Package;
use crate::order;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "packages-unsorted",
    title: "The packages are not in order",
    category: Category::Build,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::All,
    aliases: &["sort-packages", "tally/sort-packages", "S7018", "WL3002"],
    why: "In an ordered list a package that stands there twice is seen at once, and two changes \
          rarely meet in the same line.",
    how: "Sort the packages by name, one a line.",
    examples: &[
        Example::bad(
            r#"
            FROM debian:13-slim
            RUN apt-get update && apt-get install -y \
                «git \
                curl \
                bash» \
             && rm -rf /var/lib/apt/lists/*
            "#,
        )
        .fixed(
            r#"
            FROM debian:13-slim
            RUN apt-get update && apt-get install -y \
                bash \
                curl \
                git \
             && rm -rf /var/lib/apt/lists/*
            "#,
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN apt-get update && apt-get install -y bash curl git && rm -rf /var/lib/apt/lists/*
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN apt-get update && apt-get install -y git $EXTRA curl bash && rm -rf /var/lib/apt/lists/*
            ",
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            RUN apt-get update && apt-get install -y git \
                # for the health check
                curl bash
            "#,
        ),
    ],
    links: &[],
    check: Check::Run(check),
};

fn check(run: &Run, cx: &mut Context<'_>) {
    for install in run.installs.iter().filter(|_| !run.is_exec) {
        let [first, .., last] = &install.packages[..] else { continue };
        let plain = |package: &Package| {
            package.known && cx.text(package.span) == package.text && !package.text.contains('/')
        };
        // Flags, comments and quotes in between may hold for what follows them.
        let blank = |pair: &[Package]| {
            let between = cx.text(Span::new(pair[0].span.end, pair[1].span.start));
            between.chars().all(|c| c.is_whitespace() || c == '\\' || c == '`')
        };
        let packages = &install.packages;
        if packages.len() < 3 || !packages.iter().all(plain) || !packages.windows(2).all(blank) {
            continue;
        }
        let mut sorted: Vec<&str> = packages.iter().map(|package| package.text.as_str()).collect();
        order::sort_by_key(&mut sorted, |name| name.to_ascii_lowercase());
        if packages.iter().map(|package| package.text.as_str()).eq(sorted.iter().copied()) {
            continue;
        }
        let change = "the same packages are installed, in another order";
        let fix =
            packages.iter().zip(sorted).filter(|(package, name)| package.text != **name).fold(
                Fix::review("sort the packages", Phase::Text, change),
                |fix, (package, name)| fix.replace(package.span, name),
            );
        cx.report(first.span.to(last.span), "the packages are not in order").fix(fix);
    }
}
