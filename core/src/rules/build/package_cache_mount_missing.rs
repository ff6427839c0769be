//! Downloads of packages that every build repeats.

use crate::model::MountKind;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "package-cache-mount-missing",
    title: "Packages are downloaded again in every build",
    category: Category::Build,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::All,
    aliases: &["tally/prefer-package-cache-mounts", "prefer-package-cache-mount"],
    why: "Whenever a layer is built again, everything is downloaded again. A cache mount keeps \
          the downloads between builds, and out of the image.",
    how: "Mount the cache: `RUN --mount=type=cache,target=/root/.cache/pip pip install …`.",
    examples: &[
        Example::bad(
            "
            FROM python:3.14-slim
            RUN «pip install» -r requirements.txt
            ",
        ),
        Example::good(
            "
            FROM python:3.14-slim
            RUN --mount=type=cache,target=/root/.cache/pip pip install -r requirements.txt
            ",
        ),
        Example::good(
            "
            FROM python:3.14-slim
            RUN pip install --no-cache-dir -r requirements.txt
            ",
        ),
        Example::good(
            "
            FROM node:24
            RUN npm ci && npm cache clean --force
            ",
        ),
    ],
    links: &[],
    check: Check::Run(check),
};

fn check(run: &Run, cx: &mut Context<'_>) {
    const MANAGERS: [Manager; 6] = [
        Manager::Pip,
        Manager::Npm,
        Manager::Yarn,
        Manager::Pnpm,
        Manager::Cargo,
        Manager::Composer,
    ];
    // A cache that is cleaned or switched off is the author's choice.
    let cached = run.mounts.iter().any(|mount| mount.kind == MountKind::Cache);
    let cleaned = run.runs(&["npm", "yarn"], &["cache", "clean"])
        || run.runs(&["pip", "pip3"], &["cache", "purge"])
        || run.script.commands.iter().any(|command| {
            command.is("rm") && command.args().iter().any(|word| word.text().contains("cache"))
        });
    let off = cx.file.lookup(cx.this_stage(), cx.at, "PIP_NO_CACHE_DIR") != Value::Unset;
    if cached || cleaned || off {
        return;
    }
    let first = run.installs_by(&MANAGERS).find(|(_, command)| {
        !command.has_one_flag_of(&["--no-cache-dir", "--no-cache", "--global", "-g"])
    });
    if let Some((install, command)) = first {
        cx.report(install.head(command), "what it downloads is lost for the next build");
    }
}
