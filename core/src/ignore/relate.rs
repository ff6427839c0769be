//! How patterns stand to each other, as far as their text tells.

use super::glob::{Glob, Subject};

/// Whether a pattern, clean and sound, matches a path or a folder above it.
pub fn matches(pattern: &str, path: &str) -> bool {
    if is_literal(pattern) {
        // As the builder does it, without the preparation.
        let rest = path.strip_prefix(pattern);
        return rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    }
    Glob::new(pattern).matches(&Subject::new(path))
}

/// Whether a pattern keeps out everything.
pub fn is_everything(pattern: &str) -> bool {
    matches!(pattern, "*" | "**" | "**/*" | "**/**" | "*/**")
}

/// Whether a pattern is a path, without wildcards, classes and escapes.
pub fn is_literal(pattern: &str) -> bool {
    !pattern.contains(['*', '?', '[', '\\'])
}

/// Whether whatever `b` matches is matched by `a` too; false where that can't be told.
pub fn covers(a: &str, b: &str) -> bool {
    if a == b || is_everything(a) || b == "." {
        return a == b || b != ".";
    }
    let at_any_depth = a.strip_prefix("**/").is_some_and(|rest| {
        !rest.is_empty()
            && b.strip_suffix(rest).is_some_and(|start| start.is_empty() || start.ends_with('/'))
    });
    if at_any_depth || is_literal(b) {
        return at_any_depth || matches(a, b);
    }
    // The folders that `b` names outright before its first wildcard.
    let named = b.find(['*', '?', '[', '\\']).and_then(|at| b[..at].rfind('/'));
    named.is_some_and(|end| matches(a, &b[..end]))
}

/// Whether some path, or something in it, may be matched by both; true where that can't be told.
pub fn may_meet(a: &str, b: &str) -> bool {
    for (x, y) in a.split('/').zip(b.split('/')) {
        if x.contains("**") || y.contains("**") {
            return true;
        }
        let meet = match (is_literal(x), is_literal(y)) {
            (true, true) => x == y,
            (true, false) => matches(y, x),
            (false, true) => matches(x, y),
            (false, false) => ends_agree(x, y),
        };
        if !meet {
            return false;
        }
    }
    true
}

/// Whether what two names with wildcards begin and end with can be the same.
fn ends_agree(a: &str, b: &str) -> bool {
    let wild = ['*', '?', '[', '\\', ']'];
    let start = |text: &'_ str| text.find(wild).unwrap_or(0);
    let end = |text: &'_ str| text.rfind(wild).map_or(0, |at| at + 1);
    let (a_start, b_start) = (&a[..start(a)], &b[..start(b)]);
    let (a_end, b_end) = (&a[end(a)..], &b[end(b)..]);
    (a_start.starts_with(b_start) || b_start.starts_with(a_start))
        && (a_end.ends_with(b_end) || b_end.ends_with(a_end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_covers_what() {
        for (a, b) in [
            ("*", "src"),
            ("docs", "docs/api/*.md"),
            ("**/node_modules", "web/node_modules"),
            ("**/*.log", "*.log"),
            ("**/*.log", "logs/*.log"),
            ("*.log", "a.log"),
            ("a/**", "a/b"),
            ("**/b/c", "a/b/c"),
        ] {
            assert!(covers(a, b), "{a} {b}");
        }
        for (a, b) in [
            ("*.log", "**/*.log"),
            ("docs/*", "docs"),
            ("**/modules", "my_modules"),
            ("a*", "*a"),
            ("*", "."),
            ("src", "src*"),
        ] {
            assert!(!covers(a, b), "{a} {b}");
        }
    }

    #[test]
    fn what_may_meet_what() {
        for (a, b) in [("*.md", "README*"), ("a/b", "a"), ("**/x", "y"), ("src/*", "src/a/b")] {
            assert!(may_meet(a, b) && may_meet(b, a), "{a} {b}");
        }
        for (a, b) in [("*.md", "*.txt"), ("a/b", "a/c"), ("docs", "src/x"), ("a*", "b*")] {
            assert!(!may_meet(a, b) && !may_meet(b, a), "{a} {b}");
        }
    }
}
