//! How the final image gets a user other than root, or which red flag says that only its author can decide.

use super::user_flags::{self, RedFlag};
use super::{Base, Dockerfile, Stage, UserAt};
use crate::image::users::{self, Tool};
use crate::image::{BaseUser, Reference};
use crate::shell::Dialect;
use crate::syntax::{Instruction, Keyword};
use crate::text::Span;

/// What is to be done about root.
#[derive(Clone, Debug, PartialEq)]
pub enum UserPlan {
    /// These edits.
    Edit(UserEdit),
    /// Nothing unasked, because of this; whoever knows better is offered the user that follows.
    Flag(RedFlag, String),
}

/// Edits that give the final stage a user.
#[derive(Clone, Debug, PartialEq)]
pub struct UserEdit {
    /// What follows USER.
    pub user: String,
    /// What they do, as a short command.
    pub title: String,
    /// What may change, as one sentence.
    pub change: String,
    /// The edits.
    pub edits: Vec<(Span, String)>,
    /// How many instructions they add.
    pub instructions: i32,
}

/// The number of the account that is made: above host users, below what tools refuse, and what `docker init` takes.
const ID: &str = "10001";

/// Who the program is to run as.
#[derive(Clone)]
struct Chosen {
    user: String,
    owner: String,
    /// The commands that make the account.
    make: Vec<String>,
    title: String,
    home: bool,
}

impl Dockerfile {
    /// What gives the final stage a user; `None` where it has one, or where nothing is known. With an answer, the
    /// program is known to work as that user, and no red flag counts.
    pub fn user_plan(&self, answer: Option<&str>) -> Option<UserPlan> {
        let stage = self.final_stage()?;
        if self.is_root_at(stage, stage.end) != Some(true) {
            return None;
        }
        let flag = match self.user_edit(stage) {
            Ok(edit) => return Some(UserPlan::Edit(edit)),
            Err(flag) => flag,
        };
        let known = self.known_to_work(stage);
        if let Some(edit) = answer.and_then(|answer| self.answered(stage, known.clone(), answer)) {
            return Some(UserPlan::Edit(edit));
        }
        Some(UserPlan::Flag(flag, known.map_or(format!("{ID}:{ID}"), |chosen| chosen.user)))
    }

    fn user_edit(&self, stage: &Stage) -> Result<UserEdit, RedFlag> {
        let earlier = self.earlier_user(stage);
        if let Some(span) = self.idle_root(stage).filter(|_| earlier.is_some()) {
            let text = "nothing after it needs root, so that it is for the program itself";
            return Err(RedFlag::new("root-on-purpose", span, text));
        }
        user_flags::any(self, stage, earlier.is_some())?;
        let state = user_flags::state_folders(self, stage)?;
        let chosen = match earlier {
            Some(user) => back_to(user),
            None => self.choose(stage)?,
        };
        self.edits(stage, chosen, &state)
    }

    /// Who could be meant where a red flag stands in the way.
    fn known_to_work(&self, stage: &Stage) -> Option<Chosen> {
        match self.earlier_user(stage) {
            Some(user) => Some(back_to(user)),
            None => self.choose(stage).ok(),
        }
    }

    /// The edits for the user that was answered: the one that would be chosen, or a number.
    fn answered(&self, stage: &Stage, known: Option<Chosen>, answer: &str) -> Option<UserEdit> {
        if self.is_windows(stage) {
            return None;
        }
        let number = |text: &str| {
            !text.is_empty() && text.len() < 10 && text.bytes().all(|b| b.is_ascii_digit())
        };
        let chosen = known.filter(|chosen| chosen.user == answer).or_else(|| {
            let (user, group) = answer.split_once(':').unwrap_or((answer, "0"));
            let numeric = number(user) && number(group) && user.parse() != Ok(0);
            numeric.then(|| Chosen {
                title: format!("run as `{answer}`"),
                owner: answer.to_owned(),
                user: answer.to_owned(),
                make: Vec::new(),
                home: false,
            })
        })?;
        let state = user_flags::state_folders(self, stage).unwrap_or_default();
        self.edits(stage, chosen, &state).ok()
    }

    /// The user other than root that was in force before root came back.
    fn earlier_user(&self, stage: &Stage) -> Option<String> {
        let UserAt::Set(_) = self.user_at(stage, stage.end) else { return None };
        let mut earlier = self.lineage(stage).flat_map(|stage| stage.users.iter().rev());
        let set =
            earlier.find(|user| user.value.as_deref().is_some_and(|user| !super::is_root(user)));
        set.map(|user| user.raw.clone()).or_else(|| match self.root_of(stage) {
            Base::Image(image) => match crate::image::facts::default_user(image) {
                BaseUser::Other(user) => Some(user.to_owned()),
                _ => None,
            },
            _ => None,
        })
    }

    /// The account that the file makes, the one that the base brings, or a new one.
    fn choose(&self, stage: &Stage) -> Result<Chosen, RedFlag> {
        let accounts = self.accounts(stage);
        let mut made: Vec<_> = accounts.iter().filter(|account| !account.is_group).collect();
        made.dedup_by(|a, b| a.name == b.name);
        match &made[..] {
            [] => {}
            [only] if only.uid.as_deref().is_some_and(|uid| uid != "0") || only.name.is_some() => {
                let number = only.uid.clone().filter(|uid| uid.bytes().all(|b| b.is_ascii_digit()));
                let name = only.name.clone();
                let user = number.or(name.clone()).unwrap_or_default();
                let label = name.unwrap_or_else(|| user.clone());
                return Ok(Chosen {
                    title: format!("run as `{label}`, which the file creates"),
                    owner: user.clone(),
                    user,
                    make: Vec::new(),
                    home: true,
                });
            }
            [one] => {
                return Err(RedFlag::new(
                    "account-unknown",
                    one.command,
                    "the account's name depends on the build",
                ));
            }
            [_, other, ..] => {
                return Err(RedFlag::new(
                    "several-accounts",
                    other.command,
                    "the file makes more than one account",
                ));
            }
        }
        let image = match self.root_of(stage) {
            Base::Image(image) => Some(image),
            _ => None,
        };
        if let Some(ready) = image.and_then(users::ready) {
            return Ok(Chosen {
                title: format!("run as `{}`, which the image brings", ready.user),
                user: ready.user.to_owned(),
                owner: ready.owner.to_owned(),
                make: Vec::new(),
                home: true,
            });
        }
        if let Some(group) = accounts.iter().find(|account| {
            account.name.as_deref() == Some("app") || account.group.as_deref() == Some(ID)
        }) {
            return Err(RedFlag::new(
                "name-taken",
                group.command,
                "the file makes a group that a new account would need",
            ));
        }
        self.new_account(stage, image)
    }

    fn new_account(&self, stage: &Stage, image: Option<&Reference>) -> Result<Chosen, RedFlag> {
        let Some(tool) = users::tool(self.family(stage), image) else {
            return Err(RedFlag::new(
                "unknown-base",
                stage.base_span,
                "it is not known how accounts are made in this base image",
            ));
        };
        let lines: [&str; 2] = match tool {
            Tool::Useradd => [
                "groupadd --system --gid 10001 app",
                "useradd --system --no-log-init --uid 10001 --gid app --home-dir /nonexistent --no-create-home --shell /usr/sbin/nologin app",
            ],
            Tool::UseraddShort => [
                "groupadd -r -g 10001 app",
                "useradd -r -l -u 10001 -g app -d /nonexistent -M -s /sbin/nologin app",
            ],
            Tool::Adduser => [
                "addgroup -S -g 10001 app",
                "adduser -S -D -H -h /nonexistent -s /sbin/nologin -u 10001 -G app app",
            ],
            Tool::None => ["", ""],
        };
        let user = format!("{ID}:{ID}");
        Ok(Chosen {
            title: match tool {
                Tool::None => "run as a number of its own".to_owned(),
                _ => "make an account without rights and run as it".to_owned(),
            },
            owner: user.clone(),
            user,
            make: lines
                .iter()
                .filter(|line| !line.is_empty())
                .map(|line| (*line).to_owned())
                .collect(),
            home: false,
        })
    }

    fn edits(&self, stage: &Stage, chosen: Chosen, state: &[String]) -> Result<UserEdit, RedFlag> {
        let Chosen { user, owner, mut make, title, home } = chosen;
        let place = self.user_place(stage);
        let at = self.make_place(stage).min(place);
        let plain = matches!(self.shell_at(stage, at).dialect, Dialect::Posix | Dialect::Bash)
            && users::tool(self.family(stage), None) != Some(Tool::None);
        let start = self.start_folder(stage).filter(|(path, _)| {
            let whole = owner.bytes().all(|b| b.is_ascii_alphanumeric() || b":_-".contains(&b));
            plain && whole && !state.contains(path)
        });
        let early = start.as_ref().filter(|(_, set)| *set < at).map(|(path, _)| path);
        let owned: Vec<&str> = state.iter().chain(early).map(String::as_str).collect();
        if !state.is_empty() {
            make.push(format!("mkdir -p {}", state.join(" ")));
        }
        if !owned.is_empty() {
            make.push(format!("chown {owner} {}", owned.join(" ")));
        }
        let mut edits = Vec::new();
        let (newline, mut instructions) = (self.tree.newline(), 1);
        if !make.is_empty() {
            if !plain {
                return Err(RedFlag::new(
                    "no-shell",
                    stage.base_span,
                    "the image has no shell that could make accounts or folders",
                ));
            }
            edits.push(self.insertion(stage, at, &self.run_of(stage, &make)));
            instructions += 1;
        }
        let mut text = format!("{} {user}", self.keyword(stage, "USER"));
        if !home && user_flags::needs_home(self, stage) {
            text = format!("{} HOME=/tmp{newline}{text}", self.keyword(stage, "ENV"));
            instructions += 1;
        }
        if let (None, Some((path, _))) = (early, &start) {
            text = format!("{} chown {owner} {path}{newline}{text}", self.keyword(stage, "RUN"));
            instructions += 1;
        }
        match self.idle_root(stage) {
            Some(setting) if instructions == 1 => {
                edits.push((setting, user.clone()));
                instructions = 0;
            }
            _ => {
                let insertion = self.insertion(stage, place, &text);
                match edits.first_mut() {
                    // Both go to the same place: one insertion.
                    Some(first) if first.0 == insertion.0 => first.1 += &insertion.1,
                    _ => edits.push(insertion),
                }
            }
        }
        let mut change = format!(
            "the program runs as `{user}` instead of root: it can no longer write to files and folders of root, its own code among them"
        );
        if let Some((path, _)) = start {
            change += &format!("; `{path}`, where it starts, is given to it");
        }
        Ok(UserEdit { user, title, change, edits, instructions })
    }

    /// The folder that the program starts in and the index of the WORKDIR that makes it: what a program writes without
    /// naming a folder, a log or a database, goes there. The files in it stay root's.
    fn start_folder(&self, stage: &Stage) -> Option<(String, usize)> {
        let workdir = self.lineage(stage).find_map(|stage| stage.workdirs.last())?;
        let path = super::clean(workdir.value.as_deref()?);
        user_flags::can_be_owned(&path).then_some((path, workdir.at))
    }

    /// Where `USER root` is written, where nothing after it in the stage needs root.
    fn idle_root(&self, stage: &Stage) -> Option<Span> {
        let last =
            stage.users.last().filter(|user| user.value.as_deref().is_some_and(super::is_root))?;
        let works = self.steps(stage).any(|(at, step)| at > last.at && is_work(step));
        (!works).then_some(last.span)
    }

    /// The index of the instruction before which USER belongs: the first of HEALTHCHECK, ENTRYPOINT and CMD after all
    /// that needs root; the stage's end where there is none.
    fn user_place(&self, stage: &Stage) -> usize {
        let root = |step: &Instruction| is_work(step) || step.keyword == Keyword::User;
        let last = self.steps(stage).rfind(|(_, step)| root(step)).map_or(stage.from, |(at, _)| at);
        let starts = [Keyword::Healthcheck, Keyword::Entrypoint, Keyword::Cmd];
        let first =
            self.steps(stage).find(|(at, step)| *at > last && starts.contains(&step.keyword));
        first.map_or(stage.end, |(at, _)| at)
    }

    /// Where the account is made: before the first copy, so that the layer stays when sources change; before the first
    /// volume, after which older builders throw away what is written there; at root's.
    fn make_place(&self, stage: &Stage) -> usize {
        let ends = [Keyword::Copy, Keyword::Add, Keyword::Volume];
        let end = self.steps(stage).find(|(_, step)| ends.contains(&step.keyword));
        let first = end.map_or(stage.end, |(at, _)| at);
        match self.is_root_at(stage, first) {
            Some(true) => first,
            _ => self.user_place(stage),
        }
    }

    /// An insertion of whole lines before an instruction and the comments that belong to it, or at the stage's end.
    fn insertion(&self, stage: &Stage, before: usize, text: &str) -> (Span, String) {
        let newline = self.tree.newline();
        if before >= stage.end {
            let last = &self.tree.instructions[stage.end - 1];
            return (Span::at(last.span.end), format!("{newline}{text}"));
        }
        let instruction = &self.tree.instructions[before];
        let above = self.tree.above(instruction);
        let start = above.first().map_or(instruction.span.start, |comment| comment.span.start);
        let at = self.line_start(start);
        let blank = self
            .text(Span::new(0, at))
            .trim_end_matches([' ', '\t'])
            .ends_with(&format!("{newline}{newline}"));
        let gap = if blank { newline } else { "" };
        (Span::at(at), format!("{text}{newline}{gap}"))
    }

    /// A RUN of these commands in the file's style of joining lines.
    fn run_of(&self, stage: &Stage, commands: &[String]) -> String {
        let (escape, newline) = (self.tree.escape, self.tree.newline());
        let trailing = self.tree.source.contains(&format!("&& {escape}{newline}"));
        let joint = match trailing {
            true => format!(" && {escape}{newline}    "),
            false => format!(" {escape}{newline} && "),
        };
        format!("{} {}", self.keyword(stage, "RUN"), commands.join(&joint))
    }

    /// A keyword in the case that the stage's FROM has.
    fn keyword(&self, stage: &Stage, name: &str) -> String {
        let from = self.text(self.tree.instructions[stage.from].word);
        match from.bytes().all(|b| b.is_ascii_lowercase()) {
            true => name.to_ascii_lowercase(),
            false => name.to_owned(),
        }
    }
}

/// The user that was in force before root came back.
fn back_to(user: String) -> Chosen {
    Chosen {
        title: format!("return to the user `{user}`"),
        owner: user.clone(),
        user,
        make: Vec::new(),
        home: true,
    }
}

/// Whether an instruction does something that may need root.
fn is_work(step: &Instruction) -> bool {
    matches!(step.keyword, Keyword::Run | Keyword::Copy | Keyword::Add | Keyword::Workdir)
}
