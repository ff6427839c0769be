//! An install that needs the lock file, which was not copied.

use crate::model::lock_files;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "lock-file-not-copied",
    title: "The lock file that the install needs is not copied",
    category: Category::Build,
    severity: Severity::High,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["npm-install-without-lockfile-copied"],
    why: "`npm ci` and `pnpm install --frozen-lockfile` install exactly what the lock file names. Without the file \
          they stop, and so does the build.",
    how: "Copy both files before the install: `COPY package.json package-lock.json ./`.",
    examples: &[
        Example::bad(
            "
            FROM node:24-slim
            WORKDIR /app
            COPY package.json ./
            RUN «npm ci»
            ",
        )
        .fixed(
            "
            FROM node:24-slim
            WORKDIR /app
            COPY package.json package-lock.json ./
            RUN npm ci
            ",
        ),
        Example::good(
            "
            FROM node:24-slim
            WORKDIR /app
            COPY package*.json ./
            RUN npm ci
            ",
        ),
        Example::good(
            "
            FROM node:24-slim
            WORKDIR /app
            COPY package.json ./
            RUN --mount=type=bind,source=package-lock.json,target=package-lock.json npm ci
            ",
        ),
        Example::good(
            "
            FROM node:24-slim
            COPY package.json ./
            COPY . .
            RUN npm ci
            ",
        ),
    ],
    links: &["https://docs.npmjs.com/cli/commands/npm-ci"],
    check: Check::Run(check),
};

fn check(run: &Run, cx: &mut Context<'_>) {
    let Some(found) = lock_files::unlocked(cx.file, cx.this_stage(), run) else { return };
    if !found.needs_lock || found.command.context.failure_ignored {
        return;
    }
    let (copy, at) = found.manifest;
    let source = &copy.sources[at];
    let folder = copy.dest.text.ends_with('/') || copy.dest.text == ".";
    let fix = (copy.from.is_none() && !copy.is_json && folder).then(|| {
        let slash = if copy.dest.text == "." { "/" } else { "" };
        let change = "the lock file is copied too, which must be in the build context";
        let lock = source.word.text.replace("package.json", found.lock);
        Fix::review("copy the lock file", Phase::Structure, change)
            .insert(source.word.span.end, format!(" {lock}"))
            .insert(copy.dest.span.end, slash)
    });
    let message =
        format!("`{}` stops without `{}`, which no COPY brings", words(&found), found.lock);
    let finding = cx.report(found.install.head(found.command), message);
    finding.note(copy.span, "this copies the manifest only");
    if let Some(fix) = fix {
        finding.fix(fix);
    }
}

fn words(found: &lock_files::Unlocked<'_>) -> String {
    format!("{} {}", found.command.name(), found.install.verb)
}
