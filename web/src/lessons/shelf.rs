//! Which lessons there are: the course that comes with the page, and packs of other people's lessons.

use super::record::{Record, Standing};
use drydock_core::input::LIMIT;
use drydock_core::lesson::{self, Lesson};
use drydock_core::order;
use serde_json::{Value, json};
use std::rc::Rc;

/// Lessons that belong together.
#[derive(Clone, Debug)]
pub struct Course {
    /// Its title.
    pub title: String,
    /// Its lessons, in their order.
    pub lessons: Vec<Rc<Lesson>>,
    /// The name and the text of the file that it came from.
    pub file: (String, String),
    /// Whether the browser is to keep that file.
    pub is_kept: bool,
}

/// All courses.
#[derive(Clone, Debug, Default)]
pub struct Shelf {
    /// The page's own first.
    pub courses: Vec<Course>,
}

impl Shelf {
    /// The shelf with a pack more: one lesson, where the file's name ends with `.toml`; else a list of lessons, as
    /// `drydock lesson list --format json` prints it, or an object with `title` and `lessons`. The error is a clause.
    pub fn with(&self, name: &str, text: &str) -> Result<Shelf, String> {
        if text.len() > LIMIT {
            return Err("it is longer than 1 MiB".to_owned());
        }
        let (title, read) = match name.strip_suffix(".toml") {
            Some(title) => {
                let read = lesson::read(text)
                    .map_err(|fault| format!("line {}: {}", fault.line.max(1), fault.message))?;
                (title.to_owned(), vec![read])
            }
            None => of_json(name, text)?,
        };
        let mut lessons: Vec<Rc<Lesson>> = Vec::new();
        for read in read {
            if read.id == "certificate" {
                return Err(
                    "`certificate` is the name of another page: no lesson can have it".into()
                );
            }
            if self.find(&read.id).is_some() || lessons.iter().any(|other| other.id == read.id) {
                return Err(format!("there is a lesson `{}` already", read.id));
            }
            lessons.push(Rc::new(read));
        }
        order::sort_by_key(&mut lessons, |lesson| lesson.number);
        let mut courses = self.courses.clone();
        let file = (name.to_owned(), text.to_owned());
        courses.push(Course { title, lessons, file, is_kept: false });
        Ok(Shelf { courses })
    }

    /// The files that the browser is to keep, as its storage holds them.
    pub fn kept(&self) -> Option<String> {
        let kept = self.courses.iter().filter(|course| course.is_kept);
        let files: Vec<Value> =
            kept.map(|course| json!({ "name": course.file.0, "text": course.file.1 })).collect();
        (!files.is_empty()).then(|| Value::from(files).to_string())
    }

    /// A lesson by its id.
    pub fn find(&self, id: &str) -> Option<&Rc<Lesson>> {
        self.courses.iter().flat_map(|course| &course.lessons).find(|lesson| lesson.id == id)
    }

    /// The lessons of a set, in its order; without one those of the page's own course.
    pub fn of_set(&self, set: &[String]) -> Vec<&Rc<Lesson>> {
        match (set, self.courses.first()) {
            ([], Some(course)) => course.lessons.iter().collect(),
            _ => set.iter().filter_map(|id| self.find(id)).collect(),
        }
    }

    /// The lessons that a lesson stands among: the set, or else its course.
    pub fn around(&self, set: &[String], id: &str) -> Vec<&Rc<Lesson>> {
        let has = |course: &&Course| course.lessons.iter().any(|lesson| lesson.id == id);
        match self.courses.iter().find(has).filter(|_| set.is_empty()) {
            Some(course) => course.lessons.iter().collect(),
            None => self.of_set(set),
        }
    }

    /// The set that a lesson's certificate is of: the chosen one, or its pack; none for the page's own course.
    pub fn certified_with(&self, set: &[String], id: &str) -> Vec<String> {
        let is_own = self.of_set(&[]).iter().any(|lesson| lesson.id == id);
        match set.is_empty() && !is_own {
            true => self.around(set, id).iter().map(|lesson| lesson.id.clone()).collect(),
            false => set.to_vec(),
        }
    }
}

/// The title and the lessons of a pack in JSON.
fn of_json(name: &str, text: &str) -> Result<(String, Vec<Lesson>), String> {
    let json: Value = serde_json::from_str(text).map_err(|_| "it is not JSON".to_owned())?;
    let title = json.get("title").and_then(Value::as_str).unwrap_or(name).to_owned();
    let list = json.get("lessons").unwrap_or(&json).as_array();
    let list = list.filter(|list| !list.is_empty()).ok_or("it holds no list of lessons")?;
    let mut lessons = Vec::new();
    for (at, json) in list.iter().enumerate() {
        let own = json.get("id").and_then(Value::as_str);
        let called = own.map_or_else(|| format!("number {}", at + 1), |id| format!("`{id}`"));
        let read = lesson::of_json(json);
        lessons.push(read.map_err(|fault| format!("lesson {called}: {}", fault.message))?);
    }
    Ok((title, lessons))
}

/// Reads what [`Shelf::kept`] wrote: names and texts; what is no such list is an empty one.
pub fn files(text: &str) -> Vec<(String, String)> {
    let list: Option<Value> = serde_json::from_str(text).ok();
    let part = |value: &Value, key| value.get(key).and_then(Value::as_str).map(str::to_owned);
    let list = list.as_ref().and_then(Value::as_array);
    let files = list.map(|list| {
        list.iter().filter_map(|file| Some((part(file, "name")?, part(file, "text")?)))
    });
    files.map(Iterator::collect).unwrap_or_default()
}

/// The lesson to go on with, after the given one: the next that is not solved, from the beginning again where there is
/// none behind it.
pub fn next<'a>(
    lessons: &[&'a Rc<Lesson>],
    record: &Record,
    after: Option<&str>,
) -> Option<&'a Rc<Lesson>> {
    let open = |lesson: &&&Rc<Lesson>| {
        record.standing(&lesson.id) != Standing::Solved && Some(lesson.id.as_str()) != after
    };
    let here = lessons.iter().position(|lesson| Some(lesson.id.as_str()) == after);
    let behind = here.map_or(0, |here| here + 1);
    let found = lessons[behind..].iter().find(open).or_else(|| lessons[..behind].iter().find(open));
    found.copied()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// The lessons that come with the page.
    pub fn own() -> Shelf {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../static/lessons");
        let files = std::fs::read_dir(folder).expect("the lessons are there");
        let paths = files.map(|file| file.expect("it can be read").path());
        let tomls = paths.filter(|path| path.extension().is_some_and(|end| end == "toml"));
        let list: Vec<Value> = tomls
            .map(|path| std::fs::read_to_string(path).expect("it is text"))
            .map(|text| lesson::to_json(&text).expect("it is a lesson"))
            .collect();
        let pack = Value::from(list).to_string();
        Shelf::default().with("Drydock", &pack).expect("they are a pack")
    }

    fn pack(id: &str) -> String {
        let json = lesson::to_json(include_str!("../../../static/lessons/00-first-audit.toml"));
        let mut json = json.expect("it is a lesson");
        json["id"] = id.into();
        serde_json::json!({ "title": "Ours", "lessons": [json] }).to_string()
    }

    #[test]
    fn packs_join_the_course() {
        let shelf = own();
        assert_eq!(shelf.courses[0].lessons.len(), 16);
        let numbers: Vec<u32> = shelf.of_set(&[]).iter().map(|lesson| lesson.number).collect();
        assert_eq!(numbers, (0..16).collect::<Vec<_>>());
        let both = shelf.with("x.json", &pack("ours")).expect("it is a pack");
        assert_eq!(both.courses[1].title, "Ours");
        assert_eq!(both.around(&[], "ours").len(), 1);
        assert_eq!(both.certified_with(&[], "ours"), ["ours"]);
        assert_eq!(both.certified_with(&[], "labels"), [""; 0]);
        let set = ["labels".to_owned(), "ours".to_owned(), "nowhere".to_owned()];
        let ids: Vec<&str> = both.of_set(&set).iter().map(|lesson| lesson.id.as_str()).collect();
        assert_eq!(ids, ["labels", "ours"]);
    }

    #[test]
    fn a_lesson_may_come_as_it_was_written() {
        let written = include_str!("../../../static/lessons/09-labels.toml");
        let ours = written.replace("id = \"labels\"", "id = \"ours\"");
        let both = own().with("ours.toml", &ours).expect("it is a lesson");
        assert_eq!((both.courses[1].title.as_str(), both.courses[1].lessons.len()), ("ours", 1));
        let why = |text: &str| own().with("x.toml", text).err().unwrap_or_default();
        assert_eq!(why(written), "there is a lesson `labels` already");
        assert!(why("id = \n").starts_with("line 1: "), "{}", why("id = \n"));
        assert!(why("").starts_with("line 1: "), "{}", why(""));
    }

    #[test]
    fn what_is_kept_is_read_again() {
        let mut shelf = own().with("x.json", &pack("ours")).expect("it is a pack");
        assert_eq!(shelf.kept(), None);
        shelf.courses[1].is_kept = true;
        let kept = shelf.kept().expect("one is kept");
        assert_eq!(files(&kept), [("x.json".to_owned(), pack("ours"))]);
        for text in ["", "{}", "[1]", "[{\"name\": 1}]"] {
            assert_eq!(files(text), [], "{text:?}");
        }
    }

    #[test]
    fn what_is_no_pack_is_refused_with_a_reason() {
        let shelf = own();
        let why = |text: &str| shelf.with("x.json", text).err().unwrap_or_default();
        assert_eq!(why("FROM a"), "it is not JSON");
        assert_eq!(why("{}"), "it holds no list of lessons");
        assert_eq!(why("[]"), "it holds no list of lessons");
        assert_eq!(why(&pack("labels")), "there is a lesson `labels` already");
        assert!(why(&pack("certificate")).contains("another page"));
        assert_eq!(why("[{\"schema\": 1}]"), "lesson number 1: the key `kind` is missing");
        assert_eq!(why(&" ".repeat(LIMIT + 1)), "it is longer than 1 MiB");
    }

    #[test]
    fn the_next_lesson_is_the_next_open_one() {
        let shelf = own();
        let lessons = shelf.of_set(&[]);
        let mut record = Record::default();
        let id = |record: &Record, after| next(&lessons, record, after).map(|l| l.number);
        assert_eq!(id(&record, None), Some(0));
        record.entry("first-audit").solved = Some("2026-11-25".to_owned());
        assert_eq!(id(&record, None), Some(1));
        assert_eq!(id(&record, Some("first-audit")), Some(1));
        assert_eq!(id(&record, Some("review-supply")), Some(1));
        for lesson in &lessons {
            record.entry(&lesson.id).solved = Some("2026-11-25".to_owned());
        }
        assert_eq!(id(&record, Some("labels")), None);
    }
}
