//! What a learning system is told, in the shape of xAPI statements: who learns, and when, its host adds.

use drydock_core::lesson::Lesson;
use serde_json::{Value, json};
use std::rc::Rc;

/// Something that happened in a lesson.
#[derive(Clone, Debug)]
pub struct Milestone {
    /// The lesson.
    pub lesson: Rc<Lesson>,
    /// What.
    pub happened: Happened,
}

/// What happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Happened {
    /// It was begun.
    Begun,
    /// A goal was reached for the first time since the lesson was opened: its index, and how many hold now.
    Reached(usize, usize),
    /// It was solved, with this score where there is one, and with this many hints.
    Solved(Option<u32>, usize),
}

/// The statement of an event; `page` is the address of the page, without what follows the `#`.
pub fn statement(event: &Milestone, page: &str) -> Value {
    let Milestone { lesson, happened } = event;
    let id = format!("{page}#/learn/{}", lesson.id);
    let verb = |name: &str| {
        let id = format!("http://adlnet.gov/expapi/verbs/{name}");
        json!({ "id": id, "display": { "en": name } })
    };
    let object = |id: &str, kind: &str, name: &str| {
        let kind = format!("http://adlnet.gov/expapi/activities/{kind}");
        json!({
            "objectType": "Activity",
            "id": id,
            "definition": { "type": kind, "name": { "en": name } },
        })
    };
    let own = object(&id, "lesson", &lesson.title);
    let course = json!({ "objectType": "Activity", "id": format!("{page}#/learn") });
    match happened {
        Happened::Begun => json!({
            "verb": verb("initialized"),
            "object": own,
            "context": { "contextActivities": { "parent": [course] } },
        }),
        Happened::Reached(at, holding) => {
            let goal = &lesson.goals[*at];
            let all = lesson.goals.len();
            json!({
                "verb": verb("progressed"),
                "object": object(&format!("{id}/{}", goal.id), "objective", &goal.text),
                "result": {
                    "success": true,
                    "extensions": { progress(): (holding * 100 / all.max(1)) as u64 },
                },
                "context": { "contextActivities": { "parent": [own] } },
            })
        }
        Happened::Solved(points, hints) => {
            let mut result = json!({ "success": true, "completion": true });
            if let Some(points) = points {
                let scaled = f64::from(*points) / 100.0;
                result["score"] = json!({ "scaled": scaled, "raw": points, "min": 0, "max": 100 });
            }
            result["extensions"] = json!({ format!("{page}#hints"): hints });
            json!({
                "verb": verb("completed"),
                "object": own,
                "result": result,
                "context": { "contextActivities": { "parent": [course] } },
            })
        }
    }
}

/// The extension of cmi5 that says how much is done, of a hundred.
fn progress() -> String {
    "https://w3id.org/xapi/cmi5/result/extensions/progress".to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::shelf;
    use super::*;

    #[test]
    fn statements_have_the_parts_of_xapi() {
        let shelf = shelf::tests::own();
        let lesson = shelf.find("labels").expect("it is there");
        let said = |happened| {
            let event = Milestone { lesson: lesson.clone(), happened };
            statement(&event, "https://example.org/")
        };
        let begun = said(Happened::Begun);
        assert_eq!(begun["verb"]["id"], "http://adlnet.gov/expapi/verbs/initialized");
        let reached = said(Happened::Reached(1, 2));
        let goal = format!("https://example.org/#/learn/labels/{}", lesson.goals[1].id);
        assert_eq!(reached["object"]["id"], goal.as_str());
        let done = 200 / lesson.goals.len();
        assert_eq!(reached["result"]["extensions"][progress()], done);
        let solved = said(Happened::Solved(Some(97), 2));
        assert_eq!(solved["object"]["id"], "https://example.org/#/learn/labels");
        assert_eq!(solved["result"]["completion"], true);
        assert_eq!(solved["result"]["score"]["scaled"], 0.97);
        assert_eq!(solved["result"]["extensions"]["https://example.org/#hints"], 2);
        assert!(said(Happened::Solved(None, 0))["result"].get("score").is_none());
    }
}
