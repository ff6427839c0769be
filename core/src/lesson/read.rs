//! Reads lessons. Errors name the line and the nearest key that there is.

use super::condition::{self, CONDITIONS};
use super::node::{self, Node, Value};
use super::{Baseline, Condition, Deliver, Goal, Guard, Kind, Lesson, Link, WrongTurn, guard};
use crate::audit::Date;
use crate::rule::Profile;
use crate::rules;

/// What is wrong with a lesson's text: a sentence about a line, in lower case, without a full stop.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// The line, from 1; 0 where the text has no lines to speak of.
    pub line: usize,
    /// The sentence.
    pub message: String,
}

/// The version of the format.
const SCHEMA: i64 = 1;

/// The keys of a lesson.
const KEYS: [&str; 19] = [
    "schema",
    "id",
    "number",
    "practice",
    "title",
    "minutes",
    "incident",
    "kind",
    "starter",
    "solution",
    "beside",
    "tree",
    "today",
    "profile",
    "goal",
    "wrong-turn",
    "guard",
    "closing",
    "sources",
];

/// Reads a lesson from TOML.
#[cfg(feature = "lessons")]
pub fn read(text: &str) -> Result<Lesson, Fault> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let node = node::of_toml(text).map_err(|(line, message)| Fault { line, message })?;
    lesson(&node)
}

/// A lesson's TOML as JSON of the same shape, with the rules that it teaches. [`of_json`] reads it again.
#[cfg(feature = "lessons")]
pub fn to_json(text: &str) -> Result<serde_json::Value, Fault> {
    let node = node::of_toml(text).map_err(|(line, message)| Fault { line, message })?;
    let lesson = lesson(&node)?;
    let mut json = node::to_json(&node);
    let mut steps: Vec<&str> = Vec::new();
    for step in &lesson.baseline.steps {
        if !steps.contains(&step.label.as_str()) {
            steps.push(&step.label);
        }
    }
    json["taught"] = lesson.taught().into();
    json["keeps"] = steps.into();
    Ok(json)
}

/// Reads a lesson from JSON of the same shape as the TOML. `taught` and `keeps` are derived, and not looked at.
pub fn of_json(json: &serde_json::Value) -> Result<Lesson, Fault> {
    let mut node = node::of_json("", json);
    if let Value::Table(entries) = &mut node.value {
        entries.retain(|entry| !["taught", "keeps"].contains(&entry.key.as_str()));
    }
    lesson(&node)
}

fn lesson(node: &Node) -> Result<Lesson, Fault> {
    known(node, "a lesson", &KEYS)?;
    let schema = wanted(node, "schema")?;
    if number(schema)? != SCHEMA {
        return Err(fault(schema, format!("`schema` is {SCHEMA}")));
    }
    let kind_node = wanted(node, "kind")?;
    let kind = choice(kind_node, &Kind::NAMES)?;
    let profiles =
        [("default", Profile::Default), ("strict", Profile::Strict), ("all", Profile::All)];
    let mut lesson = Lesson {
        id: name(wanted(node, "id")?)?,
        number: small(wanted(node, "number")?)?,
        practice: small(wanted(node, "practice")?)?,
        title: text(wanted(node, "title")?)?,
        minutes: small(wanted(node, "minutes")?)?,
        incident: text(wanted(node, "incident")?)?.trim().to_owned(),
        kind,
        starter: text(wanted(node, "starter")?)?,
        solution: text(wanted(node, "solution")?)?,
        beside: optional(node, "beside", text)?.unwrap_or_default(),
        tree: optional(node, "tree", texts)?.unwrap_or_default(),
        today: optional(node, "today", date)?,
        profile: optional(node, "profile", |node| choice(node, &profiles))?
            .unwrap_or(Profile::Default),
        goals: list(wanted(node, "goal")?)?.iter().map(goal).collect::<Result<_, _>>()?,
        wrong_turns: match find(node, "wrong-turn") {
            Some(turns) => list(turns)?.iter().map(wrong_turn).collect::<Result<_, _>>()?,
            None => Vec::new(),
        },
        guard: optional(node, "guard", guard_of)?.unwrap_or_default(),
        closing: text(wanted(node, "closing")?)?.trim().to_owned(),
        sources: list(wanted(node, "sources")?)?.iter().map(link).collect::<Result<_, _>>()?,
        baseline: Baseline::default(),
    };
    lesson.baseline = guard::baseline(&lesson);
    if let Some(may_go) = find(node, "guard").and_then(|guard| find(guard, "may-go")) {
        steps_are_there(&lesson, may_go)?;
    }
    Ok(lesson)
}

/// What may go must have been there.
fn steps_are_there(lesson: &Lesson, may_go: &Node) -> Result<(), Fault> {
    let labels: Vec<&str> = lesson.baseline.steps.iter().map(|step| step.label.as_str()).collect();
    for item in list(may_go)? {
        let label = text(item)?;
        if !labels.contains(&label.as_str()) {
            let all = labels.join("`, `");
            return Err(fault(item, format!("the starter has no step `{label}`, but `{all}`")));
        }
    }
    Ok(())
}

fn goal(node: &Node) -> Result<Goal, Fault> {
    known(node, "a goal", &["id", "text", "all", "hints"])?;
    Ok(Goal {
        id: name(wanted(node, "id")?)?,
        text: text(wanted(node, "text")?)?,
        all: conditions(wanted(node, "all")?)?,
        hints: texts(wanted(node, "hints")?)?,
    })
}

fn wrong_turn(node: &Node) -> Result<WrongTurn, Fault> {
    known(node, "a wrong turn", &["when", "say", "from", "change", "select"])?;
    let from = |node: &Node| choice(node, &[("solution", false), ("starter", true)]);
    Ok(WrongTurn {
        when: conditions(wanted(node, "when")?)?,
        say: text(wanted(node, "say")?)?.trim().to_owned(),
        change: optional(node, "change", changes)?.unwrap_or_default(),
        from_starter: optional(node, "from", from)?.unwrap_or(false),
        select: optional(node, "select", texts)?.unwrap_or_default(),
    })
}

/// Pairs of a text and what replaces it.
fn changes(node: &Node) -> Result<Vec<(String, String)>, Fault> {
    let pair = |node: &Node| match &texts(node)?[..] {
        [old, new] => Ok((old.clone(), new.clone())),
        _ => Err(fault(node, "`change` takes pairs of a text and what replaces it".to_owned())),
    };
    list(node)?.iter().map(pair).collect()
}

fn guard_of(node: &Node) -> Result<Guard, Fault> {
    known(node, "the guard", &["may-go", "starts", "may-allow", "deliver"])?;
    let may_allow = match find(node, "may-allow") {
        Some(rules) => list(rules)?.iter().map(rule).collect::<Result<_, _>>()?,
        None => Vec::new(),
    };
    Ok(Guard {
        may_go: optional(node, "may-go", texts)?.unwrap_or_default(),
        starts: optional(node, "starts", texts)?.unwrap_or_default(),
        may_allow,
        deliver: match find(node, "deliver") {
            Some(paths) => list(paths)?.iter().map(deliver).collect::<Result<_, _>>()?,
            None => Vec::new(),
        },
    })
}

fn deliver(node: &Node) -> Result<Deliver, Fault> {
    known(node, "what is delivered", &["path", "or"])?;
    Ok(Deliver { path: text(wanted(node, "path")?)?, or: optional(node, "or", text)? })
}

fn link(node: &Node) -> Result<Link, Fault> {
    known(node, "a source", &["title", "url"])?;
    Ok(Link { title: text(wanted(node, "title")?)?, url: text(wanted(node, "url")?)? })
}

fn conditions(node: &Node) -> Result<Vec<Condition>, Fault> {
    list(node)?.iter().map(condition).collect()
}

/// A condition: a table whose first key says which.
fn condition(node: &Node) -> Result<Condition, Fault> {
    let Value::Table(entries) = &node.value else {
        return Err(fault(
            node,
            "a condition is a table, such as `{ absent = \"sudo-used\" }`".to_owned(),
        ));
    };
    let Some(kind) = entries.iter().find(|entry| CONDITIONS.contains(&entry.key.as_str())) else {
        let word = entries.first().map_or("", |entry| &entry.key);
        let message = format!("there is no condition `{word}`{}", meant(word, &CONDITIONS));
        return Err(fault(node, message));
    };
    condition::read(kind, node)
}

pub(super) fn fault(node: &Node, message: String) -> Fault {
    Fault { line: node.line, message }
}

/// `, did you mean …?`, where a word is near one of those that there are.
pub(super) fn meant(word: &str, choices: &[&'static str]) -> String {
    match rules::nearest_of(word, choices).first() {
        Some(near) => format!(", did you mean `{near}`?"),
        None => String::new(),
    }
}

/// Refuses keys that there are not.
pub(super) fn known(node: &Node, what: &str, keys: &[&'static str]) -> Result<(), Fault> {
    let Value::Table(entries) = &node.value else {
        return Err(fault(node, format!("{what} is a table")));
    };
    match entries.iter().find(|entry| !keys.contains(&entry.key.as_str())) {
        Some(entry) => {
            let near = meant(&entry.key, keys);
            Err(fault(entry, format!("{what} has no key `{}`{near}", entry.key)))
        }
        None => Ok(()),
    }
}

pub(super) fn find<'n>(node: &'n Node, key: &str) -> Option<&'n Node> {
    match &node.value {
        Value::Table(entries) => entries.iter().find(|entry| entry.key == key),
        _ => None,
    }
}

pub(super) fn wanted<'n>(node: &'n Node, key: &str) -> Result<&'n Node, Fault> {
    find(node, key).ok_or_else(|| fault(node, format!("the key `{key}` is missing")))
}

fn optional<T>(
    node: &Node,
    key: &str,
    read: impl Fn(&Node) -> Result<T, Fault>,
) -> Result<Option<T>, Fault> {
    find(node, key).map(read).transpose()
}

pub(super) fn list(node: &Node) -> Result<&[Node], Fault> {
    match &node.value {
        Value::List(items) => Ok(items),
        _ => Err(fault(node, format!("`{}` takes a list", node.key))),
    }
}

pub(super) fn text(node: &Node) -> Result<String, Fault> {
    match &node.value {
        Value::Text(text) => Ok(text.clone()),
        _ => Err(fault(node, format!("`{}` takes a text", node.key))),
    }
}

pub(super) fn texts(node: &Node) -> Result<Vec<String>, Fault> {
    list(node)?.iter().map(text).collect()
}

fn number(node: &Node) -> Result<i64, Fault> {
    match node.value {
        Value::Number(number) => Ok(number),
        _ => Err(fault(node, format!("`{}` takes a number", node.key))),
    }
}

/// A number that is not below 0.
pub(super) fn small(node: &Node) -> Result<u32, Fault> {
    u32::try_from(number(node)?)
        .map_err(|_| fault(node, format!("`{}` takes a number from 0 on", node.key)))
}

/// A name in kebab-case.
fn name(node: &Node) -> Result<String, Fault> {
    let name = text(node)?;
    let fits = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    match !name.is_empty() && name.bytes().all(fits) {
        true => Ok(name),
        false => Err(fault(node, format!("`{}` takes a name in kebab-case", node.key))),
    }
}

fn date(node: &Node) -> Result<Date, Fault> {
    let read = Date::parse(&text(node)?);
    read.ok_or_else(|| fault(node, format!("`{}` takes a day such as \"2026-11-25\"", node.key)))
}

/// The id of a rule.
pub(super) fn rule(node: &Node) -> Result<String, Fault> {
    let id = text(node)?;
    match rules::find(&id) {
        Some(rule) if rule.id == id => Ok(id),
        Some(rule) => Err(fault(node, format!("`{id}` is the rule `{}`: write that", rule.id))),
        None => {
            let near = rules::nearest(&id).first().copied();
            let near = near.map(|near| format!(", did you mean `{near}`?")).unwrap_or_default();
            Err(fault(node, format!("there is no rule `{id}`{near}")))
        }
    }
}

/// One of a few words.
pub(super) fn choice<T: Copy>(node: &Node, choices: &[(&'static str, T)]) -> Result<T, Fault> {
    let word = text(node)?;
    let found = choices.iter().find(|(name, _)| *name == word).map(|(_, choice)| *choice);
    found.ok_or_else(|| {
        let names: Vec<&'static str> = choices.iter().map(|(name, _)| *name).collect();
        let near = meant(&word, &names);
        fault(node, format!("`{}` takes {}, not `{word}`{near}", node.key, names.join(", ")))
    })
}
