//! A command that asks the history that the .dockerignore keeps out.

use crate::ignore::Matcher;
use crate::model::demands::Asked;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "git-needed-but-ignored",
    title: "A command needs .git, which .dockerignore keeps out",
    category: Category::Correctness,
    severity: Severity::Medium,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "Git finds no repository in the image: the command fails, or the version that it should tell \
          stays empty.",
    how: "Give the version as a build argument, `--build-arg VERSION=$(git describe)`. Or mount the \
          history for this one step, `RUN --mount=type=bind,source=.git,target=.git …`, and keep it in \
          the build context.",
    examples: &[
        Example::bad(
            "
            FROM golang:1.25
            COPY . .
            RUN go build -ldflags \"-X main.version=$(«git describe --tags»)\"
            --- .dockerignore ---
            .git
            ",
        ),
        Example::good(
            "
            FROM golang:1.25
            COPY . .
            RUN git clone https://example.org/x.git && cd x && git describe
            --- .dockerignore ---
            .git
            ",
        ),
        Example::good(
            "
            FROM golang:1.25
            COPY . .
            RUN git describe || echo none > version
            --- .dockerignore ---
            .git
            ",
        ),
        Example::good(
            "
            FROM golang:1.25
            COPY . .
            RUN git describe
            --- .dockerignore ---
            *.md
            ",
        ),
    ],
    links: &["https://docs.docker.com/build/concepts/context/#dockerignore-files"],
    check: Check::Pair(check),
};

fn check(file: &Dockerfile, ignore: &IgnoreFile) -> Vec<Remark> {
    let verdict = Matcher::new(ignore).decide(".git");
    let Some(pattern) = verdict.pattern.filter(|_| verdict.ignored).map(|at| &ignore.patterns[at])
    else {
        return Vec::new();
    };
    let say = |asked: &Asked| {
        let (text, line) = (ignore.written(pattern), pattern.line);
        Remark::in_dockerfile(
            asked.span,
            format!(
                "`{text}` in line {line} of .dockerignore keeps out the history that this asks"
            ),
        )
    };
    file.asks_git().iter().filter(|asked| asked.must).map(say).collect()
}
