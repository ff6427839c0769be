//! The lessons: each one passes the author's check, and no mutant of an answer passes that should not.
//!
//! What should not pass is decided without the lesson module: a taught rule still fires once all comments are gone, a
//! word that the application can't do without is missing from its instructions (a list kept by hand, below), or the
//! mutant was made to do nothing. `LESSON=some-id cargo test --test lesson` narrows to one.

use drydock_core::audit::{self, Config};
use drydock_core::ignore;
use drydock_core::lesson::{self, Kind, Lesson};
use drydock_core::model::Dockerfile;
use drydock_core::rules;
use drydock_core::syntax::Keyword;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../static/lessons")
}

/// The lessons with their file names and texts, in order.
fn lessons() -> Vec<(String, String, Lesson)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder()).expect("the lessons") {
        let path = entry.expect("a readable entry").path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            let name = path.file_name().and_then(|name| name.to_str()).expect("a name").to_owned();
            let text = std::fs::read_to_string(&path).expect("lessons are UTF-8");
            let lesson = lesson::read(&text)
                .unwrap_or_else(|fault| panic!("{name}:{}: {}", fault.line, fault.message));
            found.push((name, text, lesson));
        }
    }
    found.sort_by(|a, b| a.0.cmp(&b.0));
    found
}

#[test]
fn every_lesson_passes_its_authors_check() {
    let mut faults = Vec::new();
    let (mut goals, mut turns) = (0, 0);
    let all = lessons();
    for (at, (name, _, lesson)) in all.iter().enumerate() {
        faults.extend(lesson::check(lesson).into_iter().map(|fault| format!("{name}: {fault}")));
        if *name != format!("{at:02}{}", &name[2..]) || lesson.number as usize != at {
            faults.push(format!("{name}: numbers don't run on"));
        }
        goals += lesson.goals.len();
        turns += lesson.wrong_turns.len();
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let ids: BTreeSet<&str> = all.iter().map(|(_, _, lesson)| lesson.id.as_str()).collect();
    assert_eq!(ids.len(), all.len(), "an id is given twice");
    let practices: BTreeSet<u32> = all.iter().map(|(_, _, lesson)| lesson.practice).collect();
    assert!((1..=10).all(|practice| practices.contains(&practice)), "{practices:?}");
    assert!(all.iter().filter(|(_, _, lesson)| lesson.kind == Kind::Review).count() >= 2);
    println!("{} lessons, {goals} goals, {turns} wrong turns", all.len());
}

#[test]
fn json_holds_the_same_lesson() {
    for (name, text, lesson) in lessons() {
        let json = lesson::to_json(&text).expect("it was read before");
        let json = serde_json::from_str(&json.to_string()).expect("JSON");
        let again =
            lesson::of_json(&json).unwrap_or_else(|fault| panic!("{name}: {}", fault.message));
        assert_eq!(again, lesson, "{name}");
    }
}

#[test]
fn the_schema_knows_every_key() {
    let text = std::fs::read_to_string(folder().join("schema.json")).expect("the schema");
    let schema: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let mut faults = Vec::new();
    for (name, text, _) in lessons() {
        let mut json = lesson::to_json(&text).expect("it was read before");
        let object = json.as_object_mut().expect("an object");
        object.remove("taught");
        object.remove("keeps");
        fits(&schema, &schema, &json, &name, &mut faults);
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// As much of JSON Schema as the schema uses.
fn fits(
    root: &serde_json::Value,
    schema: &serde_json::Value,
    value: &serde_json::Value,
    at: &str,
    faults: &mut Vec<String>,
) {
    if let Some(name) = schema["$ref"].as_str() {
        let name = name.rsplit('/').next().unwrap_or(name);
        return fits(root, &root["$defs"][name], value, at, faults);
    }
    let kind = match value {
        serde_json::Value::Object(_) => "object",
        serde_json::Value::Array(_) => "array",
        serde_json::Value::String(_) => "string",
        serde_json::Value::Number(_) => "integer",
        _ => "other",
    };
    if schema["type"].as_str().is_some_and(|wanted| wanted != kind) {
        faults.push(format!("{at}: {kind} where the schema has {}", schema["type"]));
    }
    if let Some(choices) = schema["enum"].as_array()
        && !choices.contains(value)
    {
        faults.push(format!("{at}: {value} is not among the schema's values"));
    }
    if let (Some(object), Some(known)) = (value.as_object(), schema["properties"].as_object()) {
        for (key, value) in object {
            match known.get(key) {
                Some(schema) => fits(root, schema, value, &format!("{at}/{key}"), faults),
                None => faults.push(format!("{at}: the schema has no `{key}`")),
            }
        }
        for key in schema["required"].as_array().into_iter().flatten() {
            if !object.contains_key(key.as_str().unwrap_or("")) {
                faults.push(format!("{at}: {key} is missing"));
            }
        }
    }
    for (index, item) in value.as_array().into_iter().flatten().enumerate() {
        fits(root, &schema["items"], item, &format!("{at}/{index}"), faults);
    }
}

#[test]
fn faults_of_a_text_name_line_and_the_nearest() {
    let (_, text, _) = lessons().swap_remove(0);
    let line =
        |needle: &str| text.lines().position(|line| line.contains(needle)).expect("a line") + 1;
    for (old, new, message) in [
        ("closing =", "closin =", "a lesson has no key `closin`, did you mean `closing`?"),
        (
            "absent = \"user-missing\"",
            "absent = \"user-mising\"",
            "there is no rule `user-mising`, did you mean `user-missing`?",
        ),
        (
            "absent = \"user-missing\"",
            "absnt = \"user-missing\"",
            "there is no condition `absnt`, did you mean `absent`?",
        ),
        (
            "absent = \"user-missing\"",
            "absent = \"DS-0002\"",
            "`DS-0002` is the rule `user-missing`: write that",
        ),
        ("fact = \"exec-form\"", "fact = \"exec-from\"", "did you mean `exec-form`?"),
        (
            "kind = \"dockerfile\"",
            "kind = \"docker\"",
            "`kind` takes dockerfile, dockerignore, review, not `docker`",
        ),
        ("schema = 1", "schema = 2", "`schema` is 1"),
        ("minutes = 4", "minutes = \"four\"", "`minutes` takes a number"),
        ("id = \"first-audit\"", "id = \"First\"", "`id` takes a name in kebab-case"),
    ] {
        let fault = lesson::read(&text.replacen(old, new, 1)).expect_err(old);
        assert!(fault.message.contains(message), "{old}: {}", fault.message);
        assert_eq!(fault.line, line(old), "{old}");
    }
    assert!(lesson::read(&text.replacen("title =", "# title =", 1)).is_err());
    assert!(lesson::read("schema = [").is_err());
}

#[test]
fn the_authors_check_finds_what_is_wrong() {
    let (_, text, _) = lessons().swap_remove(0);
    for (old, new, message) in [
        ("USER node\nCMD", "CMD", "the solution does not reach the goal `not-root`"),
        (
            "COPY src ./src\nENV NODE_ENV=production\nSTOPSIGNAL SIGTERM\nEXPOSE 3000\nUSER node",
            "USER node",
            "the solution: the application needs `COPY src`",
        ),
        ("minutes = 4", "minutes = 1", "`minutes` says 1"),
        ("Node was", "Node was simply", "`simply` belittles"),
        ("an error.", "an error!", "an exclamation mark"),
        ("\"24-slim\"", "\"\"", ""),
        (
            "[[\"node:24-slim\", \"node\"]]",
            "[[\"node:25-slim\", \"node\"]]",
            "does not stand there once",
        ),
        (
            "[[\"node:24-slim\", \"node\"]]",
            "[[\"node:24-slim\", \"node:22-slim\"]]",
            "wrong turn 2 passes",
        ),
        (
            "[[\"node:24-slim\", \"node\"]]",
            "[[\"USER node\\n\", \"\"]]",
            "wrong turn 2 is not reached",
        ),
    ] {
        let changed = if text.contains(old) { text.replacen(old, new, 1) } else { continue };
        let last =
            text.rfind(old).map(|at| format!("{}{new}{}", &text[..at], &text[at + old.len()..]));
        let found = [Some(changed), last].into_iter().flatten().any(|text| {
            let lesson = lesson::read(&text).expect("it can be read");
            lesson::check(&lesson).iter().any(|fault| fault.contains(message))
        });
        assert!(found, "{old} → {new}: no `{message}`");
    }
}

/// What the application of a lesson can't do without: an instruction's keywords, and alternatives of which one must
/// stand in such an instruction of a stage that the image needs.
const ESSENTIAL: [(&str, &[(&str, &str)]); 12] = [
    (
        "first-audit",
        &[
            ("FROM", "node"),
            ("COPY ADD", "package.json|package*"),
            ("COPY ADD", "public"),
            ("COPY ADD", "src"),
            ("RUN", "npm ci|npm install"),
            ("ENV", "NODE_ENV"),
            ("EXPOSE", "3000"),
            ("STOPSIGNAL", "SIGTERM"),
            ("CMD ENTRYPOINT", "src/server.js"),
        ],
    ),
    (
        "minimal-base",
        &[
            ("FROM", "python"),
            ("COPY ADD", "requirements.txt"),
            ("RUN", "-r requirements.txt"),
            ("COPY ADD", "report "),
            ("CMD ENTRYPOINT", "report"),
        ],
    ),
    (
        "least-privileged-user",
        &[
            ("FROM", "python"),
            ("RUN", "libmagic1"),
            ("COPY ADD", "requirements.txt"),
            ("RUN", "-r requirements.txt"),
            ("COPY ADD", "shop "),
            ("RUN", "shop.compile"),
            ("EXPOSE", "8000"),
            ("CMD ENTRYPOINT", "shop"),
        ],
    ),
    (
        "sign-and-verify",
        &[
            ("FROM", "debian"),
            ("RUN ADD", "get.example.org/agent/install.sh"),
            ("RUN ADD", "dl.example.org/probe"),
            ("RUN", "ca-certificates"),
            ("COPY ADD", "agent.yaml"),
            ("CMD ENTRYPOINT", "agent"),
        ],
    ),
    (
        "find-fix-monitor",
        &[
            ("FROM", "debian"),
            ("RUN", "nginx-light"),
            ("RUN", "ca-certificates"),
            ("COPY ADD", "nginx.conf"),
            ("COPY ADD", "site"),
            ("EXPOSE", "8080"),
            ("CMD ENTRYPOINT", "daemon off"),
        ],
    ),
    (
        "secrets-in-layers",
        &[
            ("FROM", "node"),
            ("COPY ADD", "package.json"),
            ("RUN", "npm ci|npm install"),
            ("COPY ADD", "src"),
            ("CMD ENTRYPOINT", "src/server.js"),
        ],
    ),
    (
        "fixed-tags",
        &[
            ("FROM", "python"),
            ("COPY ADD", "requirements.txt"),
            ("RUN", "-r requirements.txt"),
            ("COPY", "busybox"),
            ("COPY ADD", "quotes "),
            ("ENV", "PYTHONPATH"),
            ("CMD ENTRYPOINT", "quotes"),
        ],
    ),
    (
        "copy-not-add",
        &[
            ("FROM", "debian"),
            ("COPY ADD", "config.yaml"),
            ("COPY ADD", "tiles"),
            ("ADD", "vendor.tar.gz"),
            ("ADD RUN", "data.example.org"),
            ("COPY ADD", "bin/maps"),
            ("EXPOSE", "8080"),
            ("CMD ENTRYPOINT", "maps"),
        ],
    ),
    (
        "labels",
        &[
            ("FROM", "eclipse-temurin"),
            ("COPY ADD", "ledger.jar"),
            ("COPY ADD", "conf"),
            ("ENV", "JAVA_TOOL_OPTIONS"),
            ("EXPOSE", "8080"),
            ("CMD ENTRYPOINT", "ledger.jar"),
        ],
    ),
    (
        "multi-stage",
        &[
            ("FROM", "golang"),
            ("COPY ADD", "go.mod"),
            ("COPY ADD", "go.sum"),
            ("COPY ADD", "cmd"),
            ("COPY ADD", "internal"),
            ("RUN", "go mod download"),
            ("RUN", "go build"),
            ("EXPOSE", "8443"),
            ("CMD ENTRYPOINT", "/usr/local/bin/gate"),
        ],
    ),
    (
        "lint-in-ci",
        &[
            ("FROM", "ubuntu"),
            ("RUN", "python3-venv"),
            ("RUN", "venv"),
            ("COPY ADD", "requirements.txt"),
            ("RUN", "-r requirements.txt"),
            ("COPY ADD", "jobs "),
            ("RUN ADD", "data.example.org"),
            ("EXPOSE", "22"),
            ("EXPOSE", "8000"),
            ("CMD ENTRYPOINT", "jobs"),
        ],
    ),
    (
        "signals-and-health",
        &[
            ("FROM", "node"),
            ("COPY ADD", "package.json"),
            ("RUN", "npm ci|npm install"),
            ("COPY ADD", "src"),
            ("COPY ADD", "public"),
            ("ENV", "NODE_ENV"),
            ("EXPOSE", "3000"),
            ("CMD ENTRYPOINT", "src/server.js|npm"),
        ],
    ),
];

/// The capstone's, apart for its length.
const SHOP: &[(&str, &str)] = &[
    ("FROM", "node"),
    ("COPY ADD", ". ."),
    ("ADD RUN", "dl.example.org"),
    ("RUN", "npm ci|npm install"),
    ("RUN", "npm run build"),
    ("EXPOSE", "3000"),
    ("CMD ENTRYPOINT", "dist/server.js|npm"),
    ("COPY", "node_modules"),
    ("COPY", "dist"),
    ("COPY", "public"),
];

/// An answer that somebody might hand in.
struct Mutant {
    what: String,
    text: String,
    /// Whether it was made to do nothing, so that it must not pass whatever else is found.
    is_idle: bool,
}

/// The instructions of a text, each with the comments above it, by cutting it at their lines.
fn pieces(text: &str) -> Vec<String> {
    let file = Dockerfile::new(text);
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let mut start = 0;
    let mut pieces = Vec::new();
    for instruction in &file.tree.instructions {
        let end = (instruction.end_line as usize).min(lines.len());
        pieces.push(lines[start..end].concat());
        start = end;
    }
    pieces
}

fn keyword(piece: &str) -> Keyword {
    let line = piece.lines().find(|line| !line.trim().is_empty() && !line.trim().starts_with('#'));
    Keyword::of(line.and_then(|line| line.split_whitespace().next()).unwrap_or(""))
}

/// The script of a RUN in shell form without flags.
fn script(piece: &str) -> Option<String> {
    let rest = piece.trim().strip_prefix("RUN ")?;
    (!rest.starts_with("--") && !rest.starts_with('[')).then(|| rest.replace("\\\n", " "))
}

/// The comments that suppress a rule, as each tool writes them: for one instruction, and for a file.
fn suppressions(rule: &str) -> Vec<String> {
    let mut names = vec![rule];
    names.extend(rules::find(rule).into_iter().flat_map(|rule| rule.aliases.iter().take(1)));
    let mut comments = Vec::new();
    for name in names {
        for form in [
            "# drydock allow {} because it is accepted",
            "# drydock allow-file {} because it is accepted",
            "# hadolint ignore={}",
            "# hadolint global ignore={}",
            "# hadolint stage ignore={}",
            "# check=skip={}",
            "# tally ignore={};reason=accepted",
            "# tally global ignore={}",
            "#checkov:skip={}:accepted",
            "#trivy:ignore:{}",
            "# nosemgrep: {}",
            "# NOSONAR({}) accepted",
            "# linter ignore={}",
            "# kics-scan disable={}",
        ] {
            comments.push(form.replace("{}", name));
        }
    }
    let every = [
        "# check=skip=all",
        "# nosemgrep",
        "# NOSONAR",
        "# kics-scan ignore",
        "# kics-scan ignore-block",
        "# drydock allow all because",
        "# hadolint global ignore=all",
    ];
    comments.extend(every.map(str::to_owned));
    comments
}

/// Answers with a fault: the starter, and the solution with each of its faults brought back by a wrong turn.
fn faulty(lesson: &Lesson) -> Vec<String> {
    let mut texts = vec![lesson.starter.clone()];
    for turn in &lesson.wrong_turns {
        let mut text = if turn.from_starter { &lesson.starter } else { &lesson.solution }.clone();
        for (old, new) in &turn.change {
            text = text.replacen(old.as_str(), new, 1);
        }
        texts.push(text);
    }
    // The solution with one instruction of the starter instead of its own of that kind.
    let (old, new) = (pieces(&lesson.starter), pieces(&lesson.solution));
    for (index, piece) in new.iter().enumerate() {
        for other in old.iter().filter(|other| keyword(other) == keyword(piece) && *other != piece)
        {
            let mut mixed = new.clone();
            mixed[index] = other.clone();
            texts.push(mixed.concat());
        }
    }
    texts
}

fn mutants(lesson: &Lesson) -> Vec<Mutant> {
    let mut found = Vec::new();
    let mut add = |what: &str, text: String, is_idle: bool| {
        found.push(Mutant { what: what.to_owned(), text, is_idle });
    };
    for (what, text) in [
        ("nothing", ""),
        ("a blank line", "\n"),
        ("a comment", "# done\n"),
        ("FROM alone", "FROM scratch\n"),
        ("an empty image", "FROM node:24-slim\nUSER node\nCMD [\"node\"]\n"),
        ("no FROM", "RUN true\n"),
    ] {
        add(what, text.to_owned(), true);
    }
    add("its first instruction", pieces(&lesson.solution).swap_remove(0), true);
    let starter = pieces(&lesson.starter);
    let solution = pieces(&lesson.solution);
    let without = |pieces: &[String], gone: &[usize]| -> String {
        let kept = pieces.iter().enumerate().filter(|(index, _)| !gone.contains(index));
        kept.map(|(_, piece)| piece.as_str()).collect()
    };
    for (what, pieces) in [("starter", &starter), ("solution", &solution)] {
        for first in 0..pieces.len() {
            add(&format!("{what} without {first}"), without(pieces, &[first]), false);
            for second in [first + 1].into_iter().filter(|at| *at < pieces.len()) {
                let text = without(pieces, &[first, second]);
                add(&format!("{what} without {first} and {second}"), text, false);
            }
        }
        for first in 1..pieces.len() {
            let mut swapped = (*pieces).clone();
            swapped.swap(first - 1, first);
            add(&format!("{what} with {first} moved up"), swapped.concat(), false);
            let mut last = (*pieces).clone();
            let piece = last.remove(first);
            last.push(piece);
            add(&format!("{what} with {first} last"), last.concat(), false);
        }
    }
    // Each step made to do nothing, or hidden from the reader.
    for (index, piece) in solution.iter().enumerate() {
        let put = |text: String| -> String {
            let mut changed = solution.clone();
            changed[index] = text;
            changed.concat()
        };
        add(
            "a step in a comment",
            put(format!("# {}", piece.replace('\n', "\n# ").trim_end_matches("# "))),
            false,
        );
        add("a step as ONBUILD", put(format!("ONBUILD {piece}")), false);
        let Some(script) = script(piece).map(|script| script.trim().to_owned()) else { continue };
        // Chores such as making an account may be skipped, says the oracle; the application's steps may not.
        let works =
            ["npm", "pip", "go ", "curl", "shop.compile"].iter().any(|word| script.contains(word));
        let quoted = script.replace('\'', "'\\''");
        for (what, text) in [
            ("a step after false", format!("RUN false && {script}\n")),
            ("a step after true", format!("RUN true || {{ {script}; }}\n")),
            ("a step in a branch", format!("RUN if false; then {script}; fi\n")),
            ("a step in a function", format!("RUN later() {{ {script}; }}; true\n")),
            ("a step in the background", format!("RUN ( {script} ) &\n")),
            ("a step as a message", format!("RUN echo '{quoted}'\n")),
            ("a step as a shell's comment", format!("RUN true # {script}\n")),
            (
                "a step in an unread heredoc",
                format!("RUN cat <<'EOF' > /dev/null\n{script}\nEOF\n"),
            ),
        ] {
            add(what, put(text), works);
        }
        let folded =
            format!("COPY <<'EOF' /tmp/step.sh\n#!/bin/sh\n{script}\nEOF\nRUN sh /tmp/step.sh\n");
        add("a step in a file", put(folded), works);
    }
    // Names and places.
    for (what, old, new) in [
        ("another base", "FROM ", "FROM registry.example.org/other/"),
        ("another source", "COPY ", "COPY other-"),
        ("another stage", "--from=build", "--from=alpine:3.22"),
        ("another requirements file", "requirements.txt", "other.txt"),
        ("another manifest", "package.json", "other.json"),
        ("another program", "\"python\"", "\"true\""),
        ("another program", "\"node\"", "\"true\""),
        ("another module", "-m\", \"", "-m\", \"other."),
        ("another port", "EXPOSE ", "EXPOSE 1"),
        ("another user", "USER ", "USER other"),
        ("root again", "USER ", "USER 0\n# USER "),
        ("a variable as user", "USER ", "ARG WHO\nUSER ${WHO}\n# USER "),
        ("a variable as base", "FROM ", "ARG BASE\nFROM ${BASE}\n# FROM "),
    ] {
        for (at, _) in lesson.solution.match_indices(old) {
            let text =
                format!("{}{new}{}", &lesson.solution[..at], &lesson.solution[at + old.len()..]);
            add(what, text, false);
        }
    }
    // The fault in another place: a stage of its own, a heredoc, another shell.
    let config = lesson.config();
    let audit = audit::audit(&lesson.starter, &config);
    let taught = lesson.taught();
    let at_fault: Vec<String> = starter
        .iter()
        .enumerate()
        .filter(|(index, _)| {
            let span = audit.file.tree.instructions[*index].span;
            let within = |f: &&drydock_core::finding::Finding| {
                span.start <= f.span.start && f.span.start < span.end
            };
            audit.findings.iter().filter(within).any(|f| taught.contains(&f.rule.id))
        })
        .map(|(_, piece)| piece.clone())
        .collect();
    for piece in &at_fault {
        let mut forms = vec![piece.clone()];
        if let Some(script) = script(piece) {
            let (script, quoted) = (script.trim(), script.trim().replace('\'', "'\\''"));
            forms.extend([
                format!("RUN <<EOF\nset -e\n{script}\nEOF\n"),
                format!("RUN sh -c '{quoted}'\n"),
                format!("RUN bash -euo pipefail -c '{quoted}'\n"),
                format!("RUN eval '{quoted}'\n"),
                format!("RUN {{ {script}; }}\n"),
                format!("RUN if true; then {script}; fi\n"),
                format!("RUN {script} || true\n"),
                format!(
                    "RUN [\"sh\", \"-c\", \"{}\"]\n",
                    script.replace('\\', "\\\\").replace('"', "\\\"")
                ),
            ]);
        }
        for form in forms {
            for at in [1, solution.len()] {
                let mut changed = solution.clone();
                changed.insert(at, form.clone());
                add("the fault moved", changed.concat(), false);
            }
            if keyword(&form) != Keyword::From {
                let stage = format!(
                    "FROM debian:13-slim AS hidden\n{form}\n{}COPY --from=hidden /etc/issue /tmp/\n",
                    lesson.solution
                );
                add("the fault in a stage", stage, false);
                let unused = format!("FROM debian:13-slim AS hidden\n{form}\n{}", lesson.solution);
                add("the fault in an unused stage", unused, false);
            }
        }
    }
    // Suppressions: every comment form for every taught rule, the answers with that fault taken in turn.
    let faulty: Vec<(String, BTreeSet<&str>)> = faulty(lesson)
        .into_iter()
        .map(|text| {
            let findings = audit::audit(&text, &config).findings;
            (text, findings.iter().map(|f| f.rule.id).collect())
        })
        .collect();
    for (text, _) in &faulty {
        add("a fault", text.clone(), false);
    }
    for rule in &taught {
        let texts: Vec<&String> =
            faulty.iter().filter(|(_, rules)| rules.contains(rule)).map(|(text, _)| text).collect();
        for (turn, comment) in suppressions(rule).into_iter().enumerate() {
            let Some(text) = texts.get(turn % texts.len().max(1)) else { continue };
            if turn % 2 == 0 {
                add("suppressed for the file", format!("{comment}\n{text}"), false);
            } else {
                let every = pieces(text).into_iter().map(|piece| format!("{comment}\n{piece}"));
                add("suppressed everywhere", every.collect(), false);
            }
        }
    }
    found
}

/// Keywords with their arguments.
type Lines = Vec<(String, String)>;

/// The instructions of the stages that the image needs, comments apart: keyword and arguments on one line. Found by
/// names, without the engine's graph.
fn shipped(text: &str) -> Lines {
    let file = Dockerfile::new(text);
    let mut stages: Vec<(String, String, Lines)> = Vec::new();
    for instruction in &file.tree.instructions {
        let line: Vec<&str> = instruction.logical.text.split_whitespace().collect();
        let body: String = instruction
            .heredocs
            .iter()
            .map(|heredoc| format!(" {}", file.text(heredoc.body)))
            .collect();
        let word = line.first().copied().unwrap_or("").to_uppercase();
        let rest = format!("{}{body} ", line.get(1..).unwrap_or(&[]).join(" "));
        if word == "FROM" {
            let name = line.get(3).map_or(stages.len().to_string(), |name| name.to_lowercase());
            stages.push((name, line.get(1).copied().unwrap_or("").to_lowercase(), Vec::new()));
        }
        if let Some(stage) = stages.last_mut() {
            stage.2.push((word, rest));
        }
    }
    let mut needed = BTreeSet::from([stages.len().saturating_sub(1)]);
    for at in (0..stages.len()).rev() {
        if !needed.contains(&at) {
            continue;
        }
        for (other, stage) in stages.iter().enumerate().take(at) {
            let (name, number) = (&stage.0, other.to_string());
            let from = |(_, rest): &(String, String)| {
                rest.to_lowercase().split([' ', ',']).any(|word| {
                    let word = word.rsplit("from=").next().filter(|_| word.contains("from="));
                    word == Some(name) || word == Some(&number)
                })
            };
            if stages[at].1 == *name || stages[at].2.iter().any(from) {
                needed.insert(other);
            }
        }
    }
    needed.into_iter().filter_map(|at| stages.get(at)).flat_map(|stage| stage.2.clone()).collect()
}

/// Why an answer should not pass; `None` where nothing is known against it.
fn objection(lesson: &Lesson, essential: &[(&str, &str)], mutant: &Mutant) -> Option<String> {
    if mutant.is_idle {
        return Some("it does nothing".to_owned());
    }
    let config = Config { ignores_suppressions: true, ..lesson.config() };
    let bare: String = mutant
        .text
        .split_inclusive('\n')
        .filter(|line| !line.trim_start().starts_with('#'))
        .collect();
    let findings = audit::audit(&bare, &config).findings;
    let forbidden = |id: &&str| !lesson.guard.may_allow.iter().any(|rule| rule == id);
    for rule in lesson.taught().into_iter().filter(forbidden) {
        if findings.iter().any(|finding| finding.rule.id == rule) {
            return Some(format!("{rule} still fires"));
        }
    }
    let instructions = shipped(&bare);
    for (keywords, words) in essential {
        let there = instructions.iter().any(|(keyword, rest)| {
            keywords.split(' ').any(|wanted| wanted == keyword)
                && words.split('|').any(|word| rest.contains(word))
        });
        if !there {
            return Some(format!("{keywords} without {words}"));
        }
    }
    None
}

/// What came of the mutants of a lesson.
struct Outcome {
    tried: usize,
    passed: Vec<String>,
    wrong: Vec<String>,
}

fn try_all(lesson: &Lesson) -> Outcome {
    let found = ESSENTIAL.iter().find(|(id, _)| *id == lesson.id);
    let essential = match found {
        Some((_, essential)) => essential,
        None if lesson.id == "capstone" => SHOP,
        None => panic!("{}: say what its application can't do without", lesson.id),
    };
    let own = Mutant { what: String::new(), text: lesson.solution.clone(), is_idle: false };
    assert_eq!(objection(lesson, essential, &own), None, "{}: its own solution", lesson.id);
    let mut outcome = Outcome { tried: 0, passed: Vec::new(), wrong: Vec::new() };
    let mut seen = BTreeSet::from([lesson.solution.clone()]);
    for mutant in mutants(lesson) {
        if !seen.insert(mutant.text.clone()) {
            continue;
        }
        outcome.tried += 1;
        if lesson::progress(lesson, &mutant.text).done {
            let shown = format!("== {}, {}", lesson.id, mutant.what);
            match objection(lesson, essential, &mutant) {
                Some(why) => outcome.wrong.push(format!("{shown}: {why}\n{}", mutant.text)),
                None => outcome.passed.push(format!("{shown}\n{}", mutant.text)),
            }
        }
    }
    outcome
}

#[test]
fn no_mutant_passes_wrongly() {
    let only = std::env::var("LESSON").ok();
    let lessons = lessons();
    let chosen = lessons.iter().map(|(_, _, lesson)| lesson).filter(|lesson| {
        lesson.kind == Kind::Dockerfile && only.as_deref().is_none_or(|id| id == lesson.id)
    });
    let outcomes: Vec<Outcome> = std::thread::scope(|scope| {
        let threads: Vec<_> = chosen.map(|lesson| scope.spawn(|| try_all(lesson))).collect();
        threads.into_iter().map(|thread| thread.join().expect("no panic")).collect()
    });
    let tried: usize = outcomes.iter().map(|outcome| outcome.tried).sum();
    let passed: Vec<&String> = outcomes.iter().flat_map(|outcome| &outcome.passed).collect();
    let wrong: Vec<&str> = outcomes.iter().flat_map(|o| &o.wrong).map(String::as_str).collect();
    println!("{tried} mutants tried, {} pass rightly, {} wrongly", passed.len(), wrong.len());
    if std::env::var_os("SHOW_PASSED").is_some() {
        passed.iter().for_each(|text| println!("{text}"));
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(only.is_some() || tried >= 500, "only {tried} mutants");
}

/// What the lesson on the context is about, by hand: what must stay out, and what must be sent.
const OUT: [&str; 8] = [
    ".env",
    ".env.production",
    "deploy/id_rsa",
    "deploy/tls.key",
    ".git/config",
    ".git/HEAD",
    "coverage/index.html",
    "node_modules/left/index.js",
];
const IN: [&str; 5] =
    ["package.json", "package-lock.json", "src/app.js", "src/views/home.html", ".env.example"];

#[test]
fn no_mutant_of_an_ignore_file_passes_wrongly() {
    let mut tried = 0;
    for (_, _, lesson) in lessons().iter().filter(|(_, _, lesson)| lesson.kind == Kind::Ignore) {
        let mut texts =
            vec![String::new(), "*\n".to_owned(), "**\n".to_owned(), "# .env\n".to_owned()];
        for text in [&lesson.starter, &lesson.solution] {
            let lines: Vec<&str> = text.split_inclusive('\n').collect();
            for at in 0..lines.len() {
                let change = |line: &str| {
                    let mut changed = lines.clone();
                    changed[at] = line;
                    changed.concat()
                };
                let line = lines[at].trim();
                for new in [
                    String::new(),
                    format!("!{line}\n"),
                    format!("# {line}\n"),
                    format!("{line}/\n"),
                    format!("/{line}\n"),
                    format!("\"{line}\"\n"),
                    format!("{line}*\n"),
                    format!("**/{line}\n"),
                ] {
                    texts.push(change(&new));
                }
                if at > 0 {
                    let mut swapped = lines.clone();
                    swapped.swap(at - 1, at);
                    texts.push(swapped.concat());
                }
            }
            for more in [
                "!**\n",
                "!.env\n",
                "!.git\n",
                "!deploy\n",
                "*\n",
                "src\n",
                "!*\n",
                "# drydock allow-file all because\n",
            ] {
                texts.push(format!("{text}{more}"));
                texts.push(format!("{more}{text}"));
            }
        }
        for text in texts {
            tried += 1;
            let matcher = ignore::Matcher::new(&ignore::parse(&text));
            let right = OUT.iter().all(|path| matcher.excludes(path))
                && !IN.iter().any(|path| matcher.excludes(path));
            let done = lesson::progress(lesson, &text).done;
            assert!(right || !done, "passes wrongly:\n{text}");
        }
    }
    println!("{tried} mutants of .dockerignore files tried, 0 pass wrongly");
}

#[test]
fn only_the_right_lines_pass_a_review() {
    let right = [("review", [5, 8, 10]), ("review-supply", [6, 7, 8])];
    let mut tried = 0;
    for (_, _, lesson) in lessons().iter().filter(|(_, _, lesson)| lesson.kind == Kind::Review) {
        let (_, right) = right.iter().find(|(id, _)| *id == lesson.id).expect("its lines, by hand");
        let count = lesson.starter.lines().count() as u32;
        let mut selections: Vec<Vec<u32>> = vec![Vec::new(), (1..=count).collect(), vec![0, 99]];
        for first in 1..=count {
            selections.push(vec![first]);
            selections.push(right.iter().copied().chain([first]).collect());
            selections.push(right.iter().copied().filter(|line| *line != first).collect());
            for second in first + 1..=count {
                selections.push(vec![second, first, right[2]]);
            }
        }
        for lines in selections {
            tried += 1;
            let chosen: BTreeSet<u32> = lines.iter().copied().collect();
            let done = lesson::progress_of_lines(lesson, &lines).done;
            assert_eq!(done, chosen == BTreeSet::from(*right), "{}: {lines:?}", lesson.id);
        }
        let text = right.map(|line| line.to_string()).join(", ");
        assert!(lesson::progress(lesson, &text).done);
    }
    println!("{tried} selections of lines tried, 0 pass wrongly");
}

#[test]
fn other_ways_to_the_goal_pass() {
    let mut faults = Vec::new();
    for (_, _, lesson) in lessons().iter().filter(|(_, _, lesson)| lesson.kind == Kind::Dockerfile)
    {
        let text = &lesson.solution;
        let lower: String = pieces(text)
            .iter()
            .map(|piece| match keyword(piece) {
                Keyword::Run | Keyword::Copy | Keyword::User if !piece.contains('#') => {
                    let (word, rest) = piece.trim_start().split_once(' ').expect("arguments");
                    format!("{} {rest}", word.to_lowercase())
                }
                _ => piece.clone(),
            })
            .collect();
        for (what, other) in [
            ("a comment", format!("# The way we do it.\n{text}")),
            ("lower case", lower),
            ("Windows line ends", text.replace('\n', "\r\n")),
            ("a label more", format!("{text}LABEL org.opencontainers.image.title=\"harbour\"\n")),
            (
                "another name of a stage",
                text.replace(" AS build", " AS made").replace("=build ", "=made "),
            ),
        ] {
            let progress = lesson::progress(lesson, &other);
            if !progress.done {
                faults.push(format!("{}, {what}: {:?}\n{other}", lesson.id, progress.troubles));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
