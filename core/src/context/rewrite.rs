//! A `.dockerignore` file, mended: one fix at a time, each looked at by gates, order and comments kept.

use crate::audit::{self, IgnoreAudit};
use crate::finding::Finding;
use crate::fix::{self, Edit, Fix, Phase};
use crate::harden::{Candidate, Offer, Options, Pieces, Refused, Step, place};
use crate::ignore::{IgnoreFile, Matcher, hazards};
use crate::model::{Dockerfile, Fate, Need};
use crate::order;
use crate::score;
use crate::text::Span;

/// How many fixes are tried at most.
const ROUNDS: usize = 500;

/// A mended file, and how it came about.
#[derive(Clone, Debug)]
pub struct HardenedIgnore {
    /// The text.
    pub text: String,
    /// The audit of the text as it was given.
    pub before: IgnoreAudit,
    /// The audit of the mended text.
    pub after: IgnoreAudit,
    /// What was applied, in the order of the file.
    pub applied: Vec<Step>,
    /// What can be had too, but wants a decision.
    pub offered: Vec<Offer>,
    /// What was tried and taken back.
    pub refused: Vec<Refused>,
    /// Whether the engine stopped before it ran out of fixes.
    pub exhausted: bool,
}

/// The file as it stands.
struct State {
    ignore: IgnoreAudit,
    /// What it brings up in the Dockerfile.
    outside: Vec<Finding>,
}

struct Engine<'o> {
    options: &'o Options,
    dockerfile: Dockerfile,
    needs: Vec<Need>,
    /// Where in the Dockerfile a finding is accepted.
    accepted: Vec<Span>,
    before: IgnoreFile,
    state: State,
    pieces: Pieces,
    applied: Vec<Step>,
    refused: Vec<(Candidate, String)>,
}

/// Mends a file. With the Dockerfile it brings back what the build needs, and knows what gets into the image.
pub fn harden_ignore(source: &str, dockerfile: Option<&str>, options: &Options) -> HardenedIgnore {
    let pair = audit::audit_pair(dockerfile.unwrap_or(""), source, &options.config);
    let suppressed = pair.dockerfile.findings.iter().filter(|f| f.suppressed.is_some());
    let accepted = suppressed.map(|finding| finding.span).collect();
    let dockerfile = pair.dockerfile.file;
    let state = State::new(source, &dockerfile, options);
    let before = state.ignore.clone();
    let mut engine = Engine {
        options,
        needs: dockerfile.needs(),
        accepted,
        dockerfile,
        before: before.file.clone(),
        state,
        pieces: Pieces::new(source.len()),
        applied: Vec::new(),
        refused: Vec::new(),
    };
    let mut rounds = 0;
    while rounds < ROUNDS
        && let Some(candidate) = engine.next()
    {
        engine.attempt(candidate);
        rounds += 1;
    }
    engine.finish(before, rounds >= ROUNDS)
}

impl State {
    fn new(source: &str, dockerfile: &Dockerfile, options: &Options) -> State {
        let ignore = crate::ignore::parse(source);
        let (outside, ignore) = audit::ignore_findings(dockerfile, ignore, &options.config);
        State { ignore, outside }
    }

    fn points(&self) -> u32 {
        score::of(self.outside.iter().chain(&self.ignore.findings)).points
    }
}

impl Engine<'_> {
    /// The fixes at hand, first what brings back what the build needs, then by place.
    fn candidates(&self) -> Vec<Candidate> {
        let lost = self.lost();
        let mended = self.state.ignore.findings.iter().filter(|finding| finding.fix.is_some());
        let mut candidates: Vec<Candidate> = Vec::new();
        for finding in lost.into_iter().chain(mended.cloned()) {
            let line = self.before.lines.line(self.original(finding.span.start));
            let name = format!("{}@{line}", finding.rule.id);
            let count =
                candidates.iter().filter(|c| c.key.split('.').next() == Some(&name)).count();
            let key = if count == 0 { name } else { format!("{name}.{}", count + 1) };
            let Some(fix) = finding.fix.clone() else { continue };
            candidates.push(Candidate { key, finding, fix });
        }
        candidates
    }

    fn original(&self, at: u32) -> u32 {
        self.pieces.original(at).min(self.before.source.len() as u32)
    }

    /// Findings of the Dockerfile that an exception mends.
    fn lost(&self) -> Vec<Finding> {
        let file = &self.state.ignore.file;
        let matcher = Matcher::new(file);
        let id = "copy-of-ignored-file";
        let found = |span: Span| {
            let here = |f: &&Finding| f.rule.id == id && f.span == span;
            self.state.outside.iter().find(here).filter(|_| !self.accepted.contains(&span))
        };
        let mut lost = Vec::new();
        for need in &self.needs {
            let Fate::Gone(at) = need.fate(file, &matcher) else { continue };
            let Some(finding) = found(need.span) else { continue };
            let change = "the build gets the path again";
            // Behind the pattern that keeps it out, or where another follows, at the end.
            let near = file.whole_line(file.patterns[at].line).end;
            let places = [near, file.source.len() as u32];
            let fixes = places.map(|place| {
                let newline = file.newline();
                let ended = place == 0 || file.source[..place as usize].ends_with('\n');
                let text = match ended {
                    true => format!("!{}{newline}", need.path),
                    false => format!("{newline}!{}", need.path),
                };
                Fix::recommended("bring it back", Phase::Base, change).insert(place, text)
            });
            let helps = |fix: &&Fix| {
                let next = crate::ignore::parse(&fix::apply(&file.source, [*fix]));
                need.fate(&next, &Matcher::new(&next)) == Fate::Sent
            };
            let pattern = &file.patterns[at];
            let delete = Fix::recommended("delete the line", Phase::Base, change)
                .delete(file.whole_line(pattern.line));
            // What keeps out this path and nothing else needs no exception.
            let whole = pattern.clean == need.path && helps(&&delete);
            let fix = if whole { Some(delete) } else { fixes.iter().find(helps).cloned() };
            let mut finding = finding.clone();
            (finding.span, finding.fix) = (file.patterns[at].span, fix);
            lost.push(finding);
        }
        lost
    }

    fn wanted(&self, candidate: &Candidate) -> bool {
        self.options.want(&candidate.key, candidate.finding.rule, &candidate.fix)
    }

    fn is_refused(&self, candidate: &Candidate) -> bool {
        self.refused.iter().any(|(refused, _)| refused.key == candidate.key)
    }

    fn next(&self) -> Option<Candidate> {
        self.candidates().into_iter().find(|c| self.wanted(c) && !self.is_refused(c))
    }

    fn attempt(&mut self, candidate: Candidate) {
        let text = fix::apply(&self.state.ignore.file.source, [&candidate.fix]);
        let next = State::new(&text, &self.dockerfile, self.options);
        match self.judge(&next, &candidate.fix) {
            Err(reason) => self.refused.push((candidate, reason.to_owned())),
            Ok(()) => {
                let number = self.applied.len();
                let mut edits: Vec<(&Edit, usize)> =
                    candidate.fix.edits.iter().map(|edit| (edit, number)).collect();
                order::sort_by(&mut edits, |a, b| a.0.cmp(b.0));
                let line = self.before.lines.line(self.original(candidate.finding.span.start));
                self.pieces.apply(&edits);
                self.applied.push(candidate.into_step(line));
                self.state = next;
                self.refused.clear();
            }
        }
    }

    /// What must hold after every step; the error says what does not.
    fn judge(&self, next: &State, fix: &Fix) -> Result<(), &'static str> {
        let (old, new) = (&self.state.ignore.file, &next.ignore.file);
        let faults = |file: &IgnoreFile| file.patterns.iter().filter(|p| p.fault.is_some()).count();
        if faults(new) > faults(old) {
            return Err("the builder would no longer read the file");
        }
        let comments = |file: &IgnoreFile| -> Vec<String> {
            file.comments.iter().map(|span| file.text(*span).to_owned()).collect()
        };
        let kept = comments(new);
        let mut rest = kept.iter();
        if !comments(old).iter().all(|comment| rest.any(|other| other == comment)) {
            return Err("a comment would be lost");
        }
        let (before, after) = (Matcher::new(old), Matcher::new(new));
        let loses = |need: &Need| {
            let path = hazards::probe(&need.path);
            let named = need.is_known && need.path != ".";
            need.fate(old, &before) == Fate::Sent && need.fate(new, &after) != Fate::Sent
                || named && !before.excludes(&path) && after.excludes(&path)
        };
        if self.needs.iter().any(loses) {
            return Err("the build would miss what it copies");
        }
        if fix.is_safe() && self.probes(new).iter().any(|p| before.excludes(p) != after.excludes(p))
        {
            return Err("other files than before would be sent");
        }
        if next.points() < self.state.points() {
            return Err("the score would fall");
        }
        Ok(())
    }

    /// Paths that the patterns of both texts, the build and the table of hazards speak of.
    fn probes(&self, new: &IgnoreFile) -> Vec<String> {
        let patterns = self.state.ignore.file.patterns.iter().chain(&new.patterns);
        let mut probes: Vec<String> = patterns.map(|p| hazards::probe(&p.clean)).collect();
        probes.extend(self.needs.iter().map(|need| hazards::probe(&need.path)));
        probes
            .extend(hazards::GROUPS.iter().flat_map(hazards::Group::patterns).map(hazards::probe));
        // Nothing lies outside the context, and its root is no path in it.
        probes.retain(|path| path != "." && !path.starts_with(".."));
        let deeper: Vec<String> =
            probes.iter().flat_map(|p| [format!("x/{p}"), format!("{p}/x")]).collect();
        probes.extend(deeper);
        probes
    }

    fn finish(self, before: IgnoreAudit, exhausted: bool) -> HardenedIgnore {
        let line = |finding: &Finding| self.state.ignore.file.lines.line(finding.span.start);
        let open = self.candidates().into_iter().filter(|c| !self.is_refused(c));
        let offered = open.map(|c| {
            let line = line(&c.finding);
            c.into_offer(line)
        });
        let offered = offered.collect();
        let refused = self.refused.iter().map(|(c, reason)| c.to_refused(reason, line(&c.finding)));
        let refused = refused.collect();
        let mut applied = self.applied;
        place(&mut applied, &self.pieces);
        let text = self.state.ignore.file.source.clone();
        HardenedIgnore {
            text,
            before,
            after: self.state.ignore,
            applied,
            offered,
            refused,
            exhausted,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules;

    fn mend(source: &str, dockerfile: Option<&str>) -> HardenedIgnore {
        harden_ignore(source, dockerfile, &Options::default())
    }

    #[test]
    fn traps_are_mended_and_comments_stay() {
        let source = "# keep me\n../x\n*.{log,tmp}\n\"a b\"\n\n.env # why\n!\n";
        let mended = mend(source, None);
        let expected = "# keep me\n*.log\n*.tmp\na b\n\n# why\n.env\n";
        assert!(mended.text.starts_with(expected), "{}", mended.text);
        assert_eq!(mend(&mended.text, None).text, mended.text);
        assert!(mended.applied.iter().all(|step| !step.before.is_empty()));
    }

    #[test]
    fn what_the_build_needs_comes_back() {
        let dockerfile = "FROM nginx\nCOPY dist /x\nCOPY a.md /y\n";
        let mended = mend("dist\n*.md\n", Some(dockerfile));
        assert_eq!(mended.text, "*.md\n!a.md\n");
        let rule = rules::find("copy-of-ignored-file").map(|rule| rule.id);
        assert_eq!(mended.applied.first().map(|step| step.rule.id), rule);
        assert_eq!(mend("*\n", Some("FROM a\nCOPY x /x\n")).text, "*\n!x\n");
    }
}
