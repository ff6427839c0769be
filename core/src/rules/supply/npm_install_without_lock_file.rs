//! An install for which no lock file is there.

use crate::model::lock_files;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "npm-install-without-lock-file",
    title: "Packages are installed without a lock file",
    category: Category::Supply,
    severity: Severity::Low,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["npm-install-without-lockfile-copied"],
    why: "package.json names ranges. Without the lock file each build takes the newest versions that fit, those of \
          the packages below them too: two builds of the same sources differ, and a package that was taken over \
          gets in at once.",
    how: "Copy the lock file as well, `COPY package.json package-lock.json ./`, and install with `npm ci`.",
    examples: &[
        Example::bad(
            "
            FROM node:24-slim
            WORKDIR /app
            COPY package.json ./
            RUN «npm install»
            ",
        )
        .fixed(
            "
            FROM node:24-slim
            WORKDIR /app
            COPY package.json package-lock.json* ./
            RUN npm install
            ",
        ),
        Example::bad(
            "
            FROM node:24-slim
            WORKDIR /app
            COPY package.json ./
            RUN «yarn install» --production
            ",
        )
        .fixed(
            "
            FROM node:24-slim
            WORKDIR /app
            COPY package.json yarn.lock* ./
            RUN yarn install --production
            ",
        ),
        Example::bad(
            "
            FROM node:4.4
            WORKDIR /app
            COPY package.json ./
            RUN «npm install»
            ",
        ),
        Example::good(
            "
            FROM node:24-slim
            WORKDIR /app
            COPY package.json yarn.loc[k] ./
            RUN yarn install
            ",
        ),
        Example::good(
            "
            FROM node:24-slim
            WORKDIR /app
            COPY app ./
            RUN npm install
            ",
        ),
        Example::good(
            "
            FROM node:24-slim
            COPY package*.json ./
            RUN npm install && npm install -g typescript@5.9.3
            ",
        ),
    ],
    links: &[],
    check: Check::Run(check),
};

fn check(run: &Run, cx: &mut Context<'_>) {
    let Some(found) = lock_files::unlocked(cx.file, cx.this_stage(), run) else { return };
    if found.needs_lock {
        return;
    }
    let (copy, at) = found.manifest;
    // The npm of Node before 8 knows no package-lock.json.
    let node = cx.file.root_image(cx.this_stage()).filter(|i| i.repository().ends_with("node"));
    let old = found.lock == "package-lock.json"
        && node.and_then(|image| image.major()).is_some_and(|major| major < 8);
    let lock = if old { "npm-shrinkwrap.json" } else { found.lock };
    let message = format!("no COPY brings `{lock}`, so every build may take other versions");
    let finding = cx.report(found.install.head(found.command), message);
    finding.note(copy.span, "this copies the manifest only");
    let source = &copy.sources[at].word;
    // Several sources need a folder to go to; a pattern that matches nothing is no error.
    let folder = copy.dest.text == "." || copy.dest.text.ends_with('/');
    if let Some(folder_of) = source.text.strip_suffix("package.json")
        && folder
        && !copy.is_json
        && !copy.onbuild
        && !source.text.contains(['"', '\'', '\\'])
        && !old
    {
        let change = "the versions of the lock file are installed, where the build context has one";
        let fix = Fix::review("bring the lock file where there is one", Phase::Order, change);
        finding.fix(fix.insert(source.span.end, format!(" {folder_of}{}*", found.lock)));
    }
}
