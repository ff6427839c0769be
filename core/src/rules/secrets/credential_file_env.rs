//! A variable that names a credentials file in the image.

use crate::model::{secret_names, user_flags};
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "credential-file-env",
    title: "A variable points to a credentials file in the image",
    category: Category::Secrets,
    severity: Severity::High,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["DS-0031", "AVD-DS-0031"],
    why: "The file that opens a cloud account or a cluster is then part of the image, and everybody who can \
          pull the image has it.",
    how: "Mount the file when the container starts, and keep it out of the image with .dockerignore. During \
          the build, mount it with `RUN --mount=type=secret`.",
    examples: &[
        Example::bad(
            "
            FROM python:3.14-slim
            COPY . /app
            ENV «GOOGLE_APPLICATION_CREDENTIALS=/app/key.json»
            ",
        ),
        Example::good(
            "
            FROM python:3.14-slim
            COPY . /app
            ENV GOOGLE_APPLICATION_CREDENTIALS=/run/secrets/key.json
            ",
        ),
        Example::good(
            "
            FROM python:3.14-slim
            COPY . /app
            ENV KUBECONFIG=$HOME/.kube/config
            ",
        ),
    ],
    links: &[],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let file = cx.file;
    for binding in stage
        .bindings
        .iter()
        .filter(|binding| secret_names::CREDENTIAL_FILES.contains(&binding.name.as_str()))
    {
        let Value::Known(path) = &binding.value else { continue };
        let copies = file.copies_of(stage).filter(|copy| copy.from.is_none() && !copy.onbuild);
        let brings = copies.into_iter().find(|copy| {
            let into = copy.dest_path.as_deref().filter(|into| *into != "/");
            into.is_some_and(|into| user_flags::under(path, into))
        });
        if let Some(copy) = brings {
            let message =
                format!("`{}` points to `{path}`, which is copied into the image", binding.name);
            cx.report(binding.span, message).note(copy.span, "copied here");
        }
    }
}
