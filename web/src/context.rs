//! What is sent to the builder of a folder, and what a COPY brings of it, as the rows of a tree.

use crate::beside::Listing;
use drydock_core::context::{self, Entry};
use drydock_core::ignore::hazards::HazardKind;
use drydock_core::ignore::{self, IgnoreFile};
use drydock_core::model::Dockerfile;
use drydock_core::order;
use std::collections::{HashMap, HashSet};

/// From this many files and folders on a tree begins with its folders closed.
const MANY: usize = 150;

/// How many rows are in sight at most: the style sheet limits the height.
const IN_SIGHT: usize = 24;

/// How many rows are drawn above and below those in sight.
const SPARE: usize = 12;

/// After how many rows of scrolling others are drawn.
const EVERY: usize = 6;

/// How far the keys for pages lead.
const PAGE: usize = 20;

/// How many letters of an instruction are shown.
const SHORT: usize = 44;

/// What becomes of a folder.
#[derive(Debug, PartialEq)]
pub struct Preview {
    /// Files and folders: each folder, and behind it what is in it.
    pub nodes: Vec<Node>,
    /// The instructions that copy from the build context.
    pub copies: Vec<Copy>,
    /// The patterns of the `.dockerignore`, as written.
    pub patterns: Vec<String>,
}

/// A file or a folder.
#[derive(Debug, PartialEq)]
pub struct Node {
    /// Its path from the context's root.
    pub path: String,
    /// Its name.
    pub name: String,
    /// How deep it lies, from 1.
    pub depth: usize,
    /// One past the last node in it.
    pub end: usize,
    /// Whether it is a folder.
    pub is_folder: bool,
    /// Its size in bytes, where that is known.
    pub size: Option<u64>,
    /// Whether it is kept out.
    pub is_ignored: bool,
    /// The pattern that decides, by its index in [`Preview::patterns`], and its line from 1.
    pub pattern: Option<(usize, u32)>,
    /// Whether it holds secrets, by its name or that of a folder above it.
    pub is_secret: bool,
    /// The instructions that bring it.
    pub brought: Vec<usize>,
}

/// An instruction that copies from the build context.
#[derive(Debug, PartialEq)]
pub struct Copy {
    /// Its index.
    pub instruction: usize,
    /// Its line, from 1.
    pub line: u32,
    /// Its first line, shortened.
    pub text: String,
}

/// Whose view it is.
#[derive(Clone, core::marker::Copy, Debug, Default, PartialEq, Eq)]
pub enum Lens {
    /// The builder's: what is sent.
    #[default]
    Sent,
    /// That of an instruction, by its index: what it brings into the image.
    Copied(usize),
}

/// Which files are shown.
#[derive(Clone, core::marker::Copy, Debug, Default, PartialEq, Eq)]
pub enum Show {
    /// All.
    #[default]
    All,
    /// Those that are sent or copied.
    In,
    /// The others.
    Out,
    /// Those that hold secrets.
    Secrets,
}

/// What is looked at.
#[derive(Clone, core::marker::Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Whose view it is.
    pub lens: Lens,
    /// Which files are shown.
    pub show: Show,
}

/// Where one is in the tree.
#[derive(Clone, core::marker::Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The row that the keys mean.
    pub row: usize,
    /// How many rows are above those in sight.
    pub above: usize,
}

/// Sums over some files.
#[derive(Clone, core::marker::Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// How many there are.
    pub files: u32,
    /// How many of them are sent or copied.
    pub taken: u32,
    /// How many hold secrets.
    pub secrets: u32,
    /// How many of these are sent or copied.
    pub taken_secrets: u32,
    /// How large those are whose size is known.
    pub bytes: u64,
    /// How large those are that are sent or copied.
    pub taken_bytes: u64,
    /// Of how many the size is known.
    pub sized: u32,
}

/// A preview through a lens, added up.
#[derive(Debug, PartialEq)]
pub struct View {
    /// What becomes of the folder.
    pub preview: std::rc::Rc<Preview>,
    /// Whose view it is.
    pub lens: Lens,
    /// For each node, the sums over all before it; and at the end, over all.
    sums: Vec<Sums>,
}

/// A row of the tree.
#[derive(Clone, core::marker::Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its node.
    pub node: usize,
    /// Its place among those beside it, from 1.
    pub place: usize,
    /// How many these are.
    pub beside: usize,
}

/// Which folders are open: those that are by default, but for those that were toggled.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Folds {
    /// Whether all are open by default, or none; else it depends on what is in them.
    pub all: Option<bool>,
    /// The paths of those that were toggled.
    pub toggled: HashSet<String>,
}

impl Preview {
    /// Tries a `.dockerignore` on a folder, or on a sample of what such a project has.
    pub fn of(listing: Option<&Listing>, ignore: &str, dockerfile: &str) -> Preview {
        let ignore = ignore::parse(ignore);
        let dockerfile = Dockerfile::new(dockerfile);
        let mut nodes = match listing {
            Some(listing) => nodes(&listing.entries),
            None => nodes(&sample(&dockerfile)),
        };
        let paths: Vec<String> = nodes.iter().map(|node| node.path.clone()).collect();
        for (node, seen) in
            nodes.iter_mut().zip(context::preview(&paths, &ignore, Some(&dockerfile)))
        {
            (node.is_ignored, node.pattern) = (seen.ignored, seen.pattern);
            node.is_secret = seen.hazard == Some(HazardKind::Secret);
            node.brought = seen.brought.iter().map(|bringer| bringer.instruction).collect();
        }
        let written = |file: &IgnoreFile| {
            file.patterns.iter().map(|pattern| file.written(pattern).to_owned()).collect()
        };
        Preview { nodes, copies: copies(&dockerfile), patterns: written(&ignore) }
    }
}

fn sample(dockerfile: &Dockerfile) -> Vec<Entry> {
    let entry = |path| Entry { path, size: None, is_folder: false };
    context::sample(dockerfile).into_iter().map(entry).collect()
}

/// The entries as a tree, the folders above them included.
fn nodes(entries: &[Entry]) -> Vec<Node> {
    let mut all: HashMap<&str, (bool, Option<u64>)> = HashMap::new();
    for entry in entries {
        let known = all.entry(&entry.path).or_default();
        *known = (known.0 || entry.is_folder, entry.size.or(known.1));
        for (at, _) in entry.path.match_indices('/') {
            all.entry(&entry.path[..at]).or_default().0 = true;
        }
    }
    let mut paths: Vec<(&str, (bool, Option<u64>))> = all.into_iter().collect();
    // Behind each folder comes what is in it.
    order::sort_by(&mut paths, |a, b| letters(a.0).cmp(letters(b.0)));
    let mut nodes: Vec<Node> = Vec::with_capacity(paths.len());
    let mut open: Vec<usize> = Vec::new();
    for (path, (is_folder, size)) in paths {
        while open.last().is_some_and(|at| !is_within(path, &nodes[*at].path)) {
            close(&mut nodes, &mut open);
        }
        nodes.push(Node {
            name: path.rsplit('/').next().unwrap_or(path).to_owned(),
            path: path.to_owned(),
            depth: open.len() + 1,
            end: nodes.len() + 1,
            is_folder,
            size,
            is_ignored: false,
            pattern: None,
            is_secret: false,
            brought: Vec::new(),
        });
        if is_folder {
            open.push(nodes.len() - 1);
        }
    }
    while !open.is_empty() {
        close(&mut nodes, &mut open);
    }
    nodes
}

/// The letters of a path in the order of a tree.
fn letters(path: &str) -> impl Iterator<Item = u8> {
    path.bytes().map(|byte| if byte == b'/' { 0 } else { byte })
}

fn close(nodes: &mut [Node], open: &mut Vec<usize>) {
    let end = nodes.len();
    if let Some(at) = open.pop() {
        nodes[at].end = end;
    }
}

fn is_within(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

fn copies(dockerfile: &Dockerfile) -> Vec<Copy> {
    let tree = &dockerfile.tree;
    let mut copies: Vec<Copy> = Vec::new();
    for need in dockerfile.needs() {
        if copies.last().is_some_and(|last| last.instruction == need.instruction) {
            continue;
        }
        let span = tree.instructions[need.instruction].span;
        let first = span.of(&tree.source).lines().next().unwrap_or_default().trim_end();
        let mut text: String = first.chars().take(SHORT).collect();
        if text.len() < first.len() {
            text.push('…');
        }
        let line = tree.lines.line(span.start);
        copies.push(Copy { instruction: need.instruction, line, text });
    }
    copies
}

impl View {
    /// Adds up what a lens shows.
    pub fn of(preview: std::rc::Rc<Preview>, lens: Lens) -> View {
        let mut sums = Vec::with_capacity(preview.nodes.len() + 1);
        let mut sum = Sums::default();
        for node in &preview.nodes {
            sums.push(sum);
            if node.is_folder {
                continue;
            }
            let taken = u32::from(node.is_taken(lens));
            let secret = u32::from(node.is_secret);
            let bytes = node.size.unwrap_or_default();
            sum.files += 1;
            sum.taken += taken;
            sum.secrets += secret;
            sum.taken_secrets += taken * secret;
            sum.bytes += bytes;
            sum.taken_bytes += bytes * u64::from(taken);
            sum.sized += u32::from(node.size.is_some());
        }
        sums.push(sum);
        View { preview, lens, sums }
    }

    /// The sums over a file, or over what is in a folder.
    pub fn within(&self, at: usize) -> Sums {
        self.between(at, self.preview.nodes[at].end)
    }

    /// The sums over everything.
    pub fn total(&self) -> Sums {
        self.between(0, self.preview.nodes.len())
    }

    fn between(&self, from: usize, to: usize) -> Sums {
        let (a, b) = (self.sums[from], self.sums[to]);
        Sums {
            files: b.files - a.files,
            taken: b.taken - a.taken,
            secrets: b.secrets - a.secrets,
            taken_secrets: b.taken_secrets - a.taken_secrets,
            bytes: b.bytes - a.bytes,
            taken_bytes: b.taken_bytes - a.taken_bytes,
            sized: b.sized - a.sized,
        }
    }

    /// Whether a folder is open.
    pub fn is_open(&self, at: usize, folds: &Folds) -> bool {
        let node = &self.preview.nodes[at];
        // What is kept out whole needs no look inside.
        let usual = || self.preview.nodes.len() <= MANY && self.within(at).taken > 0;
        node.is_folder && folds.all.unwrap_or_else(usual) != folds.toggled.contains(&node.path)
    }

    /// The rows that are there to see.
    pub fn rows(&self, folds: &Folds, show: Show) -> Vec<Row> {
        let mut rows = Vec::new();
        self.rows_between(0, self.preview.nodes.len(), folds, show, &mut rows);
        rows
    }

    fn rows_between(&self, from: usize, to: usize, folds: &Folds, show: Show, rows: &mut Vec<Row>) {
        let nodes = &self.preview.nodes;
        let mut here = Vec::new();
        let mut at = from;
        while at < to {
            if self.is_shown(at, show) {
                here.push(at);
            }
            at = nodes[at].end;
        }
        for (place, node) in here.iter().enumerate() {
            rows.push(Row { node: *node, place: place + 1, beside: here.len() });
            if self.is_open(*node, folds) {
                self.rows_between(*node + 1, nodes[*node].end, folds, show, rows);
            }
        }
    }

    fn is_shown(&self, at: usize, show: Show) -> bool {
        let sums = self.within(at);
        match show {
            Show::All => true,
            Show::In => sums.taken > 0,
            Show::Out => sums.taken < sums.files,
            Show::Secrets => sums.secrets > 0,
        }
    }

    /// What becomes of a node, in a few words.
    pub fn fate(&self, at: usize) -> String {
        let node = &self.preview.nodes[at];
        let (taken, left) = match (self.lens, node.is_ignored) {
            (Lens::Sent, _) => ("sent", "ignored"),
            (Lens::Copied(_), true) => ("copied", "ignored"),
            (Lens::Copied(_), false) => ("copied", "not copied"),
        };
        let sums = self.within(at);
        if node.is_folder && sums.files > 0 {
            return match sums.taken {
                0 => left.to_owned(),
                all if all == sums.files => taken.to_owned(),
                some => format!("{some} of {} {taken}", sums.files),
            };
        }
        if node.is_taken(self.lens) { taken.to_owned() } else { left.to_owned() }
    }
}

impl Node {
    /// Whether it is sent, or copied.
    pub fn is_taken(&self, lens: Lens) -> bool {
        match lens {
            Lens::Sent => !self.is_ignored,
            Lens::Copied(instruction) => self.brought.contains(&instruction),
        }
    }
}

/// What a key means in the tree.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// To this row.
    To(usize),
    /// Folders are open or closed like this.
    Fold(Folds),
    /// To this line of the `.dockerignore`.
    Line(u32),
    /// The key is the tree's, but leads nowhere here.
    Nowhere,
}

/// What a key means on a row; nothing where it is none of the tree's.
pub fn step(view: &View, folds: &Folds, rows: &[Row], at: usize, key: &str) -> Option<Step> {
    let nodes = &view.preview.nodes;
    let node = &nodes[rows.get(at)?.node];
    let is_open = view.is_open(rows[at].node, folds);
    let last = rows.len() - 1;
    let fold = || {
        let mut next = folds.clone();
        if !next.toggled.remove(&node.path) {
            next.toggled.insert(node.path.clone());
        }
        Step::Fold(next)
    };
    Some(match key {
        "ArrowDown" => Step::To((at + 1).min(last)),
        "ArrowUp" => Step::To(at.saturating_sub(1)),
        "PageDown" => Step::To((at + PAGE).min(last)),
        "PageUp" => Step::To(at.saturating_sub(PAGE)),
        "Home" => Step::To(0),
        "End" => Step::To(last),
        "ArrowRight" if is_open => Step::To((at + 1).min(last)),
        "ArrowRight" | " " if node.is_folder => fold(),
        "ArrowLeft" if is_open => fold(),
        "ArrowLeft" => {
            let above = rows[..at].iter().rposition(|row| nodes[row.node].depth < node.depth);
            above.map_or(Step::Nowhere, Step::To)
        }
        "Enter" => node.pattern.map_or(Step::Nowhere, |(_, line)| Step::Line(line)),
        "ArrowRight" | " " => Step::Nowhere,
        _ => return None,
    })
}

/// The rows that are drawn, where the first one in sight and their number are these: some more than are in sight.
pub fn drawn(above: usize, rows: usize) -> (usize, usize) {
    (above.saturating_sub(SPARE).min(rows), (above + IN_SIGHT + EVERY + SPARE).min(rows))
}

/// The first row in sight, as far as it matters for what is drawn.
pub fn whole_steps(above: usize) -> usize {
    above / EVERY * EVERY
}

/// What it comes to, as one sentence or two.
pub fn summary(sums: &Sums, lens: Lens) -> String {
    let done = if lens == Lens::Sent { "sent to the builder" } else { "copied into the image" };
    let mut text = format!("{} of {} files are {done}", sums.taken, sums.files);
    if sums.sized > 0 {
        text += &format!(": {} of {}", size(sums.taken_bytes), size(sums.bytes));
        if sums.sized < sums.files {
            text += ", as far as sizes are known";
        }
    }
    text + "."
}

/// A number of bytes as people read it.
pub fn size(bytes: u64) -> String {
    let units = ["B", "kB", "MB", "GB", "TB"];
    let (mut tenths, mut unit) = (bytes * 10, 0);
    while tenths >= 9_995 && unit + 1 < units.len() {
        (tenths, unit) = ((tenths + 500) / 1_000, unit + 1);
    }
    let whole = (tenths + 5) / 10;
    match unit > 0 && tenths < 100 {
        true => format!("{}.{} {}", tenths / 10, tenths % 10, units[unit]),
        false => format!("{whole} {}", units[unit]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::rc::Rc;

    fn listing(text: &str) -> Listing {
        Listing { origin: "".into(), entries: context::listing(text), is_cut: false }
    }

    fn view(lens: Lens) -> View {
        let list = "40 src/a.js\n2 src/a/b.js\n1000 node_modules/x/i.js\n5 .env\n1 src-old/x\n";
        let ignore = "**/node_modules\nsrc-old\n";
        let preview = Preview::of(
            Some(&listing(list)),
            ignore,
            "FROM a\nCOPY src /x\nRUN --mount=type=bind,source=.env,target=/e true\n",
        );
        View::of(Rc::new(preview), lens)
    }

    #[test]
    fn a_list_becomes_a_tree() {
        let view = view(Lens::Sent);
        let nodes: Vec<(&str, usize, usize)> =
            view.preview.nodes.iter().map(|n| (&*n.path, n.depth, n.end)).collect();
        assert_eq!(
            nodes,
            [
                (".env", 1, 1),
                ("node_modules", 1, 4),
                ("node_modules/x", 2, 4),
                ("node_modules/x/i.js", 3, 4),
                ("src", 1, 8),
                ("src/a", 2, 7),
                ("src/a/b.js", 3, 7),
                ("src/a.js", 2, 8),
                ("src-old", 1, 10),
                ("src-old/x", 2, 10),
            ]
        );
        let node = |at: usize| &view.preview.nodes[at];
        assert!(node(3).is_ignored && node(3).pattern == Some((0, 1)) && node(0).is_secret);
        assert_eq!(view.preview.patterns, ["**/node_modules", "src-old"]);
    }

    #[test]
    fn sums_are_those_of_what_is_taken() {
        let sent = view(Lens::Sent);
        assert_eq!(
            summary(&sent.total(), Lens::Sent),
            "3 of 5 files are sent to the builder: 47 B of 1.0 kB."
        );
        assert_eq!((sent.total().secrets, sent.total().taken_secrets), (1, 1));
        assert_eq!(
            (sent.fate(1), sent.fate(4), sent.fate(0)),
            ("ignored".into(), "sent".into(), "sent".into())
        );
        let copies: Vec<(usize, u32, &str)> =
            sent.preview.copies.iter().map(|c| (c.instruction, c.line, &*c.text)).collect();
        let mount = "RUN --mount=type=bind,source=.env,target=/e …";
        assert_eq!(copies, [(1, 2, "COPY src /x"), (2, 3, mount)]);
        let copied = view(Lens::Copied(1));
        assert_eq!(copied.total().taken, 2);
        assert_eq!((copied.fate(0), copied.fate(8)), ("not copied".into(), "ignored".into()));
    }

    #[test]
    fn rows_are_those_of_open_folders() {
        let view = view(Lens::Sent);
        let shown = |folds: &Folds, show| -> Vec<String> {
            let rows = view.rows(folds, show);
            rows.iter().map(|row| view.preview.nodes[row.node].name.clone()).collect()
        };
        let usual = Folds::default();
        assert_eq!(
            shown(&usual, Show::All),
            [".env", "node_modules", "src", "a", "b.js", "a.js", "src-old"]
        );
        let toggled = Folds { toggled: HashSet::from(["src".to_owned()]), ..Folds::default() };
        assert_eq!(shown(&toggled, Show::All), [".env", "node_modules", "src", "src-old"]);
        assert_eq!(shown(&usual, Show::Secrets), [".env"]);
        assert_eq!(shown(&usual, Show::In), [".env", "src", "a", "b.js", "a.js"]);
        let all = Folds { all: Some(true), ..Folds::default() };
        assert_eq!(shown(&all, Show::Out), ["node_modules", "x", "i.js", "src-old", "x"]);
        assert_eq!(view.rows(&all, Show::All).len(), view.preview.nodes.len());
        assert_eq!(view.rows(&usual, Show::All)[1], Row { node: 1, place: 2, beside: 4 });
    }

    #[test]
    fn keys_walk_through_the_tree() {
        let view = view(Lens::Sent);
        let folds = Folds::default();
        let rows = view.rows(&folds, Show::All);
        let key = |at, key| step(&view, &folds, &rows, at, key);
        assert_eq!(key(0, "ArrowDown"), Some(Step::To(1)));
        assert_eq!(key(6, "ArrowDown"), Some(Step::To(6)));
        assert_eq!((key(0, "ArrowUp"), key(3, "Home")), (Some(Step::To(0)), Some(Step::To(0))));
        assert_eq!((key(0, "End"), key(0, "PageDown")), (Some(Step::To(6)), Some(Step::To(6))));
        assert_eq!(key(2, "ArrowRight"), Some(Step::To(3)), "into an open folder");
        assert_eq!(key(4, "ArrowLeft"), Some(Step::To(3)), "to the folder around");
        assert_eq!((key(0, "ArrowLeft"), key(0, " ")), (Some(Step::Nowhere), Some(Step::Nowhere)));
        let Some(Step::Fold(opened)) = key(1, "ArrowRight") else { panic!("it opens") };
        assert!(view.is_open(1, &opened));
        let Some(Step::Fold(closed)) = step(&view, &opened, &rows, 1, "ArrowLeft") else {
            panic!("it closes")
        };
        assert_eq!(closed, folds);
        assert_eq!((key(1, "Enter"), key(0, "Enter")), (Some(Step::Line(1)), Some(Step::Nowhere)));
        assert_eq!((key(0, "Tab"), step(&view, &folds, &[], 0, "End")), (None, None));
    }

    #[test]
    fn some_more_rows_are_drawn_than_are_in_sight() {
        assert_eq!(drawn(0, 10), (0, 10));
        assert_eq!(drawn(5_000, 10_000), (4_988, 5_042));
        assert_eq!(drawn(5_000, 10), (10, 10));
        // Wherever between two steps the first row in sight is, all in sight are drawn.
        for above in 90..110 {
            let (first, last) = drawn(whole_steps(above), 1_000);
            assert!(first <= above && last > above + IN_SIGHT);
        }
    }

    #[test]
    fn a_sample_stands_in_for_a_folder() {
        let preview = Preview::of(None, "", "FROM node:24\nCOPY . .\n");
        assert!(preview.nodes.iter().any(|node| node.path == "node_modules/left-pad/index.js"));
        assert!(preview.nodes.iter().all(|node| !node.is_ignored && node.size.is_none()));
    }

    #[test]
    fn sizes_are_short() {
        let written: Vec<String> =
            [0, 999, 1000, 9_949, 9_951, 999_600, 22_000_000_000].into_iter().map(size).collect();
        assert_eq!(written, ["0 B", "999 B", "1.0 kB", "9.9 kB", "10 kB", "1.0 MB", "22 GB"]);
    }
}
