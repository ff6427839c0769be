//! A volume that the user can't write to.

use crate::image::accounts;
use crate::model::user_flags;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "volume-owned-by-root",
    title: "A volume belongs to root, but the container runs as another user",
    category: Category::Privilege,
    severity: Severity::Medium,
    confidence: Confidence::Heuristic,
    profile: Profile::Default,
    aliases: &[],
    why: "A new volume takes its owner from the folder in the image, and a folder that VOLUME makes belongs to root. The \
          program can't write its data there.",
    how: "Make the folder before VOLUME and give it to the user: `RUN mkdir -p /data && chown 10001 /data`.",
    examples: &[
        Example::bad(
            r#"
            FROM debian:13-slim
            VOLUME «/data»
            USER 10001
            CMD ["server"]
            "#,
        )
        .fixed(
            r#"
            FROM debian:13-slim
            RUN mkdir -p /data && chown 10001 /data
            VOLUME /data
            USER 10001
            CMD ["server"]
            "#,
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN mkdir -p /data && chown 10001 /data
            VOLUME /data
            USER 10001
            ",
        ),
        Example::good(
            "
            FROM acme/base:1.2
            VOLUME /data
            USER 10001
            ",
        ),
        Example::good(
            r#"
            FROM node:24-slim
            USER node
            WORKDIR /data
            VOLUME ["/data", "/home/node/.cache"]
            "#,
        ),
    ],
    links: &[],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let file = cx.file;
    let Base::Image(image) = file.root_of(stage) else { return };
    if !stage.is_final || accounts::has(image, file.family(stage), "root").is_none() {
        return;
    }
    let UserAt::Set(user) = file.user_at(stage, stage.end) else { return };
    let Some(value) = user.value.as_deref().filter(|v| !crate::model::is_root(v)) else { return };
    let owner = value.split(':').next().unwrap_or(value).to_owned();
    for (at, instruction) in file.steps(stage).filter(|(_, i)| i.keyword == Keyword::Volume) {
        for word in instruction.words() {
            let path = word.text.trim_matches(['"', '\'']).trim_end_matches('/');
            let system = [
                "/tmp",
                "/home",
                "/var/run",
                "/run",
                "/var/cache",
                "/var/log",
                "/sys",
                "/dev",
                "/usr",
                "/etc",
                "/go",
                "/proc",
            ];
            let plain = path.len() > 1
                && path.starts_with('/')
                && path.bytes().all(|b| b.is_ascii_alphanumeric() || b"/._-".contains(&b));
            if !plain
                || system.iter().any(|folder| user_flags::under(path, folder))
                || is_made(file, stage, path)
            {
                continue;
            }
            let root = file.is_root_at(stage, at) == Some(true);
            let newline = cx.newline();
            let message = format!("`{path}` belongs to root, but the container runs as `{owner}`");
            let finding = cx.report(word.span, message);
            finding.note(user.span, "the user is set here");
            let exists = owner.bytes().all(|b| b.is_ascii_digit())
                || crate::model::account_sources::lacks(file, stage, at, &owner) == Some(false);
            if root && exists && instruction.words().len() == 1 {
                let change = "the folder, and each new volume on it, belongs to the user";
                let fix = Fix::review("give the folder to the user", Phase::User, change);
                let text = format!("RUN mkdir -p {path} && chown {owner} {path}{newline}");
                finding.fix(fix.insert(instruction.span.start, text).instructions(1));
            }
        }
    }
}

/// Whether something else in the file speaks of the folder, or of one around it.
fn is_made(file: &Dockerfile, stage: &Stage, path: &str) -> bool {
    let top = path.split('/').nth(1).unwrap_or("");
    let spoken =
        |text: &str| text.contains(path) || (!top.is_empty() && text.contains(&format!("/{top}")));
    file.lineage(stage).any(|scope| {
        let opaque = file.runs_of(scope).any(|run| {
            !run.script.opaque.is_empty()
                || run.script.commands.iter().flat_map(Command::all_words).any(|word| {
                    spoken(word.text()) || word.text().contains('$') || word.text().ends_with(".sh")
                })
        });
        let copied = file.copies_of(scope).any(|copy| {
            copy.dest_path.as_deref().is_none_or(spoken) || copy.dest_path.as_deref() == Some("/")
        });
        let workdir = scope.workdirs.iter().any(|w| w.value.as_deref().is_none_or(spoken));
        opaque || copied || workdir
    })
}
