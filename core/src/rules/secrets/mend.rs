//! Fixes that take more to find than the findings that they belong to: part of what may come later.

use crate::finding::Finding;
use crate::fix::{Fix, Phase};
use crate::model::Dockerfile;
use crate::syntax::Keyword;
use crate::text::Span;

/// Mounts a password that stands in a command, or gives the account of an ADD to the builder.
pub(super) fn password(finding: &mut Finding, file: &Dockerfile, span: Span) {
    let added =
        file.tree.instructions.iter().find(|i| i.keyword == Keyword::Add && i.span.contains(span));
    if let Some(add) = added {
        return account(
            finding,
            file,
            add.words().iter().map(|word| word.span).find(|word| word.contains(span)),
        );
    }
    let Some(mount) = file.password_mount(span) else { return };
    let change = format!(
        "the build command needs `{}`; the old password is known to whoever has the file, and has to be changed",
        mount.build_argument
    );
    let fix = Fix::review("mount the password as a secret", Phase::Secrets, &change);
    let mut fix = fix.replace_all(mount.edits);
    fix.build_argument = Some(mount.build_argument);
    finding.fix(fix);
}

/// GitHub and GitLab take the token that the builder is given for Git, whatever the user's name beside it.
fn account(finding: &mut Finding, file: &Dockerfile, word: Option<Span>) {
    let Some(word) = word else { return };
    let text = file.text(word);
    let Some((scheme, rest)) = text.split_once("://") else { return };
    let authority = rest.split('/').next().unwrap_or("");
    let Some((user, host)) = authority.rsplit_once('@') else { return };
    let git = rest.split(['#', '?']).next().is_some_and(|path| path.ends_with(".git"));
    if scheme != "https" || !git || !matches!(host, "github.com" | "gitlab.com") {
        return;
    }
    let start = word.start + scheme.len() as u32 + 3;
    let argument = "--secret id=GIT_AUTH_TOKEN";
    let change = format!(
        "the build command needs `{argument}`; the old token is known to whoever has the file, and has to be changed"
    );
    let fix = Fix::review("give the account to the builder", Phase::Secrets, &change);
    let mut fix = fix.delete(Span::new(start, start + user.len() as u32 + 1));
    fix.build_argument = Some(argument.to_owned());
    finding.fix(fix);
}
