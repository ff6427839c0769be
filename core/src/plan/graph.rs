//! Operations while they are put together: equal ones are one, as the builder finds by their digests.

use super::{Action, FileAction, Op, Origin};
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// All operations so far. Inputs are indices into them.
#[derive(Default)]
pub struct Graph {
    ops: Vec<(Op, Origin)>,
    by_hash: HashMap<u64, Vec<usize>>,
}

impl Graph {
    /// The index of an operation, new or known.
    pub fn add(&mut self, op: Op, origin: Origin) -> usize {
        let mut hasher = DefaultHasher::new();
        op.hash(&mut hasher);
        let same = self.by_hash.entry(hasher.finish()).or_default();
        if let Some(known) = same.iter().find(|known| self.ops[**known].0 == op) {
            return *known;
        }
        same.push(self.ops.len());
        self.ops.push((op, origin));
        self.ops.len() - 1
    }

    /// What `root` needs, in the order in which the builder lists it: inputs first. The last result tells for each
    /// operation where it stands in the list.
    pub fn reachable(self, root: Option<usize>) -> (Vec<Op>, Vec<Origin>, Vec<Option<usize>>) {
        let mut order = Vec::new();
        let mut place = vec![None; self.ops.len()];
        let mut stack: Vec<(usize, bool)> = root.into_iter().map(|root| (root, false)).collect();
        while let Some((at, done)) = stack.pop() {
            if place[at].is_some() {
                continue;
            }
            if done {
                place[at] = Some(order.len());
                order.push(at);
            } else {
                stack.push((at, true));
                stack.extend(visits(&self.ops[at].0).into_iter().rev().map(|input| (input, false)));
            }
        }
        let mut ops: Vec<Option<(Op, Origin)>> = self.ops.into_iter().map(Some).collect();
        let (mut listed, mut origins) = (Vec::new(), Vec::new());
        for at in order {
            let Some((mut op, origin)) = ops[at].take() else { continue };
            for input in &mut op.inputs {
                *input = place[*input].unwrap_or(0);
            }
            listed.push(op);
            origins.push(origin);
        }
        (listed, origins, place)
    }
}

/// The inputs in the order in which the builder visits them: of file operations the last source first.
fn visits(op: &Op) -> Vec<usize> {
    let Action::Files(files) = &op.action else { return op.inputs.clone() };
    let base = files.rooted.then(|| op.inputs[0]);
    let sources = files.actions.iter().rev().filter_map(|action| match action {
        FileAction::Copy(copy) => copy.from.map(|input| op.inputs[input]),
        _ => None,
    });
    base.into_iter().chain(sources).collect()
}
