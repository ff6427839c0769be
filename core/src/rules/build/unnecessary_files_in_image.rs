//! Files of the workshop in the image.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "unnecessary-files-in-image",
    title: "A file for building or editing is copied into the image",
    category: Category::Build,
    severity: Severity::Low,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["DKL-LI-0003"],
    why: "The container never reads it. It makes the image bigger, invalidates the cache when it changes, and \
          tells others how the project is built; `.git` holds everything that was ever committed.",
    how: "Don't copy it, and name it in `.dockerignore`.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            COPY «Dockerfile» app.sh /app/
            COPY «.git» /app/.git
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim AS build
            COPY .git /src/.git
            RUN git -C /src describe > /version
            FROM debian:13-slim
            COPY --from=build /version /version
            ",
        ),
        Example::good(
            "
            FROM docker:28
            COPY docker-compose.yml /stack/
            COPY Dockerfile.tmpl templates/Dockerfile /templates/
            ",
        ),
    ],
    links: &["https://docs.docker.com/build/concepts/context/#dockerignore-files"],
    check: Check::Instruction(&[Keyword::Copy, Keyword::Add], check),
};

const UNNECESSARY: [&str; 14] = [
    "Dockerfile",
    "Containerfile",
    ".dockerignore",
    ".git",
    ".gitignore",
    ".gitattributes",
    ".github",
    ".vscode",
    ".idea",
    ".DS_Store",
    ".editorconfig",
    ".vimrc",
    ".travis.yml",
    ".gitlab-ci.yml",
];

fn check(_: &Instruction, cx: &mut Context<'_>) {
    let file = cx.file;
    if !cx.stage.is_some_and(|stage| stage.ships && !stage.is_dev()) {
        return;
    }
    let Some(copy) = file.copy_at(cx.at).filter(|copy| copy.from.is_none()) else { return };
    for source in &copy.sources {
        let path = source.word.text.trim_start_matches("./").trim_end_matches('/');
        // What a later step reads or removes had a reason to come.
        let used = || {
            let later = file
                .runs
                .iter()
                .filter(|run| run.instruction > cx.at && file.stages[run.stage].ships);
            let git = path == ".git";
            later
                .flat_map(|run| &run.script.commands)
                .any(|command| git || command.all_words().any(|word| word.text().contains(path)))
        };
        if UNNECESSARY.contains(&path) && source.heredoc.is_none() && !used() {
            cx.report(source.word.span, format!("`{path}` is of no use in the container"));
        }
    }
}
