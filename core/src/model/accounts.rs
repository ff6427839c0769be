//! Accounts that a build makes: `useradd`, `adduser`, `groupadd` and their like.

use super::{Dockerfile, Run, Stage, Value};
use crate::shell::{Command, Word};
use crate::text::Span;

/// A user or a group that a RUN makes.
#[derive(Clone, Debug, PartialEq)]
pub struct Account {
    /// The stage's index.
    pub stage: usize,
    /// The instruction's index.
    pub instruction: usize,
    /// The command.
    pub command: Span,
    /// Where the name is written.
    pub span: Span,
    /// The name, where it is known.
    pub name: Option<String>,
    /// The user's number, where it is given and known.
    pub uid: Option<String>,
    /// The primary group as given, where it is known.
    pub group: Option<String>,
    /// The home directory, where it is given and known.
    pub home: Option<String>,
    /// A group rather than a user.
    pub is_group: bool,
}

impl Dockerfile {
    /// The value of a shell word, variables of ARG and ENV filled in; `None` where something else is in it or where
    /// the script itself sets such a variable.
    pub fn shell_value(&self, run: &Run, word: &Word) -> Option<String> {
        word.filled(&|name| {
            let sets = |command: &Command| {
                command.assignments.iter().any(|set| set.name == name)
                    || command.is_one_of(&["read", "for", "export"])
            };
            if run.script.commands.iter().any(sets) {
                return None;
            }
            match self.lookup(&self.stages[run.stage], run.instruction, name) {
                Value::Known(known) => Some(known),
                _ => None,
            }
        })
    }

    /// The accounts that a stage and those it is built from make, those of the stage last.
    pub fn accounts(&self, stage: &Stage) -> Vec<Account> {
        let mut stages: Vec<&Stage> = self.lineage(stage).collect();
        stages.reverse();
        let runs = stages.into_iter().flat_map(|stage| self.runs_of(stage));
        runs.filter(|run| !run.onbuild)
            .flat_map(|run| {
                run.script.commands.iter().filter_map(|command| self.account(run, command))
            })
            .collect()
    }

    /// The account that a command makes.
    pub fn account(&self, run: &Run, command: &Command) -> Option<Account> {
        let operands = command.operands();
        let (word, is_group) = match command.name() {
            "useradd" => (*operands.last()?, false),
            "groupadd" => (*operands.last()?, true),
            // With a second operand they add a user to a group.
            "adduser" if operands.len() == 1 => {
                (operands[0], command.has_flag("--group") && !command.has_flag("--system"))
            }
            "addgroup" if operands.len() == 1 => (operands[0], true),
            _ => return None,
        };
        let value = |flags: &[&str]| {
            let mut given = flags.iter().flat_map(|flag| command.flag_values(flag));
            let flag = given.next()?;
            let attached = flag.value_word.is_some_and(|value| value.span == flag.word.span);
            match attached {
                true => flag.value.filter(|value| !value.contains('$')).map(str::to_owned),
                false => self.shell_value(run, flag.value_word?),
            }
        };
        let groups: &[&str] = match command.name() {
            "adduser" => &["-G", "--ingroup", "--gid"],
            _ => &["-g", "--gid"],
        };
        Some(Account {
            stage: run.stage,
            instruction: run.instruction,
            command: command.span,
            span: word.span,
            name: self.shell_value(run, word),
            uid: if is_group { None } else { value(&["-u", "--uid"]) },
            group: value(groups),
            home: value(&["-d", "-h", "--home", "--home-dir"]),
            is_group,
        })
    }
}

/// Programs that give root up and run another.
pub const DROPPERS: &[&str] = &[
    "gosu",
    "su-exec",
    "suexec",
    "setpriv",
    "s6-setuidgid",
    "setuidgid",
    "chpst",
    "runuser",
    "fixuid",
    "capsh",
];

/// Whether a text speaks of a program that gives root up: its name as a word or as the end of a path.
pub fn names_dropper(text: &str) -> Option<&'static str> {
    let mut words = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_');
    let found = words.find_map(|word| DROPPERS.iter().find(|name| word == **name));
    found.copied()
}

/// Whether something in the stages whose layers ship, or in what they start, names a program that gives root up.
pub fn is_dropped(file: &Dockerfile, stage: &Stage) -> bool {
    let stages = || file.lineage(stage);
    let commands =
        stages().flat_map(|stage| file.runs_of(stage)).flat_map(|run| &run.script.commands);
    let launches =
        file.launches.iter().filter(|launch| stages().any(|stage| stage.index == launch.stage));
    let launched = launches.flat_map(|launch| &launch.script.commands);
    let copied = stages().flat_map(|stage| file.copies_of(stage)).flat_map(|copy| &copy.sources);
    let heredocs =
        stages().flat_map(|stage| file.steps(stage)).flat_map(|(_, step)| &step.heredocs);
    commands
        .chain(launched)
        .flat_map(Command::all_words)
        .any(|word| names_dropper(word.text()).is_some())
        || copied.map(|source| &source.word.text).any(|text| names_dropper(text).is_some())
        || heredocs.map(|heredoc| file.text(heredoc.body)).any(|text| names_dropper(text).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[allow(clippy::type_complexity)]
    fn made(run: &str) -> Vec<(Option<String>, Option<String>, Option<String>, bool)> {
        let file = Dockerfile::new(&format!("FROM debian\nARG U=app\nENV ID=1001\nRUN {run}\n"));
        let accounts = file.accounts(&file.stages[0]);
        accounts.into_iter().map(|a| (a.name, a.uid, a.group, a.is_group)).collect()
    }

    #[test]
    fn accounts() {
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(
            made("groupadd -g 10 $U && useradd --uid=$ID -g app -m -s /bin/sh ${U}"),
            [(some("app"), None, some("10"), true), (some("app"), None, some("app"), false)]
        );
        assert_eq!(
            made("addgroup -S app && adduser -S -D -H -u 1001 -G app app"),
            [(some("app"), None, None, true), (some("app"), some("1001"), some("app"), false)]
        );
        assert_eq!(
            made("adduser app docker && adduser --disabled-password --gecos '' x"),
            [(some("x"), None, None, false)]
        );
        assert_eq!(names_dropper("exec /usr/bin/gosu app"), Some("gosu"));
        assert_eq!(names_dropper("gosunet"), None);
    }
}
