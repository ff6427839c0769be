//! Which downloads of a stage are checked. A check that names its files says nothing of others; one whose files can't
//! be told may be of any.

use super::downloads::{self, last_part};
use super::{Dockerfile, Run};
use crate::shell::{Command, Op, Script, Word};
use std::collections::{BTreeMap, BTreeSet};

/// The checks of a stage.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Checks {
    /// The instruction of the last check of whatever file.
    last: Option<usize>,
    /// The instruction of the last check that may be of any file.
    any: Option<usize>,
    /// For each download that is checked by its name: where first (instruction and command), and in which instruction
    /// last.
    named: BTreeMap<String, ((usize, usize), usize)>,
}

/// Notes for every stage what its RUNs check.
pub(super) fn find(file: &mut Dockerfile) {
    let mut names: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
    let mut found: Vec<(usize, Checks)> = Vec::new();
    for run in &file.runs {
        for command in &run.script.commands {
            if downloads::verifies(command).is_none() || is_ignored(&run.script, command) {
                continue;
            }
            // The file's RUNs come stage by stage.
            if found.last().is_none_or(|(stage, _)| *stage != run.stage) {
                found.push((run.stage, Checks::default()));
                names.insert(run.stage, fetched(file, run.stage));
            }
            let (Some((_, checks)), Some(fetched)) = (found.last_mut(), names.get(&run.stage))
            else {
                continue;
            };
            let at = run.instruction;
            checks.last = Some(at);
            let own = files(&run.script, command)
                .filter(|own| !own.is_empty() && own.iter().all(|name| fetched.contains(name)));
            let Some(own) = own else {
                checks.any = Some(at);
                continue;
            };
            for name in own {
                checks.named.entry(name).or_insert(((at, command.index), at)).1 = at;
            }
        }
    }
    for (stage, checks) in found {
        file.stages[stage].checks = checks;
    }
}

/// The names of the files that a stage fetches.
fn fetched(file: &Dockerfile, stage: usize) -> BTreeSet<String> {
    let runs = file.runs_of(&file.stages[stage]);
    let files = runs.flat_map(|run| downloads::downloads(&run.script)).filter_map(|d| d.file);
    files.filter_map(|file| name(&file)).collect()
}

/// A file's name as it is compared: without folders, `${a}` like `$a`, a signature like what it signs. None where all
/// of it is a variable.
fn name(path: &str) -> Option<String> {
    let path = last_part(path);
    let signs = [".asc", ".sig", ".sign", ".gpg", ".minisig"];
    let name = signs.iter().find_map(|end| path.strip_suffix(end)).unwrap_or(path);
    let name = name.replace(['{', '}', '"', '\''], "");
    let varies = name.starts_with('$') && !name.contains(['.', '-']);
    (!varies && !name.is_empty()).then_some(name)
}

/// Whether a check may fail without a word: `… || true`.
fn is_ignored(script: &Script, command: &Command) -> bool {
    let pipeline = script.pipeline_of(command);
    if pipeline.after.is_none_or(|joint| joint.op != Op::Or) {
        return false;
    }
    let then = script.next(pipeline).and_then(|next| script.simple(next.stages.first()?));
    then.is_some_and(|then| then.is_one_of(&["true", ":"]))
}

/// The names of the files that a check is of; `None` where they can't be told.
fn files(script: &Script, command: &Command) -> Option<Vec<String>> {
    let words = match command.name() {
        "git" | "gh" | "keybase" => return None,
        "openssl" | "cosign" | "slsa-verifier" => command.operands().split_off(1),
        _ => command.operands(),
    };
    let words: Vec<&Word> =
        words.into_iter().filter(|word| !matches!(word.text(), "-" | "/dev/stdin")).collect();
    let lists = command.has_one_flag_of(&["-c", "--check"]);
    if !lists && !words.is_empty() {
        let program = |word: &Word| name(word.text()).filter(|name| !downloads::is_data(name));
        return words.into_iter().map(program).collect();
    }
    // shasum's `-a 256` leaves a number behind.
    if words.iter().any(|word| !word.text().bytes().all(|b| b.is_ascii_digit())) {
        return None;
    }
    listed(&list(script, command)?)
}

/// The list of sums that a check reads from its input.
fn list(script: &Script, command: &Command) -> Option<String> {
    if let Some(redirect) = command.redirects.first() {
        let here = redirect.heredoc.as_ref().map(|heredoc| &heredoc.body);
        let here = here
            .or((redirect.op == crate::shell::RedirectOp::HereString).then_some(&redirect.target));
        return here.map(|word| word.text().to_owned());
    }
    let before = command.stage.checked_sub(1).filter(|before| *before == 0)?;
    let echo = script.simple(script.pipeline_of(command).stages.get(before)?)?;
    let mut words = echo.args().iter().map(Word::text).peekable();
    match echo.name() {
        "echo" => while words.next_if(|word| word.starts_with('-')).is_some() {},
        "printf" => {
            words.next_if(|format| format.contains('%'));
        }
        _ => return None,
    }
    Some(words.collect::<Vec<&str>>().join(" "))
}

/// The files of a list of sums: a line each, the sum before it.
fn listed(list: &str) -> Option<Vec<String>> {
    let list = list.replace("\\n", "\n");
    let lines = list.lines().map(str::trim).filter(|line| !line.is_empty());
    lines
        .map(|line| match line.split_whitespace().collect::<Vec<&str>>()[..] {
            [_, file] => name(file.trim_start_matches('*')),
            _ => None,
        })
        .collect()
}

impl Dockerfile {
    /// Whether a RUN, or a later one of its stage, checks something that was fetched.
    pub fn is_verified(&self, run: &Run) -> bool {
        self.stages[run.stage].checks.last >= Some(run.instruction)
    }

    /// Whether a RUN, or a later one of its stage, checks a file that the RUN fetches, or may do so. Without a file,
    /// no check can name it.
    pub fn is_checked(&self, run: &Run, file: Option<&str>) -> bool {
        let checks = &self.stages[run.stage].checks;
        let named = || checks.named.get(&name(file?)?);
        checks.any >= Some(run.instruction)
            || named().is_some_and(|(_, last)| *last >= run.instruction)
    }

    /// Whether a RUN checks a file that it fetches only after its command of this index.
    pub fn is_checked_late(&self, run: &Run, file: Option<&str>, command: usize) -> bool {
        let checks = &self.stages[run.stage].checks;
        let named = || checks.named.get(&name(file?)?);
        checks.any < Some(run.instruction)
            && named().is_some_and(|((at, check), _)| *at == run.instruction && *check > command)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Which of the downloads of a script are checked.
    fn checked(script: &str) -> Vec<bool> {
        let file = Dockerfile::new(&format!("FROM debian:13\nRUN {script}\n"));
        let run = &file.runs[0];
        let downloads = downloads::downloads(&run.script);
        downloads.iter().map(|d| file.is_checked(run, d.file.as_deref())).collect()
    }

    #[test]
    fn a_check_is_of_the_files_it_names() {
        let two = "curl -O https://a.b/x.tgz && curl -o /tmp/y-${V}.tgz https://a.b/y";
        for (check, expected) in [
            ("echo \"$SUM  /tmp/y-$V.tgz\" | sha256sum -c -", [false, true]),
            ("printf '%s  %s\\n' $SUM x.tgz | shasum -a 256 -c", [true, false]),
            ("echo 12ab *x.tgz | sha512sum --check --status", [true, false]),
            ("sha256sum -c <<< \"12ab  x.tgz\"", [true, false]),
            ("gpg --batch --verify x.tgz.asc x.tgz", [true, false]),
            ("[ \"$(sha256sum x.tgz | cut -c1-64)\" = 12ab ]", [true, false]),
            // Which files these are of can't be told.
            ("sha256sum -c SHA256SUMS", [true, true]),
            ("grep x.tgz SHA256SUMS | sha256sum -c -", [true, true]),
            ("echo \"$SUM  $FILE\" | sha256sum -c -", [true, true]),
            ("echo 12ab  inner.txt | sha256sum -c -", [true, true]),
            ("gpg --verify SHA256SUMS.asc SHA256SUMS", [true, true]),
            ("git verify-tag v1", [true, true]),
            // And these are of nothing.
            ("(echo 12ab  x.tgz | sha256sum -c - || true)", [false, false]),
            ("ssh-keygen -A", [false, false]),
        ] {
            assert_eq!(checked(&format!("{two} && {check}")), expected, "{check}");
        }
    }
}
