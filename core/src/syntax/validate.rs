//! What BuildKit refuses when it reads single instructions: argument counts, flags, forms.

use super::{
    Flag, Instruction, Keyword, Lookup, Port, PortFault, SyntaxError, Value, Word, expand,
    expand_with, expandable, mounts, signals,
};
use crate::text::Span;

/// The faults of one instruction.
pub fn instruction(source: &str, escape: char, instruction: &Instruction) -> Vec<SyntaxError> {
    let mut faults = Faults { found: Vec::new() };
    faults.arguments(instruction);
    faults.flags(instruction);
    faults.values(instruction, escape);
    faults.substitutions(source, escape, instruction);
    if let Some(trigger) = &instruction.trigger {
        faults.trigger(trigger);
    }
    faults.found
}

/// No FROM at all, or something else than ARG before the first.
pub fn order(instructions: &[Instruction]) -> Vec<SyntaxError> {
    let first = instructions.iter().position(|i| i.keyword == Keyword::From);
    let mut found: Vec<SyntaxError> = instructions[..first.unwrap_or(instructions.len())]
        .iter()
        .filter(|i| !matches!(i.keyword, Keyword::Arg | Keyword::Unknown))
        .map(|i| {
            let message =
                format!("`{}` stands before the first FROM: only ARG may", i.keyword.name());
            SyntaxError { code: "instruction-before-from", span: i.word, message, early: false }
        })
        .collect();
    if first.is_none()
        && found.is_empty()
        && instructions.iter().any(|i| i.keyword != Keyword::Unknown)
    {
        let span = instructions[0].word;
        let message = "the file has no FROM: name the image to start from".to_owned();
        found.push(SyntaxError { code: "no-from", span, message, early: false });
    }
    found
}

struct Faults {
    found: Vec<SyntaxError>,
}

impl Faults {
    fn add(&mut self, code: &'static str, span: Span, message: String) {
        self.found.push(SyntaxError { code, span, message, early: false });
    }

    fn arguments(&mut self, i: &Instruction) {
        let name = i.keyword.name();
        let (count, head) = (i.words().len(), i.head);
        match i.keyword {
            Keyword::Unknown => {
                let word = &i.logical.text
                    [..i.logical.text.find(super::is_blank).unwrap_or(i.logical.text.len())];
                let hint =
                    nearest(word).map_or(String::new(), |near| format!(": did you mean `{near}`?"));
                self.add(
                    "unknown-instruction",
                    i.word,
                    format!("`{}` is not an instruction{hint}", shorten(word)),
                );
            }
            Keyword::From => match i.words() {
                [_] => {}
                [_, with, stage] if with.text.eq_ignore_ascii_case("as") => {
                    let lower = stage.text.to_ascii_lowercase();
                    let rest =
                        |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_.".contains(c);
                    if !lower.starts_with(|c: char| c.is_ascii_lowercase())
                        || !lower.chars().all(rest)
                    {
                        let message = format!(
                            "`{}` can't name a stage: begin with a letter, then letters, digits, `-`, `_` and `.`",
                            stage.text
                        );
                        self.add("invalid-stage-name", stage.span, message);
                    }
                }
                [] => self.add("missing-arguments", i.word, "FROM names no image".to_owned()),
                [_, second, ..] => {
                    let template = ["{{", "{%", "<%"].into_iter();
                    let mut template = template.filter(|mark| i.logical.text.contains(mark));
                    let message = match template.next() {
                        Some(mark) => format!(
                            "`{mark}` belongs to a template, which has to be filled in before the build"
                        ),
                        None => format!(
                            "FROM takes an image, or an image, `AS` and a name: `{}` is unexpected",
                            second.text
                        ),
                    };
                    self.add("from-bad-as-clause", second.span, message);
                }
            },
            Keyword::Copy | Keyword::Add if count < 2 => {
                let message = match i.words() {
                    [only] => format!(
                        "{name} has one argument, `{}`: give a source and a destination",
                        only.text
                    ),
                    _ => format!("{name} has no arguments: give a source and a destination"),
                };
                self.add("missing-arguments", head, message);
            }
            Keyword::Copy | Keyword::Add => {
                let last = i.words().last().expect("there are two");
                if i.heredocs.iter().any(|h| h.word == last.span) {
                    let message =
                        format!("a heredoc can't be {name}'s destination: name a path after it");
                    self.add("heredoc-as-destination", last.span, message);
                }
            }
            Keyword::Env | Keyword::Label | Keyword::Arg => {
                if i.value == Value::Empty
                    || (i.pairs().is_empty() && matches!(i.value, Value::Pairs(_)))
                {
                    self.add("missing-arguments", i.word, format!("{name} has no arguments"));
                }
                for pair in i.pairs().iter().filter(|pair| pair.key.text.is_empty()) {
                    self.add(
                        "pair-malformed",
                        pair.span,
                        format!("{name} has a value without a name"),
                    );
                }
            }
            Keyword::Expose | Keyword::Onbuild if i.rest.text.is_empty() => {
                self.add("missing-arguments", i.word, format!("{name} has no arguments"));
            }
            Keyword::Volume => match &i.value {
                Value::Empty => {
                    self.add("missing-arguments", i.word, "VOLUME has no arguments".to_owned())
                }
                Value::Json(paths) if paths.is_empty() => {
                    self.add("missing-arguments", head, "VOLUME has no arguments".to_owned());
                }
                Value::Json(paths) => {
                    for path in paths.iter().filter(|path| path.text.trim().is_empty()) {
                        self.add(
                            "missing-arguments",
                            path.span,
                            "VOLUME has an empty path".to_owned(),
                        );
                    }
                }
                _ => {}
            },
            Keyword::Workdir | Keyword::User | Keyword::Stopsignal | Keyword::Maintainer
                if i.rest.text.is_empty() =>
            {
                self.add("missing-arguments", i.word, format!("{name} takes one argument"));
            }
            Keyword::Shell => match &i.value {
                Value::Json(words) if words.is_empty() => {
                    self.add("shell-not-json", head, "SHELL names no program".to_owned());
                }
                Value::Json(_) => {}
                Value::Empty => {
                    self.add("missing-arguments", i.word, "SHELL takes a JSON array".to_owned())
                }
                _ => {
                    let message =
                        r#"SHELL takes a JSON array, such as `["/bin/bash", "-c"]`"#.to_owned();
                    self.add("shell-not-json", i.rest.whole(), message);
                }
            },
            Keyword::Healthcheck => self.healthcheck(i),
            _ => {}
        }
    }

    fn healthcheck(&mut self, i: &Instruction) {
        let Value::Health(kind, command) = &i.value else {
            return self.add(
                "missing-arguments",
                i.word,
                "HEALTHCHECK takes CMD with a command, or NONE".to_owned(),
            );
        };
        let empty = match &**command {
            Value::Json(words) => words.is_empty(),
            value => *value == Value::Empty,
        };
        match kind.text.to_ascii_uppercase().as_str() {
            "NONE" if **command != Value::Empty => {
                self.add(
                    "extra-arguments",
                    i.head,
                    "HEALTHCHECK NONE takes no arguments".to_owned(),
                );
            }
            "NONE" => {}
            "CMD" if empty => {
                self.add("missing-arguments", i.head, "HEALTHCHECK CMD has no command".to_owned())
            }
            "CMD" => {}
            _ => {
                let message = format!("HEALTHCHECK takes `CMD` or `NONE`, not `{}`", kind.text);
                self.add("healthcheck-unknown-type", kind.span, message);
            }
        }
    }

    /// What the values themselves get wrong; where a variable stands in one, it may be right.
    fn values(&mut self, i: &Instruction, escape: char) {
        for flag in &i.flags {
            let value = flag.value.as_deref().unwrap_or("");
            let fault = match (i.keyword, flag.name.as_str()) {
                (Keyword::Run, "mount") => {
                    mounts::fault(value).map(|fault| ("run-mount-invalid", fault))
                }
                (Keyword::Run, "network") if !matches!(value, "default" | "none" | "host") => {
                    let message =
                        format!("`{value}` is no network: use `default`, `none` or `host`");
                    Some(("run-network-invalid", message))
                }
                (Keyword::Run, "security") if !matches!(value, "sandbox" | "insecure") => {
                    let message =
                        format!("`{value}` is no security mode: use `sandbox` or `insecure`");
                    Some(("run-security-invalid", message))
                }
                (Keyword::Copy, "from") if value.contains('$') => {
                    let message =
                        format!("`--from={value}` has a variable, which is not expanded here");
                    Some(("copy-from-variable", message))
                }
                (Keyword::Copy | Keyword::Add, "chmod")
                    if !value.contains('$') && !is_mode(value) =>
                {
                    let message =
                        format!("`{value}` is no file mode such as `0644` or `u=rwX,go=rX`");
                    Some(("flag-invalid-value", message))
                }
                _ => None,
            };
            if let Some((code, message)) = fault {
                let span = if flag.value_span.is_empty() { flag.span } else { flag.value_span };
                self.add(code, span, message);
            }
        }
        match i.keyword {
            Keyword::Expose => i.words().iter().for_each(|word| self.port(word, escape)),
            Keyword::Stopsignal if !i.rest.text.contains('$') && !i.rest.text.is_empty() => {
                let signal = i.rest.text.trim_matches(['"', '\'']);
                if !signals::is_signal(signal) {
                    let message = format!("`{signal}` is no signal such as `SIGTERM` or `15`");
                    self.add("stopsignal-invalid", i.rest.whole(), message);
                }
            }
            _ => {}
        }
    }

    fn port(&mut self, word: &Word, escape: char) {
        if word.text.contains('$') {
            return;
        }
        let expanded = expand(&word.text, escape, &|_| Lookup::Unset).unwrap_or_default();
        for text in expanded.words {
            let (code, message) = match Port::parse(&text).fault() {
                None => continue,
                Some(PortFault::OutOfRange) => (
                    "expose-port-out-of-range",
                    format!("`{text}` is beyond the last port, which is 65535"),
                ),
                Some(PortFault::Malformed) => (
                    "expose-port-malformed",
                    format!("`{text}` is no port such as `8080`, `8000-8010` or `53/udp`"),
                ),
            };
            self.add(code, word.span, message);
        }
    }

    /// `${…}` that the builder can't read, quotes that don't close.
    fn substitutions(&mut self, source: &str, escape: char, i: &Instruction) {
        for word in expandable(source, escape, i) {
            if let Err(message) = expand_with(&word.text, word.options, &|_| Lookup::Unknown) {
                // The message begins with the word, which the span shows.
                let fault = message.rsplit_once(": ").map_or(message.as_str(), |(_, fault)| fault);
                let message = format!("the builder can't expand this: {fault}");
                self.add("substitution-invalid", word.span, message);
            }
        }
    }

    fn trigger(&mut self, trigger: &Instruction) {
        if trigger.keyword == Keyword::Unknown {
            let word = shorten(&trigger.logical.text);
            let message = format!("`{word}` is not an instruction, so builds from this image fail");
            self.add("onbuild-forbidden-trigger", trigger.word, message);
        }
        if matches!(trigger.keyword, Keyword::Onbuild | Keyword::From | Keyword::Maintainer) {
            let message = format!("ONBUILD can't trigger `{}`", trigger.keyword.name());
            self.add("onbuild-forbidden-trigger", trigger.word, message);
        }
    }

    fn flags(&mut self, i: &Instruction) {
        let known = known_flags(i.keyword);
        let none =
            matches!(&i.value, Value::Health(kind, _) if kind.text.eq_ignore_ascii_case("none"));
        if i.keyword == Keyword::Unknown || none {
            return; // BuildKit looks at neither.
        }
        for (at, flag) in i.flags.iter().enumerate() {
            match known.iter().find(|(name, _)| *name == flag.name) {
                None => self.add("unknown-flag", flag.span, unknown_flag(i.keyword, flag, known)),
                Some((name, kind)) => {
                    if *kind != Kind::Many && i.flags[..at].iter().any(|f| f.name == *name) {
                        self.add(
                            "duplicate-flag",
                            flag.span,
                            format!("`--{name}` is given twice: keep one"),
                        );
                    }
                    self.flag_value(flag, *kind);
                }
            }
        }
    }

    fn flag_value(&mut self, flag: &Flag, kind: Kind) {
        let value = flag.value.as_deref();
        match kind {
            Kind::Bool
                if !value.is_none_or(|value| {
                    value.eq_ignore_ascii_case("true") || value.eq_ignore_ascii_case("false")
                }) =>
            {
                let message = format!(
                    "`--{}` takes `true` or `false`, not `{}`",
                    flag.name,
                    value.unwrap_or("")
                );
                self.add("flag-not-boolean", flag.span, message);
            }
            Kind::Bool => {}
            _ if value.is_none() => {
                self.add(
                    "flag-without-value",
                    flag.span,
                    format!("`--{}` needs a value after `=`", flag.name),
                );
            }
            Kind::Duration if !value.is_some_and(is_duration) => {
                let message =
                    format!("`{}` is not a duration such as `30s` or `1m30s`", value.unwrap_or(""));
                self.add("flag-invalid-value", flag.value_span, message);
            }
            Kind::Count
                if !value
                    .is_some_and(|v| v.is_empty() || v.parse::<i32>().is_ok_and(|n| n >= 0)) =>
            {
                let message = format!(
                    "`--{}` takes a whole number, not `{}`",
                    flag.name,
                    value.unwrap_or("")
                );
                self.add("flag-invalid-value", flag.value_span, message);
            }
            _ => {}
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    One,
    Many,
    Bool,
    Duration,
    Count,
}

/// The flags of each instruction (Dockerfile reference, read 2026-08-21).
fn known_flags(keyword: Keyword) -> &'static [(&'static str, Kind)] {
    match keyword {
        Keyword::From => &[("platform", Kind::One)],
        Keyword::Run => &[
            ("mount", Kind::Many),
            ("network", Kind::One),
            ("security", Kind::One),
            ("device", Kind::Many),
        ],
        Keyword::Add => &[
            ("checksum", Kind::One),
            ("chmod", Kind::One),
            ("chown", Kind::One),
            ("exclude", Kind::Many),
            ("keep-git-dir", Kind::Bool),
            ("link", Kind::Bool),
            ("unpack", Kind::Bool),
        ],
        Keyword::Copy => &[
            ("chmod", Kind::One),
            ("chown", Kind::One),
            ("exclude", Kind::Many),
            ("from", Kind::One),
            ("link", Kind::Bool),
            ("parents", Kind::Bool),
        ],
        Keyword::Healthcheck => &[
            ("interval", Kind::Duration),
            ("timeout", Kind::Duration),
            ("start-period", Kind::Duration),
            ("start-interval", Kind::Duration),
            ("retries", Kind::Count),
        ],
        _ => &[],
    }
}

fn unknown_flag(keyword: Keyword, flag: &Flag, known: &[(&str, Kind)]) -> String {
    let near = known.iter().map(|(name, _)| *name).filter(|name| distance(name, &flag.name) <= 2);
    match near.min_by_key(|name| distance(name, &flag.name)) {
        Some(near) => {
            format!("{} has no flag `--{}`: did you mean `--{near}`?", keyword.name(), flag.name)
        }
        None => format!("{} has no flag `--{}`", keyword.name(), flag.name),
    }
}

/// Whether Docker accepts a duration: zero, or a millisecond at least.
fn is_duration(text: &str) -> bool {
    super::numbers::nanoseconds(text).is_some_and(|n| n == 0 || n >= 1_000_000)
}

/// The instruction that a mistyped word is nearest to, at most two letters away.
pub(crate) fn nearest(word: &str) -> Option<&'static str> {
    let upper = word.to_ascii_uppercase();
    let names = super::KEYWORDS.iter().map(|(name, _)| *name);
    names
        .map(|name| (distance(name, &upper), name))
        .filter(|(d, _)| *d <= 2)
        .min()
        .map(|(_, name)| name)
}

/// Letters to insert, delete or replace to turn one word into the other (Levenshtein).
pub(crate) fn distance(a: &str, b: &str) -> usize {
    if a.len().abs_diff(b.len()) > 8 {
        return usize::MAX;
    }
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut corner = i;
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let cost = (corner + usize::from(x != *y)).min(row[j] + 1).min(row[j + 1] + 1);
            corner = row[j + 1];
            row[j + 1] = cost;
        }
    }
    row[b.len()]
}

/// Whether BuildKit takes a file mode: octal up to 7777, or symbolic.
fn is_mode(text: &str) -> bool {
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return u32::from_str_radix(text, 8).is_ok_and(|mode| mode <= 0o7777);
    }
    text.split(',').all(|clause| {
        let who = clause.trim_start_matches(['u', 'g', 'o', 'a']);
        let what = who.trim_start_matches(['+', '-', '=']);
        what.len() < who.len() && what.chars().all(|c| "rwxXstugo+-=".contains(c))
    })
}

/// A user's word cut to a readable length.
fn shorten(word: &str) -> String {
    match word.char_indices().nth(40) {
        Some((at, _)) => format!("{}…", &word[..at]),
        None => word.to_owned(),
    }
}
