//! A `.dockerignore` file written from a Dockerfile.

use crate::ignore::hazards::{GROUPS, Group, HazardKind};
use crate::ignore::{parse, relate};
use crate::model::{Dockerfile, Need};

/// How a file keeps things out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// It names what the build does not need.
    Deny,
    /// It keeps out everything, and names what the build needs.
    Allow,
}

/// Writes the file. Whatever COPY, ADD and bind mounts name stays in the build context. The error is a sentence that
/// says why there can be no list of what is allowed.
pub fn generate(file: &Dockerfile, style: Style) -> Result<String, String> {
    let mut list = List {
        needs: file.needs(),
        lines: Vec::new(),
        kept_out: Vec::new(),
        is_closed: style == Style::Allow,
    };
    match style {
        Style::Allow => list.allow(file)?,
        Style::Deny => list.deny(file),
    }
    Ok(list.lines.join("\n") + "\n")
}

struct List {
    needs: Vec<Need>,
    lines: Vec<String>,
    /// The patterns written so far.
    kept_out: Vec<&'static str>,
    /// Whether everything is out already but what is needed.
    is_closed: bool,
}

impl List {
    fn deny(&mut self, file: &Dockerfile) {
        self.lines
            .push("# What the build does not need. A COPY of one of these paths fails.".to_owned());
        for (stack, _) in file.stacks() {
            self.section(stack.name(), &|group| group.stack == Some(stack));
        }
        use HazardKind::{Ci, Docker, History, Litter, Log, Secret};
        for kind in [Litter, Log, Docker, Ci] {
            self.section(kind.name(), &|group| group.stack.is_none() && group.kind == kind);
        }
        if file.asks_git().is_empty() {
            self.section("the history of the repository", &|group| group.kind == History);
        }
        self.section("secrets: last, so that nothing above brings them back", &|group| {
            group.kind == Secret
        });
    }

    fn allow(&mut self, file: &Dockerfile) -> Result<(), String> {
        let line = |need: &Need| file.tree.lines.line(need.span.start);
        if let Some(need) = self.needs.iter().find(|need| need.is_whole() || need.path == ".") {
            let message = "takes the whole folder, so nothing can be told apart: name there what the build needs";
            return Err(format!("line {} {message}", line(need)));
        }
        let odd = |need: &&Need| !need.is_known || !is_sound(&need.path);
        if let Some(need) = self.needs.iter().find(odd) {
            let message = "names a path that a variable decides, so it can't be listed";
            return Err(format!("line {} {message}", line(need)));
        }
        let head = match self.needs.is_empty() {
            true => "# Nothing is copied from the build context.",
            false => "# Everything stays out but what the Dockerfile names.",
        };
        self.lines.extend([head.to_owned(), "*".to_owned()]);
        let mut allowed: Vec<String> = Vec::new();
        for need in &self.needs {
            if !allowed.iter().any(|other| relate::covers(other, &need.path)) {
                allowed.push(need.path.clone());
            }
        }
        self.lines.extend(allowed.iter().map(|path| format!("!{path}")));
        if allowed.is_empty() {
            return Ok(());
        }
        for (stack, _) in file.stacks() {
            self.section(&format!("{}, within the folders above", stack.name()), &|group| {
                group.stack == Some(stack)
            });
        }
        self.section("secrets, wherever they are", &|group| group.kind == HazardKind::Secret);
        Ok(())
    }

    /// Writes the patterns of some groups, then exceptions for what the build needs of them.
    fn section(&mut self, heading: &str, chosen: &dyn Fn(&Group) -> bool) {
        let (mut lines, mut back): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
        for group in GROUPS.iter().filter(|group| chosen(group)) {
            let made = group.stack.is_some();
            for pattern in group.patterns() {
                // Where a variable decides what is copied, it may be something that was built before.
                let unknown = |need: &Need| !need.is_known && relate::may_meet(pattern, &need.path);
                let idle = |need: &Need| !relate::may_meet(pattern, &need.path);
                if self.is_closed && self.needs.iter().all(idle)
                    || made && self.needs.iter().any(unknown)
                    || self.kept_out.iter().any(|other| relate::covers(other, pattern))
                {
                    continue;
                }
                self.kept_out.push(pattern);
                lines.push(pattern.to_owned());
                // A list of what is allowed sends no template that nobody asked for.
                if pattern.ends_with("/.env.*") && !self.is_closed {
                    lines.push("!**/.env.example".to_owned());
                }
                for need in self.needs.iter().filter(|need| relate::covers(pattern, &need.path)) {
                    let line = format!("!{}", need.path);
                    if is_sound(&need.path) && !back.contains(&line) {
                        back.push(line);
                    }
                }
            }
        }
        if !lines.is_empty() {
            self.lines.extend([String::new(), format!("# {heading}")]);
            self.lines.append(&mut lines);
            self.lines.append(&mut back);
        }
    }
}

/// Whether a path can be written as a pattern that means it.
fn is_sound(path: &str) -> bool {
    let file = parse(&format!("!{path}"));
    file.patterns.first().is_some_and(|p| p.fault.is_none() && p.clean == path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::{Config, audit_pair};
    use crate::ignore::Matcher;

    #[test]
    fn what_is_copied_stays() {
        let source = "FROM maven:3 AS b\nCOPY . .\nFROM eclipse-temurin:21\nCOPY target/app.jar .env /app/\n";
        let text = generate(&Dockerfile::new(source), Style::Deny).unwrap();
        let matcher = Matcher::new(&parse(&text));
        for path in ["target/app.jar", ".env", "src/Main.java", ".env.example"] {
            assert!(!matcher.excludes(path), "{path}: {text}");
        }
        for path in ["target/classes/A.class", "api/.env", "id_rsa", ".git/HEAD"] {
            assert!(matcher.excludes(path), "{path}: {text}");
        }
        let pair = audit_pair(source, &text, &Config::default());
        assert!(pair.ignore.findings.is_empty(), "{:?}", pair.ignore.findings);
    }

    #[test]
    fn only_what_is_copied_is_allowed() {
        let source = "FROM node:24\nCOPY package*.json ./\nCOPY src/ src/a ./src/\n";
        let text = generate(&Dockerfile::new(source), Style::Allow).unwrap();
        assert!(text.contains("\n*\n!package*.json\n!src\n\n# Node.js"), "{text}");
        assert!(Matcher::new(&parse(&text)).excludes(".env.example"), "{text}");
        let whole = Dockerfile::new("FROM a\nCOPY . .\n");
        assert!(generate(&whole, Style::Allow).unwrap_err().starts_with("line 2 takes the whole"));
        let nothing = generate(&Dockerfile::new("FROM a\n"), Style::Allow).unwrap();
        assert_eq!(nothing, "# Nothing is copied from the build context.\n*\n");
    }
}
