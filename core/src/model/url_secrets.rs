//! How a password in a command becomes a secret that the builder mounts (R25 of the hardening reference).

use super::{Dockerfile, downloads, secret_flow};
use crate::shell::{Command, Quote, Word};
use crate::text::Span;

/// Edits that mount a password instead of writing it.
#[derive(Clone, Debug, PartialEq)]
pub struct PasswordMount {
    /// The edits.
    pub edits: Vec<(Span, String)>,
    /// What the build command needs.
    pub build_argument: String,
}

impl Dockerfile {
    /// How the password at a span of a RUN comes from a mount; `None` where that can't be written with certainty.
    pub fn password_mount(&self, span: Span) -> Option<PasswordMount> {
        let run = self.runs.iter().find(|run| run.whole.contains(span))?;
        let command = run.script.commands.iter().rfind(|command| command.whole.contains(span))?;
        let word = command.all_words().find(|word| word.span.contains(span))?;
        let old = self.tree.directive("syntax").is_some_and(secret_flow::is_before_env_mounts);
        let stage = &self.stages[run.stage];
        if old || !self.is_plain(run) || self.is_windows(stage) || command.context.in_inner {
            return None;
        }
        let (at, host) = match self.in_address(word, span) {
            Some(found) => found,
            None => (self.of_user_flag(command, word, span)?, host_of(command)?),
        };
        let name: String = host
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' })
            .chain("_PASSWORD".chars())
            .collect();
        if name.starts_with(|c: char| c.is_ascii_digit()) || self.tree.source.contains(&name) {
            return None;
        }
        let mut edits = match command.is("git") {
            true => self.beside_git(command, word, at, &name)?,
            false => quoted(word, at, &name)?,
        };
        let (escape, newline) = (self.tree.escape, self.tree.newline());
        let id = name.to_ascii_lowercase();
        let mount =
            format!(" --mount=type=secret,id={id},env={name},required=true {escape}{newline}   ");
        edits.push((Span::at(run.word.end), mount));
        Some(PasswordMount { edits, build_argument: format!("--secret id={id},env={name}") })
    }

    /// The password's place in `scheme://user:password@host`, and the host. A lone token is the user.
    fn in_address(&self, word: &Word, span: Span) -> Option<(Span, String)> {
        let source = &self.tree.source;
        let behind = &source[span.end as usize..word.span.end as usize];
        let before = &source[word.span.start as usize..span.start as usize];
        let scheme = before.rfind("://")?;
        let user = &before[scheme + 3..];
        let plain = |c: char| c.is_ascii_alphanumeric() || "-_.:".contains(c);
        let host = downloads::host(&behind[behind.find('@')? + 1..]).to_owned();
        let named = host.chars().all(|c| c.is_ascii_alphanumeric() || "-.".contains(c));
        let own = behind.starts_with('@') || behind.starts_with(":x-oauth-basic@");
        (user.chars().all(plain) && own && named && host.contains('.')).then_some((span, host))
    }

    /// The password of `curl -u user:password`.
    fn of_user_flag(&self, command: &Command, word: &Word, span: Span) -> Option<Span> {
        let flags = command.flag_values("-u").into_iter().chain(command.flag_values("--user"));
        let mut flags = flags.filter(|_| command.is("curl"));
        let given = flags.find(|flag| flag.value_word.is_some_and(|w| w.span == word.span))?;
        let written = self.text(word.span);
        let bare = written.trim_matches(['"', '\'']);
        let colon = written.find(':')?;
        let end = written.len() - (written.len() - written.trim_end_matches(['"', '\'']).len());
        let place = Span::new(word.span.start + colon as u32 + 1, word.span.start + end as u32);
        (given.value == Some(bare) && span.touches(place)).then_some(place)
    }

    /// `git clone https://user:password@host/…` would keep the address in the clone's settings: a setting of this one
    /// call adds it instead.
    fn beside_git(
        &self,
        command: &Command,
        word: &Word,
        at: Span,
        name: &str,
    ) -> Option<Vec<(Span, String)>> {
        let verb = command.subcommand();
        let source = &self.tree.source;
        let before = &source[word.span.start as usize..at.start as usize];
        let scheme = before.rfind("://")?;
        let start = before[..scheme].rfind(|c: char| !c.is_ascii_alphabetic()).map_or(0, |i| i + 1);
        let address = word.span.start + start as u32;
        let user = word.span.start + scheme as u32 + 3;
        let behind = &source[at.end as usize..word.span.end as usize];
        let sign = at.end + behind.find('@')? as u32 + 1;
        let host = downloads::host(&source[sign as usize..word.span.end as usize]);
        let first = &source[address as usize..at.start as usize];
        let last = &source[at.end as usize..sign as usize];
        let program = command.name_word()?;
        let whole = command.operands().iter().any(|operand| operand.span == word.span);
        if !matches!(verb, "clone" | "fetch" | "pull" | "ls-remote") || !whole || start > 1 {
            return None;
        }
        let base = &source[address as usize..user as usize];
        let setting =
            format!(" -c url.\"{first}${{{name}}}{last}{host}/\".insteadOf={base}{host}/");
        Some(vec![(Span::at(program.span.end), setting), (Span::new(user, sign), String::new())])
    }
}

/// The host that a command fetches from.
fn host_of(command: &Command) -> Option<String> {
    let address = command.operands().into_iter().find(|word| word.text().contains("://"))?;
    let host = downloads::host(address.text());
    let plain = host.chars().all(|c| c.is_ascii_alphanumeric() || "-.".contains(c));
    (plain && host.contains('.')).then(|| host.to_owned())
}

/// The edits that put a variable in the place of a text, in double quotes.
fn quoted(word: &Word, at: Span, name: &str) -> Option<Vec<(Span, String)>> {
    let variable = format!("${{{name}}}");
    match word.quote() {
        Some(Quote::Double) => Some(vec![(at, variable)]),
        // Nothing in it means anything to a shell within double quotes.
        Some(Quote::Bare)
            if word.literal().is_some_and(|text| !text.contains(['"', '$', '`', '\\', '!'])) =>
        {
            let mut edits = vec![(Span::at(word.span.start), "\"".to_owned())];
            match at.end == word.span.end {
                true => edits.push((at, variable + "\"")),
                false => edits.extend([(at, variable), (Span::at(word.span.end), "\"".to_owned())]),
            }
            Some(edits)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_that_can_be_mounted() {
        let plan = |run: &str| {
            let file = Dockerfile::new(&format!("FROM debian\nRUN {run}\n"));
            let at = file.tree.source.find("s3cret").expect("it is there") as u32;
            file.password_mount(Span::new(at, at + 6)).map(|plan| plan.build_argument)
        };
        for run in [
            "curl -u jo:s3cret https://a.b/x",
            "curl \"https://jo:s3cret@a.b/x\"",
            "git clone https://s3cret@a.b/x",
            "pip install -i https://jo:s3cret@a.b/simple x",
        ] {
            assert_eq!(
                plan(run).as_deref(),
                Some("--secret id=a_b_password,env=A_B_PASSWORD"),
                "{run}"
            );
        }
        for run in [
            "curl 'https://jo:s3cret@a.b/x'",
            "curl https://jo:s3cret@$HOST/x",
            "git remote add x https://jo:s3cret@a.b/x",
            "echo s3cret",
            "sh -c 'curl https://jo:s3cret@a.b/x'",
        ] {
            assert_eq!(plan(run), None, "{run}");
        }
    }
}
