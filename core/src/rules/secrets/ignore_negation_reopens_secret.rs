//! An exception that brings a secret back.

use crate::ignore::{Matcher, Verdict, hazards};
use crate::model::secret_names;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "ignore-negation-reopens-secret",
    title: "An exception in .dockerignore brings a secret back",
    category: Category::Secrets,
    severity: Severity::High,
    confidence: Confidence::Heuristic,
    profile: Profile::Default,
    aliases: &[],
    why: "The exception puts the file into the build context again, and the next `COPY .` takes it into \
          the image.",
    how: "Delete the exception, and give the build what it needs as a secret: `RUN \
          --mount=type=secret,id=npmrc …`.",
    examples: &[
        Example::bad(
            "
            *.pem
            .env
            «!.env»
            ",
        ),
        Example::bad(
            "
            *
            !src
            «!id_rsa»
            ",
        ),
        Example::good(
            "
            .env*
            !.env.example
            ",
        ),
        Example::good(
            "
            **/*.pem
            !certs/ca.pem
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            COPY .npmrc /app/
            --- .dockerignore ---
            .*
            !.npmrc
            ",
        ),
    ],
    links: &["https://docs.docker.com/build/concepts/context/#dockerignore-files"],
    check: Check::Pair(check),
};

fn check(file: &Dockerfile, ignore: &IgnoreFile) -> Vec<Remark> {
    if !ignore.is_comparable() {
        return Vec::new();
    }
    let needs = file.needs();
    let matcher = Matcher::new(ignore);
    let mut remarks = Vec::new();
    for (at, pattern) in ignore.patterns.iter().enumerate().filter(|(_, p)| p.negated) {
        let path = hazards::probe(&pattern.clean);
        let Some(what) = secret_names::secret_file(&path).filter(|_| !path.ends_with(".docker"))
        else {
            continue;
        };
        // What an instruction names is reported there.
        let named = needs.iter().any(|need| !need.is_whole() && need.brings(&path));
        if matcher.decide(&path) == (Verdict { ignored: false, pattern: Some(at) }) && !named {
            let message =
                format!("`{}` brings back what is most likely {what}", ignore.written(pattern));
            remarks.push(Remark::new(pattern.span, message));
        }
    }
    remarks
}
