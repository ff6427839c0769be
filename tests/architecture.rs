//! What holds the parts apart: modules look only upward, rules are registered and only filter and word, the core
//! knows no browser, and the browser is named in one folder only.

use std::fs;
use std::path::{Path, PathBuf};

const ORDER: [&str; 21] = [
    "order", "text", "syntax", "ignore", "shell", "image", "model", "plan", "fix", "finding",
    "rule", "rules", "input", "share", "audit", "policy", "score", "harden", "context", "lesson",
    "report",
];

/// Uses that go down on purpose: a rule names the context that it reports to, and the examples' syntax.
const ALLOWED: [(&str, &str); 5] = [
    ("rule", "audit"),
    ("rules", "audit"),
    ("finding", "rule"),
    ("fix", "plan"),
    ("ignore", "rule"),
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests/ has a parent").to_owned()
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder of the project") {
        let path = entry.expect("a readable entry").path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The source without comments and without its unit tests.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).expect("sources are UTF-8");
    let text = text.split("#[cfg(test)]").next().unwrap_or("").to_owned();
    text.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .map(|line| format!("{line}\n"))
        .collect()
}

#[test]
fn modules_look_only_upward() {
    let core = root().join("core/src");
    let rank = |module: &str| ORDER.iter().position(|name| *name == module);
    let mut faults = Vec::new();
    for path in sources(&core) {
        let relative = path.strip_prefix(&core).expect("below core");
        let module = relative
            .iter()
            .next()
            .and_then(|part| part.to_str())
            .expect("a name")
            .trim_end_matches(".rs");
        if module == "lib" {
            continue;
        }
        let Some(own) = rank(module) else {
            faults.push(format!("{module} has no place in the order"));
            continue;
        };
        let text = code(&path);
        for part in text.split("crate::").skip(1) {
            let used: Vec<&str> = match part.strip_prefix('{') {
                Some(list) => {
                    list.split('}').next().unwrap_or("").split(',').map(str::trim).collect()
                }
                None => vec![part],
            };
            for used in used {
                let name: &str =
                    used.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or("");
                let down = rank(name).is_some_and(|other| other > own)
                    && !ALLOWED.contains(&(module, name));
                if down {
                    faults.push(format!("{} uses {name}, which is below it", relative.display()));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_rule_file_is_registered_under_its_id() {
    let rules = root().join("core/src/rules");
    let mut faults = Vec::new();
    for path in sources(&rules) {
        let stem = path.file_stem().and_then(|stem| stem.to_str()).expect("a name");
        if stem == "mod" {
            continue;
        }
        let text = fs::read_to_string(&path).expect("sources are UTF-8");
        if !text.contains("static RULE: Rule") {
            continue;
        }
        let folder = path.parent().expect("a folder");
        let category = folder.file_name().and_then(|name| name.to_str()).expect("a name");
        let id = stem.replace('_', "-");
        match drydock_core::rules::find(&id) {
            None => faults.push(format!("{}: no rule `{id}` is registered", path.display())),
            Some(rule) if rule.id != id => {
                faults.push(format!("{id}: only an alias of `{}`", rule.id))
            }
            Some(rule) if rule.category.name() != category => {
                faults.push(format!("{id}: lies in {category}, but says {}", rule.category.name()));
            }
            Some(_) => {}
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn rules_filter_and_word_only() {
    let mut faults = Vec::new();
    for path in sources(&root().join("core/src/rules")) {
        let text = code(&path);
        let body = text.split("fn check").skip(1).collect::<String>();
        for token in [".lines()", "std::fs", "std::env", "unwrap()", "println!", "panic!"] {
            if body.contains(token) {
                faults.push(format!("{} uses {token}", path.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_core_knows_no_browser_clock_or_disk() {
    for path in sources(&root().join("core/src")) {
        let text = code(&path);
        for token in [
            "web_sys",
            "js_sys",
            "wasm_bindgen",
            "std::fs",
            "std::time",
            "TcpStream",
            "UdpSocket",
            "unsafe ",
        ] {
            assert!(!text.contains(token), "{} names {token}", path.display());
        }
    }
}

#[test]
fn the_browser_is_named_in_one_folder() {
    for path in sources(&root().join("web/src")) {
        if path.components().any(|part| part.as_os_str() == "browser") {
            continue;
        }
        let text = code(&path);
        for token in ["web_sys::", "js_sys::"] {
            assert!(!text.contains(token), "{} names {token} outside browser/", path.display());
        }
    }
}
