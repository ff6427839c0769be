//! What a Dockerfile builds, laid out as a picture: stages as columns, their instructions as rows, what one stage takes
//! from another as arrows. Positions are those of an SVG; nothing here knows how it is drawn.

use crate::study::{Card, Study};
use drydock_core::model::tokens;
use drydock_core::model::{Base, Dockerfile, MountKind, SourceKind, Stage};
use drydock_core::plan;
use drydock_core::syntax::{Instruction, Keyword};

/// Rules whose finding is a secret that stays in the layer or in the image's configuration.
pub const SECRETS: [&str; 16] = [
    "add-remote-git-credentials",
    "credential-file-env",
    "credential-in-command-line",
    "default-credentials-baked",
    "frontend-prefixed-secret",
    "healthcheck-contains-secret",
    "proxy-credentials-in-env",
    "secret-arg-used-in-run",
    "secret-deleted-in-later-layer",
    "secret-file-copied",
    "secret-file-left-behind",
    "secret-in-label-or-command",
    "secret-in-onbuild",
    "secret-literal",
    "secret-mount-leaked",
    "secret-name-in-arg-or-env",
];

/// Rules whose finding is something that nobody needs and that stays in the layer.
pub const LEFTOVERS: [&str; 18] = [
    "apk-missing-no-cache",
    "apt-lists-not-removed",
    "chown-recursive-layer",
    "conda-cache-kept",
    "copy-everything-twice",
    "dnf-cache-not-cleaned",
    "downloaded-archive-left",
    "gem-docs-installed",
    "npm-cache-kept",
    "pip-keeps-cache",
    "purge-in-other-layer",
    "rm-in-later-layer",
    "signature-file-left",
    "temp-dir-left",
    "unnecessary-files-in-image",
    "yarn-cache-kept",
    "yum-cache-not-cleaned",
    "zypper-cache-not-cleaned",
];

/// Rules whose finding is where something is deleted: the layer that keeps it is the one that its first note names.
pub const DELETED_LATER: [&str; 3] =
    ["purge-in-other-layer", "rm-in-later-layer", "secret-deleted-in-later-layer"];

/// The picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picture {
    /// How wide it is.
    pub width: u32,
    /// How high it is.
    pub height: u32,
    /// The stages, in the order of the file.
    pub columns: Vec<Column>,
    /// What they take from each other.
    pub arrows: Vec<Arrow>,
}

/// A stage.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Where its upper left corner is.
    pub at: (u32, u32),
    /// How high it is.
    pub height: u32,
    /// Its name, or its number.
    pub title: String,
    /// What it starts from, as written.
    pub base: String,
    /// What becomes of it.
    pub fate: Fate,
    /// Where its FROM is.
    pub place: Place,
    /// Its instructions.
    pub rows: Vec<Row>,
    /// For the stage that is the image: what it says of itself, label and value.
    pub image: Vec<(&'static str, String)>,
}

/// What becomes of a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is the image, or the image is built on it.
    Image,
    /// The image takes files from it.
    Used,
    /// The builder leaves it out.
    NotBuilt,
}

/// A place in the text: line from 1, and code units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The line.
    pub line: u32,
    /// From and to.
    pub units: (u32, u32),
}

/// An instruction.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its upper edge.
    pub y: u32,
    /// How high it is, its marks included.
    pub height: u32,
    /// Whether it makes a layer of files; others only set something.
    pub is_layer: bool,
    /// Where it is.
    pub place: Place,
    /// The last line of it.
    pub end_line: u32,
    /// Its keyword.
    pub keyword: &'static str,
    /// What follows, on one line.
    pub text: String,
    /// Who does it.
    pub user: User,
    /// What it leaves behind.
    pub marks: Vec<Mark>,
}

/// Who an instruction is carried out as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum User {
    /// Root.
    Root,
    /// Somebody else.
    Other,
    /// Only the base image knows.
    Unknown,
}

/// Something that a layer keeps.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Whether it is a secret; else it is a leftover.
    pub is_secret: bool,
    /// What is kept, in the words of the finding.
    pub text: String,
}

/// Something that is taken from a stage.
#[derive(Clone, Debug, PartialEq)]
pub struct Arrow {
    /// The stage that it is taken from.
    pub from: usize,
    /// The stage that takes it, and the line.
    pub to: (usize, u32),
    /// How.
    pub how: How,
    /// Its course, as the `d` of an SVG path.
    pub course: String,
}

/// How something is taken from a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// By COPY --from.
    Copied,
    /// By RUN --mount=from.
    Mounted,
    /// By FROM: the stage goes on where the other ends.
    Continued,
}

/// How wide a stage is drawn.
pub const COLUMN: u32 = 280;
/// How many letters have room in a row beside its keyword.
pub const LETTERS: usize = 31;
const GAP: u32 = 56;
const MARGIN: u32 = 4;
/// How high a stage's head is.
pub const HEAD: u32 = 56;
/// How high an instruction that makes a layer is.
pub const LAYER: u32 = 34;
/// How high one is that only sets something.
pub const SETTING: u32 = 26;
/// How high a mark, or a line about the image, is.
pub const MARK: u32 = 24;
/// How far rows are apart.
pub const BETWEEN: u32 = 2;

impl Picture {
    /// Lays out what a text builds; `is_narrow` puts the stages one below the other. Nothing where there is no stage.
    pub fn of(text: &str, study: &Study, is_narrow: bool) -> Picture {
        let file = Dockerfile::new(text);
        let config = plan::plan(&file.tree, None).ok().map(|plan| plan.config);
        let mut at = (MARGIN, MARGIN);
        let mut columns = Vec::new();
        for stage in &file.stages {
            let image = match &config {
                Some(config) if stage.is_final => about(config, &file, stage),
                _ => Vec::new(),
            };
            let column = column(&file, stage, study, at, image);
            match is_narrow {
                true => at.1 += column.height + GAP / 2,
                false => at.0 += COLUMN + GAP,
            }
            columns.push(column);
        }
        if columns.is_empty() {
            return Picture::default();
        }
        let bottom = |column: &Column| column.at.1 + column.height;
        let width = match is_narrow {
            true => COLUMN + GAP + MARGIN,
            false => at.0 - GAP + MARGIN,
        };
        let height = columns.iter().map(bottom).max().unwrap_or(0) + MARGIN;
        let arrows = arrows(&file, &columns, is_narrow);
        Picture { width, height, columns, arrows }
    }
}

fn column(
    file: &Dockerfile,
    stage: &Stage,
    study: &Study,
    at: (u32, u32),
    image: Vec<(&'static str, String)>,
) -> Column {
    let mut y = at.1 + HEAD;
    let mut rows = Vec::new();
    for (index, instruction) in file.steps(stage) {
        let marks = marks(&study.cards, instruction);
        let is_layer = makes_layer(instruction);
        let height = if is_layer { LAYER } else { SETTING } + MARK * marks.len() as u32;
        rows.push(Row {
            y,
            height,
            is_layer,
            place: place(study, instruction),
            end_line: instruction.end_line,
            keyword: instruction.keyword.name(),
            text: shown(study, instruction, &file.tree.source),
            user: match file.is_root_at(stage, index) {
                Some(true) => User::Root,
                Some(false) => User::Other,
                None => User::Unknown,
            },
            marks,
        });
        y += height + BETWEEN;
    }
    if !image.is_empty() {
        y += MARK * image.len() as u32 + MARK / 2;
    }
    Column {
        at,
        height: y - at.1,
        title: stage.name.clone().unwrap_or_else(|| format!("stage {}", stage.index)),
        base: stage.base_raw.clone(),
        fate: match (stage.ships, stage.is_reachable) {
            (true, _) => Fate::Image,
            (_, true) => Fate::Used,
            _ => Fate::NotBuilt,
        },
        place: place(study, &file.tree.instructions[stage.from]),
        rows,
        image,
    }
}

fn place(study: &Study, instruction: &Instruction) -> Place {
    Place { line: instruction.line, units: study.units.span(instruction.head) }
}

fn makes_layer(instruction: &Instruction) -> bool {
    matches!(instruction.keyword, Keyword::Run | Keyword::Copy | Keyword::Add)
}

/// What an instruction keeps that it should not.
fn marks(cards: &[std::rc::Rc<Card>], instruction: &Instruction) -> Vec<Mark> {
    let kept_at = |card: &Card| match card.notes.first() {
        Some((line, _)) if DELETED_LATER.contains(&card.rule.id) => *line,
        _ => card.line,
    };
    let is_here = |card: &Card| (instruction.line..=instruction.end_line).contains(&kept_at(card));
    let mark = |card: &Card| {
        let is_secret = SECRETS.contains(&card.rule.id);
        let is_kept = is_secret || LEFTOVERS.contains(&card.rule.id);
        is_kept.then(|| Mark { is_secret, text: card.message.replace('`', "") })
    };
    cards.iter().filter(|card| is_here(card)).filter_map(|card| mark(card)).collect()
}

/// What an instruction says, on one line; of what looks like a secret only the beginning, as a picture gets about.
fn shown(study: &Study, instruction: &Instruction, source: &str) -> String {
    let mut text = on_one_line(&instruction.rest.text);
    let lines = instruction.line..=instruction.end_line;
    let is_literal = |card: &Card| card.rule.id == "secret-literal" && lines.contains(&card.line);
    for card in study.cards.iter().filter(|card| is_literal(card)) {
        let (from, to) = (study.units.byte(card.units.0), study.units.byte(card.units.1));
        let found = source.get(from as usize..to as usize).unwrap_or_default();
        let secret = found.split_once('=').map_or(found, |(_, value)| value);
        if !secret.is_empty() {
            text = text.replace(secret, &tokens::masked(secret));
        }
    }
    text
}

/// A text with every run of blanks and line ends as one blank.
fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text cut to so many letters.
pub fn cut(text: &str, letters: usize) -> String {
    if text.chars().count() <= letters {
        return text.to_owned();
    }
    text.chars().take(letters - 1).chain(['…']).collect()
}

/// What the image says of itself: label and value.
fn about(config: &plan::Config, file: &Dockerfile, stage: &Stage) -> Vec<(&'static str, String)> {
    let user = match (config.user.as_str(), file.is_root_at(stage, stage.end)) {
        ("", Some(true)) => "root".to_owned(),
        ("", Some(false)) => "the base image’s, not root".to_owned(),
        ("", None) => "the base image’s".to_owned(),
        (user, _) => user.to_owned(),
    };
    let list = |items: &mut dyn Iterator<Item = &String>| {
        items.map(String::as_str).collect::<Vec<_>>().join(", ")
    };
    let starts: Vec<&str> =
        config.entrypoint.iter().chain(&config.cmd).map(String::as_str).collect();
    let shell = file.shell_at(stage, stage.end);
    let lines = [
        ("user", user),
        ("directory", config.working_dir.clone()),
        ("ports", list(&mut config.exposed_ports.iter())),
        ("volumes", list(&mut config.volumes.iter())),
        ("shell", if shell.explicit { shell.words.join(" ") } else { String::new() }),
        ("starts", starts.join(" ")),
    ];
    lines.into_iter().filter(|(_, value)| !value.is_empty()).collect()
}

fn arrows(file: &Dockerfile, columns: &[Column], is_narrow: bool) -> Vec<Arrow> {
    let mut arrows = Vec::new();
    let mut add = |how: How, from: usize, to: usize, line: u32, y: u32| {
        let course = match is_narrow {
            true => bow(&columns[from], &columns[to], y),
            false => across(&columns[from], &columns[to], y),
        };
        arrows.push(Arrow { from, to: (to, line), how, course });
    };
    for (stage, column) in file.stages.iter().zip(columns) {
        if let Base::Stage(from) = stage.base {
            add(How::Continued, from, stage.index, column.place.line, column.at.1 + HEAD / 2);
        }
        let middle = |line: u32| {
            let row = column.rows.iter().find(|row| row.place.line == line);
            row.map(|row| row.y + if row.is_layer { LAYER } else { SETTING } / 2)
        };
        for copy in file.copies_of(stage).filter(|copy| !copy.onbuild) {
            let line = file.tree.instructions[copy.instruction].line;
            if let (Some(SourceKind::Stage(from)), Some(y)) = (&copy.from, middle(line)) {
                add(How::Copied, *from, stage.index, line, y);
            }
        }
        for run in file.runs_of(stage).filter(|run| !run.onbuild) {
            let line = file.tree.instructions[run.instruction].line;
            let mounts = run.mounts.iter().filter(|mount| mount.kind == MountKind::Bind);
            let stages = mounts.filter_map(|mount| {
                let name = mount.from.as_deref()?.to_ascii_lowercase();
                let before = &file.stages[..stage.index];
                before.iter().rev().find(|other| other.label() == name).map(|other| other.index)
            });
            for (from, y) in stages.zip(middle(line).into_iter().cycle()) {
                add(How::Mounted, from, stage.index, line, y);
            }
        }
    }
    arrows
}

/// From the foot of a stage to a row of one further right.
fn across(from: &Column, to: &Column, y: u32) -> String {
    let (x0, y0) = (from.at.0 + COLUMN, from.at.1 + from.height - BETWEEN - 8);
    let x1 = to.at.0 - 6;
    format!("M{x0} {y0}C{} {y0} {} {y} {x1} {y}", x0 + GAP / 2, x1 - GAP / 2)
}

/// From the foot of a stage to a row of one further down, around the right side.
fn bow(from: &Column, to: &Column, y: u32) -> String {
    let (x, y0) = (from.at.0 + COLUMN, from.at.1 + from.height - BETWEEN - 8);
    let x1 = to.at.0 + COLUMN + 6;
    let out = x + GAP - 12;
    format!("M{x} {y0}C{out} {y0} {out} {y} {x1} {y}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kind::FileKind;
    use drydock_core::audit::Config;
    use drydock_core::rules;

    const FILE: &str = "FROM golang:1.24 AS build\nWORKDIR /src\nENV API_TOKEN=fJ3kq9vLm2Xw8Rt1\nCOPY . .\n\
        RUN go build -o /app .\nFROM build AS checked\nRUN go test ./...\nFROM debian:12-slim\n\
        RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates\n\
        RUN --mount=type=bind,from=build,source=/src,target=/m ls /m\n\
        COPY --from=build /app /usr/bin/app\nEXPOSE 8080\nUSER 1000\nCMD [\"app\"]\n";

    fn of(text: &str, is_narrow: bool) -> Picture {
        let study = Study::of(text, 0, FileKind::Dockerfile, &Config::default());
        Picture::of(text, &study, is_narrow)
    }

    #[test]
    fn stages_are_columns_and_instructions_rows_with_what_they_keep() {
        let picture = of(FILE, false);
        let [build, checked, image] = &picture.columns[..] else { panic!("three stages") };
        assert_eq!(
            (build.fate, checked.fate, image.fate),
            (Fate::Used, Fate::NotBuilt, Fate::Image)
        );
        assert_eq!((build.title.as_str(), build.base.as_str()), ("build", "golang:1.24"));
        assert_eq!(build.rows.len(), 4);
        assert!(build.rows[1].marks.iter().any(|mark| mark.is_secret), "{:?}", build.rows[1]);
        assert!(image.rows[0].marks.iter().any(|mark| !mark.is_secret), "{:?}", image.rows[0]);
        let users: Vec<User> = image.rows.iter().map(|row| row.user).collect();
        assert_eq!(users[..5], [User::Root; 5]);
        assert_eq!(users[5], User::Other);
        assert_eq!(
            image.image,
            [("user", "1000"), ("ports", "8080/tcp"), ("starts", "app")]
                .map(|(label, value)| (label, value.to_owned()))
        );
    }

    #[test]
    fn arrows_lead_from_stages_to_the_lines_that_take_from_them() {
        let arrows = of(FILE, false).arrows;
        let found: Vec<_> = arrows.iter().map(|arrow| (arrow.how, arrow.from, arrow.to)).collect();
        assert_eq!(
            found,
            [(How::Continued, 0, (1, 6)), (How::Copied, 0, (2, 11)), (How::Mounted, 0, (2, 10))]
        );
    }

    #[test]
    fn nothing_overlaps_and_nothing_sticks_out() {
        for is_narrow in [false, true] {
            let picture = of(FILE, is_narrow);
            for (at, column) in picture.columns.iter().enumerate() {
                let (right, bottom) = (column.at.0 + COLUMN, column.at.1 + column.height);
                assert!(right < picture.width && bottom < picture.height);
                let mut y = column.at.1 + HEAD;
                for row in &column.rows {
                    assert!(row.y >= y && row.height >= 24, "{row:?}");
                    y = row.y + row.height;
                }
                assert!(y <= bottom);
                for other in &picture.columns[at + 1..] {
                    assert!(if is_narrow { other.at.1 > bottom } else { other.at.0 > right });
                }
            }
        }
        assert!(of(FILE, true).width <= 358, "a phone shows it whole");
    }

    #[test]
    fn what_is_deleted_later_is_kept_by_the_layer_it_came_in() {
        let text = "FROM debian:12-slim\nCOPY id_rsa /root/.ssh/id_rsa\nRUN make\nRUN rm /root/.ssh/id_rsa\n";
        let rows = of(text, false).columns.remove(0).rows;
        assert!(rows[0].marks.iter().any(|mark| mark.is_secret), "{rows:?}");
        assert!(rows[2].marks.is_empty(), "{rows:?}");
    }

    #[test]
    fn every_rule_that_is_named_exists() {
        for id in SECRETS.iter().chain(&LEFTOVERS).chain(&DELETED_LATER) {
            assert!(rules::find(id).is_some_and(|rule| rule.id == *id), "{id}");
        }
    }

    #[test]
    fn without_a_stage_there_is_no_picture() {
        assert_eq!(of("# nothing yet\n", false), Picture::default());
    }

    #[test]
    fn long_texts_are_cut_between_letters() {
        assert_eq!(cut("a⚓b", 3), "a⚓b");
        assert_eq!(cut("a⚓bc", 3), "a⚓…");
    }
}
