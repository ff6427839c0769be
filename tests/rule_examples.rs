//! Every rule's examples: the marks are the findings, the fixed text is what the fixes make, and it is silent.
//! `RULE=some-id cargo test --test rule_examples` narrows to one.

use drydock_core::audit::{self, Config, Date, Wish};
use drydock_core::finding::Finding;
use drydock_core::fix::{Fix, apply};
use drydock_core::ignore;
use drydock_core::model::{Dockerfile, LabelFormat};
use drydock_core::rule::{Check, Example, Rule, split_pair};
use drydock_core::rules;
use drydock_core::text::Span;

fn config() -> Config {
    let labels = [
        ("org.opencontainers.image.source", LabelFormat::Url),
        ("org.opencontainers.image.title", LabelFormat::Text),
        ("org.example.commit", LabelFormat::Hash),
    ];
    let trusted = ["docker.io", "ghcr.io", "*.example.org"];
    Config {
        today: Some(Date::new(2026, 11, 23)),
        labels: labels.map(|(key, format)| (key.to_owned(), format)).into(),
        only_these_labels: true,
        trusted_registries: trusted.map(str::to_owned).to_vec(),
        tag_with_digest: Wish::Forbidden,
        max_lines: Some(12),
        secret_mounts: [("npm".to_owned(), "id=npmrc,target=/root/.npmrc".to_owned())].into(),
        approved_bases: ["debian:*-slim", "python", "ghcr.io/acme/*"].map(str::to_owned).to_vec(),
        ..Config::default()
    }
}

fn findings(rule: &'static Rule, source: &str) -> Vec<Finding> {
    match rule.check {
        Check::Ignore(_) => audit::run_ignore(ignore::parse(source), &config(), &[rule]).findings,
        Check::Pair(_) => pair_findings(rule, source),
        _ => audit::run(Dockerfile::new(source), &config(), &[rule]).findings,
    }
}

/// The findings of an example of two files, at their places in the example.
fn pair_findings(rule: &'static Rule, source: &str) -> Vec<Finding> {
    let (dockerfile, ignore, start) = split_pair(source);
    let (dockerfile, ignore) = (Dockerfile::new(dockerfile), ignore::parse(ignore));
    let pair = audit::run_pair(dockerfile, ignore, &config(), &[rule]);
    let moved = |span: Span| Span::new(span.start + start, span.end + start);
    let of_ignore = pair.ignore.findings.into_iter().map(|mut finding| {
        finding.span = moved(finding.span);
        for edit in finding.fix.iter_mut().flat_map(|fix| &mut fix.edits) {
            edit.span = moved(edit.span);
        }
        finding
    });
    pair.dockerfile.findings.into_iter().chain(of_ignore).collect()
}

/// Rules whose bad example would be longer than a page, or can't be written as one.
const UNSHOWN: [&str; 3] = ["line-too-long", "final-newline", "layer-count-extreme"];

fn failures(rule: &'static Rule) -> Vec<String> {
    let mut failures = Vec::new();
    let good = rule.examples.iter().filter(|example| !example.is_bad).count();
    let wanted = if matches!(rule.check, Check::Syntax(_)) { 1 } else { 2 };
    let unshown = good == rule.examples.len() && !UNSHOWN.contains(&rule.id);
    if good < wanted || unshown {
        failures
            .push(format!("{}: wants one bad example and {wanted} good ones at least", rule.id));
    }
    for (number, example) in rule.examples.iter().enumerate() {
        failures.extend(
            failure(rule, example)
                .map(|text| format!("{} example {}: {text}", rule.id, number + 1)),
        );
    }
    failures
}

fn failure(rule: &'static Rule, example: &Example) -> Option<String> {
    let (source, marks) = example.source();
    let found = findings(rule, &source);
    let spans: Vec<Span> = found.iter().map(|finding| finding.span).collect();
    if spans != marks {
        let texts: Vec<&str> = spans.iter().map(|span| span.of(&source)).collect();
        return Some(format!("reports {texts:?} at {spans:?}, marked is {marks:?}"));
    }
    if !example.is_bad {
        return (!marks.is_empty()).then(|| "a good example has marks".to_owned());
    }
    if marks.is_empty() {
        return Some("a bad example has no mark".to_owned());
    }
    let mut text = source.clone();
    for _ in 0..10 {
        let fixes: Vec<Fix> =
            findings(rule, &text).into_iter().filter_map(|finding| finding.fix).collect();
        let next = apply(&text, &fixes);
        if next == text {
            break;
        }
        text = next;
    }
    let claimed = text != source;
    match example.fixed_source() {
        Some(fixed) if fixed != text => {
            Some(format!("the fix makes\n{text}\nbut shown is\n{fixed}"))
        }
        Some(_) if !findings(rule, &text).is_empty() => {
            Some("the fixed text is not silent".to_owned())
        }
        None if claimed => Some(format!("it has a fix that no example shows; it makes\n{text}")),
        _ => None,
    }
}

#[test]
fn examples_hold() {
    let only = std::env::var("RULE").ok();
    let chosen = rules::all().filter(|rule| only.as_deref().is_none_or(|id| id == rule.id));
    let failures: Vec<String> = chosen.flat_map(failures).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn ids_and_words_have_their_form() {
    let mut ids: Vec<&str> = rules::all().map(|rule| rule.id).collect();
    ids.sort_unstable();
    let count = ids.len();
    ids.dedup();
    assert_eq!(ids.len(), count, "an id is given twice");
    for rule in rules::all() {
        let kebab =
            rule.id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        assert!(kebab, "{}: not kebab-case", rule.id);
        assert!(!rule.title.ends_with('.') && !rule.title.is_empty(), "{}: title", rule.id);
        assert!(
            rule.why.ends_with('.') && rule.how.ends_with('.'),
            "{}: why and how are sentences",
            rule.id
        );
        for text in [rule.title, rule.why, rule.how] {
            let belittles = text
                .split(|c: char| !c.is_alphabetic())
                .any(|w| w.eq_ignore_ascii_case("just") || w.eq_ignore_ascii_case("simply"));
            assert!(!belittles, "{}: says just or simply", rule.id);
        }
        for example in rule.examples.iter().filter(|example| example.is_bad) {
            for finding in findings(rule, &example.source().0) {
                let first = finding.message.chars().next().unwrap_or('A');
                assert!(
                    !first.is_uppercase() || starts_with_keyword(&finding.message),
                    "{}: {}",
                    rule.id,
                    finding.message
                );
                assert!(!finding.message.ends_with('.'), "{}: {}", rule.id, finding.message);
            }
        }
    }
}

/// Messages may begin with an instruction's name or a proper one such as an acronym.
fn starts_with_keyword(message: &str) -> bool {
    let word = message.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    word.len() > 1 && word.chars().all(|c| c.is_uppercase() || c.is_ascii_digit())
}

/// What an example can't show: the same fault in a place where it harms less.
#[test]
fn severity_follows_the_harm() {
    for (id, severity, text) in [
        ("secret-name-in-arg-or-env", "info", "ENV DB_PASSWORD="),
        ("secret-name-in-arg-or-env", "info", "ENV RESET_PASSWORD=reset.sh"),
        ("secret-name-in-arg-or-env", "high", "ENV DB_PASSWORD=tr0ub4dor"),
        ("credential-in-command-line", "info", "RUN A=amqp://bob:bob@mq make"),
        ("credential-in-command-line", "info", "RUN svn co --username public --password public x"),
        ("credential-in-command-line", "low", "RUN mysqladmin --password=tr0ub4dor create x"),
        ("credential-in-command-line", "critical", "RUN mysql -hdb --password=tr0ub4dor x"),
        ("secret-literal", "info", "ENV A=postgres://app:app@db/app"),
        (
            "secret-literal",
            "medium",
            "RUN SECRET_KEY_BASE=10167c7f7654ed02b3557b05b88ece rake assets:precompile",
        ),
        ("secret-file-copied", "medium", "COPY .npmrc /app/"),
        ("secret-file-copied", "high", "COPY .npmrc /root/"),
        ("workdir-not-absolute", "info", "WORKDIR $HOME"),
        ("from-invalid-reference", "info", "FROM ARG_FROM"),
        ("from-invalid-reference", "high", "FROM Node:24"),
        ("space-around-equals", "low", "LABEL a = b"),
        ("space-around-equals", "medium", "LABEL a = b c=d"),
        ("space-around-equals", "high", "ENV a = b"),
        ("curl-insecure", "low", "RUN curl -k -O https://a.b/c && echo 'x  c' | sha256sum -c"),
        ("curl-insecure", "high", "RUN curl -k -O https://a.b/c && sha256sum c"),
        (
            "wget-no-check-certificate",
            "low",
            "RUN wget --no-check-certificate https://a.b/c && echo 'x  c' | sha256sum -c",
        ),
        ("chmod-world-writable", "info", "RUN chmod 777 /root/a"),
        ("chmod-world-writable", "high", "RUN chmod 777 /root"),
        ("sudo-used", "low", "RUN sudo make\nFROM scratch"),
        (
            "nopasswd-sudoers",
            "medium",
            "RUN echo 'a ALL=NOPASSWD: ALL' > /etc/sudoers.d/a\nUSER root",
        ),
        ("nopasswd-sudoers", "high", "RUN echo 'a ALL=NOPASSWD: ALL' > /etc/sudoers.d/a\nUSER a"),
        ("npm-ci-preferred", "info", "FROM node:9\nCOPY package-lock.json .\nRUN npm install"),
        ("yarn-cache-kept", "info", "RUN yarn install"),
        ("yarn-cache-kept", "low", "COPY package.json .\nRUN yarn install"),
        ("set-password-in-build", "medium", "RUN useradd -p vagrant vagrant"),
        ("set-password-in-build", "high", "RUN useradd -p '$6$a$b' vagrant"),
        (
            "gpg-keyserver-pool",
            "medium",
            "RUN for k in a b; do gpg --keyserver keys.gnupg.net --recv-keys $k; done",
        ),
        (
            "gpg-keyserver-pool",
            "low",
            "RUN gpg --keyserver keys.gnupg.net --recv-keys a || gpg --keyserver a.b --recv-keys a",
        ),
    ] {
        let rule = rules::all().find(|rule| rule.id == id).expect("a rule");
        let found = findings(rule, &format!("FROM example.com/base:1\n{text}\n"));
        let severities: Vec<&str> = found.iter().map(|finding| finding.severity.name()).collect();
        assert_eq!(severities.first(), Some(&severity), "{id}: {text}");
    }
}
