//! Certificates that other tools are told not to check.

use crate::model::{downloads, variables};
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "tls-verification-off-other",
    title: "A tool does not check certificates",
    category: Category::Supply,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["S4830"],
    why: "The tool then accepts any certificate: anybody between the build and the server can answer in the server's \
          place, and what they send becomes part of the image.",
    how: "Leave it out and install `ca-certificates`. For a server with a certificate of your own, give the tool your \
          authority's certificate.",
    examples: &[
        Example::bad(
            "
            FROM alpine:3.22
            RUN helm pull «--insecure-skip-tls-verify» oci://example.com/chart && skopeo copy «--src-tls-verify=false» docker://example.com/a dir:/a
            ",
        )
        .fixed(
            "
            FROM alpine:3.22
            RUN helm pull oci://example.com/chart && skopeo copy docker://example.com/a dir:/a
            ",
        ),
        Example::bad(
            r#"
            FROM debian:13-slim
            ENV «MAVEN_OPTS="-Dmaven.wagon.http.ssl.insecure=true"»
            RUN echo '«Acquire::https::Verify-Peer "false"»;' > /etc/apt/apt.conf.d/99x && composer config -g «disable-tls» true
            "#,
        ),
        Example::good(
            "
            FROM alpine:3.22
            RUN skopeo copy --src-tls-verify=true docker://example.com/a dir:/a && aws s3 cp s3://a/b /b
            ",
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            RUN echo "never use --insecure-skip-tls-verify" && conda config --set ssl_verify true && skopeo copy --dest-tls-verify=false dir:/a docker://localhost:5000/a
            "#,
        ),
    ],
    links: &[],
    check: Check::File(check),
};

/// Tools with the flags that switch the check off.
const FLAGS: &[(&[&str], &[&str])] = &[
    (
        &["helm", "kubectl", "oc", "argocd", "flux", "crane", "oras", "regctl", "cosign"],
        &[
            "--insecure-skip-tls-verify",
            "--insecure",
            "--insecure-registry",
            "--allow-insecure-registry",
        ],
    ),
    (
        &["skopeo", "podman", "buildah"],
        &["--tls-verify=false", "--src-tls-verify=false", "--dest-tls-verify=false"],
    ),
    (&["aws"], &["--no-verify-ssl"]),
    (&["svn"], &["--trust-server-cert"]),
    (&["aria2c"], &["--check-certificate=false"]),
    (&["http", "https"], &["--verify=no", "--verify=false"]),
    (
        &["mvn", "mvnw"],
        &["-Dmaven.wagon.http.ssl.insecure=true", "-Dmaven.resolver.transport.http.insecure=true"],
    ),
];

/// Settings: a command, the name, and the value that switches the check off (`true` or an "off" word).
const SETTINGS: &[(&str, &str, bool)] = &[
    ("composer", "disable-tls", true),
    ("conda", "ssl_verify", false),
    ("mamba", "ssl_verify", false),
    ("bundle", "ssl_verify_mode", false),
];

/// Texts of configuration files that switch the check off.
const TEXTS: &[&str] = &[
    "Acquire::https::Verify-Peer \"false\"",
    "Acquire::https::Verify-Peer=false",
    "Verify-Peer \"false\"",
    "Verify-Peer=false",
    "check_certificate = off",
    "check_certificate=off",
    "ssl_verify: false",
    "ssl_verify_mode: 0",
    "maven.wagon.http.ssl.insecure=true",
];

fn check(file: &Dockerfile, cx: &mut Context<'_>) {
    for run in &file.runs {
        for command in &run.script.commands {
            if !flags(run, command, cx) && !settings(command, cx) {
                texts(command, cx);
            }
        }
    }
    for set in file.assigned().iter().filter(|set| set.kind.is_some() && set.has_value) {
        let options =
            matches!(set.name.as_str(), "MAVEN_OPTS" | "MAVEN_ARGS" | "JAVA_TOOL_OPTIONS")
                && set.value.contains("maven.wagon.http.ssl.insecure=true");
        let empty = matches!(set.name.as_str(), "CURL_CA_BUNDLE" | "REQUESTS_CA_BUNDLE")
            && set.value.is_empty()
            && set.kind == Some(crate::model::Kind::Env);
        if options || empty {
            cx.report(set.span, format!("`{}` switches the check of certificates off", set.name));
        }
    }
}

fn flags(run: &Run, command: &Command, cx: &mut Context<'_>) -> bool {
    let Some((_, flags)) = FLAGS.iter().find(|(names, _)| command.is_one_of(names)) else {
        return false;
    };
    let local = |text: &str| {
        let host = text.trim_start_matches("docker://").trim_start_matches("oci://");
        (text.contains("://") || text.contains(":5000")) && downloads::is_local(host)
    };
    if command.args().iter().any(|word| local(word.text()) && word.text().contains("localhost")) {
        return false;
    }
    let mut found = false;
    for word in command.args().iter().filter(|word| flags.contains(&word.text())) {
        found = true;
        let cut = cx.file.cut(run, word.span);
        let message = format!("`{}` of {} accepts any certificate", word.text(), command.name());
        let finding = cx.report(word.span, message);
        if let Some(cut) = cut {
            let change = "a server whose certificate is not trusted is refused from now on";
            finding.fix(Fix::review("check the certificate", Phase::Packages, change).delete(cut));
        }
    }
    found
}

fn settings(command: &Command, cx: &mut Context<'_>) -> bool {
    for (name, key, on) in SETTINGS.iter().filter(|(name, ..)| command.is(name)) {
        let args = command.args();
        let Some(at) = args.iter().position(|word| word.text() == *key) else { continue };
        let Some(value) = args.get(at + 1).map(|word| word.text()) else { continue };
        if (*on && variables::is_on(value)) || (!*on && (variables::is_off(value) || value == "0"))
        {
            cx.report(args[at].span, format!("`{key}` of {name} accepts any certificate"));
            return true;
        }
    }
    false
}

fn texts(command: &Command, cx: &mut Context<'_>) {
    if !command.is_one_of(&["echo", "printf", "cat", "tee", "apt-get", "apt", "gem"]) {
        return;
    }
    let found: Vec<Span> = command
        .all_words()
        .filter(|word| word.substitutions().is_empty())
        .filter_map(|word| {
            let text = word.text();
            let mark = TEXTS.iter().find(|mark| text.contains(**mark))?;
            let at = text.find(mark)?;
            Some(word.joined().span(at..at + mark.len()))
        })
        .collect();
    for span in found {
        let text = cx.text(span).to_owned();
        cx.report(span, format!("`{text}` accepts any certificate"));
    }
}
