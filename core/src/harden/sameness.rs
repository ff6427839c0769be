//! How far two files build the same image: what safe fixes are proved with.

use crate::model::{self, Dockerfile};
use crate::plan::{self, Difference, Plan};
use crate::shell;
use crate::text::{Joined, Span};

/// How far the images of two files are the same.
#[derive(Clone, Debug, PartialEq)]
pub enum Sameness {
    /// S0: the plans are equal.
    Same,
    /// S1: they are once the shell is read.
    Shell,
    /// They differ so.
    Differs(Vec<Difference>),
}

/// The plan of the last stage, and of those that it doesn't need but that `--target` can name; `None` where the
/// builder would refuse one.
pub fn lowered(file: &Dockerfile) -> Option<Vec<Plan>> {
    const MOST: usize = 16;
    let others =
        file.stages.iter().filter(|stage| !stage.is_reachable).filter_map(|s| s.name.as_deref());
    let targets = std::iter::once(None).chain(others.map(Some)).take(MOST);
    targets.map(|target| plan::plan(&file.tree, target).ok()).collect()
}

/// Compares what [`lowered`] gave for two files; `None` where they don't have the same number of targets.
pub fn sameness(before: &[Plan], after: &[Plan]) -> Option<Sameness> {
    if before.len() != after.len() {
        return None;
    }
    let (mut shell, mut found) = (false, Vec::new());
    for (before, after) in before.iter().zip(after) {
        if before == after {
            continue;
        }
        match plan::equal_with(before, after, &same_script) {
            true => shell = true,
            false => found.extend(plan::differences(before, after)),
        }
    }
    Some(match (found.is_empty(), shell) {
        (false, _) => Sameness::Differs(found),
        (true, true) => Sameness::Shell,
        (true, false) => Sameness::Same,
    })
}

/// Whether two exec argument lists run the same script.
fn same_script(a: &[String], b: &[String]) -> bool {
    let script = |args: &[String]| {
        let (text, shell) = args.split_last()?;
        let dialect = model::dialect(shell.first()?);
        let joined = Joined::of(text, Span::new(0, text.len() as u32));
        let script = shell::parse(&joined, dialect);
        script.is_clear().then(|| (shell.to_vec(), script.normalized()))
    };
    a == b || matches!((script(a), script(b)), (Some(a), Some(b)) if a == b)
}
