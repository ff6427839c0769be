//! npm stands between Docker and the program.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "npm-start-as-pid1",
    title: "A package manager starts the program",
    category: Category::Runtime,
    severity: Severity::Low,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "npm, yarn and pnpm stay as the parent of your program, take memory, and don't pass signals on \
          reliably: `docker stop` waits ten seconds and kills.",
    how: "Start the program itself, as the script in `package.json` does: `CMD [\"node\", \"server.js\"]`.",
    examples: &[
        Example::bad(
            r#"
            FROM node:24
            CMD «["npm", "start"]»
            "#,
        ),
        Example::bad(
            "
            FROM node:24
            CMD «yarn run serve»
            ",
        ),
        Example::good(
            r#"
            FROM node:24
            CMD ["node", "server.js"]
            "#,
        ),
        Example::good(
            r#"
            FROM node:24 AS dev
            CMD ["npm", "run", "dev"]
            FROM node:24
            RUN npm run build
            ENTRYPOINT ["tini", "--"]
            CMD ["npm", "start"]
            "#,
        ),
    ],
    links: &["https://github.com/nodejs/docker-node/blob/main/docs/BestPractices.md#cmd"],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let file = cx.file;
    if !stage.is_final || stage.is_dev() {
        return;
    }
    let launched =
        |keyword| file.launch(stage, keyword).filter(|launch: &&Launch| !launch.is_empty);
    let (entrypoint, cmd) = (launched(Keyword::Entrypoint), launched(Keyword::Cmd));
    let Some(launch) = entrypoint.or(cmd).filter(|launch| launch.stage == stage.index) else {
        return;
    };
    let Some(command) = launch.script.single() else { return };
    let verb = command.subcommand();
    let starts = matches!(verb, "start" | "run" | "run-script" | "serve");
    if command.is_one_of(&["npm", "yarn", "pnpm"]) && command.wrappers().len() <= 1 && starts {
        let message = format!(
            "`{}` stays in front of the program, and doesn't pass signals on reliably",
            command.name()
        );
        let mend: fn(&Launch, &Command, &Context<'_>) -> Fix = fix;
        let fix = crate::rules::later(mend).map(|fix| fix(launch, command, cx));
        cx.report(launch.command, message).fix = fix;
    }
}

/// Asks what the script starts, and starts that.
fn fix(launch: &Launch, command: &Command, cx: &Context<'_>) -> Fix {
    let key = "command".to_owned();
    let title = "start the program itself";
    let plain =
        |word: &str| word.bytes().all(|b| b.is_ascii_alphanumeric() || b"._/:=@+,-".contains(&b));
    let answer = cx.config.answers.get(&key);
    let words: Vec<&str> = answer.map_or(Vec::new(), |answer| answer.split_whitespace().collect());
    if words.is_empty() || !words.iter().all(|word| plain(word)) {
        let script = cx.text(command.span);
        let script = if launch.is_exec { command.subcommand() } else { script };
        let text = format!("What does `{script}` start, as `package.json` says?");
        let suggestion = "node server.js".to_owned();
        return Fix::ask(title, Phase::Runtime, Question { key, text, suggestion });
    }
    let quoted: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
    let change = "what else the script in `package.json` does no longer happens: variables that npm sets, and the scripts before and after";
    Fix::recommended(title, Phase::Runtime, change)
        .replace(launch.command, format!("[{}]", quoted.join(", ")))
}
