//! Passwords and tokens written into command lines.

use super::{secret_names, tokens};
use crate::shell::{Command, Flag, Part, Word};
use crate::text::Span;
use std::ops::Range;

/// A credential in a command.
#[derive(Clone, Debug, PartialEq)]
pub struct Credential {
    /// Where it is written.
    pub span: Span,
    /// What it is: "the password of `curl -u`".
    pub what: String,
    /// Whether it is a password that everybody tries first, such as `root`, `admin` or the user's own name.
    pub is_default: bool,
}

/// Tools with the flags that take a password or a token.
const FLAGS: &[(&[&str], &[&str])] = &[
    (&["wget"], &["--password", "--http-password", "--ftp-password", "--proxy-password"]),
    (
        &["docker", "podman", "buildah", "skopeo", "helm", "oras", "crane"],
        &["-p", "--password", "--creds"],
    ),
    (&["az", "cf", "ibmcloud", "oc"], &["-p", "--password", "--token"]),
    (&["sshpass"], &["-p"]),
    (&["doctl"], &["-t", "--access-token"]),
    (
        &[
            "vault",
            "sentry-cli",
            "firebase",
            "netlify",
            "vercel",
            "fly",
            "flyctl",
            "heroku",
            "gh",
            "glab",
        ],
        &["--auth-token", "--token"],
    ),
    (&["svn"], &["--password"]),
    (&["twine"], &["-p", "--password"]),
    (
        &[
            "mysql",
            "mysqladmin",
            "mysqldump",
            "mariadb",
            "mariadb-admin",
            "mongo",
            "mongosh",
            "mongorestore",
        ],
        &["--password"],
    ),
    (&["redis-cli"], &["-a", "--pass"]),
    (&["subscription-manager"], &["--password"]),
];

/// The first credential of a command that is written out.
pub fn of(command: &Command) -> Option<Credential> {
    in_address(command)
        .or_else(|| in_curl(command))
        .or_else(|| in_flags(command))
        .or_else(|| in_database_tool(command))
        .or_else(|| in_settings(command))
}

fn credential(span: Span, what: impl Into<String>, value: &str) -> Option<Credential> {
    let real = value.len() >= 3
        && !secret_names::is_placeholder(value)
        && !value.contains(['$', '`', '*']);
    real.then(|| Credential { span, what: what.into(), is_default: is_default(value) })
}

/// Passwords that everybody tries first.
pub fn is_default(password: &str) -> bool {
    const DEFAULTS: &[&str] = &[
        "root",
        "admin",
        "password",
        "passwd",
        "pass",
        "postgres",
        "mysql",
        "public",
        "anonymous",
        "test",
        "testing",
        "secret",
        "guest",
        "user",
        "toor",
        "123456",
        "12345678",
        "1234",
        "12345",
        "docker",
        "demo",
        "default",
        "qwerty",
        "changeit",
        "vagrant",
        "foobar",
        "example",
        "letmein",
        "rabbitmq",
        "redis",
        "mongo",
        "minioadmin",
        "elastic",
        "rootpassword",
        "mypassword",
        "password123",
        "admin123",
        "p@ssw0rd",
        "passw0rd",
        "pa55word",
        "symfony",
        "laravel",
        "wordpress",
        "drupal",
        "django",
        "airflow",
        "keycloak",
        "sa",
    ];
    DEFAULTS.iter().any(|default| password.eq_ignore_ascii_case(default))
}

/// Whether the password at a range of an address is such a one, or the name of its user.
pub fn is_default_at(address: &str, range: &Range<usize>) -> bool {
    let password = &address[range.clone()];
    let before = address[..range.start].strip_suffix(':').unwrap_or("");
    is_default(password) || before.strip_suffix(password).is_some_and(|rest| rest.ends_with("://"))
}

/// Whether a command asks a server that its own step has started: a database's client that is told no other host.
pub fn is_local(command: &Command) -> bool {
    let clients = FLAGS.iter().find(|(names, _)| names[0] == "mysql").map_or(&[][..], |row| row.0);
    let mut hosts = ["-h", "--host"].into_iter().filter_map(|flag| command.flag_value(flag));
    command.is_one_of(clients) && hosts.all(|host| matches!(host, "localhost" | "127.0.0.1"))
}

/// Where no variable and no other command makes the text up.
fn is_written_out(word: &Word) -> bool {
    word.parts.iter().all(|part| {
        matches!(
            part,
            Part::Literal { .. } | Part::Glob { .. } | Part::Tilde { .. } | Part::Brace { .. }
        )
    })
}

fn in_address(command: &Command) -> Option<Credential> {
    command.all_words().find_map(|word| {
        let text = word.text();
        let range = tokens::password_in_url(text)?;
        let nested = word
            .substitutions()
            .iter()
            .any(|inner| inner.span.contains(word.joined().span(range.clone())));
        let (value, default) = (text[range.clone()].to_owned(), is_default_at(text, &range));
        let found = credential(word.joined().span(range), "the password in an address", &value);
        found.filter(|_| !nested).map(|found| Credential { is_default: default, ..found })
    })
}

fn in_curl(command: &Command) -> Option<Credential> {
    if !command.is("curl") && !command.is("wget") {
        return None;
    }
    let users = command
        .flag_values("-u")
        .into_iter()
        .chain(command.flag_values("--user"))
        .chain(command.flag_values("--proxy-user"));
    let user = users.filter(|_| command.is("curl")).find_map(|flag| {
        let word = flag.value_word.filter(|word| is_written_out(word))?;
        let (_, password) = flag.value?.split_once(':')?;
        credential(word.span, format!("the password of `curl {}`", flag.word.prefix()), password)
    });
    let headers = command.flag_values("-H").into_iter().chain(command.flag_values("--header"));
    user.or_else(|| headers.into_iter().find_map(in_header))
}

/// The credential of `Authorization: Bearer …` and the like.
fn in_header(flag: Flag<'_>) -> Option<Credential> {
    let word = flag.value_word.filter(|word| is_written_out(word))?;
    let (name, value) = flag.value?.split_once(':')?;
    const NAMES: &[&str] = &[
        "authorization",
        "x-api-key",
        "private-token",
        "x-auth-token",
        "proxy-authorization",
        "x-vault-token",
    ];
    let named = NAMES.contains(&name.trim().to_ascii_lowercase().as_str());
    let value = value.trim();
    let value = value.split_once(' ').map_or(value, |(_, token)| token.trim());
    let real = named && value.len() >= 8;
    real.then(|| credential(word.span, format!("the header `{}`", name.trim()), value))?
}

fn in_flags(command: &Command) -> Option<Credential> {
    let (_, flags) = FLAGS.iter().find(|(names, _)| command.is_one_of(names))?;
    let login = !command.is_one_of(&["docker", "podman", "buildah", "helm", "az", "cf", "oc"])
        || command.operands().iter().any(|word| word.text() == "login");
    let given = flags.iter().flat_map(|flag| command.flag_values(flag)).find(|_| login)?;
    let word = given.value_word.filter(|word| is_written_out(word))?;
    credential(word.span, format!("the value of `{}`", written_flag(&given)), given.value?)
}

fn written_flag(flag: &Flag<'_>) -> String {
    let dashes = if flag.word.text().starts_with("--") { "--" } else { "-" };
    format!("{dashes}{}", flag.name)
}

/// `mysql -psecret`, and `PGPASSWORD=secret psql`.
fn in_database_tool(command: &Command) -> Option<Credential> {
    if command.is_one_of(&["mysql", "mysqladmin", "mysqldump", "mariadb", "mysqlimport"]) {
        let word = command
            .args()
            .iter()
            .find(|word| word.text().starts_with("-p") && word.text().len() > 2)?;
        let value = word.text().strip_prefix("-p")?;
        return credential(word.span, "the password of `-p`", value)
            .filter(|_| is_written_out(word));
    }
    if command.is("openssl") {
        let words = command.args().iter();
        let mut passed = words.filter_map(|word| Some((word, word.text().strip_prefix("pass:")?)));
        let (word, value) = passed.rfind(|(word, _)| is_written_out(word))?;
        return credential(word.span, "the passphrase", value);
    }
    if command.is("htpasswd")
        && command
            .args()
            .iter()
            .any(|word| word.text().starts_with('-') && word.text().contains('b'))
    {
        let word = command.operands().last().copied().filter(|word| is_written_out(word))?;
        return credential(word.span, "the password", word.text());
    }
    None
}

/// `npm config set //registry/:_authToken …`, `aws configure set aws_secret_access_key …`.
fn in_settings(command: &Command) -> Option<Credential> {
    let settings = command.is_one_of(&[
        "npm", "yarn", "pnpm", "aws", "git", "pip", "composer", "bundle", "poetry", "gcloud",
        "nuget", "dotnet",
    ]);
    let operands = command.operands();
    let sets =
        operands.iter().take(3).any(|word| matches!(word.text(), "set" | "config" | "configure"));
    if !settings || !sets {
        return None;
    }
    operands.iter().enumerate().find_map(|(at, word)| {
        let (name, value) = word
            .text()
            .split_once('=')
            .map_or((word.text(), None), |(name, value)| (name, Some(value)));
        let key = name.rsplit([':', '.', '/']).next().unwrap_or(name);
        let named = matches!(key, "_authToken" | "_auth" | "_password")
            || (secret_names::is_secret_name(key) && key.contains('_'));
        let holder = if value.is_some() { word } else { operands.get(at + 1).copied()? };
        let value = value.unwrap_or(holder.text());
        let found = named && is_written_out(holder);
        found.then(|| credential(holder.span, format!("the value of `{key}`"), value))?
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Dockerfile;

    fn found(run: &str) -> Option<bool> {
        let file = Dockerfile::new(&format!("FROM debian\nRUN {run}\n"));
        file.runs[0].script.commands.iter().find_map(of).map(|credential| credential.is_default)
    }

    #[test]
    fn credentials() {
        for run in [
            "curl -u jo:s3cr3t https://a.b",
            "curl -H 'Authorization: Bearer k3yw8xy0zcfl' https://a.b",
            "git clone https://jo:s3cr3t@a.b/r.git",
            "docker login -u jo -p s3cr3t",
            "mysql -uroot -ps3cr3t -e x",
            "npm config set //registry.a.b/:_authToken s3cr3tvalue",
            "aws configure set aws_secret_access_key s3cr3tvalue",
            "sshpass -p s3cr3t ssh a",
        ] {
            assert_eq!(found(run), Some(false), "{run}");
        }
        for run in [
            "curl -u \"jo:$PASS\" https://a.b",
            "curl -u jo: https://a.b",
            "curl -H \"Authorization: Bearer $(cat /run/secrets/t)\" https://a.b",
            "docker run -p 80:80 x",
            "mysql -p x",
            "mkdir -p s3cr3t",
            "npm config set registry https://a.b",
            "git config user.name jo",
            "curl -fsSL https://a.b/x@1.2",
        ] {
            assert_eq!(found(run), None, "{run}");
        }
        assert_eq!(found("mysqladmin -u root -proot status"), Some(true));
    }
}
