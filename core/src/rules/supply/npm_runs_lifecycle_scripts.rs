//! Packages run their scripts while they are installed.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "npm-runs-lifecycle-scripts",
    title: "Installing runs the scripts of every package",
    category: Category::Supply,
    severity: Severity::Low,
    confidence: Confidence::Certain,
    profile: Profile::All,
    aliases: &["S6505"],
    why: "Each package may bring scripts that run as soon as it is installed. Worms of recent \
          years spread by them.",
    how: "Add `--ignore-scripts`, and run the few scripts that are needed by name: `npm rebuild \
          sharp`.",
    examples: &[
        Example::bad(
            "
            FROM node:24
            RUN «npm ci»
            RUN «yarn install» --frozen-lockfile
            ",
        ),
        Example::good(
            "
            FROM node:24
            RUN npm ci --ignore-scripts
            ",
        ),
        Example::good(
            "
            FROM node:24
            ENV NPM_CONFIG_IGNORE_SCRIPTS=true
            RUN npm ci
            ",
        ),
        Example::good(
            "
            FROM node:24
            RUN npm config set ignore-scripts true && npm ci
            ",
        ),
    ],
    links: &[],
    check: Check::Run(check),
};

fn check(run: &Run, cx: &mut Context<'_>) {
    const MANAGERS: [Manager; 3] = [Manager::Npm, Manager::Yarn, Manager::Pnpm];
    let (file, stage) = (cx.file, cx.this_stage());
    let names = ["NPM_CONFIG_IGNORE_SCRIPTS", "npm_config_ignore_scripts", "YARN_ENABLE_SCRIPTS"];
    let set = names.iter().any(|name| file.lookup(stage, cx.at, name) != Value::Unset);
    let configured = file.runs_of(stage).any(|run| {
        let mut words = run.script.commands.iter().flat_map(Command::all_words);
        words.any(|word| word.text().contains("ignore-scripts") && !word.text().starts_with('-'))
    });
    if set || configured {
        return;
    }
    for (install, command) in run.installs_by(&MANAGERS) {
        if !command.has_flag("--ignore-scripts") {
            cx.report(install.head(command), "every package may run scripts here");
        }
    }
}
