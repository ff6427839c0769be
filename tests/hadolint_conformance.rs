//! The rules against hadolint 2.15.1 with its defaults, over the corpus: the same codes on the same lines, both ways.
//! Deviations that the catalogue asks for are recognised by a mechanical predicate, counted, and explained in
//! `conformance/ADJUDICATION.md`. `HADOLINT_DIFF=path cargo test --test hadolint_conformance` writes the differences.

use drydock_core::audit::{self, Config, Date};
use drydock_core::model::pip::PipAge;
use drydock_core::model::{Base, Dockerfile, Install, Manager, Run, Source, Stage, managers};
use drydock_core::rule::{Profile, Rule};
use drydock_core::rules;
use drydock_core::shell::{Command, Node};
use drydock_core::syntax::Keyword;
use drydock_core::text::Span;
use drydock_tests::{conformance_by_id, corpus};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// What was found of one code over all files.
#[derive(Default)]
struct Tally {
    both: usize,
    only_ours: usize,
    only_theirs: usize,
    chosen: BTreeMap<&'static str, usize>,
}

impl Tally {
    fn precision(&self) -> f64 {
        self.both as f64 / (self.both + self.only_ours).max(1) as f64
    }

    fn recall(&self) -> f64 {
        self.both as f64 / (self.both + self.only_theirs).max(1) as f64
    }
}

fn is_code(alias: &str) -> bool {
    alias.len() == 6 && alias.starts_with("DL") && alias[2..].bytes().all(|b| b.is_ascii_digit())
}

/// Codes that hadolint switches off unless it is told otherwise, and those that it no longer has.
const OFF: [&str; 5] = ["DL1001", "DL3017", "DL3031", "DL3039", "DL3057"];

/// The codes of a rule.
fn codes(rule: &'static Rule) -> impl Iterator<Item = &'static str> {
    rule.aliases.iter().copied().filter(|alias| is_code(alias) && !OFF.contains(alias))
}

#[test]
fn findings_equal_hadolints() {
    let (Some(corpus), Some(expected)) = (corpus(), conformance_by_id("hadolint.jsonl.gz")) else {
        return;
    };
    let covered: BTreeSet<&str> = rules::all().flat_map(codes).collect();
    let config = Config {
        profile: Some(Profile::All),
        today: Some(Date::new(2026, 11, 23)),
        ..Config::default()
    };
    let mut tallies: BTreeMap<&str, Tally> =
        covered.iter().map(|c| (*c, Tally::default())).collect();
    let mut diff = String::new();
    for sample in &corpus {
        let rows = expected[&sample.id]["findings"].as_array().expect("a list");
        if rows.iter().any(|row| row["code"] == "DL1000") {
            continue;
        }
        let theirs: BTreeSet<(&str, u32)> = rows
            .iter()
            .filter_map(|row| {
                Some((*covered.get(row["code"].as_str()?)?, row["line"].as_u64()? as u32))
            })
            .collect();
        let file = Dockerfile::new(&String::from_utf8_lossy(&sample.bytes));
        let audit = audit::audit_file(file, &config);
        let mut ours: BTreeMap<(&str, u32), Vec<Span>> = BTreeMap::new();
        for finding in audit.active() {
            let line = line_of(&audit.file, finding.span.start);
            for code in codes(finding.rule) {
                ours.entry((code, line)).or_default().push(finding.span);
            }
        }
        for place in ours.keys().chain(theirs.iter().filter(|place| !ours.contains_key(place))) {
            let (code, line) = place;
            let tally = tallies.get_mut(code).expect("it is covered");
            let (we, they) = (ours.contains_key(place), theirs.contains(place));
            if we && they {
                tally.both += 1;
                continue;
            }
            let spans = ours.get(place).map_or(&[][..], Vec::as_slice);
            let class = choice(&audit.file, code, *line, spans);
            if let Some(class) = class {
                *tally.chosen.entry(class).or_default() += 1;
            } else if we {
                tally.only_ours += 1;
            } else {
                tally.only_theirs += 1;
            }
            let sign = if we { '+' } else { '-' };
            let class = class.unwrap_or("");
            writeln!(diff, "{code} {sign} {} {line} {class}", sample.id).expect("it is a string");
        }
    }
    if let Some(path) = std::env::var_os("HADOLINT_DIFF") {
        std::fs::write(path, diff).expect("the path can be written");
    }
    let mut total = Tally::default();
    println!("code      both  +ours  -theirs  precision  recall  by choice");
    for (code, tally) in &tallies {
        print(code, tally);
        total.both += tally.both;
        total.only_ours += tally.only_ours;
        total.only_theirs += tally.only_theirs;
        for (class, count) in &tally.chosen {
            *total.chosen.entry(class).or_default() += count;
        }
    }
    print("total ", &total);
    let chosen: usize = total.chosen.values().sum();
    let all = total.both + total.only_ours + total.only_theirs + chosen;
    println!("{chosen} deliberate differences among {all} places; the same with them: {:.2}%", {
        total.both as f64 * 100.0 / all as f64
    });
    assert!(total.precision() >= 0.99 && total.recall() >= 0.99);
}

fn print(name: &str, tally: &Tally) {
    let Tally { both, only_ours, only_theirs, chosen } = tally;
    let (precision, recall) = (tally.precision() * 100.0, tally.recall() * 100.0);
    print!("{name} {both:7} {only_ours:6} {only_theirs:8} {precision:9.2}% {recall:6.2}% ");
    for (class, count) in chosen {
        print!(" {class}: {count}");
    }
    println!();
}

/// The line that hadolint would name: where the instruction begins.
fn line_of(file: &Dockerfile, at: u32) -> u32 {
    let holds = file
        .tree
        .instructions
        .iter()
        .find(|i| i.span.start <= at && at < i.span.end.max(i.span.start + 1));
    holds.map_or_else(|| file.tree.lines.line(at), |i| i.line)
}

/// The class of a deviation that is made on purpose, by what stands on the line. `ours` holds the places where only we
/// report something; it is empty where only hadolint does.
fn choice(file: &Dockerfile, code: &str, line: u32, ours: &[Span]) -> Option<&'static str> {
    let instructions = &file.tree.instructions;
    let at = instructions.iter().position(|i| i.line == line)?;
    let runs: Vec<&Run> = file.runs.iter().filter(|run| run.instruction == at).collect();
    let copy = file.copies.iter().find(|copy| copy.instruction == at);
    let stage = file.stage_of(at)?;
    if let Some(run) = runs.first() {
        return match ours {
            [] => theirs_alone(file, stage, run, code),
            _ => ours_alone(run, code, ours),
        };
    }
    let (ours, written) = (!ours.is_empty(), file.text(instructions[at].head));
    let launch = matches!(instructions[at].keyword, Keyword::Cmd | Keyword::Entrypoint);
    match (code, copy) {
        ("DL3000", _) if ours && written.contains('$') => Some("variable"),
        ("DL3000", _) if file.workdir_at(stage, at).is_some() => {
            Some("relative to a WORKDIR above")
        }
        ("DL3002" | "DL3006" | "DL3007" | "DL3066", _) if written.contains('$') => Some("variable"),
        ("DL3002", _) if file.tree.lines.start(line + 1) > instructions[at].head.end + 1 => {
            Some("USER root with a blank behind it")
        }
        ("DL3006", _) if matches!(stage.base, Base::Invalid(_)) => Some("not a reference"),
        ("DL3007", _) if ours && written.contains("-latest") => Some("tag that ends with -latest"),
        ("DL3007", _) if stage.base_raw.contains("distroless") => {
            Some("distroless has no other tag")
        }
        ("DL3020", Some(copy)) if copy.sources.iter().any(Source::is_remote) => {
            Some("one source is an address")
        }
        ("DL3020", Some(copy)) if copy.sources.iter().any(|s| s.word.text.contains('$')) => {
            Some("variable")
        }
        ("DL3021", Some(copy)) if copy.dest.text.contains('$') => Some("variable"),
        ("DL3025", _) if instructions[at].keyword == Keyword::Healthcheck => Some("HEALTHCHECK"),
        ("DL3045", Some(copy)) if copy.is_add && ours => Some("ADD as well"),
        ("DL3066", _) if !ours && !stage.is_final => Some("USER of a stage that is not started"),
        ("DL3066", _) if !ours && stage.users.last().is_some_and(|user| user.at != at) => {
            Some("USER that is changed later")
        }
        ("DL3066", _) if !ours && written.ends_with("root") => Some("USER root"),
        ("DL3067", _) if written.contains("--from=xx ") => Some("xx, which is made to be copied"),
        ("DL3067", _) if matches!(stage.base, Base::Scratch) => Some("a stage that is made flat"),
        ("DL4003" | "DL4004", _) if launch => Some("the earlier of two, which has no effect"),
        _ => None,
    }
}

/// What we report in a RUN and hadolint does not.
fn ours_alone(run: &Run, code: &str, ours: &[Span]) -> Option<&'static str> {
    let commands = &run.script.commands;
    let of = |span: &Span| {
        commands.iter().filter(|c| c.whole.contains(*span)).min_by_key(|c| c.whole.len())
    };
    let found: Vec<&Command> = ours.iter().filter_map(of).collect();
    let all = |test: &dyn Fn(&Command) -> bool| {
        !found.is_empty() && found.iter().all(|command| test(command))
    };
    let deletes = commands.iter().any(|c| c.is("rm") && c.args().iter().any(|w| w.text() == "-rf"));
    if all(&|command| !command.wrappers().is_empty()) {
        Some("behind sudo, env, exec")
    } else if all(&|command| command.context.in_inner) {
        Some("in the script of sh -c")
    } else if all(&|command| command.name_word().is_some_and(|word| word.text().contains('/'))) {
        Some("called by its path")
    } else if matches!(code, "DL3009" | "DL3032" | "DL3040") && deletes {
        Some("another rm -rf")
    } else if matches!(code, "DL3014" | "DL3038")
        && all(&|command| command.subcommand() != "install")
    {
        Some("asks as well: upgrade, remove")
    } else if code == "DL3019" && all(&|command| command.subcommand() == "update") {
        Some("an update that stays beside it")
    } else if code == "DL3015" && all(&|command| command.is("apt")) {
        Some("apt install")
    } else if code == "DL3016" && all(&|command| command.subcommand() != "install") {
        Some("npm i, npm add")
    } else if code == "DL3028"
        && all(&|command| command.args().iter().any(|w| w.text().starts_with('-')))
    {
        Some("gem install with flags")
    } else {
        None
    }
}

/// Whether dnf is another name of microdnf, as in the images for Lambda.
fn is_minimal(file: &Dockerfile, stage: &Stage) -> bool {
    file.root_image(stage).is_some_and(|image| image.full_name().contains("ecr.aws/lambda/"))
}

/// What hadolint reports in a RUN and we do not.
fn theirs_alone(file: &Dockerfile, stage: &Stage, run: &Run, code: &str) -> Option<&'static str> {
    const UNPINNED: [&str; 9] =
        ["DL3008", "DL3013", "DL3016", "DL3018", "DL3028", "DL3033", "DL3037", "DL3041", "DL3062"];
    let commands = &run.script.commands;
    let deletes = |paths: &[&str]| paths.iter().any(|path| run.deletes(path));
    let here = file.workdir_at(stage, run.instruction);
    let local = |command: &Command| {
        let context = &command.context;
        let target = command.args().first().map(|word| word.text());
        context.in_subshell
            || context.in_substitution
            || context.in_function
            || context.in_loop
            || target.is_none()
            || target == here.as_deref()
    };
    let back = run.named("cd").any(|cd| cd.args().iter().any(|word| word.text() == "-"));
    let configured = |key| managers::is_configured(file, stage, run.instruction, key);
    let unknown =
        run.installs.iter().any(|install| install.packages.iter().any(|package| !package.known));
    let harmless = |node: &Node| {
        let span = match node {
            Node::Simple(index) => run.script.commands[*index].span,
            Node::Compound(compound) => compound.span,
        };
        let quiet = ["echo", "printf", "yes", "true", ":"];
        run.script.within(span).all(|c| c.is_one_of(&quiet))
    };
    let checks = |c: &Command| c.name().ends_with("sum") && c.has_one_flag_of(&["-c", "--check"]);
    let old = |(install, _): (&Install, &Command)| install.pip_age() == PipAge::Old;
    let left = run
        .script
        .pipelines
        .iter()
        .flat_map(|pipe| pipe.stages.split_last().map_or(&[][..], |(_, left)| left));
    match code {
        "DL3003" if back || run.named("cd").all(local) => {
            Some("cd that stays local, or goes nowhere")
        }
        "DL3009" if run.runs(&["apt-get", "apt"], &["dist-clean"]) => Some("cleaned by dist-clean"),
        "DL3009" if deletes(&["/var/lib/apt/lists"]) => Some("cleaned by find or rm"),
        "DL3014" if configured("Assume-Yes") => Some("apt is configured"),
        "DL3015" if configured("Install-Recommends") => Some("apt is configured"),
        "DL3019" if commands.iter().any(|c| c.has_flag("--no-network")) => {
            Some("apk without network")
        }
        "DL3019" if deletes(&["/var/cache/apk"]) => Some("cleaned by find or rm"),
        "DL3042" if deletes(&["/root/.cache/pip"]) => Some("cleaned by find or rm"),
        "DL3046"
            if commands.iter().all(|c| c.flag_value("-u").is_none_or(|id| id.contains('$'))) =>
        {
            Some("variable")
        }
        "DL3009" | "DL3060" if !stage.weighs() => Some("stage that is thrown away"),
        "DL3038" if run.runs(&["microdnf"], &[]) || is_minimal(file, stage) => {
            Some("microdnf, which does not ask")
        }
        "DL3042" if commands.iter().any(|c| c.has_flag("--no-cache")) => Some("pip's --no-cache"),
        "DL3042" if run.installs_by(&[Manager::Pip]).any(old) => {
            Some("a pip before 6, which keeps nothing")
        }
        "DL4006" if left.clone().all(harmless) => Some("echo or printf into a pipe"),
        "DL4006" if commands.iter().any(checks) => Some("a pipe into a check of checksums"),
        code if UNPINNED.contains(&code) && unknown => Some("variable"),
        _ => None,
    }
}
