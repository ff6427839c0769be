//! How far somebody has come. It is kept in the browser, and can be taken along as a file.

use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// The version of the format.
const SCHEMA: u64 = 1;

/// The longest answer that is kept.
const LONGEST: usize = 1 << 16;

/// What is known of all lessons.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    lessons: BTreeMap<String, Entry>,
}

/// What is known of a lesson.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    /// The answer as it stands; in a lesson that selects lines their numbers. `None` while it is the broken file.
    pub answer: Option<String>,
    /// How many hints were shown, by goal.
    pub hints: BTreeMap<String, usize>,
    /// Whether the solution was shown before the lesson was solved.
    pub was_shown: bool,
    /// The day on which it was solved.
    pub solved: Option<String>,
    /// The best score of a solution.
    pub points: Option<u32>,
}

/// How it stands with a lesson.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nothing was done yet.
    New,
    /// Something was.
    Started,
    /// It was solved once.
    Solved,
}

impl Standing {
    /// One word for it.
    pub fn word(self) -> &'static str {
        match self {
            Standing::New => "new",
            Standing::Started => "started",
            Standing::Solved => "solved",
        }
    }
}

impl Record {
    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.lessons.is_empty()
    }

    /// What is known of a lesson.
    pub fn get(&self, id: &str) -> Option<&Entry> {
        self.lessons.get(id)
    }

    /// What is known of a lesson, to be changed.
    pub fn entry(&mut self, id: &str) -> &mut Entry {
        self.lessons.entry(id.to_owned()).or_default()
    }

    /// How it stands with a lesson.
    pub fn standing(&self, id: &str) -> Standing {
        match self.get(id) {
            None => Standing::New,
            Some(entry) if entry.solved.is_some() => Standing::Solved,
            Some(_) => Standing::Started,
        }
    }

    /// How many of these lessons are solved.
    pub fn solved<'a>(&self, ids: impl IntoIterator<Item = &'a str>) -> usize {
        ids.into_iter().filter(|id| self.standing(id) == Standing::Solved).count()
    }

    /// Reads what [`Record::written`] wrote. The error is a clause.
    pub fn read(text: &str) -> Result<Record, String> {
        let json: Value = serde_json::from_str(text).map_err(|_| "it is not JSON".to_owned())?;
        match json.get("schema").and_then(Value::as_u64) {
            Some(SCHEMA) => {}
            Some(newer) if newer > SCHEMA => return Err("it was written by a newer Drydock".into()),
            _ => return Err("it holds no progress".to_owned()),
        }
        let lessons = json.get("lessons").and_then(Value::as_object);
        let lessons = lessons.ok_or_else(|| "it holds no progress".to_owned())?;
        let mut record = Record::default();
        for (id, entry) in lessons {
            *record.entry(id) = read(entry);
        }
        Ok(record)
    }

    /// The record as a text.
    pub fn written(&self) -> String {
        let mut lessons = Map::new();
        for (id, entry) in &self.lessons {
            lessons.insert(id.clone(), write(entry));
        }
        json!({ "schema": SCHEMA, "lessons": lessons }).to_string()
    }

    /// Both records in one: what is solved stays solved, and else the other one's entry holds.
    pub fn joined(&self, other: &Record) -> Record {
        let mut joined = self.clone();
        for (id, theirs) in &other.lessons {
            let own = joined.entry(id);
            let mut entry = theirs.clone();
            if let Some(day) = own.solved.take() {
                // The first day counts; days are written so that they compare as texts.
                let first = entry.solved.take().map_or(day.clone(), |their| their.min(day));
                entry.solved = Some(first);
                entry.was_shown = own.was_shown;
            }
            entry.points = entry.points.max(own.points);
            *own = entry;
        }
        joined
    }

    /// What is to be kept, where this was kept when it became `after` here: another tab may have written meanwhile.
    pub fn rebased(&self, before: &Record, after: &Record) -> Record {
        let mut kept = self.clone();
        for id in before.lessons.keys().chain(after.lessons.keys()) {
            match after.get(id) {
                changed if changed == before.get(id) => {}
                Some(entry) => *kept.entry(id) = entry.clone(),
                None => drop(kept.lessons.remove(id)),
            }
        }
        kept
    }
}

fn read(json: &Value) -> Entry {
    let text = |key: &str| json.get(key).and_then(Value::as_str).map(str::to_owned);
    let mut hints = BTreeMap::new();
    for (goal, shown) in json.get("hints").and_then(Value::as_object).into_iter().flatten() {
        let shown = shown.as_u64().and_then(|shown| usize::try_from(shown).ok());
        hints.insert(goal.clone(), shown.unwrap_or(0));
    }
    let points = json.get("points").and_then(Value::as_u64);
    Entry {
        answer: text("answer").filter(|answer| answer.len() <= LONGEST),
        hints,
        was_shown: json.get("shown").and_then(Value::as_bool).unwrap_or(false),
        solved: text("solved").filter(|day| drydock_core::audit::Date::parse(day).is_some()),
        points: points.map(|points| points.min(100) as u32),
    }
}

fn write(entry: &Entry) -> Value {
    let mut map = Map::new();
    let mut put = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            map.insert(key.to_owned(), value);
        }
    };
    put("answer", entry.answer.clone().filter(|text| text.len() <= LONGEST).map(Value::from));
    put("hints", (!entry.hints.is_empty()).then(|| json!(entry.hints)));
    put("shown", entry.was_shown.then(|| true.into()));
    put("solved", entry.solved.clone().map(Value::from));
    put("points", entry.points.map(Value::from));
    Value::Object(map)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn solved(day: &str, points: u32) -> Entry {
        Entry { solved: Some(day.to_owned()), points: Some(points), ..Entry::default() }
    }

    fn record(entries: &[(&str, Entry)]) -> Record {
        Record { lessons: entries.iter().map(|(id, e)| ((*id).to_owned(), e.clone())).collect() }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let mut record = record(&[("labels", solved("2026-11-25", 97))]);
        let entry = record.entry("review");
        entry.answer = Some("3 \"ä\"\n".to_owned());
        entry.hints.insert("secret".to_owned(), 2);
        entry.was_shown = true;
        assert_eq!(Record::read(&record.written()), Ok(record.clone()));
        assert_eq!(record.standing("review"), Standing::Started);
        assert_eq!(record.standing("labels"), Standing::Solved);
        assert_eq!(record.standing("other"), Standing::New);
        assert_eq!(record.solved(["labels", "review", "other"]), 1);
    }

    #[test]
    fn what_is_no_record_is_refused() {
        let why = |text: &str| Record::read(text).err().unwrap_or_default();
        assert_eq!(why("x"), "it is not JSON");
        assert_eq!(why("[1]"), "it holds no progress");
        assert_eq!(why("{\"schema\":1}"), "it holds no progress");
        assert_eq!(why("{\"schema\":2,\"lessons\":{}}"), "it was written by a newer Drydock");
    }

    #[test]
    fn strange_values_are_left_out() {
        let text = r#"{"schema":1,"lessons":{"a":{"solved":"yes","points":900,"hints":{"g":-1},"answer":7}}}"#;
        let read = Record::read(text).expect("it is a record");
        let hints = [("g".to_owned(), 0)].into();
        assert_eq!(read.get("a"), Some(&Entry { points: Some(100), hints, ..Entry::default() }));
    }

    #[test]
    fn joined_records_keep_what_is_solved() {
        let own = record(&[("a", solved("2026-11-25", 90)), ("b", Entry::default())]);
        let other = record(&[
            ("a", Entry { answer: Some("x".to_owned()), ..Entry::default() }),
            ("b", solved("2026-11-20", 80)),
            ("c", solved("2026-11-21", 70)),
        ]);
        let joined = own.joined(&other);
        let day = |id: &str| joined.get(id).and_then(|entry| entry.solved.clone());
        assert_eq!(day("a").as_deref(), Some("2026-11-25"));
        assert_eq!(joined.get("a").and_then(|a| a.answer.clone()).as_deref(), Some("x"));
        assert_eq!(joined.get("a").and_then(|a| a.points), Some(90));
        assert_eq!(day("b").as_deref(), Some("2026-11-20"));
        assert_eq!(day("c").as_deref(), Some("2026-11-21"));
        let earlier = own.joined(&record(&[("a", solved("2026-11-01", 50))]));
        assert_eq!(earlier.get("a"), Some(&solved("2026-11-01", 90)));
    }

    #[test]
    fn two_tabs_do_not_take_from_each_other() {
        let before = record(&[("a", Entry::default())]);
        let after = record(&[("b", solved("2026-11-25", 97))]);
        let kept = record(&[("a", Entry::default()), ("c", solved("2026-11-25", 91))]);
        let both = kept.rebased(&before, &after);
        assert_eq!(both.standing("a"), Standing::New, "it was forgotten here");
        assert_eq!(both.standing("b"), Standing::Solved);
        assert_eq!(both.standing("c"), Standing::Solved);
    }
}
