//! npm refuses to clean its cache.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "npm-cache-clean-without-force",
    title: "npm cache clean does nothing without --force",
    category: Category::Build,
    severity: Severity::Medium,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["npmCacheCleanUseForce"],
    why: "Since version 5 npm refuses to clean its cache unless it is forced to, and fails: the \
          build stops, or the cache stays where the failure is ignored.",
    how: "Write `npm cache clean --force`.",
    examples: &[
        Example::bad(
            "
            FROM node:24
            RUN npm ci && «npm cache clean»
            ",
        )
        .fixed(
            "
            FROM node:24
            RUN npm ci && npm cache clean --force
            ",
        ),
        Example::good(
            "
            FROM node:24
            RUN npm ci && npm cache clean --force
            RUN npm cache verify
            ",
        ),
        Example::good(
            "
            FROM node:6
            RUN npm install && npm cache clean
            ",
        ),
        Example::good(
            "
            FROM node:24
            ENV NPM_CONFIG_FORCE=true
            RUN npm ci && npm cache clean
            ",
        ),
    ],
    links: &[],
    check: Check::Command(&["npm"], check),
};

fn check(command: &Command, cx: &mut Context<'_>) {
    let file = cx.file;
    let operands = command.operands();
    let [cache, verb, ..] = operands[..] else { return };
    if cache.text() != "cache" || !matches!(verb.text(), "clean" | "clear" | "rm") {
        return;
    }
    // Node.js 8 brought npm 5. A range such as `lts` is newer than that.
    let image = file.root_image(cx.this_stage()).filter(|image| image.repository() == "node");
    let Some(tag) = image.and_then(|image| image.effective_tag()) else { return };
    let major = tag.split(['.', '-']).next().unwrap_or("");
    let named = ["lts", "latest", "current", "alpine", "slim"].contains(&major);
    let new = named || major.parse::<u32>().is_ok_and(|major| major >= 8);
    let forced = command.has_one_flag_of(&["--force", "-f"])
        || ["NPM_CONFIG_FORCE", "npm_config_force"]
            .iter()
            .any(|name| file.lookup(cx.this_stage(), cx.at, name) != Value::Unset);
    let older = cx.this_run().script.commands.iter().chain(
        file.runs_of(cx.this_stage())
            .filter(|run| run.instruction < cx.at)
            .flat_map(|run| &run.script.commands),
    );
    // Another npm may be in place.
    let mut words = older.flat_map(Command::all_words);
    if !new || forced || operands.len() > 2 || words.any(|word| word.text().starts_with("npm@")) {
        return;
    }
    let span = command.name_word().map_or(command.span, |name| name.span.to(verb.span));
    let edits = !cx.this_run().is_exec;
    let finding = cx.report(span, "npm refuses this without `--force`");
    if edits {
        let fix = Fix::safe("force it", Phase::Packages, Proof::Differs(&["exec.args"]));
        finding.fix(fix.insert(verb.span.end, " --force"));
    }
}
