//! Inline suppressions, those of other tools included.
//!
//! A comment counts where it stands directly above an instruction or among its lines. What other tools mean for the
//! whole file or for a stage counts for that.

use super::Config;
use super::config::Date;
use super::spaces::{self, CHECKS};
use crate::finding::{Finding, Suppressed};
use crate::fix::{Fix, Phase};
use crate::rule::Rule;
use crate::rules;
use crate::syntax::{Comment, Instruction, Keyword, Tree, Word};
use crate::text::Span;

/// An inline suppression.
#[derive(Clone, Debug, PartialEq)]
pub struct Pragma {
    /// The comment or directive that holds it.
    pub span: Span,
    /// Whose syntax it is.
    pub tool: Tool,
    /// What it covers.
    pub scope: PragmaScope,
    /// The text that it covers; empty where no instruction follows.
    pub covers: Span,
    /// The ids named, as written.
    pub ids: Vec<Word>,
    /// Whether it names no ids because it means all of them.
    pub everything: bool,
    /// The reason given: in the comment itself, or in the comment line above it.
    pub reason: Option<String>,
    /// The last day on which it holds.
    pub until: Option<Date>,
}

/// What a suppression covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PragmaScope {
    /// The whole file.
    File,
    /// The stage that the next instruction belongs to.
    Stage,
    /// The instruction below, or the one that it stands in.
    Next,
}

/// Whose syntax a suppression is written in.
#[allow(missing_docs)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tool {
    Drydock,
    Hadolint,
    BuildKit,
    Tally,
    Checkov,
    Kics,
    Trivy,
    Semgrep,
    Sonar,
    ShellCheck,
    DockerLinter,
}

/// The suppressions of a file, in order.
pub(super) fn pragmas(tree: &Tree) -> Vec<Pragma> {
    let directives = tree.directives.iter().filter(|d| d.name == "check").filter_map(|directive| {
        let mut draft = build_check(tree.text(directive.value), directive.value.start)?;
        draft.reason = draft.reason.or_else(|| reason_below(tree, directive.span));
        Some(draft.place(tree, directive.span, PragmaScope::File, None))
    });
    let comments = tree.comments.iter().enumerate().filter_map(|(index, comment)| {
        let text = tree.text(comment.span).strip_prefix('#')?;
        let body = text.trim();
        let start = comment.span.start + 1 + (text.len() - text.trim_start().len()) as u32;
        let mut draft = read(body, start)?;
        draft.reason = draft.reason.or_else(|| reason_above(tree, index));
        let (instruction, scope) = (instruction_of(tree, index, comment), draft.scope);
        Some(draft.place(tree, comment.span, scope, instruction))
    });
    directives.chain(comments).collect()
}

/// The instruction that a comment speaks of.
fn instruction_of(tree: &Tree, index: usize, comment: &Comment) -> Option<usize> {
    tree.instructions.iter().position(|instruction| {
        instruction.above.contains(&index)
            || (comment.inside && instruction.span.contains(comment.span))
    })
}

/// The text of the comment line above, where it is prose.
fn reason_above(tree: &Tree, index: usize) -> Option<String> {
    let (above, this) = (tree.comments.get(index.checked_sub(1)?)?, &tree.comments[index]);
    prose(tree, above).filter(|_| above.line + 1 == this.line)
}

/// The text of the comment line below a directive, where it is prose: nothing may stand above a directive.
fn reason_below(tree: &Tree, directive: Span) -> Option<String> {
    let below = tree.lines.line(directive.start) + 1;
    let comment =
        tree.comments.iter().find(|comment| tree.lines.line(comment.span.start) == below)?;
    prose(tree, comment)
}

/// What a comment says, where it is prose.
fn prose(tree: &Tree, comment: &Comment) -> Option<String> {
    let body = tree.text(comment.span).trim_start_matches('#').trim();
    let is_prose = body.split_whitespace().count() > 1 && read(body, 0).is_none();
    is_prose.then(|| body.to_owned())
}

/// What a comment says, before it is known what it covers.
struct Draft {
    tool: Tool,
    scope: PragmaScope,
    ids: Vec<Word>,
    everything: bool,
    reason: Option<String>,
    until: Option<Date>,
}

impl Draft {
    fn new(tool: Tool, scope: PragmaScope) -> Draft {
        Draft { tool, scope, ids: Vec::new(), everything: false, reason: None, until: None }
    }

    fn place(self, tree: &Tree, span: Span, scope: PragmaScope, at: Option<usize>) -> Pragma {
        let Draft { tool, ids, everything, reason, until, .. } = self;
        let covers = covered(tree, scope, at, span);
        Pragma { span, tool, scope, covers, ids, everything, reason, until }
    }
}

fn covered(tree: &Tree, scope: PragmaScope, at: Option<usize>, comment: Span) -> Span {
    let is_from = |instruction: &&Instruction| instruction.keyword == Keyword::From;
    match (scope, at) {
        (PragmaScope::File, _) => Span::new(0, tree.source.len() as u32),
        (_, None) => Span::at(comment.end),
        (PragmaScope::Next, Some(at)) => {
            let instruction = tree.instructions[at].span;
            Span::new(comment.start.min(instruction.start), instruction.end)
        }
        (PragmaScope::Stage, Some(at)) => {
            let (before, after) = tree.instructions.split_at(at + 1);
            let start = before.iter().rev().find(is_from).map_or(0, |from| from.span.start);
            let end = after.iter().find(is_from).map(|from| from.span.start);
            Span::new(start, end.unwrap_or(tree.source.len() as u32))
        }
    }
}

/// Reads a comment's text, which begins at byte `start` of the file.
fn read(body: &str, start: u32) -> Option<Draft> {
    let (word, rest) = first_word(body);
    let rest_start = start + (body.len() - rest.len()) as u32;
    match word {
        "drydock" => drydock(rest, rest_start),
        "hadolint" => assignment(Tool::Hadolint, rest, rest_start),
        "tally" => assignment(Tool::Tally, rest, rest_start),
        "linter" => assignment(Tool::DockerLinter, rest, rest_start),
        "shellcheck" => assignment(Tool::ShellCheck, rest, rest_start),
        "kics-scan" => kics(rest, rest_start),
        "NOSONAR" => Some(sonar(rest, rest_start)),
        _ if word.starts_with("NOSONAR(") => Some(sonar(&body[7..], start + 7)),
        _ if is_semgrep(word) => Some(semgrep(body, start)),
        _ if check_value(body).is_some() => {
            let value = check_value(body)?;
            build_check(value, start + (body.len() - value.len()) as u32)
        }
        _ => skip(body, start).or_else(|| trivy(body, start)),
    }
}

/// The value of `check = value`.
fn check_value(body: &str) -> Option<&str> {
    Some(body.strip_prefix("check")?.trim_start().strip_prefix('=')?.trim_start())
}

/// `allow rule-id, other-rule because of this`, `allow-file rule-id because of this`.
fn drydock(text: &str, start: u32) -> Option<Draft> {
    let (verb, list) = first_word(text);
    let scope = match verb {
        "allow" => PragmaScope::Next,
        "allow-file" => PragmaScope::File,
        _ => {
            // Not our syntax, but meant as a suppression: kept without ids, so that it can be said.
            let meant = ["allow", "ignore", "disable", "skip", "suppress"];
            return meant
                .iter()
                .any(|word| verb.starts_with(word))
                .then(|| Draft::new(Tool::Drydock, PragmaScope::Next));
        }
    };
    let mut draft = Draft::new(Tool::Drydock, scope);
    let list_start = start + (text.len() - list.len()) as u32;
    let rest = take_ids(list, list_start, &mut draft, |_| false);
    draft.reason = reason(rest.strip_prefix("because").unwrap_or(rest));
    Some(draft)
}

/// `ignore=A,B # reason`, `global ignore=A`, `stage ignore=A`, `ignore=A;reason=text`, `disable=A`.
fn assignment(tool: Tool, text: &str, start: u32) -> Option<Draft> {
    let (word, rest) = first_word(text);
    let (scope, text, start) = match word {
        "global" => (PragmaScope::File, rest, start + (text.len() - rest.len()) as u32),
        "stage" => (PragmaScope::Stage, rest, start + (text.len() - rest.len()) as u32),
        _ => (PragmaScope::Next, text, start),
    };
    let verb = if tool == Tool::ShellCheck { "disable" } else { "ignore" };
    let list = text.strip_prefix(verb)?.trim_start().strip_prefix('=')?.trim_start();
    let mut draft = Draft::new(tool, scope);
    let list_start = start + (text.len() - list.len()) as u32;
    let rest = take_ids(list, list_start, &mut draft, spaces::looks_foreign);
    draft.reason = reason(rest);
    Some(draft)
}

/// `skip=A,B;error=true`.
fn build_check(value: &str, start: u32) -> Option<Draft> {
    let mut draft = Draft::new(Tool::BuildKit, PragmaScope::Next);
    let mut found = false;
    let mut at = start;
    for option in value.split(';') {
        let (key, list) = option.split_once('=').unwrap_or((option, ""));
        match key.trim() {
            "skip" => {
                found = true;
                let list_start = at + (option.len() - list.len()) as u32;
                take_ids(list, list_start, &mut draft, |_| false);
            }
            "reason" => draft.reason = reason(list),
            _ => {}
        }
        at += option.len() as u32 + 1;
    }
    found.then_some(draft)
}

/// `checkov:skip=ID:reason`. Checkov takes it for the whole file, wherever it stands.
fn skip(body: &str, start: u32) -> Option<Draft> {
    let tools = ["checkov", "bridgecrew", "cortex"];
    let rest =
        tools.iter().find_map(|tool| body.strip_prefix(tool))?.strip_prefix(':')?.trim_start();
    let list = rest.strip_prefix("skip")?.trim_start().strip_prefix('=')?.trim_start();
    let mut draft = Draft::new(Tool::Checkov, PragmaScope::File);
    let rest = take_ids(list, start + (body.len() - list.len()) as u32, &mut draft, |_| false);
    draft.reason = reason(rest);
    Some(draft)
}

/// `ignore`, `ignore-line`, `ignore-block`, `disable=id,id`.
fn kics(text: &str, start: u32) -> Option<Draft> {
    let (verb, _) = first_word(text);
    let scope = match verb {
        "ignore" => PragmaScope::File,
        "ignore-line" => PragmaScope::Next,
        "ignore-block" => PragmaScope::Stage,
        _ => {
            let list = text.strip_prefix("disable")?.trim_start().strip_prefix('=')?;
            let mut draft = Draft::new(Tool::Kics, PragmaScope::File);
            take_ids(list, start + (text.len() - list.len()) as u32, &mut draft, |_| false);
            return Some(draft);
        }
    };
    Some(Draft { everything: true, ..Draft::new(Tool::Kics, scope) })
}

/// `trivy:ignore:ID`, `trivy:ignore:ID:exp:2027-01-31`, several with blanks between.
fn trivy(body: &str, start: u32) -> Option<Draft> {
    let mut draft = Draft::new(Tool::Trivy, PragmaScope::Next);
    let mut rest = body;
    while let Some(list) =
        rest.strip_prefix("trivy:ignore:").or_else(|| rest.strip_prefix("tfsec:ignore:"))
    {
        let (word, after) = first_word(list);
        let id = word.split([':', '[']).next().unwrap_or("");
        let at = start + (body.len() - list.len()) as u32;
        draft.ids.push(Word { span: Span::new(at, at + id.len() as u32), text: id.to_owned() });
        draft.until =
            word.split_once(":exp:").and_then(|(_, date)| Date::parse(date)).or(draft.until);
        rest = after;
    }
    draft.reason = reason(rest);
    (!draft.ids.is_empty()).then_some(draft)
}

fn is_semgrep(word: &str) -> bool {
    word == "nosemgrep" || word == "nosem" || word.starts_with("nosemgrep:")
}

/// `nosemgrep`, `nosemgrep: id, id`.
fn semgrep(body: &str, start: u32) -> Draft {
    let mut draft = Draft::new(Tool::Semgrep, PragmaScope::Next);
    match body.split_once(':') {
        Some((_, list)) => {
            let rest =
                take_ids(list, start + (body.len() - list.len()) as u32, &mut draft, |_| false);
            draft.reason = reason(rest);
        }
        None => {
            draft.everything = true;
            draft.reason = reason(first_word(body).1);
        }
    }
    draft
}

/// `NOSONAR`, `NOSONAR(S6471, S6504) reason`.
fn sonar(text: &str, start: u32) -> Draft {
    let mut draft = Draft::new(Tool::Sonar, PragmaScope::Next);
    let list = text.strip_prefix('(').and_then(|list| list.split_once(')'));
    draft.everything = list.is_none();
    draft.reason = reason(match list {
        Some((list, rest)) => {
            take_ids(list, start + 1, &mut draft, |_| false);
            rest
        }
        None => text,
    });
    draft
}

/// Reads ids with commas between, `all` and `*` meaning everything, and gives what follows. Without a comma another id
/// follows only where `another` says that the word looks like one.
fn take_ids<'t>(
    text: &'t str,
    start: u32,
    draft: &mut Draft,
    another: fn(&str) -> bool,
) -> &'t str {
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        let length =
            rest.find(|c: char| c.is_whitespace() || ",;#:".contains(c)).unwrap_or(rest.len());
        let (id, after) = rest.split_at(length);
        let at = start + (text.len() - rest.len()) as u32;
        match id {
            "" => {}
            "all" | "*" => draft.everything = true,
            id => draft
                .ids
                .push(Word { span: Span::new(at, at + length as u32), text: id.to_owned() }),
        }
        let after = after.trim_start();
        rest = match after.strip_prefix(',') {
            Some(next) => next,
            None if another(first_word(after).0.trim_end_matches(',')) => after,
            None => return after,
        };
    }
}

/// The first word, and what follows it without blanks at its start.
fn first_word(text: &str) -> (&str, &str) {
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    (&text[..end], text[end..].trim_start())
}

/// A reason without the marks that lead to it; none where nothing is left.
fn reason(text: &str) -> Option<String> {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || ":;#-–—".contains(c));
    let text = text.strip_prefix("reason=").unwrap_or(text).trim();
    (!text.is_empty()).then(|| text.to_owned())
}

impl Pragma {
    /// Whether one of its ids names a rule, and which.
    fn names(&self, rule: &Rule) -> Option<usize> {
        self.ids.iter().position(|id| named(&id.text).any(|named| named.id == rule.id))
    }

    fn suppresses(&self, finding: &Finding, config: &Config) -> Option<Option<usize>> {
        if config.ignores_suppressions {
            return None;
        }
        let at = finding.span.start;
        let here = self.covers.start <= at && (at < self.covers.end || finding.span == self.covers);
        let whole_file = self.scope == PragmaScope::File;
        let expired = self.until.zip(config.today).is_some_and(|(until, today)| until < today);
        if !(here || whole_file) || expired {
            return None;
        }
        let named = self.names(finding.rule).map(Some);
        named.or_else(|| (self.everything && self.everything_holds(finding.rule)).then_some(None))
    }

    /// `skip=all` of BuildKit means its own checks only, and nothing that says "all" means findings on comments.
    fn everything_holds(&self, rule: &Rule) -> bool {
        let is_check = rule.aliases.iter().any(|alias| CHECKS.contains(alias));
        !rule.id.starts_with("suppression-") && (self.tool != Tool::BuildKit || is_check)
    }
}

/// The rules of an id: ours, an alias, or an alias behind a namespace such as `hadolint/` or `dockerfile.security.`.
fn named(id: &str) -> impl Iterator<Item = &'static Rule> {
    let last = id.rsplit(['/', '.']).next().unwrap_or(id);
    let whole = rules::find_all(id).next().is_some();
    rules::find_all(if whole { id } else { last })
}

/// Marks what is suppressed, and reports what is wrong with the suppressions.
pub(super) fn suppress(
    tree: &Tree,
    pragmas: &[Pragma],
    findings: &mut Vec<Finding>,
    config: &Config,
    selected: &[&'static Rule],
) {
    let rule = |id: &str| selected.iter().copied().find(|rule| rule.id == id);
    if let Some(rule) = rule("suppression-unknown-rule") {
        findings.extend(pragmas.iter().flat_map(|pragma| unknown(rule, tree, pragma)));
    }
    if let Some(rule) = rule("suppression-without-reason") {
        findings.extend(pragmas.iter().filter_map(|pragma| without_reason(rule, pragma)));
    }
    if let Some(rule) = rule("suppression-expired") {
        let expired = |pragma: &&Pragma| {
            pragma.until.zip(config.today).is_some_and(|(last, today)| last < today)
        };
        let say = |pragma: &Pragma| {
            report(rule, pragma.span, "the date of this suppression has passed".to_owned())
        };
        findings.extend(pragmas.iter().filter(expired).map(say));
    }
    if let Some(rule) = rule("suppression-present") {
        let present = pragmas.iter().filter(|pragma| !pragma.ids.is_empty() || pragma.everything);
        findings
            .extend(present.map(|pragma| {
                report(rule, pragma.span, "findings are suppressed here".to_owned())
            }));
    }
    let used = mark(pragmas, findings, config);
    if let Some(rule) = rule("suppression-unused").filter(|_| !config.ignores_suppressions) {
        let mut unused: Vec<Finding> = pragmas
            .iter()
            .enumerate()
            .flat_map(|(at, pragma)| unused(rule, tree, pragma, at, &used, selected))
            .collect();
        mark(pragmas, &mut unused, config);
        findings.extend(unused);
    }
}

/// Marks the findings that are covered, and gives the ids that covered one: (pragma, id).
fn mark(pragmas: &[Pragma], findings: &mut [Finding], config: &Config) -> Vec<(usize, usize)> {
    let mut used = Vec::new();
    for finding in findings {
        for (at, pragma) in pragmas.iter().enumerate() {
            let Some(id) = pragma.suppresses(finding, config) else { continue };
            used.extend(id.map(|id| (at, id)));
            let reason = pragma.reason.clone();
            finding.suppressed.get_or_insert(Suppressed { span: pragma.span, reason });
        }
    }
    used
}

fn report(rule: &'static Rule, span: Span, message: String) -> Finding {
    Finding {
        rule,
        span,
        message,
        notes: Vec::new(),
        severity: rule.severity,
        fix: None,
        suppressed: None,
    }
}

/// The ids that name nothing. Only where the id can be nobody else's.
fn unknown(rule: &'static Rule, tree: &Tree, pragma: &Pragma) -> Vec<Finding> {
    if pragma.tool == Tool::Drydock && pragma.ids.is_empty() && !pragma.everything {
        let message = "this suppresses nothing: write `# drydock allow rule-id because reason`";
        return vec![report(rule, pragma.span, message.to_owned())];
    }
    if ![Tool::Drydock, Tool::Hadolint, Tool::BuildKit].contains(&pragma.tool) {
        return Vec::new();
    }
    let strange = pragma.ids.iter().filter(|id| {
        let known = named(&id.text).next().is_some() || spaces::looks_foreign(&id.text);
        !known && tree.text(id.span) == id.text
    });
    strange
        .map(|id| {
            let nearest =
                rules::nearest(&id.text).first().map(|name| format!(", did you mean `{name}`?"));
            let message = format!("`{}` is no rule{}", id.text, nearest.unwrap_or_default());
            report(rule, id.span, message)
        })
        .collect()
}

fn without_reason(rule: &'static Rule, pragma: &Pragma) -> Option<Finding> {
    let says_something = !pragma.ids.is_empty() || pragma.everything;
    (pragma.reason.is_none() && says_something)
        .then(|| report(rule, pragma.span, "the suppression gives no reason".to_owned()))
}

/// Our own suppressions that suppress nothing. Those of other tools may still serve those tools.
fn unused(
    rule: &'static Rule,
    tree: &Tree,
    pragma: &Pragma,
    at: usize,
    used: &[(usize, usize)],
    selected: &[&'static Rule],
) -> Vec<Finding> {
    if pragma.tool != Tool::Drydock || pragma.ids.is_empty() {
        return Vec::new();
    }
    let delete = || {
        let line = tree.lines.line(pragma.span.start);
        let (start, next) = (tree.lines.start(line), tree.lines.start(line + 1));
        let end = if next > pragma.span.end { next } else { pragma.span.end };
        Fix::review("delete the comment", Phase::Text, "a comment goes, the image stays as it is")
            .delete(Span::new(start, end))
    };
    if pragma.covers.is_empty() {
        let message = "no instruction follows directly, so this suppresses nothing";
        let mut finding = report(rule, pragma.span, message.to_owned());
        finding.fix(delete());
        return vec![finding];
    }
    if !tree.errors.is_empty() {
        return Vec::new(); // What cannot be read may hide the finding that is meant.
    }
    let idle: Vec<(usize, &Word)> = pragma
        .ids
        .iter()
        .enumerate()
        .filter(|(id, _)| !used.contains(&(at, *id)))
        .filter(|(_, id)| {
            named(&id.text).any(|named| selected.iter().any(|rule| rule.id == named.id))
        })
        .collect();
    let all = idle.len() == pragma.ids.len();
    idle.into_iter()
        .map(|(_, id)| {
            let message =
                format!("`{}` finds nothing here, so there is nothing to suppress", id.text);
            let mut finding = report(rule, id.span, message);
            if all {
                finding.fix(delete());
            }
            finding
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::parse;

    fn one(comment: &str) -> Pragma {
        let tree = parse(&format!("FROM a\n{comment}\nRUN b\n"));
        let mut all = pragmas(&tree);
        assert_eq!(all.len(), 1, "{comment}");
        let pragma = all.remove(0);
        for id in &pragma.ids {
            assert_eq!(tree.text(id.span), id.text, "{comment}");
        }
        pragma
    }

    fn is(comment: &str, tool: Tool, scope: PragmaScope, ids: &[&str], reason: Option<&str>) {
        let pragma = one(comment);
        let found: Vec<&str> = pragma.ids.iter().map(|id| id.text.as_str()).collect();
        assert_eq!(
            (pragma.tool, pragma.scope, &found[..], pragma.reason.as_deref()),
            (tool, scope, ids, reason),
            "{comment}"
        );
        assert_eq!(pragma.everything, ids.is_empty(), "{comment}");
    }

    #[test]
    fn every_tools_syntax_is_read() {
        use PragmaScope::{File, Next, Stage};
        is("# hadolint ignore=DL3008,DL3009", Tool::Hadolint, Next, &["DL3008", "DL3009"], None);
        is("#hadolint ignore = DL3008, SC2086", Tool::Hadolint, Next, &["DL3008", "SC2086"], None);
        is("# hadolint ignore=DL3008 DL3009", Tool::Hadolint, Next, &["DL3008", "DL3009"], None);
        is("# hadolint ignore=DL3008 # old", Tool::Hadolint, Next, &["DL3008"], Some("old"));
        is("# hadolint global ignore=DL3008", Tool::Hadolint, File, &["DL3008"], None);
        is("# hadolint stage ignore=DL3008", Tool::Hadolint, Stage, &["DL3008"], None);
        is(
            "# check=skip=JSONArgsRecommended;error=true",
            Tool::BuildKit,
            Next,
            &["JSONArgsRecommended"],
            None,
        );
        is("# check = skip=all", Tool::BuildKit, Next, &[], None);
        is(
            "# tally ignore=tally/a-b;reason=so it is",
            Tool::Tally,
            Next,
            &["tally/a-b"],
            Some("so it is"),
        );
        is("# tally global ignore=DL3008,b", Tool::Tally, File, &["DL3008", "b"], None);
        is(
            "#checkov:skip=CKV_DOCKER_2:no need",
            Tool::Checkov,
            File,
            &["CKV_DOCKER_2"],
            Some("no need"),
        );
        is("# kics-scan ignore-line", Tool::Kics, Next, &[], None);
        is("# kics-scan ignore-block", Tool::Kics, Stage, &[], None);
        is("# kics-scan ignore", Tool::Kics, File, &[], None);
        let id = "fd54f200-402c-4333-a5a4-36ef6709af2f";
        is(&format!("# kics-scan disable={id}"), Tool::Kics, File, &[id], None);
        is("#trivy:ignore:DS-0002", Tool::Trivy, Next, &["DS-0002"], None);
        is(
            "# trivy:ignore:A-1 trivy:ignore:B-2 why",
            Tool::Trivy,
            Next,
            &["A-1", "B-2"],
            Some("why"),
        );
        is("# nosemgrep: dockerfile.a.b, c", Tool::Semgrep, Next, &["dockerfile.a.b", "c"], None);
        is("# nosemgrep", Tool::Semgrep, Next, &[], None);
        is("# NOSONAR legacy", Tool::Sonar, Next, &[], Some("legacy"));
        is("# NOSONAR(S6471, S6504)", Tool::Sonar, Next, &["S6471", "S6504"], None);
        is("# shellcheck disable=SC2086", Tool::ShellCheck, Next, &["SC2086"], None);
        is("# linter ignore=EF0003", Tool::DockerLinter, Next, &["EF0003"], None);
        is("# drydock allow a-b because of c", Tool::Drydock, Next, &["a-b"], Some("of c"));
        is("# drydock allow a-b, c: of d", Tool::Drydock, Next, &["a-b", "c"], Some("of d"));
        is("# drydock allow-file a-b", Tool::Drydock, File, &["a-b"], None);
    }

    #[test]
    fn prose_is_no_suppression() {
        for comment in [
            "# Check out the version",
            "# check if it runs",
            "# hadolint shell=bash",
            "# hadolint is a linter",
            "# drydock is a place",
            "# check=error=true",
            "# ignore=DL3008",
            "# trivy runs later",
        ] {
            let tree = parse(&format!("FROM a\n{comment}\nRUN b\n"));
            assert_eq!(pragmas(&tree), [], "{comment}");
        }
    }

    #[test]
    fn directives_cover_the_file_and_dates_are_read() {
        let tree = parse("# check=skip=StageNameCasing;error=true\nFROM a\n");
        let all = pragmas(&tree);
        assert_eq!(
            (all.len(), all[0].scope, &*all[0].ids[0].text),
            (1, PragmaScope::File, "StageNameCasing")
        );
        assert_eq!(
            one("# trivy:ignore:DS-0002:exp:2027-01-31").until,
            Some(Date::new(2027, 1, 31))
        );
        assert_eq!(
            one("# nobody else may\n# hadolint ignore=DL3002").reason.as_deref(),
            Some("nobody else may")
        );
    }

    #[test]
    fn a_suppression_covers_its_instruction_or_stage() {
        let source = "FROM a\n# hadolint ignore=DL1\nRUN b \\\n  # hadolint ignore=DL2\n  c\n\n\
                      # hadolint ignore=DL3\n\nUSER d\n# hadolint stage ignore=DL4\nFROM e\nRUN f\nFROM g\n";
        let tree = parse(source);
        let texts: Vec<&str> = pragmas(&tree).iter().map(|p| p.covers.of(source)).collect();
        assert!(texts[0].ends_with("RUN b \\\n  # hadolint ignore=DL2\n  c"));
        assert!(texts[1].starts_with("RUN b"));
        assert_eq!(texts[2], "");
        assert_eq!(texts[3], "FROM e\nRUN f\n");
    }
}
