//! USER names an account that nothing makes.

use crate::image::users::{self, Tool};
use crate::model::account_sources;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "user-undefined",
    title: "USER names an account that does not exist",
    category: Category::Privilege,
    severity: Severity::High,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "The name is looked up in the image's `/etc/passwd`. Where it is not there, the next RUN fails with \
          `unable to find user`, and so does every start of the container.",
    how: "Make the account in an earlier RUN, with `useradd` or on Alpine `adduser`, or give a number such as \
          `USER 10001`, which needs no account.",
    examples: &[
        Example::bad(
            r#"
            FROM python:3.14-slim
            COPY . /app
            USER «app»
            CMD ["python", "/app/main.py"]
            "#,
        )
        .fixed(
            r#"
            FROM python:3.14-slim
            COPY . /app
            RUN useradd --system --no-log-init --user-group --home-dir /nonexistent --no-create-home --shell /usr/sbin/nologin app
            USER app
            CMD ["python", "/app/main.py"]
            "#,
        ),
        Example::bad(
            r#"
            FROM golang:1.25-alpine AS build
            RUN adduser -D app
            FROM alpine:3.22
            COPY --from=build /go/bin/app /usr/local/bin/app
            USER «app»
            CMD ["app"]
            "#,
        )
        .fixed(
            r#"
            FROM golang:1.25-alpine AS build
            RUN adduser -D app
            FROM alpine:3.22
            COPY --from=build /go/bin/app /usr/local/bin/app
            RUN addgroup -S app && adduser -S -D -H -h /nonexistent -s /sbin/nologin -G app app
            USER app
            CMD ["app"]
            "#,
        ),
        Example::good(
            "
            FROM python:3.14-slim
            RUN useradd app
            USER app
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN apt-get update && apt-get install -y postgresql
            USER postgres
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            COPY setup.sh /
            RUN /setup.sh
            USER app
            ",
        ),
        Example::good(
            "
            FROM node:24-slim
            USER node
            FROM acme/base:1.2
            USER app
            FROM alpine:3.22
            COPY --from=0 /etc/passwd /etc/passwd
            USER app
            FROM debian:13-slim
            USER 10001:10001
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#user"],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let file = cx.file;
    let mut seen: Vec<&str> = Vec::new();
    for user in &stage.users {
        let Some(value) = user.value.as_deref() else { continue };
        let name = value.split(':').next().unwrap_or(value).trim();
        let plain = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b));
        if !plain || seen.contains(&name) || seen.len() == 16 {
            continue; // What is made later is of no use to the first.
        }
        seen.push(name);
        if account_sources::lacks(file, stage, user.at, name) != Some(true) {
            continue;
        }
        let root = file.is_root_at(stage, user.at) == Some(true);
        let finding = cx.report(
            user.span,
            format!("`{name}` is neither in `{}` nor made before", stage.base_raw),
        );
        let make = making(file, stage, name);
        if let Some(make) = make.filter(|_| root && value == user.raw) {
            let line = file.tree.instructions[user.at].span.start;
            let change =
                "an account without rights is made; what it must write to still belongs to root";
            let text = format!("RUN {make}{}", file.tree.newline());
            let fix = Fix::review("make the account", Phase::User, change);
            finding.fix(fix.insert(line, text).instructions(1));
        }
    }
}

/// The command that makes an account.
fn making(file: &Dockerfile, stage: &Stage, name: &str) -> Option<String> {
    let image = match file.root_of(stage) {
        Base::Image(image) => Some(image),
        _ => None,
    };
    match users::tool(file.family(stage), image)? {
        Tool::Useradd => Some(format!(
            "useradd --system --no-log-init --user-group --home-dir /nonexistent --no-create-home \
             --shell /usr/sbin/nologin {name}"
        )),
        Tool::Adduser => Some(format!(
            "addgroup -S {name} && adduser -S -D -H -h /nonexistent -s /sbin/nologin -G {name} {name}"
        )),
        Tool::UseraddShort | Tool::None => None,
    }
}
