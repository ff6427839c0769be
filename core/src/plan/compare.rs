//! What differs between two plans, for people and for the gates of rewriting.

use super::json::mount;
use super::{
    Action, Config, Copy, Exec, FileAction, Files, Id, Mode, Network, Op, Origin, Owner, Plan,
};
use crate::order;
use std::collections::{BTreeMap, BTreeSet};

/// One difference between two plans.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What differs: `op.added`, `op.removed`, `op.inputs`, `op.platform`, `source.id`, `source.attributes`,
    /// `exec.args`, `exec.env`, `exec.cwd`, `exec.user`, `exec.mounts`, `exec.network`, `exec.security`,
    /// `exec.devices`, `file.source`, `file.dest`, `file.owner`, `file.mode`, `file.unpack`, `file.filter`,
    /// `file.content`, `file.link`, `file.actions`, or `config.` with the name of a field.
    pub what: &'static str,
    /// Where it stands in the first plan.
    pub before: Option<Origin>,
    /// Where it stands in the second.
    pub after: Option<Origin>,
    /// One sentence.
    pub sentence: String,
}

/// Whether two plans build the same image where scripts that `same_script` calls the same do the same. It is given
/// the arguments of both programs, the shell included.
pub fn equal_with(a: &Plan, b: &Plan, same_script: &dyn Fn(&[String], &[String]) -> bool) -> bool {
    let same = |(x, y): (&Op, &Op)| match (&x.action, &y.action) {
        (Action::Exec(x_exec), Action::Exec(y_exec)) if x_exec.args != y_exec.args => {
            let mut y_exec = y_exec.clone();
            if !same_script(&x_exec.args, &y_exec.args) {
                return false;
            }
            y_exec.args.clone_from(&x_exec.args);
            x_exec == &y_exec && x.inputs == y.inputs && x.platform == y.platform
        }
        _ => x == y,
    };
    a.root == b.root
        && a.config == b.config
        && a.ops.len() == b.ops.len()
        && a.ops.iter().zip(&b.ops).all(same)
}

/// What differs, operations first, in the order of the first plan.
pub fn differences(a: &Plan, b: &Plan) -> Vec<Difference> {
    let pairs = align(a, b);
    // Which operation of `b` each one of `a` became.
    let mut became = vec![None; a.ops.len()];
    for (x, y) in &pairs {
        if let Some(x) = x {
            became[*x] = *y;
        }
    }
    let mut list = List { found: Vec::new(), before: None, after: None };
    for (x, y) in pairs {
        list.before = x.and_then(|x| a.origins.get(x).copied());
        list.after = y.and_then(|y| b.origins.get(y).copied());
        match (x, y) {
            (Some(x), Some(y)) => {
                let inputs =
                    a.ops[x].inputs.iter().map(|input| became.get(*input).copied().flatten());
                let moved = !inputs.eq(b.ops[y].inputs.iter().map(|input| Some(*input)));
                ops(&mut list, &a.ops[x], &b.ops[y], moved);
            }
            (Some(x), None) => list.add("op.removed", format!("{} is gone", name(&a.ops[x]))),
            (None, Some(y)) => list.add("op.added", format!("{} is new", name(&b.ops[y]))),
            (None, None) => {}
        }
    }
    (list.before, list.after) = (None, None);
    if a.root.and_then(|root| became.get(root).copied().flatten()) != b.root {
        list.add("op.root", "the image is the result of another step".to_owned());
    }
    config(&mut list, &a.config, &b.config);
    list.found
}

/// How many pairs of operations are weighed against each other at most.
const AT_ONCE: usize = 1 << 16;

/// Pairs operations, so that as little as possible differs; in plans that are long and differ in many places equal ones
/// first, in order, then, between them, those of a kind.
fn align(a: &Plan, b: &Plan) -> Vec<(Option<usize>, Option<usize>)> {
    let alike = |x: usize, y: usize| a.ops[x].action == b.ops[y].action;
    let start = (0..a.ops.len().min(b.ops.len())).take_while(|at| alike(*at, *at)).count();
    let (mut x_end, mut y_end) = (a.ops.len(), b.ops.len());
    while x_end > start && y_end > start && alike(x_end - 1, y_end - 1) {
        (x_end, y_end) = (x_end - 1, y_end - 1);
    }
    let mut pairs: Vec<_> = (0..start).map(|at| (Some(at), Some(at))).collect();
    let (mut x, mut y) = (start, start);
    let is_long = (x_end - start) * (y_end - start) > AT_ONCE;
    let equal = if is_long { common(start..x_end, start..y_end, &alike) } else { Vec::new() };
    for (next_x, next_y) in equal {
        gap(a, b, x..next_x, y..next_y, &mut pairs);
        pairs.push((Some(next_x), Some(next_y)));
        (x, y) = (next_x + 1, next_y + 1);
    }
    gap(a, b, x..x_end, y..y_end, &mut pairs);
    pairs.extend((x_end..a.ops.len()).zip(y_end..).map(|(x, y)| (Some(x), Some(y))));
    pairs
}

/// The longest common run of two ranges, as pairs. Plans that differ nearly everywhere and are long have none: then
/// operations are paired one by one.
fn common(
    x: std::ops::Range<usize>,
    y: std::ops::Range<usize>,
    alike: &dyn Fn(usize, usize) -> bool,
) -> Vec<(usize, usize)> {
    let (rows, columns) = (x.len(), y.len());
    if rows * columns > 1 << 20 {
        return Vec::new();
    }
    let mut best = vec![0u32; (rows + 1) * (columns + 1)];
    let cell = |i: usize, j: usize| i * (columns + 1) + j;
    for i in (0..rows).rev() {
        for j in (0..columns).rev() {
            best[cell(i, j)] = match alike(x.start + i, y.start + j) {
                true => best[cell(i + 1, j + 1)] + 1,
                false => best[cell(i + 1, j)].max(best[cell(i, j + 1)]),
            };
        }
    }
    let (mut pairs, mut i, mut j) = (Vec::new(), 0, 0);
    while i < rows && j < columns {
        if alike(x.start + i, y.start + j) {
            pairs.push((x.start + i, y.start + j));
            (i, j) = (i + 1, j + 1);
        } else if best[cell(i + 1, j)] >= best[cell(i, j + 1)] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

/// Pairs what stands between equal operations, in order, so that as little as possible differs; one by one where that
/// would take too long.
fn gap(
    a: &Plan,
    b: &Plan,
    x: std::ops::Range<usize>,
    y: std::ops::Range<usize>,
    pairs: &mut Vec<(Option<usize>, Option<usize>)>,
) {
    const ALONE: u32 = 3; // Two of them cost more than a pair that differs in nearly everything.
    let (rows, columns) = (x.len(), y.len());
    if rows * columns > AT_ONCE {
        let shorter = rows.min(columns);
        for (x, y) in x.clone().zip(y.clone()) {
            match distance(&a.ops[x], &b.ops[y]) {
                Some(_) => pairs.push((Some(x), Some(y))),
                None => pairs.extend([(Some(x), None), (None, Some(y))]),
            }
        }
        pairs.extend(x.skip(shorter).map(|x| (Some(x), None)));
        pairs.extend(y.skip(shorter).map(|y| (None, Some(y))));
        return;
    }
    let pair = |row: usize, column: usize| {
        let (x, y) = (x.start + row, y.start + column);
        let results = (a.root == Some(x)) == (b.root == Some(y));
        distance(&a.ops[x], &b.ops[y]).map(|cost| cost + u32::from(!results))
    };
    // What the rest costs from each place on.
    let mut costs = vec![0; (rows + 1) * (columns + 1)];
    let place = |row: usize, column: usize| row * (columns + 1) + column;
    for row in (0..=rows).rev() {
        for column in (0..=columns).rev() {
            let left = |cost: u32, row, column| costs[place(row, column)] + cost;
            let both = (row < rows && column < columns).then(|| pair(row, column)).flatten();
            let choices = [
                both.map(|cost| left(cost, row + 1, column + 1)),
                (row < rows).then(|| left(ALONE, row + 1, column)),
                (column < columns).then(|| left(ALONE, row, column + 1)),
            ];
            costs[place(row, column)] = choices.into_iter().flatten().min().unwrap_or(0);
        }
    }
    let (mut row, mut column) = (0, 0);
    while row < rows || column < columns {
        let left = costs[place(row, column)];
        let both = (row < rows && column < columns).then(|| pair(row, column)).flatten();
        let (x, y) = (x.start + row, y.start + column);
        if both.is_some_and(|cost| cost + costs[place(row + 1, column + 1)] == left) {
            pairs.push((Some(x), Some(y)));
            (row, column) = (row + 1, column + 1);
        } else if row < rows && ALONE + costs[place(row + 1, column)] == left {
            pairs.push((Some(x), None));
            row += 1;
        } else {
            pairs.push((None, Some(y)));
            column += 1;
        }
    }
}

/// How much two operations differ; `None` where they are of different kinds.
fn distance(a: &Op, b: &Op) -> Option<u32> {
    let count = |differs: &[bool]| differs.iter().map(|differs| u32::from(*differs)).sum();
    match (&a.action, &b.action) {
        (Action::Source(a), Action::Source(b)) => Some(count(&[a.id != b.id])),
        (Action::Exec(a), Action::Exec(b)) => Some(count(&[
            a.args != b.args,
            a.env != b.env,
            a.cwd != b.cwd,
            a.user != b.user,
            a.mounts != b.mounts,
        ])),
        (Action::Files(a), Action::Files(b)) => {
            let (first, second) = (a.actions.first(), b.actions.first());
            match (first, second) {
                (Some(FileAction::Copy(x)), Some(FileAction::Copy(y))) => {
                    Some(count(&[a.actions != b.actions, x.dest != y.dest, x.source != y.source]))
                }
                (Some(FileAction::Copy(_)), _) | (_, Some(FileAction::Copy(_))) => None,
                _ => Some(count(&[a.actions != b.actions])),
            }
        }
        _ => None,
    }
}

struct List {
    found: Vec<Difference>,
    before: Option<Origin>,
    after: Option<Origin>,
}

impl List {
    fn add(&mut self, what: &'static str, sentence: String) {
        let (before, after) = (self.before, self.after);
        self.found.push(Difference { what, before, after, sentence });
    }

    /// A value that changed: `subject is after instead of before`.
    fn value(&mut self, what: &'static str, subject: &str, before: &str, after: &str) {
        if before != after {
            let show = |text: &str| match text {
                "" => "nothing".to_owned(),
                text => format!("`{}`", shorten(text)),
            };
            self.add(what, format!("{subject} is {} instead of {}", show(after), show(before)));
        }
    }

    /// `name=value` pairs of which some changed.
    fn pairs(&mut self, what: &'static str, subject: &str, before: &[String], after: &[String]) {
        let split = |pairs: &[String]| {
            let mut map = BTreeMap::new();
            for pair in pairs {
                let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
                map.insert(name.to_owned(), value.to_owned());
            }
            map
        };
        let (before_map, after_map) = (split(before), split(after));
        let same = before_map == after_map;
        self.maps(what, subject, &before_map, &after_map);
        if same && before != after {
            self.add(what, format!("{subject}s stand in another order"));
        }
    }

    fn maps(
        &mut self,
        what: &'static str,
        subject: &str,
        before: &BTreeMap<String, String>,
        after: &BTreeMap<String, String>,
    ) {
        let mut names: Vec<&String> = before.keys().chain(after.keys()).collect();
        order::sort(&mut names);
        names.dedup();
        for name in names {
            match (before.get(name), after.get(name)) {
                (Some(_), None) => self.add(what, format!("{subject} `{name}` is gone")),
                (None, Some(new)) => {
                    self.add(what, format!("{subject} `{name}` is new, with `{}`", shorten(new)));
                }
                (Some(old), Some(new)) => {
                    self.value(what, &format!("{subject} `{name}`"), old, new);
                }
                (None, None) => {}
            }
        }
    }

    fn sets(
        &mut self,
        what: &'static str,
        subject: &str,
        before: &BTreeSet<String>,
        after: &BTreeSet<String>,
    ) {
        for gone in before.difference(after) {
            self.add(what, format!("{subject} `{}` is gone", shorten(gone)));
        }
        for new in after.difference(before) {
            self.add(what, format!("{subject} `{}` is new", shorten(new)));
        }
    }
}

fn ops(list: &mut List, x: &Op, y: &Op, moved: bool) {
    let step = name(x);
    list.value("op.platform", &format!("the platform of {step}"), &x.platform, &y.platform);
    match (&x.action, &y.action) {
        (Action::Source(old), Action::Source(new)) => {
            list.value("source.id", "the source", &old.id, &new.id);
            let map = |list: &[(String, String)]| {
                let mut map = BTreeMap::new();
                map.extend(list.iter().cloned());
                map
            };
            let (old, new) = (map(&old.attributes), map(&new.attributes));
            list.maps("source.attributes", "the source's", &old, &new);
        }
        (Action::Exec(old), Action::Exec(new)) => execs(list, old, new),
        (Action::Files(old), Action::Files(new)) => files(list, old, new),
        _ => list.add("op.removed", format!("{step} became {}", name(y))),
    }
    if moved {
        list.add("op.inputs", format!("{step} works on the result of another step"));
    }
}

fn execs(list: &mut List, old: &Exec, new: &Exec) {
    list.value("exec.args", "the command", &old.args.join(" "), &new.args.join(" "));
    if old.args != new.args && old.args.join(" ") == new.args.join(" ") {
        list.add("exec.args", "the command's words are split otherwise".to_owned());
    }
    list.pairs("exec.env", "for the command, the variable", &old.env, &new.env);
    list.value("exec.cwd", "the command's directory", &old.cwd, &new.cwd);
    list.value("exec.user", "the command's user", &old.user, &new.user);
    let mounts = |exec: &Exec| {
        let mut set = BTreeSet::new();
        set.extend(exec.mounts.iter().map(mount));
        set
    };
    list.sets("exec.mounts", "the command's mount", &mounts(old), &mounts(new));
    if old.mounts != new.mounts && mounts(old) == mounts(new) {
        list.add("exec.mounts", "the command's mounts stand in another order".to_owned());
    }
    let network = |exec: &Exec| match exec.network {
        Network::Default => "default",
        Network::None => "none",
        Network::Host => "host",
    };
    list.value("exec.network", "the command's network", network(old), network(new));
    let security = |exec: &Exec| if exec.insecure { "insecure" } else { "sandbox" };
    list.value("exec.security", "the command's security", security(old), security(new));
    list.value(
        "exec.devices",
        "the command's devices",
        &old.devices.join(" "),
        &new.devices.join(" "),
    );
    if old.rooted != new.rooted {
        list.add("op.inputs", "the command starts from other files".to_owned());
    }
}

fn files(list: &mut List, old: &Files, new: &Files) {
    if old.link != new.link {
        let sentence = match new.link {
            true => "the copy makes a layer of its own (`--link`)",
            false => "the copy no longer makes a layer of its own (`--link`)",
        };
        list.add("file.link", sentence.to_owned());
    }
    if old.actions.len() != new.actions.len() {
        let (old, new) = (old.actions.len(), new.actions.len());
        list.add("file.actions", format!("the step makes {new} changes instead of {old}"));
        return;
    }
    for pair in old.actions.iter().zip(&new.actions) {
        match pair {
            (FileAction::Copy(old), FileAction::Copy(new)) => copies(list, old, new),
            (
                FileAction::Mkdir { path, mode, owner, .. },
                FileAction::Mkdir { path: new_path, mode: new_mode, owner: new_owner, .. },
            ) => {
                list.value("file.dest", "the new directory", path, new_path);
                let bits = |mode: &u32| format!("{mode:04o}");
                list.value("file.mode", "the directory's mode", &bits(mode), &bits(new_mode));
                list.value("file.owner", "the directory's owner", &who(owner), &who(new_owner));
            }
            (
                FileAction::Mkfile { path, mode, data },
                FileAction::Mkfile { path: new_path, mode: new_mode, data: new_data },
            ) => {
                list.value("file.dest", "the new file", path, new_path);
                let bits = |mode: &u32| format!("{mode:04o}");
                list.value("file.mode", "the file's mode", &bits(mode), &bits(new_mode));
                list.value("file.content", "the file's text", data, new_data);
            }
            _ => list.add("file.actions", "the step makes another kind of change".to_owned()),
        }
    }
}

fn copies(list: &mut List, old: &Copy, new: &Copy) {
    list.value("file.source", "what is copied", &old.source, &new.source);
    if old.from != new.from {
        list.add("file.source", "the copy is made from another place".to_owned());
    }
    list.value("file.dest", "the copy's destination", &old.dest, &new.dest);
    list.value("file.owner", "the copy's owner", &who(&old.owner), &who(&new.owner));
    let mode = |copy: &Copy| match &copy.mode {
        Mode::Kept => String::new(),
        Mode::Bits(bits) => format!("{bits:04o}"),
        Mode::Symbolic(text) => text.clone(),
    };
    list.value("file.mode", "the copy's mode", &mode(old), &mode(new));
    if old.unpack != new.unpack {
        let sentence = match new.unpack {
            true => "archives are unpacked",
            false => "archives are no longer unpacked",
        };
        list.add("file.unpack", sentence.to_owned());
    }
    let filter = |copy: &Copy| (copy.include.clone(), copy.exclude.clone(), copy.required.clone());
    if filter(old) != filter(new) || old.wildcard != new.wildcard {
        list.add("file.filter", "other files are left out or required".to_owned());
    }
}

fn config(list: &mut List, old: &Config, new: &Config) {
    let words = |words: &[String]| match words.is_empty() {
        true => String::new(),
        false => format!("[{}]", words.join(", ")),
    };
    list.value("config.User", "the image's user", &old.user, &new.user);
    list.sets("config.ExposedPorts", "the exposed port", &old.exposed_ports, &new.exposed_ports);
    list.pairs("config.Env", "in the image, the variable", &old.env, &new.env);
    let (before, after) = (words(&old.entrypoint), words(&new.entrypoint));
    list.value("config.Entrypoint", "the entrypoint", &before, &after);
    list.value("config.Cmd", "the command that the image runs", &words(&old.cmd), &words(&new.cmd));
    list.sets("config.Volumes", "the volume", &old.volumes, &new.volumes);
    list.value("config.WorkingDir", "the image's directory", &old.working_dir, &new.working_dir);
    list.maps("config.Labels", "the label", &old.labels, &new.labels);
    list.value("config.StopSignal", "the stop signal", &old.stop_signal, &new.stop_signal);
    if old.args_escaped != new.args_escaped {
        list.add("config.ArgsEscaped", "the mark that CMD leaves changes".to_owned());
    }
    if old.healthcheck != new.healthcheck {
        let check = |config: &Config| {
            config.healthcheck.as_ref().map_or(String::new(), |check| check.test.join(" "))
        };
        let (before, after) = (check(old), check(new));
        list.value("config.Healthcheck", "the health check", &before, &after);
        if before == after {
            let sentence = "the health check runs at other times".to_owned();
            list.add("config.Healthcheck", sentence);
        }
    }
    let (before, after) = (words(&old.on_build), words(&new.on_build));
    list.value("config.OnBuild", "what ONBUILD triggers", &before, &after);
    list.value("config.Shell", "the image's shell", &words(&old.shell), &words(&new.shell));
    list.value("config.Author", "the image's author", &old.author, &new.author);
}

/// An operation in a few words.
fn name(op: &Op) -> String {
    match &op.action {
        Action::Source(source) => format!("the source `{}`", shorten(&source.id)),
        Action::Exec(exec) => {
            let script = exec.args.last().map_or("", String::as_str);
            format!("the command `{}`", shorten(script))
        }
        Action::Files(files) => match files.actions.first() {
            Some(FileAction::Copy(copy)) => {
                format!("the copy of `{}` to `{}`", shorten(&copy.source), shorten(&copy.dest))
            }
            Some(FileAction::Mkdir { path, .. }) => format!("the directory `{}`", shorten(path)),
            Some(FileAction::Mkfile { path, .. }) => format!("the file `{}`", shorten(path)),
            None => "an empty step".to_owned(),
        },
    }
}

fn who(owner: &Owner) -> String {
    let id = |id: &Option<Id>| match id {
        None => String::new(),
        Some(Id::Number(number)) => number.to_string(),
        Some(Id::Name(name)) => name.clone(),
    };
    match (&owner.user, &owner.group) {
        (user, None) => id(user),
        (user, group) => format!("{}:{}", id(user), id(group)),
    }
}

/// A text on one line, cut to a readable length.
fn shorten(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(60) {
        Some((at, _)) => format!("{}…", line[..at].trim_end()),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use crate::plan::{Plan, differences, equal_with, plan, targets, to_json};
    use crate::syntax::parse;

    fn of(text: &str) -> Plan {
        plan(&parse(text), None).unwrap()
    }

    fn what(a: &str, b: &str) -> Vec<&'static str> {
        differences(&of(a), &of(b)).into_iter().map(|difference| difference.what).collect()
    }

    #[test]
    fn layout_is_no_difference() {
        let a = of("FROM a\nENV A=1 B=2\nRUN x && \\\n  y\n");
        let b = of("# comment\nFROM a\nENV A 1\nENV B \"2\"\n\nRUN x &&   y\n");
        assert_eq!(a, b);
        assert_eq!(differences(&a, &b), []);
    }

    #[test]
    fn differences_have_names() {
        let start = "FROM a\nRUN make\nCOPY x /y\nUSER u\n";
        assert_eq!(what(start, "FROM a\nRUN make all\nCOPY x /y\nUSER u\n"), ["exec.args",]);
        assert_eq!(
            what(
                start,
                "FROM a\nRUN --mount=type=cache,target=/c make\nCOPY --chown=1 x /y\nUSER v\n"
            ),
            ["exec.mounts", "file.owner", "config.User"]
        );
        assert_eq!(
            what(start, "FROM a\nRUN make\nCOPY x /y\nRUN rm /y\nUSER u\n"),
            ["op.added", "op.root"]
        );
        assert_eq!(
            what(start, "FROM b\nRUN make\nADD x /y\nUSER u\n"),
            ["source.id", "file.unpack"]
        );
        assert_eq!(
            what(start, "FROM a\nENV A=1\nRUN make\nCOPY x /y\nUSER u\n"),
            ["exec.env", "config.Env"]
        );
        let list = differences(&of(start), &of("FROM a\nRUN make\nCOPY x /z\nUSER u\n"));
        assert_eq!(list[0].sentence, "the copy's destination is `/z` instead of `/y`");
        assert_eq!(list[0].after.map(|origin| origin.instruction), Some(2));
    }

    #[test]
    fn scripts_may_be_compared_otherwise() {
        let (a, b) = (of("FROM a\nRUN x  y\nRUN z\n"), of("FROM a\nRUN x y\nRUN z\n"));
        let words = |args: &[String]| {
            args.join(" ").split_whitespace().map(str::to_owned).collect::<Vec<_>>()
        };
        assert_ne!(a, b);
        assert!(equal_with(&a, &b, &|x, y| words(x) == words(y)));
        assert!(!equal_with(&a, &b, &|_, _| false));
        assert!(!equal_with(&a, &of("FROM a\nRUN z\n"), &|_, _| true));
    }

    #[test]
    fn json_has_one_line_and_stable_hashes() {
        let tree = parse("FROM scratch AS s\nCOPY <<EOF /f\na\"$HOME\nEOF\n");
        let line = to_json("x", &plan(&tree, None).unwrap(), &targets(&tree));
        assert!(!line.contains('\n') && line.contains(r#""data":"a\"\n""#), "{line}");
        assert_eq!(line, to_json("x", &plan(&tree, None).unwrap(), &targets(&tree)));
    }
}
