//! What hardening does to the corpus: E1 to E11 and E15 of the evaluation, for the safe and for the hardened output.
//! Every number is measured, none is asserted. `make harden-report`.

use drydock_core::finding::Finding;
use drydock_core::fix::Class;
use drydock_core::harden::{self, Hardened, Level};
use drydock_core::model::{Dockerfile, UserPlan, secret_flow};
use drydock_tests::hardening::{self, Proved};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::process::{Command, Stdio};
use std::time::Instant;

fn main() {
    let Some(corpus) = drydock_tests::corpus() else {
        println!("The corpus is not here: there is nothing to count.");
        return;
    };
    let texts: Vec<(String, String)> = corpus
        .into_iter()
        .filter_map(|sample| Some((sample.id, String::from_utf8(sample.bytes).ok()?)))
        .collect();
    let mut hadolint = Hadolint::default();
    let [safe, hardened] =
        [Level::Safe, Level::Hardened].map(|level| measure(&texts, level, &mut hadolint));
    println!("{} files that the builder takes, of {}\n", safe.files, texts.len());
    println!("{:<58} {:>12} {:>12}  aim", "", "safe", "hardened");
    for (left, right) in safe.rows().iter().zip(hardened.rows()) {
        println!("{:<58} {:>12} {:>12}  {}", left.0, left.1, right.1, left.2);
    }
    for (name, figures) in [("safe", &safe), ("hardened", &hardened)] {
        figures.print_details(name);
    }
}

/// What was counted over all files.
#[derive(Default)]
struct Figures {
    level: Level,
    files: usize,
    changed: usize,
    faults: BTreeMap<&'static str, Vec<String>>,
    refused: BTreeMap<String, Vec<String>>,
    left: usize,
    proofs: [usize; 3],
    shares: Vec<f64>,
    found: [usize; 2],
    rooted: usize,
    given: usize,
    answered: usize,
    flags: BTreeMap<String, Vec<String>>,
    secrets: usize,
    mounted: usize,
    kept: Vec<String>,
    healthchecks: [usize; 2],
    hadolint: Option<[usize; 3]>,
    times: Vec<f64>,
}

fn measure(texts: &[(String, String)], level: Level, hadolint: &mut Hadolint) -> Figures {
    let options = hardening::options(level);
    let mut figures = Figures { level, ..Figures::default() };
    for (id, source) in texts {
        let started = Instant::now();
        let hardened = harden::harden(source, &options);
        let time = started.elapsed().as_secs_f64() * 1e3;
        if !hardening::is_accepted(&hardened.before.file) {
            continue;
        }
        figures.files += 1;
        figures.times.push(time);
        figures.changed += usize::from(hardened.text != *source);
        figures.promises(id, source, &hardened);
        if harden::harden(&hardened.text, &options).text != hardened.text {
            figures.fault("E3", id, "");
        }
        figures.shares.push(hardening::changed_share(&hardened));
        figures.user(id, &hardened);
        figures.secrets(id, &hardened);
        for (count, audit) in
            figures.healthchecks.iter_mut().zip([&hardened.before, &hardened.after])
        {
            *count += usize::from(audit.active().any(|f| f.rule.id == "healthcheck-missing"));
        }
        if let (Some(before), Some(after)) =
            (hadolint.count(source), hadolint.count(&hardened.text))
        {
            let [sum_before, sum_after, worse] = figures.hadolint.get_or_insert_default();
            (*sum_before, *sum_after) = (*sum_before + before, *sum_after + after);
            *worse += usize::from(after > before);
        }
    }
    figures.times.sort_by(f64::total_cmp);
    figures.shares.sort_by(f64::total_cmp);
    figures
}

impl Figures {
    fn fault(&mut self, name: &'static str, id: &str, detail: &str) {
        self.faults.entry(name).or_default().push(format!("{id} {detail}").trim_end().to_owned());
    }

    /// E1, E2, E4 to E8.
    fn promises(&mut self, id: &str, source: &str, hardened: &Hardened) {
        let (before, after) = (&hardened.before.file, &hardened.after.file);
        if after.tree.errors.len() > before.tree.errors.len() || !hardening::is_accepted(after) {
            self.fault("E1", id, "");
        }
        if hardening::unread_shell(after) > hardening::unread_shell(before) {
            self.fault("E2", id, "");
        }
        for refused in &hardened.refused {
            let reason = format!("{}: {}", refused.rule.id, refused.reason);
            self.refused.entry(reason).or_default().push(id.to_owned());
        }
        let tried: BTreeSet<&str> = hardened.refused.iter().map(|r| r.rule.id).collect();
        let open = |finding: &&Finding| self.mends(finding) && !tried.contains(finding.rule.id);
        let left: Vec<&str> = hardened.after.active().filter(open).map(|f| f.rule.id).collect();
        self.left += left.len();
        if !left.is_empty() {
            self.fault("E4", id, &left.join(", "));
        }
        let found = [&hardened.before, &hardened.after].map(hardening::findings);
        (self.found[0], self.found[1]) = (self.found[0] + found[0], self.found[1] + found[1]);
        if found[1] > found[0] {
            self.fault("E5", id, &format!("{} to {}", found[0], found[1]));
        }
        if self.level == Level::Safe {
            match hardening::proved(hardened) {
                Some(Proved::Same) => self.proofs[0] += 1,
                Some(Proved::Shell) => self.proofs[1] += 1,
                Some(Proved::Named) => self.proofs[2] += 1,
                Some(Proved::No(why)) => self.fault("E6", id, &why),
                None => self.fault("E6", id, "there is no plan to compare"),
            }
        }
        for comment in hardening::lost_comments(before, after) {
            self.fault("E7", id, &comment);
        }
        if !hardening::untouched_bytes_stay(source, hardened) {
            self.fault("E8", id, "");
        }
    }

    /// Whether the finding's fix is on at this level.
    fn mends(&self, finding: &Finding) -> bool {
        finding.fix.as_ref().is_some_and(|fix| {
            let on = match fix.class {
                Class::Safe(_) => true,
                Class::Review { recommended } => recommended && self.level == Level::Hardened,
                Class::Ask => false,
            };
            on && !fix.edits.is_empty()
        })
    }

    /// E11, users.
    fn user(&mut self, id: &str, hardened: &Hardened) {
        if is_root(&hardened.before.file) != Some(true) {
            return;
        }
        self.rooted += 1;
        if is_root(&hardened.after.file) != Some(true) {
            self.given += 1;
            return;
        }
        let asks = |finding: &Finding| {
            let question = finding.fix.as_ref().and_then(|fix| fix.question.as_ref());
            question.filter(|question| question.key == "user").map(|q| q.suggestion.clone())
        };
        if let Some(user) = hardened.after.active().find_map(asks) {
            let mut options = hardening::options(self.level);
            options.config.answers.insert("user".to_owned(), user);
            let again = harden::harden(&hardened.text, &options);
            self.answered += usize::from(is_root(&again.after.file) != Some(true));
        }
        let flag = match hardened.after.file.user_plan(None) {
            Some(UserPlan::Flag(flag, _)) => flag.name.to_owned(),
            Some(UserPlan::Edit(_)) => {
                let said = |f: &&Finding| matches!(f.rule.id, "user-missing" | "user-root-last");
                match hardened.after.active().find(said) {
                    Some(finding) => format!(
                        "(no flag, {} says: {})",
                        finding.rule.id,
                        finding.message.split('`').next().unwrap_or("")
                    ),
                    None => "(no flag: nothing is reported)".to_owned(),
                }
            }
            None => "(no plan)".to_owned(),
        };
        self.flags.entry(flag).or_default().push(id.to_owned());
    }

    /// E11, secrets: build arguments without a value that only RUNs use.
    fn secrets(&mut self, id: &str, hardened: &Hardened) {
        let file = &hardened.before.file;
        let mut names: BTreeSet<&str> = BTreeSet::new();
        for stage in &file.stages {
            for binding in secret_flow::secret_args(stage).filter(|b| b.raw.is_none()) {
                let uses = file.uses_of(stage, binding);
                if !uses.runs.is_empty() && uses.others.is_empty() {
                    names.insert(&binding.name);
                }
            }
        }
        for name in names {
            let after = hardened.after.file.stages.iter().flat_map(secret_flow::secret_args);
            self.secrets += 1;
            match after.into_iter().any(|binding| binding.name == name) {
                true => self.kept.push(format!("{id} {name}")),
                false => self.mounted += 1,
            }
        }
    }

    fn rows(&self) -> Vec<(&'static str, String, &'static str)> {
        let count = |name| self.faults.get(name).map_or(0, Vec::len);
        let share =
            |part: usize, all: usize| format!("{:.1} %", 100.0 * part as f64 / all.max(1) as f64);
        let files = self.files;
        let at = |list: &[f64], part: f64| {
            list.get(((list.len() as f64 - 1.0) * part).round() as usize).copied().unwrap_or(0.0)
        };
        let plan = |count: usize| match self.level {
            Level::Safe => share(count, files),
            _ => "–".to_owned(),
        };
        let proofs = self.proofs;
        let hadolint = match self.hadolint {
            Some([before, after, worse]) => format!("{before}→{after} ({worse})"),
            None => "not here".to_owned(),
        };
        vec![
            ("   files changed", share(self.changed, files), ""),
            ("E1 accepted afterwards, every target", share(files - count("E1"), files), "100 %"),
            ("E2 files with shell that reads no longer", count("E2").to_string(), "0"),
            ("E3 files that a second run changes", count("E3").to_string(), "0"),
            ("E4 findings left that a fix of the class would mend", self.left.to_string(), "0"),
            (
                "   fixes tried and taken back",
                self.refused.values().map(Vec::len).sum::<usize>().to_string(),
                "",
            ),
            ("E5 files with more findings than before", count("E5").to_string(), "0"),
            ("   findings", format!("{}→{}", self.found[0], self.found[1]), ""),
            ("E6 the same image (S0 to S2)", plan(proofs.iter().sum()), "100 %"),
            ("   S0: the plan is equal", plan(proofs[0]), ""),
            ("   S1: equal once the shell is read", plan(proofs[1]), ""),
            ("   S2: differs in named ways", plan(proofs[2]), ""),
            ("E7 comments lost", count("E7").to_string(), "0"),
            ("E8 files with bytes touched outside edits", count("E8").to_string(), "0"),
            (
                "E9 changed lines, median share",
                format!("{:.2}", at(&self.shares, 0.5)),
                "0.08, 0.30",
            ),
            ("   90th percentile", format!("{:.2}", at(&self.shares, 0.9)), "0.25, 0.70"),
            ("E10 hadolint: findings (files with more)", hadolint, "−60 %"),
            ("E11 files that run as root and get a user", share(self.given, self.rooted), "60 %"),
            ("   of files", self.rooted.to_string(), ""),
            (
                "   and where the question is answered as suggested",
                share(self.given + self.answered, self.rooted),
                "",
            ),
            (
                "   secret arguments that only RUNs use, mounted",
                share(self.mounted, self.secrets),
                "100 %",
            ),
            ("   of arguments", self.secrets.to_string(), ""),
            (
                "   files without a health check that serve something",
                format!("{}→{}", self.healthchecks[0], self.healthchecks[1]),
                "",
            ),
            ("E15 milliseconds, median", format!("{:.2}", at(&self.times, 0.5)), "3"),
            ("   99th percentile", format!("{:.2}", at(&self.times, 0.99)), "50"),
        ]
    }

    /// What did not hold, and why; some files of each.
    fn print_details(&self, name: &str) {
        let some = |ids: &[String]| {
            let first: Vec<&str> = ids.iter().take(6).map(String::as_str).collect();
            format!("{:>5}  {}", ids.len(), first.join("; "))
        };
        for (fault, ids) in &self.faults {
            println!("\n{name}: {fault} does not hold\n{}", some(ids));
        }
        if !self.refused.is_empty() {
            println!("\n{name}: taken back");
        }
        let mut refused: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for (reason, ids) in &self.refused {
            refused.entry(reason).or_default().extend(ids.iter().cloned());
        }
        for (reason, ids) in refused {
            println!("{} {reason}", some(&ids));
        }
        if self.level == Level::Hardened {
            println!("\n{name}: still root, by red flag");
            let mut flags: Vec<_> = self.flags.iter().collect();
            flags.sort_by_key(|(_, ids)| std::cmp::Reverse(ids.len()));
            for (flag, ids) in flags {
                println!(
                    "{:>5} {:>5.1} %  {flag}",
                    ids.len(),
                    100.0 * ids.len() as f64 / self.rooted.max(1) as f64
                );
                if std::env::var_os("IDS").is_some() {
                    println!("        {}", ids.join(" "));
                }
            }
            println!("\n{name}: secret arguments that stay\n{}", some(&self.kept));
        }
    }
}

/// Whether what the container starts runs as root.
fn is_root(file: &Dockerfile) -> Option<bool> {
    let stage = file.final_stage()?;
    file.is_root_at(stage, stage.end)
}

/// The other linter, where it is on PATH.
#[derive(Default)]
struct Hadolint {
    absent: bool,
    known: BTreeMap<String, Option<usize>>,
}

impl Hadolint {
    /// How many findings it has; `None` where it can't read the file.
    fn count(&mut self, text: &str) -> Option<usize> {
        if self.absent {
            return None;
        }
        if let Some(known) = self.known.get(text) {
            return *known;
        }
        let child = Command::new("hadolint")
            .args(["--no-fail", "--format", "json", "-"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let Ok(mut child) = child else {
            self.absent = true;
            return None;
        };
        child.stdin.take()?.write_all(text.as_bytes()).ok()?;
        let output = child.wait_with_output().ok()?;
        let found: Vec<serde_json::Value> = serde_json::from_slice(&output.stdout).ok()?;
        let unread = found.iter().any(|finding| finding["code"] == "DL1000");
        let count = (!unread).then_some(found.len());
        self.known.insert(text.to_owned(), count);
        count
    }
}
