//! What an answer must keep: the steps of the broken file, paths in the final image, and a file that can be judged.

use super::facts::Facts;
use super::progress::Trouble;
use super::{Baseline, Deliver, Kind, Lesson};
use crate::model::{Copy, Dockerfile, Stage};
use crate::rule::Severity;

/// What is known of the broken file.
pub(super) fn baseline(lesson: &Lesson) -> Baseline {
    let facts = Facts::new(lesson, &lesson.starter);
    Baseline {
        counts: facts.counts(),
        opaque: facts.opaque(),
        points: facts.points(),
        steps: facts.steps,
    }
}

/// What an answer has lost or broken. While there is any of it no goal holds.
pub(super) fn troubles(lesson: &Lesson, facts: &Facts) -> Vec<Trouble> {
    let mut troubles = broken(facts);
    if lesson.kind == Kind::Dockerfile && troubles.is_empty() {
        troubles.extend(lost(lesson, facts));
        troubles.extend(undelivered(lesson, facts));
        troubles.extend(late(lesson, facts));
        troubles.extend(hidden(facts));
    }
    if facts.opaque() > lesson.baseline.opaque {
        let message = "a shell command can't be read, so nobody can tell what it does";
        troubles.push(Trouble::new("unreadable", message.to_owned()));
    }
    troubles.extend(worse(lesson, facts));
    troubles
}

/// A builder would refuse it.
fn broken(facts: &Facts) -> Vec<Trouble> {
    let file = facts.file();
    if let Some(error) = file.tree.errors.first() {
        let line = file.tree.lines.line(error.span.start);
        let message = format!("the builder would refuse line {line}: {}", error.message);
        return vec![Trouble { line: Some(line), ..Trouble::new("broken", message) }];
    }
    match &facts.plan {
        Err(error) => {
            let line = file.tree.lines.line(error.span.start);
            let message = format!("the builder would refuse line {line}: {}", error.message);
            vec![Trouble { line: Some(line), ..Trouble::new("broken", message) }]
        }
        Ok(plan) if plan.root.is_none() => {
            vec![Trouble::new("broken", "the image would be empty".to_owned())]
        }
        Ok(_) => Vec::new(),
    }
}

/// Steps of the broken file that are gone.
fn lost(lesson: &Lesson, facts: &Facts) -> Vec<Trouble> {
    let guard = &lesson.guard;
    let starts = |label: &str| {
        let other = |step: &super::Step| step.label.strip_prefix("CMD ").map(str::to_owned);
        let mut now = facts.steps.iter().filter_map(other);
        label.starts_with("CMD ") && now.any(|command| guard.starts.contains(&command))
    };
    let gone = lesson.baseline.steps.iter().filter(|step| {
        !guard.may_go.contains(&step.label)
            && !facts.steps.iter().any(|own| own.covers(step))
            && !starts(&step.label)
    });
    gone.map(|step| {
        let message = format!(
            "the application needs `{}`, from line {} of the file as it was",
            step.label, step.line
        );
        Trouble { lost: Some(step.label.clone()), ..Trouble::new("lost", message) }
    })
    .collect()
}

/// Copies that now come after a step of their stage that they came before. That of the whole context may: its files
/// can be copied one by one.
fn late(lesson: &Lesson, facts: &Facts) -> Vec<Trouble> {
    let before = &lesson.baseline.steps;
    let copies = before.iter().filter(|s| s.label.starts_with("COPY ") && s.label != "COPY .");
    let mut troubles = Vec::new();
    for copy in copies {
        let later = |s: &&super::Step| {
            s.label.starts_with("RUN ") && s.stage == copy.stage && s.line > copy.line
        };
        for run in before.iter().filter(later) {
            let Some(now) = facts.steps.iter().find(|step| step.covers(run)) else { continue };
            let mut own = facts.steps.iter().filter(|step| step.covers(copy));
            if own.clone().next().is_some()
                && own.all(|c| c.stage == now.stage && c.line > now.line)
            {
                let message = format!("`{}` has to come before `{}`", copy.label, run.label);
                troubles.push(Trouble { line: Some(now.line), ..Trouble::new("order", message) });
            }
        }
    }
    troubles
}

/// Paths that don't reach the final image.
fn undelivered(lesson: &Lesson, facts: &Facts) -> Vec<Trouble> {
    let file = facts.file();
    let Some(last) = file.final_stage() else { return Vec::new() };
    let missing = lesson.guard.deliver.iter().filter(|wanted| !delivers(facts, file, last, wanted));
    missing
        .map(|wanted| {
            let message = format!("`{}` does not reach the final image", wanted.path);
            Trouble { lost: Some(wanted.path.clone()), ..Trouble::new("lost", message) }
        })
        .collect()
}

/// Whether a path reaches the final image: a COPY writes it, or a step makes it there.
fn delivers(facts: &Facts, file: &Dockerfile, last: &Stage, wanted: &Deliver) -> bool {
    let makes = |stage: &Stage| {
        let made = |step: &super::Step| {
            step.stage == stage.index
                && !step.conditional
                && wanted.or.as_ref() == Some(&step.label)
        };
        facts.steps.iter().any(made)
    };
    let copies = |stage: &Stage| {
        file.copies_of(stage).any(|copy| !copy.onbuild && writes(copy, &wanted.path))
    };
    file.lineage(last).any(|stage| copies(stage) || makes(stage))
}

/// Whether a copy writes a path: its destination is that, or the folder above it, or a folder around it that is
/// copied as a whole.
fn writes(copy: &Copy, path: &str) -> bool {
    let name = |path: &str| path.rsplit('/').next().unwrap_or(path).to_owned();
    let dest = copy.dest_path.as_deref().unwrap_or("").trim_end_matches('/');
    let below = path.strip_prefix(dest).and_then(|rest| rest.strip_prefix('/'));
    let Some(below) = below else { return path == dest };
    copy.sources.iter().any(|source| {
        let own = name(source.word.text.trim_end_matches('/'));
        let whole = own.is_empty() || own == "." || own == name(dest);
        own == below || whole
    })
}

/// A script that is written out in one instruction and run by another: no rule looks into it.
fn hidden(facts: &Facts) -> Vec<Trouble> {
    let file = facts.file();
    let written: Vec<String> = file
        .copies
        .iter()
        .filter(|copy| copy.sources.iter().any(|source| source.heredoc.is_some()))
        .filter_map(|copy| copy.dest_path.clone())
        .collect();
    let name = |path: &str| path.rsplit('/').next().unwrap_or(path).to_owned();
    let runs_one = |command: &crate::shell::Command| {
        let words = command.words.iter();
        words.clone().any(|word| written.iter().any(|path| name(path) == name(word.text())))
    };
    let mut commands = file.runs.iter().flat_map(|run| &run.script.commands);
    let found = commands.find(|command| runs_one(command));
    let trouble = |command: &crate::shell::Command| {
        let line = file.tree.lines.line(command.span.start);
        let message = format!(
            "line {line} runs a script that another instruction writes: keep the commands in the RUN"
        );
        Trouble { line: Some(line), ..Trouble::new("hidden", message) }
    };
    found.map(trouble).into_iter().collect()
}

/// Rules of medium severity or worse that say more than they said of the broken file.
fn worse(lesson: &Lesson, facts: &Facts) -> Vec<Trouble> {
    let new = facts.counts().into_iter().filter(|(rule, count, severity)| {
        let before = lesson.baseline.counts.iter().find(|(id, ..)| id == rule);
        *severity >= Severity::Medium && before.is_none_or(|(_, before, _)| count > before)
    });
    new.filter_map(|(id, ..)| {
        let finding = facts.findings().filter(|finding| finding.rule.id == id).last()?;
        let line = facts.file().tree.lines.line(finding.span.start);
        let message = format!("new since the file as it was: {} ({id})", finding.message);
        Some(Trouble { line: Some(line), rule: Some(id), ..Trouble::new("worse", message) })
    })
    .collect()
}
