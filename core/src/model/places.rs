//! What stands at an instruction.

use super::{Copy, Dockerfile, Run};

impl Dockerfile {
    /// The RUN that an instruction is, triggers included.
    pub fn run_at(&self, at: usize) -> Option<&Run> {
        let index = self.runs.binary_search_by_key(&at, |run| run.instruction).ok()?;
        self.runs.get(index)
    }

    /// The COPY or ADD that an instruction is, triggers included.
    pub fn copy_at(&self, at: usize) -> Option<&Copy> {
        let index = self.copies.binary_search_by_key(&at, |copy| copy.instruction).ok()?;
        self.copies.get(index)
    }
}
