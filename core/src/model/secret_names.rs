//! Names and values that look like secrets: of variables, of files. Tables from the catalogue's §5.8 (2026-11).

use crate::ignore::hazards::HARMLESS;

/// Words that BuildKit's check `SecretsUsedInArgOrEnv` looks for between underscores (read 2026-08).
const BUILDKIT: &[&str] = &[
    "apikey",
    "auth",
    "credential",
    "credentials",
    "key",
    "password",
    "pword",
    "passwd",
    "secret",
    "token",
];

/// Words that silence it.
const BUILDKIT_ALLOWS: &[&str] = &["public", "file", "version"];

/// Whether BuildKit's check `SecretsUsedInArgOrEnv` would report a variable of this name.
pub fn buildkit_says_secret(name: &str) -> bool {
    let has = |words: &[&str]| {
        name.split('_').any(|part| words.iter().any(|word| part.eq_ignore_ascii_case(word)))
    };
    has(BUILDKIT) && !has(BUILDKIT_ALLOWS)
}

/// Names that hold secrets whatever their words say.
const EXACT: &[&str] = &[
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "APPLICATION_KEY",
    "CI_DEPLOY_PASSWORD",
    "CIRCLE_TOKEN",
    "HF_TOKEN",
    "GH_TOKEN",
    "OKTA_OAUTH2_CLIENTSECRET",
    "PGPASSWORD",
    "MYSQL_PWD",
    "REDISCLI_AUTH",
    "SSHPASS",
    "BORG_PASSPHRASE",
    "NPM_AUTH",
    "NODE_AUTH_TOKEN",
    "COMPOSER_AUTH",
    "DOCKER_AUTH_CONFIG",
    "SECRET_KEY_BASE",
    "RAILS_MASTER_KEY",
];

/// Names that hold none, although their words say so.
const NEVER: &[&str] = &[
    "GPG_KEY",
    "GPG_KEYS",
    "PWD",
    "OLDPWD",
    "GOPRIVATE",
    "SSH_AUTH_SOCK",
    "TOKENIZERS_PARALLELISM",
    "PIP_EXTRA_INDEX_URL",
    "POSTGRES_HOST_AUTH_METHOD",
    "MYSQL_ALLOW_EMPTY_PASSWORD",
    "MYSQL_RANDOM_ROOT_PASSWORD",
    "MARIADB_RANDOM_ROOT_PASSWORD",
    "MARIADB_ALLOW_EMPTY_ROOT_PASSWORD",
    "ALLOW_EMPTY_PASSWORD",
    "GIT_TERMINAL_PROMPT",
    "GIT_ASKPASS",
    "SSH_ASKPASS",
];

/// Words that say secret on their own.
const WORDS: &[&str] = &[
    "password",
    "passwd",
    "passphrase",
    "pword",
    "pwd",
    "pass",
    "psw",
    "secret",
    "secrets",
    "token",
    "apikey",
    "credential",
    "credentials",
];

/// Words beside which `key` says secret.
const ENTITIES: &[&str] = &[
    "access",
    "admin",
    "api",
    "app",
    "application",
    "auth",
    "client",
    "deploy",
    "encryption",
    "private",
    "secret",
    "signing",
    "sign",
    "master",
    "jwt",
    "license",
    "account",
    "storage",
    "ssh",
    "tls",
    "ssl",
    "session",
    "openai",
    "anthropic",
    "sendgrid",
    "stripe",
    "mailgun",
    "datadog",
    "dd",
    "algolia",
    "firebase",
    "github",
    "gitlab",
    "slack",
];

/// Words that say that the name means something about a secret, not a secret.
const ALLOWS: &[&str] = &[
    "public",
    "file",
    "files",
    "path",
    "dir",
    "directory",
    "folder",
    "url",
    "uri",
    "name",
    "id",
    "version",
    "expiry",
    "expire",
    "expires",
    "expiration",
    "size",
    "length",
    "len",
    "alias",
    "enabled",
    "enable",
    "disable",
    "disabled",
    "allow",
    "use",
    "with",
    "without",
    "required",
    "type",
    "format",
    "prompt",
    "provider",
    "helper",
    "manager",
    "store",
    "ring",
    "keyring",
    "pair",
    "board",
    "rotate",
    "ttl",
    "policy",
    "arn",
    "endpoint",
    "issuer",
    "audience",
    "header",
    "sock",
    "socket",
    "host",
    "port",
    "min",
    "max",
    "timeout",
    "interval",
    "algorithm",
    "method",
    "mode",
    "location",
    "owner",
    "server",
    "servers",
    "keyserver",
    "fingerprint",
    "sha256",
    "sha512",
    "md5",
    "checksum",
    "hash",
    "count",
    "limit",
    "tokenizer",
    "tokenizers",
    "prefix",
    "suffix",
    "driver",
    "backend",
    "class",
    "mount",
];

/// Whether a variable of this name most likely holds a secret.
pub fn is_secret_name(name: &str) -> bool {
    let listed = |names: &[&str]| names.iter().any(|listed| listed.eq_ignore_ascii_case(name));
    if listed(EXACT) {
        return true;
    }
    let words = words(name);
    let has = |set: &[&str]| words.iter().any(|word| set.contains(&word.as_str()));
    if listed(NEVER) || has(ALLOWS) {
        return false;
    }
    let key = || words.iter().any(|word| word == "key") && has(ENTITIES);
    let auth = || words.len() > 1 && words.last().is_some_and(|word| word == "auth");
    has(WORDS) || key() || auth()
}

/// Whether a variable of this name is known to hold no secret.
pub fn is_harmless_name(name: &str) -> bool {
    NEVER.iter().any(|listed| listed.eq_ignore_ascii_case(name))
}

/// The words of a name in lower case: split at everything that is no letter or digit, and before capitals.
fn words(name: &str) -> Vec<String> {
    let (mut words, mut word, mut lower) = (Vec::new(), String::new(), false);
    for c in name.chars() {
        let breaks = !c.is_ascii_alphanumeric() || (c.is_ascii_uppercase() && lower);
        if breaks && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if c.is_ascii_alphanumeric() {
            word.push(c.to_ascii_lowercase());
        }
        lower = c.is_ascii_lowercase() || c.is_ascii_digit();
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// Whether a value can't be a secret of worth: empty, a switch, a number, a path, a script or a settings file, an address
/// without a password, something to be filled in, or taken from elsewhere.
pub fn is_harmless_value(value: &str) -> bool {
    let value = value.trim().trim_matches(['"', '\'']);
    let lower = value.to_ascii_lowercase();
    const SWITCHES: &[&str] = &[
        "true",
        "false",
        "yes",
        "no",
        "on",
        "off",
        "none",
        "null",
        "nil",
        "undefined",
        "auto",
        "required",
        "unset",
    ];
    const FILES: [&str; 6] = [".sh", ".py", ".json", ".xml", ".yml", ".conf"];
    value.is_empty()
        || SWITCHES.contains(&lower.as_str())
        || FILES.iter().any(|ending| lower.ends_with(ending))
        || (value.len() < 4 && value.bytes().all(|b| b.is_ascii_digit()))
        || ["/", "./", "../", "~/", "$", "file:"].iter().any(|start| value.starts_with(start))
        || (lower.contains("://") && !lower.contains('@'))
        || is_placeholder(value)
}

/// Whether a text stands for a secret that is filled in elsewhere: `<token>`, `xxxx`, `{{ token }}`, `EXAMPLE`.
pub fn is_placeholder(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    const MARKS: &[&str] = &[
        "example",
        "placeholder",
        "your_",
        "your-",
        "yourtoken",
        "yourkey",
        "replace_me",
        "replaceme",
        "change_me",
        "changeme",
        "change-me",
        "insert_",
        "dummy",
        "redacted",
        "todo",
        "not_set",
        "notset",
        "not-used",
        "unused",
        "{{",
        "}}",
        "${",
        "$(",
        "%%",
        "***",
        "...",
        "xxxx",
        "1234567890",
        "0123456789",
        "abcdefgh",
    ];
    let first = lower.chars().next();
    MARKS.iter().any(|mark| lower.contains(mark))
        || (lower.starts_with('<') && lower.ends_with('>'))
        || first.is_some_and(|first| lower.len() > 3 && lower.chars().all(|c| c == first))
}

/// Variables that name a credentials file.
pub const CREDENTIAL_FILES: &[&str] = &[
    "AWS_CONFIG_FILE",
    "AWS_SHARED_CREDENTIALS_FILE",
    "GOOGLE_APPLICATION_CREDENTIALS",
    "HF_TOKEN_PATH",
    "KUBECONFIG",
    "DOCKER_CONFIG",
    "NETRC",
    "PGPASSFILE",
];

/// Prefixes of variables that front-end tools write into the bundle that every visitor gets.
const FRONTEND: &[&str] = &[
    "VITE_",
    "REACT_APP_",
    "NEXT_PUBLIC_",
    "NUXT_PUBLIC_",
    "VUE_APP_",
    "EXPO_PUBLIC_",
    "GATSBY_",
    "PUBLIC_",
];

/// The rest of a name after a prefix that makes it part of a front-end bundle.
pub fn after_frontend_prefix(name: &str) -> Option<&str> {
    FRONTEND.iter().find_map(|prefix| name.strip_prefix(prefix))
}

/// Names of files that hold credentials.
const FILES: &[&str] = &[
    "credentials.json",
    "credential.json",
    "credentials",
    "credentials.xml",
    "password.txt",
    "passwords.txt",
    "id_rsa",
    "id_dsa",
    "id_ecdsa",
    "id_ed25519",
    "secret_token.rb",
    ".npmrc",
    ".pypirc",
    ".netrc",
    "_netrc",
    ".git-credentials",
    ".dockercfg",
    ".htpasswd",
    "kubeconfig",
    "terraform.tfstate",
    "terraform.tfvars",
    ".vault-token",
    ".pgpass",
    ".my.cnf",
    ".s3cfg",
    ".boto",
    "master.key",
];

/// Endings of files that hold keys.
const ENDINGS: &[&str] = &[
    "ovpn",
    "private_key",
    "jks",
    "keystore",
    "p12",
    "pfx",
    "ppk",
    "kdbx",
    "psafe3",
    "agilekeychain",
    "keychain",
];

/// Folders whose content is credentials.
const FOLDERS: &[&str] = &[".aws", ".ssh", ".kube", ".azure", ".gnupg", ".docker"];

/// What a path of the build context most likely holds, in a few words, where that is a secret.
pub fn secret_file(path: &str) -> Option<&'static str> {
    let path = path.trim_end_matches(['/', '*']);
    let lower = path.to_ascii_lowercase();
    let name = lower.rsplit('/').next().unwrap_or(&lower);
    if name.split(['.', '-', '_']).any(|part| HARMLESS.contains(&part)) {
        return None;
    }
    let parent = lower[..lower.len() - name.len()].trim_end_matches('/');
    let parent = parent.rsplit('/').next().unwrap_or(parent);
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    if FOLDERS.contains(&name) || (parent == ".config" && name == "gcloud") {
        return Some("a folder of credentials");
    }
    if parent == ".docker" && name == "config.json" {
        return Some("registry credentials");
    }
    if parent == ".kube" && name == "config" {
        return Some("credentials of a cluster");
    }
    if parent == ".ssh" && matches!(name, "known_hosts" | "config" | "authorized_keys") {
        return None;
    }
    if name == ".env" || name.starts_with(".env.") {
        return Some("environment settings, often with passwords");
    }
    let state = name.starts_with("terraform.tfstate.");
    if FILES.contains(&name) || state || (name.starts_with("service-account") && ending == "json") {
        return Some("credentials");
    }
    if name.starts_with("id_") && ["rsa", "dsa", "ecdsa", "ed25519"].contains(&&name[3..]) {
        return Some("a private key");
    }
    if ENDINGS.contains(&ending) || is_key_file(name, ending) {
        return Some("a private key or key store");
    }
    None
}

/// `.key` and `.pem` files, unless their names say that they hold certificates or public keys.
fn is_key_file(name: &str, ending: &str) -> bool {
    const CERTIFICATES: &[&str] = &[
        "ca",
        "cert",
        "certs",
        "crt",
        "chain",
        "fullchain",
        "bundle",
        "cacert",
        "root",
        "public",
        "dhparam",
        "dh",
    ];
    let certificate = || {
        name.split(['.', '-', '_']).any(|part| {
            CERTIFICATES.contains(&part)
                || part.ends_with("cert")
                || part.ends_with("bundle")
                || part.contains("gpg")
        })
    };
    match ending {
        "key" => !certificate() || name.contains("priv"),
        "pem" => name.contains("key") || name.contains("priv") || !certificate(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for name in [
            "NPM_TOKEN",
            "DB_PASS",
            "apiKey",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_ACCESS_KEY_ID",
            "SECRET_KEY",
            "BASIC_AUTH",
        ] {
            assert!(is_secret_name(name), "{name}");
        }
        for name in [
            "GPG_KEY",
            "PWD",
            "KEY",
            "TOKEN_URL",
            "SECRET_FILE",
            "MONKEY",
            "AUTHOR",
            "AUTH_ENABLED",
            "KEYBOARD",
        ] {
            assert!(!is_secret_name(name), "{name}");
        }
        assert!(buildkit_says_secret("GPG_KEY") && buildkit_says_secret("my_auth"));
        assert!(!buildkit_says_secret("KEY_FILE") && !buildkit_says_secret("MONKEY"));
    }

    #[test]
    fn files() {
        for path in [
            "id_rsa",
            "./.npmrc",
            "config/master.key",
            ".aws/",
            ".env.production",
            "certs/server.key",
            "a/.docker/config.json",
        ] {
            assert!(secret_file(path).is_some(), "{path}");
        }
        for path in [
            ".env.example",
            "id_rsa.pub",
            "ca-bundle.pem",
            "cert.pem",
            "config.json",
            ".ssh/known_hosts",
            "keys.txt",
        ] {
            assert!(secret_file(path).is_none(), "{path}");
        }
    }
}
