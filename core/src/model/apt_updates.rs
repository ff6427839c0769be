//! How every RUN that installs with apt fetches the lists itself, and leaves none (R41 and R42 of the hardening
//! reference).

use super::{Dockerfile, Run, apt_lists, managers};
use crate::shell::{Command, Joint, Op};
use crate::syntax::GapKind;
use crate::text::Span;

/// Edits that fetch lists where they are used.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnUpdates {
    /// The edits.
    pub edits: Vec<(Span, String)>,
    /// How many RUNs fetch the lists then that did not.
    pub count: usize,
}

/// Verbs that need lists.
const NEEDING: [&str; 10] = [
    "install",
    "reinstall",
    "upgrade",
    "dist-upgrade",
    "full-upgrade",
    "build-dep",
    "source",
    "download",
    "satisfy",
    "changelog",
];

/// Programs that may install with apt, or read its lists, in a way that is not seen.
const HIDDEN: [&str; 9] = [
    "rosdep",
    "gdebi",
    "xargs",
    "npx",
    "playwright",
    "apt-cache",
    "aptitude",
    "tasksel",
    "dpkg-reconfigure",
];

impl Dockerfile {
    /// How a RUN that only fetches lists goes, as those after it fetch their own; `None` where something that is not
    /// seen may need the lists too.
    pub fn own_updates(&self, run: &Run, update: &Command) -> Option<OwnUpdates> {
        let instruction = &self.tree.instructions[run.instruction];
        let flags = update.args().iter().all(|word| {
            word.is_bare() && (word.text() == "update" || word.text().starts_with('-'))
        });
        let sets = update.args().iter().any(|word| word.text().starts_with("-o"));
        let alone = run.script.single().is_some_and(|only| only.index == update.index);
        let apt = update.is_one_of(&["apt-get", "apt"]) && update.assignments.is_empty();
        let plain = self.is_plain(run) && update.redirects.is_empty();
        if !alone || !apt || !flags || sets || !plain || !instruction.flags.is_empty() {
            return None;
        }
        let gone = self.with_blank_line(self.lines_of(instruction)?);
        let mut edits = vec![(gone, String::new())];
        let (mut first, mut count) = (None, 0);
        for later in managers::later_runs(self, run) {
            let own = self.own_update(later, update)?;
            if !own.is_empty() {
                first = first.or(Some(later.instruction));
                count += 1;
            }
            edits.extend(own);
        }
        // A comment on the RUN that goes speaks of the one below it then.
        let spoken = !self.tree.above(instruction).is_empty();
        let next = first? == run.instruction + 1;
        (next || !spoken).then_some(OwnUpdates { edits, count })
    }

    /// What gives one RUN its own lists; nothing where it needs none.
    fn own_update(&self, run: &Run, update: &Command) -> Option<Vec<(Span, String)>> {
        if !run.script.is_clear() {
            return None;
        }
        let (mut fetched, mut wanted) = (false, None);
        for command in &run.script.commands {
            let says = command.all_words().any(|word| word.text().contains("sources.list"));
            let adds = command.is_one_of(&["add-apt-repository", "apt-add-repository", "apt-key"]);
            if apt_lists::is_unseen(command) || command.is_one_of(&HIDDEN) {
                return None;
            }
            let own = command.context.depth == 0 && !command.context.conditional;
            if managers::refreshes_apt(command) {
                if !own {
                    return None;
                }
                fetched = true;
            } else if says || adds {
                // Whether what it names answers is known once somebody asks it.
                if !run.script.commands.iter().any(managers::refreshes_apt) {
                    return None;
                }
            } else if command.is_one_of(&["apt-get", "apt"])
                && NEEDING.contains(&command.subcommand())
                && !fetched
            {
                if !own {
                    return None;
                }
                // A second one stands in the same chain, behind the first.
                wanted = wanted.or(Some(command));
            }
        }
        let Some(install) = wanted else { return Some(Vec::new()) };
        let pipeline = run.script.pipeline_of(install);
        let joined = pipeline
            .before
            .is_none_or(|joint: Joint| joint.op != Op::Or && joint.op != Op::Background);
        let instruction = &self.tree.instructions[run.instruction];
        let comment = instruction
            .gaps
            .iter()
            .any(|gap| gap.kind == GapKind::Comment && pipeline.span.touches(gap.span));
        let top = run.script.body.pipelines.contains(&pipeline.index);
        let name = update.name_word()?;
        if !self.is_plain(run)
            || !joined
            || !top
            || comment
            || pipeline.negated.is_some()
            || run.mounts_over(apt_lists::LISTS)
        {
            return None;
        }
        let sudo = match install.wrappers() {
            [] => String::new(),
            [only] if only.text() == "sudo" => "sudo ".to_owned(),
            _ => return None,
        };
        let fetch = self.text(Span::new(name.span.start, update.span.end));
        let mut edits = vec![(Span::at(pipeline.span.start), format!("{sudo}{fetch} && "))];
        if !run.deletes(apt_lists::LISTS) {
            let tail = self.tail(run)?;
            edits.push((
                Span::at(tail.at),
                format!("{}{sudo}rm -rf {}/*", tail.joint, apt_lists::LISTS),
            ));
        }
        Some(edits)
    }
}
