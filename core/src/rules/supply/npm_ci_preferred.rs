//! npm install where a lock file is at hand.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "npm-ci-preferred",
    title: "npm install does not hold to the lock file",
    category: Category::Supply,
    severity: Severity::Medium,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["DF031"],
    why: "`npm install` may pick newer versions than the lock file says, and rewrites it in the \
          image. What is built is then not what was tested.",
    how: "Write `npm ci`: it installs exactly what the lock file names, and stops when the two \
          files disagree.",
    examples: &[
        Example::bad(
            "
            FROM node:24-slim
            WORKDIR /app
            COPY package.json package-lock.json ./
            RUN «npm install»
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
        Example::bad(
            "
            FROM node:24-slim
            WORKDIR /app
            COPY package.json yarn.lock ./
            RUN «yarn install» --production
            ",
        )
        .fixed(
            "
            FROM node:24-slim
            WORKDIR /app
            COPY package.json yarn.lock ./
            RUN yarn install --frozen-lockfile --production
            ",
        ),
        Example::bad(
            "
            FROM oven/bun:1
            WORKDIR /app
            COPY package.json bun.lock ./
            RUN «bun install» --production
            ",
        )
        .fixed(
            "
            FROM oven/bun:1
            WORKDIR /app
            COPY package.json bun.lock ./
            RUN bun install --frozen-lockfile --production
            ",
        ),
        Example::bad(
            "
            FROM node:9.0.0
            WORKDIR /app
            COPY package.json package-lock.json ./
            RUN «npm install»
            ",
        ),
        Example::good(
            "
            FROM node:24-slim
            WORKDIR /app
            COPY package.json ./
            RUN npm install && npm install -g typescript@5.9.3
            ",
        ),
        Example::good(
            "
            FROM node:24-slim
            WORKDIR /app
            COPY package*.json ./
            RUN npm ci --omit=dev
            ",
        ),
    ],
    links: &[],
    check: Check::Run(check),
};

const TITLE: &str = "hold to the lock file";

/// Whether the image is one of Node's whose npm has `ci`: since npm 5.7, which some of Node 8 have and none of Node 9.
/// `None` for others, of which it is not known how old theirs is.
fn knows_ci(cx: &Context<'_>) -> Option<bool> {
    let image = cx.file.root_image(cx.this_stage())?;
    let node = image.repository().ends_with("node");
    let tag = image.tag.as_deref().unwrap_or("");
    match image.major() {
        _ if !node => None,
        Some(8) => None,
        Some(major) => Some(major > 9),
        None => Some(!is_old_name(tag)),
    }
}

fn is_old_name(tag: &str) -> bool {
    ["argon", "boron", "carbon"].iter().any(|name| tag.starts_with(name))
}

fn check(run: &Run, cx: &mut Context<'_>) {
    check_bun(run, cx);
    for (install, command) in run.installs_by(&[Manager::Npm, Manager::Yarn, Manager::Pnpm]) {
        let (lock, frozen): (&[&str], &[&str]) = match install.manager {
            Manager::Npm => (&["package-lock.json", "npm-shrinkwrap.json"], &[]),
            Manager::Yarn => {
                (&["yarn.lock"], &["--frozen-lockfile", "--immutable", "--pure-lockfile"])
            }
            _ => (&["pnpm-lock.yaml"], &["--frozen-lockfile"]),
        };
        let whole = install.packages.is_empty()
            && matches!(install.verb.as_str(), "install" | "i")
            && !command.has_one_flag_of(frozen)
            && !command.has_one_flag_of(&[
                "-g",
                "--global",
                "--workspace",
                "-w",
                "--package-lock-only",
                "--no-package-lock",
            ]);
        if !whole || !brings(cx.file, cx.this_stage(), cx.at, lock) {
            continue;
        }
        let too_old = install.manager == Manager::Npm && knows_ci(cx) == Some(false);
        let berry = brings(cx.file, cx.this_stage(), cx.at, &[".yarnrc.yml", ".yarn"]);
        let change = "the build stops where package.json and the lock file disagree";
        // A lock file that lags behind stops the build; npm brings its own up to date at every `npm install`.
        let fix = match install.manager {
            Manager::Npm if knows_ci(cx) == Some(true) => {
                Fix::recommended(TITLE, Phase::Packages, change)
            }
            _ => Fix::review(TITLE, Phase::Packages, change),
        };
        let fix = match install.manager {
            _ if run.is_exec || command.args().is_empty() => None,
            Manager::Npm if too_old => None,
            Manager::Npm => Some(fix.replace(install.verb_span, "ci")),
            Manager::Yarn if berry => Some(fix.insert(install.verb_span.end, " --immutable")),
            _ => Some(fix.insert(install.verb_span.end, " --frozen-lockfile")),
        };
        let message = format!(
            "`{} {}` may leave the versions of `{}`",
            command.name(),
            install.verb,
            lock[0]
        );
        let finding = cx.report(install.head(command), message);
        if too_old {
            finding.severity(Severity::Info); // Its npm has no `ci`.
        }
        if let Some(fix) = fix {
            finding.fix(fix);
        }
    }
}

/// Bun's install, which no [`Manager`] stands for.
fn check_bun(run: &Run, cx: &mut Context<'_>) {
    for command in run.named("bun") {
        let words = command.operands();
        let [verb] = words[..] else { continue };
        let frozen = command.has_one_flag_of(&["--frozen-lockfile", "-g", "--global", "--cwd"]);
        let known =
            matches!(verb.text(), "install" | "i") && command.args().iter().all(|w| w.is_static());
        if frozen || !known || !brings(cx.file, cx.this_stage(), cx.at, &["bun.lock", "bun.lockb"])
        {
            continue;
        }
        let Some(name) = command.name_word() else { continue };
        let message = format!("`bun {}` may leave the versions of `bun.lock`", verb.text());
        let finding = cx.report(name.span.to(verb.span), message);
        if !run.is_exec {
            let change = "the build stops where package.json and the lock file disagree";
            let fix = Fix::review(TITLE, Phase::Packages, change);
            finding.fix(fix.insert(verb.span.end, " --frozen-lockfile"));
        }
    }
}

/// Whether a COPY before an instruction names one of these files.
fn brings(file: &Dockerfile, stage: &Stage, at: usize, names: &[&str]) -> bool {
    file.copies_of(stage).filter(|copy| copy.instruction < at).any(|copy| {
        let named = |source: &crate::model::Source| {
            let path = source.text.as_deref().unwrap_or(&source.word.text);
            names.iter().any(|name| crate::model::managers::is_file(path, name))
        };
        copy.sources.iter().any(named)
    })
}
