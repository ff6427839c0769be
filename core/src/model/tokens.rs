//! Tokens and keys by their look. Prefixes and lengths are published facts, gathered in the catalogue's §5.7 (gitleaks'
//! and trufflehog's rule lists as of 2026-08); formats that need a word beside them to be told apart are left out.

use super::secret_names;
use crate::order;
use std::ops::Range;

/// A secret found in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    /// What it is: "a GitHub token".
    pub what: &'static str,
    /// Where, in bytes of the text.
    pub range: Range<usize>,
}

/// The characters that a stretch of a token is made of.
#[derive(Clone, Copy)]
enum Set {
    Digit,
    /// `0-9a-f`.
    Hex,
    /// `0-9a-fA-F`.
    AnyHex,
    /// `A-Z2-7`.
    Base32,
    /// `A-Z0-9`.
    Upper,
    /// `a-z0-9`.
    Lower,
    Letter,
    Alnum,
    /// Letters, digits, `_`.
    Word,
    /// Letters, digits, `_`, `-`.
    Dash,
    /// The same and `.`, `=`.
    Dotted,
    /// Letters, digits, `+`, `/`, `_`, `-`, `=`.
    Base64,
}

impl Set {
    fn has(self, b: u8) -> bool {
        match self {
            Set::Digit => b.is_ascii_digit(),
            Set::Hex => matches!(b, b'0'..=b'9' | b'a'..=b'f'),
            Set::AnyHex => b.is_ascii_hexdigit(),
            Set::Base32 => matches!(b, b'A'..=b'Z' | b'2'..=b'7'),
            Set::Upper => matches!(b, b'A'..=b'Z' | b'0'..=b'9'),
            Set::Lower => matches!(b, b'a'..=b'z' | b'0'..=b'9'),
            Set::Letter => b.is_ascii_alphabetic(),
            Set::Alnum => b.is_ascii_alphanumeric(),
            Set::Word => b.is_ascii_alphanumeric() || b == b'_',
            Set::Dash => b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'),
            Set::Dotted => b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.' | b'='),
            Set::Base64 => {
                b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'_' | b'-' | b'=')
            }
        }
    }
}

/// What follows a prefix.
#[derive(Clone, Copy)]
enum Piece {
    /// So many characters of a set, at least and at most.
    Run(Set, usize, usize),
    /// This text.
    Text(&'static str),
}
use Piece::{Run, Text};

/// How a kind of token looks.
struct Format {
    what: &'static str,
    /// What comes before the prefix, at least and at most so many.
    lead: Option<(Set, usize, usize)>,
    prefix: &'static str,
    tail: &'static [Piece],
    /// The least Shannon entropy in bits a character; 0 for none.
    entropy: f64,
}

const fn format(
    what: &'static str,
    prefix: &'static str,
    tail: &'static [Piece],
    entropy: f64,
) -> Format {
    Format { what, lead: None, prefix, tail, entropy }
}

const AWS: &str = "an AWS access key id";
const GITHUB: &str = "a GitHub token";
const GITLAB: &str = "a GitLab token";
const SLACK: &str = "a Slack token";
const STRIPE: &str = "a Stripe key";
const SHOPIFY: &str = "a Shopify token";
const OPENAI: &str = "an OpenAI key";
const GRAFANA: &str = "a Grafana token";
const VAULT: &str = "a Vault token";

#[rustfmt::skip]
const FORMATS: &[Format] = &[
    format(AWS, "AKIA", &[Run(Set::Base32, 16, 16)], 3.0),
    format(AWS, "ASIA", &[Run(Set::Base32, 16, 16)], 3.0),
    format(AWS, "ABIA", &[Run(Set::Base32, 16, 16)], 3.0),
    format(AWS, "ACCA", &[Run(Set::Base32, 16, 16)], 3.0),
    format("an AWS Bedrock key", "ABSK", &[Run(Set::Base64, 109, 272)], 3.0),
    Format { what: "an Azure client secret", lead: Some((Set::Dotted, 4, 4)), prefix: "Q~", tail: &[Run(Set::Dotted, 31, 34)], entropy: 3.0 },
    format("a Google API key", "AIza", &[Run(Set::Dash, 35, 35)], 4.0),
    format("an Alibaba access key id", "LTAI", &[Run(Set::Alnum, 20, 20)], 2.0),
    format("a DigitalOcean token", "dop_v1_", &[Run(Set::Hex, 64, 64)], 3.0),
    format("a DigitalOcean token", "doo_v1_", &[Run(Set::Hex, 64, 64)], 3.0),
    format("a DigitalOcean token", "dor_v1_", &[Run(Set::Hex, 64, 64)], 3.0),
    format("a Heroku key", "HRKU-AA", &[Run(Set::Dash, 58, 58)], 4.0),
    format("a Fly.io token", "fo1_", &[Run(Set::Dash, 43, 43)], 4.0),
    format("a Fly.io token", "fm2_", &[Run(Set::Base64, 100, 400)], 4.0),
    format("a Scalingo token", "tk-us-", &[Run(Set::Dash, 48, 48)], 2.0),
    format("a PlanetScale token", "pscale_tkn_", &[Run(Set::Dotted, 32, 64)], 3.0),
    format("a PlanetScale token", "pscale_oauth_", &[Run(Set::Dotted, 32, 64)], 3.0),
    format("a PlanetScale password", "pscale_pw_", &[Run(Set::Dotted, 32, 64)], 3.0),
    format("a Databricks token", "dapi", &[Run(Set::Hex, 32, 32)], 3.0),
    format("a Cloudflare key", "v1.0-", &[Run(Set::Hex, 24, 24), Text("-"), Run(Set::Hex, 146, 146)], 2.0),
    format(GITHUB, "ghp_", &[Run(Set::Alnum, 36, 36)], 3.0),
    format(GITHUB, "gho_", &[Run(Set::Alnum, 36, 36)], 3.0),
    format(GITHUB, "ghu_", &[Run(Set::Alnum, 36, 36)], 3.0),
    format(GITHUB, "ghs_", &[Run(Set::Alnum, 36, 36)], 3.0),
    format(GITHUB, "ghr_", &[Run(Set::Alnum, 36, 36)], 3.0),
    format(GITHUB, "github_pat_", &[Run(Set::Word, 82, 82)], 3.0),
    format(GITLAB, "glpat-", &[Run(Set::Dash, 20, 300), Text("."), Run(Set::Lower, 9, 9)], 4.0),
    format(GITLAB, "glpat-", &[Run(Set::Dash, 20, 22)], 3.0),
    format(GITLAB, "gldt-", &[Run(Set::Dash, 20, 25)], 3.0),
    format(GITLAB, "glft-", &[Run(Set::Dash, 20, 25)], 3.0),
    format(GITLAB, "glimt-", &[Run(Set::Dash, 20, 25)], 3.0),
    format(GITLAB, "glrt-", &[Run(Set::Dash, 20, 25)], 3.0),
    format(GITLAB, "glsoat-", &[Run(Set::Dash, 20, 25)], 3.0),
    format(GITLAB, "glptt-", &[Run(Set::Hex, 40, 40)], 3.0),
    format(GITLAB, "glagent-", &[Run(Set::Dash, 50, 50)], 3.0),
    format(GITLAB, "gloas-", &[Run(Set::Dash, 64, 64)], 3.0),
    format(GITLAB, "glcbt-", &[Run(Set::Alnum, 1, 5), Text("_"), Run(Set::Dash, 20, 20)], 3.0),
    format(GITLAB, "GR1348941", &[Run(Set::Dash, 20, 20)], 3.0),
    format("an Atlassian token", "ATATT3", &[Run(Set::Base64, 180, 400)], 3.5),
    format("an npm token", "npm_", &[Run(Set::Alnum, 36, 36)], 2.0),
    format("a PyPI token", "pypi-AgEIcHlwaS5vcmc", &[Run(Set::Dash, 50, 1000)], 3.0),
    format("a RubyGems key", "rubygems_", &[Run(Set::Hex, 48, 48)], 2.0),
    format("a Clojars token", "CLOJARS_", &[Run(Set::Lower, 60, 60)], 2.0),
    format("an Artifactory key", "AKCp", &[Run(Set::Alnum, 69, 69)], 4.5),
    format("an Artifactory token", "cmVmd", &[Run(Set::Alnum, 59, 59)], 4.5),
    format("a Docker Hub token", "dckr_pat_", &[Run(Set::Dash, 27, 27)], 0.0),
    format("a Docker Hub token", "dckr_oat_", &[Run(Set::Dash, 32, 32)], 0.0),
    format("a Sonar token", "squ_", &[Run(Set::Hex, 40, 40)], 0.0),
    format("a Sonar token", "sqp_", &[Run(Set::Hex, 40, 40)], 0.0),
    format("a Sonar token", "sqa_", &[Run(Set::Hex, 40, 40)], 0.0),
    format("a Postman key", "PMAK-", &[Run(Set::Hex, 24, 24), Text("-"), Run(Set::Hex, 34, 34)], 3.0),
    format(SLACK, "xoxb-", &[Run(Set::Digit, 10, 13), Text("-"), Run(Set::Digit, 10, 13), Run(Set::Dash, 1, 60)], 3.0),
    format(SLACK, "xoxp-", &[Run(Set::Digit, 10, 13), Text("-"), Run(Set::Digit, 10, 13), Text("-"), Run(Set::Dash, 28, 60)], 2.0),
    format(SLACK, "xoxe-", &[Run(Set::Digit, 10, 13), Text("-"), Run(Set::Digit, 10, 13), Text("-"), Run(Set::Dash, 28, 60)], 2.0),
    format(SLACK, "xapp-", &[Run(Set::Digit, 1, 1), Text("-"), Run(Set::Upper, 5, 20), Text("-"), Run(Set::Digit, 5, 20), Text("-"), Run(Set::Lower, 20, 80)], 2.0),
    format("a Slack webhook", "hooks.slack.com/services/", &[Run(Set::Base64, 40, 56)], 0.0),
    format("a Slack webhook", "hooks.slack.com/workflows/", &[Run(Set::Base64, 40, 80)], 0.0),
    Format { what: "a Telegram bot token", lead: Some((Set::Digit, 5, 16)), prefix: ":A", tail: &[Run(Set::Dash, 34, 34)], entropy: 3.0 },
    format("a Twilio key", "SK", &[Run(Set::AnyHex, 32, 32)], 3.0),
    format("a SendGrid key", "SG.", &[Run(Set::Dash, 22, 22), Text("."), Run(Set::Dash, 43, 43)], 2.0),
    Format { what: "a Mailchimp key", lead: Some((Set::Hex, 32, 32)), prefix: "-us", tail: &[Run(Set::Digit, 1, 2)], entropy: 3.0 },
    format("a Brevo key", "xkeysib-", &[Run(Set::Hex, 64, 64), Text("-"), Run(Set::Alnum, 16, 16)], 2.0),
    format(STRIPE, "sk_live_", &[Run(Set::Alnum, 10, 99)], 2.0),
    format(STRIPE, "sk_test_", &[Run(Set::Alnum, 10, 99)], 2.0),
    format(STRIPE, "rk_live_", &[Run(Set::Alnum, 10, 99)], 2.0),
    format(STRIPE, "rk_test_", &[Run(Set::Alnum, 10, 99)], 2.0),
    format("a Square token", "sq0atp-", &[Run(Set::Dash, 22, 60)], 2.0),
    format(SHOPIFY, "shpat_", &[Run(Set::AnyHex, 32, 32)], 2.0),
    format(SHOPIFY, "shpca_", &[Run(Set::AnyHex, 32, 32)], 2.0),
    format(SHOPIFY, "shppa_", &[Run(Set::AnyHex, 32, 32)], 2.0),
    format(SHOPIFY, "shpss_", &[Run(Set::AnyHex, 32, 32)], 2.0),
    format(OPENAI, "sk-proj-", &[Run(Set::Dash, 58, 74), Text("T3BlbkFJ"), Run(Set::Dash, 58, 74)], 3.0),
    format(OPENAI, "sk-svcacct-", &[Run(Set::Dash, 58, 74), Text("T3BlbkFJ"), Run(Set::Dash, 58, 74)], 3.0),
    format(OPENAI, "sk-admin-", &[Run(Set::Dash, 58, 74), Text("T3BlbkFJ"), Run(Set::Dash, 58, 74)], 3.0),
    format(OPENAI, "sk-", &[Run(Set::Alnum, 20, 20), Text("T3BlbkFJ"), Run(Set::Alnum, 20, 20)], 3.0),
    format("an Anthropic key", "sk-ant-api03-", &[Run(Set::Dash, 93, 93), Text("AA")], 0.0),
    format("an Anthropic key", "sk-ant-admin01-", &[Run(Set::Dash, 93, 93), Text("AA")], 0.0),
    format("a Hugging Face token", "hf_", &[Run(Set::Letter, 34, 34)], 2.0),
    format("a Hugging Face token", "api_org_", &[Run(Set::Letter, 34, 34)], 2.0),
    format("a Perplexity key", "pplx-", &[Run(Set::Alnum, 48, 48)], 4.0),
    format("a Groq key", "gsk_", &[Run(Set::Alnum, 52, 52)], 3.0),
    format("an xAI key", "xai-", &[Run(Set::Word, 80, 80)], 3.0),
    format("an NVIDIA key", "nvapi-", &[Run(Set::Dash, 64, 64)], 3.0),
    format("a Replicate token", "r8_", &[Run(Set::Alnum, 37, 37)], 3.0),
    format("an ElevenLabs key", "sk_", &[Run(Set::Hex, 48, 48)], 3.0),
    format("a LangSmith key", "lsv2_pt_", &[Run(Set::Hex, 32, 32), Text("_"), Run(Set::Hex, 10, 10)], 0.0),
    format("a LangSmith key", "lsv2_sk_", &[Run(Set::Hex, 32, 32), Text("_"), Run(Set::Hex, 10, 10)], 0.0),
    format(VAULT, "hvs.", &[Run(Set::Dash, 90, 120)], 3.5),
    format(VAULT, "hvb.", &[Run(Set::Dash, 138, 300)], 4.0),
    Format { what: "a Terraform Cloud token", lead: Some((Set::Alnum, 14, 14)), prefix: ".atlasv1.", tail: &[Run(Set::Dash, 60, 70)], entropy: 3.5 },
    format("a Pulumi token", "pul-", &[Run(Set::Hex, 40, 40)], 2.0),
    format("a Doppler token", "dp.pt.", &[Run(Set::Alnum, 43, 43)], 2.0),
    format("a 1Password token", "ops_eyJ", &[Run(Set::Base64, 250, 1000)], 4.0),
    format("an Infracost key", "ico-", &[Run(Set::Alnum, 32, 32)], 3.0),
    format("a Linear key", "lin_api_", &[Run(Set::Alnum, 40, 40)], 2.0),
    format("a Notion token", "ntn_", &[Run(Set::Digit, 11, 11), Run(Set::Alnum, 35, 35)], 4.0),
    format(GRAFANA, "glsa_", &[Run(Set::Alnum, 32, 32), Text("_"), Run(Set::AnyHex, 8, 8)], 3.0),
    format(GRAFANA, "glc_", &[Run(Set::Base64, 32, 400)], 3.0),
    format(GRAFANA, "eyJrIjoi", &[Run(Set::Alnum, 70, 400)], 3.0),
    format("a New Relic key", "NRAK-", &[Run(Set::Upper, 27, 27)], 3.0),
    format("a Dynatrace token", "dt0c01.", &[Run(Set::Alnum, 24, 24), Text("."), Run(Set::Alnum, 64, 64)], 4.0),
    format("a Sentry token", "sntryu_", &[Run(Set::Hex, 64, 64)], 3.5),
    format("a Sentry token", "sntrys_eyJpYXQiO", &[Run(Set::Base64, 40, 400)], 4.5),
    format("a Buildkite token", "bkua_", &[Run(Set::Lower, 40, 40)], 0.0),
    format("a CircleCI token", "CCIPAT_", &[Run(Set::Alnum, 22, 22), Text("_"), Run(Set::AnyHex, 40, 40)], 0.0),
    format("a Tailscale key", "tskey-", &[Run(Set::Letter, 3, 10), Text("-"), Run(Set::Alnum, 8, 20), Text("-"), Run(Set::Alnum, 16, 40)], 3.0),
    format("a Supabase token", "sbp_", &[Run(Set::Hex, 40, 40)], 3.0),
    format("a Figma token", "figd_", &[Run(Set::Dash, 40, 40)], 3.0),
    format("an age key", "AGE-SECRET-KEY-1", &[Run(Set::Upper, 58, 58)], 3.0),
    format("a JSON web token", "eyJ", &[Run(Set::Dash, 14, 600), Text(".eyJ"), Run(Set::Dash, 14, 2000), Text("."), Run(Set::Dash, 10, 700)], 3.0),
];

/// The tokens in a text, in order, none within another.
pub fn find(text: &str) -> Vec<Token> {
    let mut found: Vec<Token> = private_keys(text);
    for format in FORMATS {
        found.extend(
            text.match_indices(format.prefix).filter_map(|(at, _)| matches(text, at, format)),
        );
    }
    order::sort_by_key(&mut found, |token| (token.range.start, std::cmp::Reverse(token.range.end)));
    let mut end = 0;
    found.retain(|token| {
        let apart = token.range.start >= end;
        end = end.max(token.range.end);
        apart
    });
    found
}

/// The token whose prefix stands at a byte, if it is one.
fn matches(text: &str, at: usize, format: &Format) -> Option<Token> {
    let bytes = text.as_bytes();
    let start = match format.lead {
        None => at,
        Some((set, least, most)) => {
            let count = bytes[..at].iter().rev().take(most).take_while(|b| set.has(**b)).count();
            (count >= least).then_some(at - count)?
        }
    };
    let word = |b: &u8| b.is_ascii_alphanumeric() || *b == b'_';
    if start.checked_sub(1).and_then(|before| bytes.get(before)).is_some_and(word) {
        return None;
    }
    let end = tail(bytes, at + format.prefix.len(), format.tail)?;
    let token = &text[start..end];
    let real = entropy(token) >= format.entropy && !secret_names::is_placeholder(token);
    real.then_some(Token { what: format.what, range: start..end })
}

/// Where the pieces end that begin at a byte; the last is followed by the end of a word.
fn tail(bytes: &[u8], at: usize, pieces: &[Piece]) -> Option<usize> {
    let Some((first, rest)) = pieces.split_first() else {
        let goes_on = bytes.get(at).is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'_');
        return (!goes_on).then_some(at);
    };
    match *first {
        Text(literal) => bytes[at..]
            .starts_with(literal.as_bytes())
            .then(|| tail(bytes, at + literal.len(), rest))?,
        Run(set, least, most) => {
            let count = bytes[at..].iter().take(most).take_while(|b| set.has(**b)).count();
            (least..=count).rev().find_map(|count| tail(bytes, at + count, rest))
        }
    }
}

/// Private keys in PEM form, with something of their content.
fn private_keys(text: &str) -> Vec<Token> {
    const BEGIN: &str = "-----BEGIN ";
    let starts = text.match_indices(BEGIN).filter_map(|(start, _)| {
        let rest = &text[start + BEGIN.len()..];
        let label = &rest[..rest.find("-----").filter(|length| *length < 60)?];
        if !label.contains("PRIVATE KEY") {
            return None;
        }
        let end = start + BEGIN.len() + label.len() + "-----".len();
        let content = text[end..]
            .bytes()
            .filter(|b| !matches!(b, b' ' | b'\t' | b'\r' | b'\n' | b'\\' | b'"' | b'\''));
        let length = content.take_while(|b| Set::Base64.has(*b)).take(40).count();
        (length == 40).then_some(Token { what: "a private key", range: start..end })
    });
    starts.collect()
}

/// The Shannon entropy in bits a character.
pub fn entropy(text: &str) -> f64 {
    let mut counts = [0u32; 256];
    text.bytes().for_each(|b| counts[usize::from(b)] += 1);
    let total = text.len() as f64;
    let share = |count: &u32| f64::from(*count) / total;
    counts.iter().filter(|count| **count > 0).map(share).map(|p| -p * p.log2()).sum()
}

/// Whether a text looks drawn by lot, as keys and tokens do: long, mixed, and no word of a language.
pub fn is_random(text: &str) -> bool {
    let plain = text.bytes().all(|b| b.is_ascii_alphanumeric() || b"_.=+/-".contains(&b));
    let digits = text.bytes().any(|b| b.is_ascii_digit());
    let letters = text.bytes().any(|b| b.is_ascii_alphabetic());
    plain && digits && letters && (12..=200).contains(&text.len()) && entropy(text) >= 3.5
}

/// The password in an address: `https://user:password@host`. Its range, where it is literal.
pub fn password_in_url(text: &str) -> Option<Range<usize>> {
    for (at, _) in text.match_indices("://") {
        let start = at + 3;
        let end = text[start..]
            .find(['/', ' ', '"', '\'', '\n', '\t', '>', ')', '|'])
            .map_or(text.len(), |end| start + end);
        let Some(sign) = text[start..end].rfind('@') else { continue };
        let Some(colon) = text[start..start + sign].find(':') else { continue };
        let port = text[start + sign..end].split_once(':').map_or("", |(_, port)| port);
        if port.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue; // An address to be filled in: `smtp://user:password@host:port`.
        }
        let range = start + colon + 1..start + sign;
        let password = &text[range.clone()];
        let literal = !password.contains(['$', '{', '<', '%', '*', '(', '\\']);
        if literal && password.len() >= 3 && !secret_names::is_placeholder(password) {
            return Some(range);
        }
    }
    None
}

/// The first four characters of a secret, the rest hidden.
pub fn masked(secret: &str) -> String {
    secret.chars().take(4).chain("…".chars()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Token-like texts, put together here so that no scanner takes this file for a leak.
    fn sample(prefix: &str, length: usize) -> String {
        let letters = "aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zCfLi";
        prefix.chars().chain(letters.chars().cycle().take(length)).collect()
    }

    #[test]
    fn tokens_are_found() {
        for (prefix, length) in [
            ("ghp_", 36),
            ("npm_", 36),
            ("AIza", 35),
            ("glpat-", 20),
            ("sk_live_", 24),
            ("dckr_pat_", 27),
        ] {
            let token = sample(prefix, length);
            let text = format!("ENV X=\"{token}\"");
            let found = find(&text);
            assert_eq!(found.len(), 1, "{token}");
            assert_eq!(text[found[0].range.clone()], token);
            assert!(
                find(&sample(prefix, length - 1 - length / 2)).is_empty() || prefix == "sk_live_"
            );
            assert!(find(&format!("x{token}")).is_empty());
        }
        let aws = ["AKIA", "2E6GQ7WXNB3ZKD5P"].concat();
        assert_eq!(find(&aws).len(), 1);
        assert!(find("AKIAIOSFODNN7EXAMPLE").is_empty());
        assert!(find(&["ghp_", &"x".repeat(36)].concat()).is_empty());
    }

    #[test]
    fn keys_and_addresses() {
        let key = [
            "-----BEGIN RSA ",
            "PRIVATE KEY-----\nMIIEowIBAAKCAQEAvW8xY0zCfLiaB3dE5gH7jK9mN1pQ2rS4\n",
        ]
        .concat();
        assert_eq!(find(&key).len(), 1);
        assert!(find("grep -q '-----BEGIN RSA PRIVATE KEY-----' x").is_empty());
        let text = "https://jo:s3cret@host/x";
        assert_eq!(password_in_url(text).map(|range| &text[range]), Some("s3cret"));
        assert_eq!(password_in_url("https://jo:$PASS@host/x"), None);
        assert_eq!(password_in_url("http://host:80/a@b"), None);
        assert_eq!(password_in_url("smtp://jo:s3cret@host:port/"), None);
        assert_eq!(masked("ghp_abc"), "ghp_…");
    }
}
