//! A package index whose answers nobody protects.

use crate::model::{downloads, packages, variables};
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "insecure-index-url",
    title: "Packages come from an index without protection",
    category: Category::Supply,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["S5332"],
    why: "Over plain http, or without Go's checksum database, anybody between the build and the index can send a \
          package of their own. Its code runs while it is installed, or in your program.",
    how: "Use the https address of the index, and keep the checks of the package manager on.",
    examples: &[
        Example::bad(
            "
            FROM python:3.14-slim
            RUN pip install --no-cache-dir --index-url «http://pypi.org/simple» flask==3.1.2
            ",
        )
        .fixed(
            "
            FROM python:3.14-slim
            RUN pip install --no-cache-dir --index-url https://pypi.org/simple flask==3.1.2
            ",
        ),
        Example::bad(
            "
            FROM golang:1.25
            ENV «GOSUMDB=off»
            RUN npm config set registry «http://npm.example.com/» && composer config -g «secure-http» false
            ",
        ),
        Example::good(
            "
            FROM python:3.14-slim
            ENV GOPRIVATE=example.com/* GONOSUMDB=example.com/* GOPROXY=https://proxy.golang.org
            RUN pip install --index-url https://pypi.example.com/simple flask==3.1.2
            ",
        ),
        Example::good(
            "
            FROM python:3.14-slim
            RUN pip install --index-url http://localhost:8080/simple flask==3.1.2 && npm ci --registry http://registry.internal
            ",
        ),
    ],
    links: &[],
    check: Check::File(check),
};

/// Indexes that answer over https under the same address.
const HTTPS: &[&str] = &[
    "pypi.org",
    "pypi.python.org",
    "registry.npmjs.org",
    "rubygems.org",
    "mirrors.aliyun.com",
    "pypi.tuna.tsinghua.edu.cn",
    "mirrors.tuna.tsinghua.edu.cn",
    "registry.npmmirror.com",
    "repo1.maven.org",
];

/// Variables that hold the address of an index.
const VARIABLES: &[&str] = &[
    "PIP_INDEX_URL",
    "PIP_EXTRA_INDEX_URL",
    "UV_INDEX_URL",
    "UV_DEFAULT_INDEX",
    "UV_EXTRA_INDEX_URL",
    "NPM_CONFIG_REGISTRY",
    "npm_config_registry",
    "YARN_REGISTRY",
    "GOPROXY",
];

fn check(file: &Dockerfile, cx: &mut Context<'_>) {
    for set in file.assigned().iter().filter(|set| set.has_value) {
        let value = set.value.as_str();
        let message = match set.name.as_str() {
            name if VARIABLES.contains(&name) && is_plain(value) => {
                Some(format!("what `{}` sends can be exchanged on the way", downloads::host(value)))
            }
            "GOSUMDB" if variables::is_off(value) => {
                Some("`GOSUMDB=off` takes modules whatever their checksum".to_owned())
            }
            "GONOSUMDB" | "GONOSUMCHECK" | "GOINSECURE" if matches!(value, "*" | "1" | "all") => {
                Some(format!("`{}` takes every module unchecked", set.name))
            }
            "GOFLAGS" if value.contains("-insecure") => {
                Some("`-insecure` fetches modules without checking who answers".to_owned())
            }
            _ => None,
        };
        if let Some(message) = message {
            cx.report(set.span, message);
        }
    }
    for run in &file.runs {
        for command in &run.script.commands {
            for word in addresses(command).into_iter().filter(|word| is_plain(word.text())) {
                let url = word.text();
                let message =
                    format!("what `{}` sends can be exchanged on the way", downloads::host(url));
                let at = downloads::place_of_s(url)
                    .filter(|_| HTTPS.contains(&downloads::host(url)) && !run.is_exec);
                let place = at.map(|at| word.joined().source(at as usize));
                let finding = cx.report(word.span, message);
                if let Some(place) = place {
                    let change = "packages come over https; the image then needs `ca-certificates` at that step";
                    let fix = Fix::review("fetch over https", Phase::Packages, change);
                    finding.fix(fix.insert(place, "s"));
                }
            }
            if command.is("composer") {
                let args = command.args();
                let at = args.iter().position(|word| word.text() == "secure-http");
                let off =
                    at.and_then(|at| args.get(at + 1)).is_some_and(|v| variables::is_off(v.text()));
                if let Some(at) = at.filter(|_| off) {
                    cx.report(
                        args[at].span,
                        "`secure-http` switched off takes packages over plain http",
                    );
                }
            }
        }
    }
}

fn is_plain(url: &str) -> bool {
    url.split(',').any(|url| url.starts_with("http://") && !downloads::is_local(url))
}

/// The words of a command that hold the address of an index.
fn addresses(command: &Command) -> Vec<&crate::shell::Word> {
    let name = command.name();
    let flags: &[&str] = match name {
        "npm" | "yarn" | "pnpm" | "npx" => &["--registry"],
        "gem" => &["--source", "-s", "-a", "--add"],
        "uv" => &["--index-url", "--extra-index-url", "--default-index", "--index", "-i"],
        _ if packages::is_pip(name) || packages::module(command) == Some("pip") => {
            &["--index-url", "--extra-index-url", "-i"]
        }
        _ => return Vec::new(),
    };
    let args = command.args();
    let mut found: Vec<&crate::shell::Word> = Vec::new();
    for (at, word) in args.iter().enumerate() {
        let before = at.checked_sub(1).map_or("", |at| args[at].text());
        let set =
            before == "registry" || before.ends_with(".index-url") || before == "global.index-url";
        if flags.contains(&before) || set {
            found.push(word);
        }
    }
    found
}
