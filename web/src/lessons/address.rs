//! Addresses of the lessons' pages: what stands behind `#/learn`.

/// A page of the lessons.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// The course.
    #[default]
    Course,
    /// A lesson, and the goal in it that is meant.
    Lesson(String, Option<String>),
    /// The certificate.
    Certificate,
}

/// A page of the lessons, and the set that was chosen for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// The page.
    pub place: Place,
    /// The lessons of a curated set, in its order; empty for all that there are.
    pub set: Vec<String>,
}

impl Address {
    /// Reads what stands behind `#/learn`; whatever it is, there is a page.
    pub fn of(rest: &str) -> Address {
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        let mut parts = path.split('/').filter(|part| !part.is_empty());
        let place = match (parts.next(), parts.next()) {
            (None, _) => Place::Course,
            (Some("certificate"), _) => Place::Certificate,
            (Some(id), goal) => Place::Lesson(id.to_owned(), goal.map(str::to_owned)),
        };
        let set = query.split('&').find_map(|pair| pair.strip_prefix("set="));
        // A mail program may have written the commas as it likes.
        let set = set.unwrap_or("").replace("%2C", ",");
        let ids = set.split(',').filter(|id| !id.is_empty());
        Address { place, set: ids.map(str::to_owned).collect() }
    }

    /// The address of another page, of the same set.
    pub fn to(&self, place: Place) -> String {
        let path = match place {
            Place::Course => String::new(),
            Place::Lesson(id, None) => format!("/{id}"),
            Place::Lesson(id, Some(goal)) => format!("/{id}/{goal}"),
            Place::Certificate => "/certificate".to_owned(),
        };
        let query = match self.set.is_empty() {
            true => String::new(),
            false => format!("?set={}", self.set.join(",")),
        };
        format!("#/learn{path}{query}")
    }

    /// The lesson that is shown.
    pub fn lesson(&self) -> Option<&str> {
        match &self.place {
            Place::Lesson(id, _) => Some(id),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_come_back_as_they_were() {
        let lesson =
            |id: &str, goal: Option<&str>| Place::Lesson(id.to_owned(), goal.map(str::to_owned));
        for (rest, place, set) in [
            ("", Place::Course, vec![]),
            ("/labels", lesson("labels", None), vec![]),
            ("/labels/source", lesson("labels", Some("source")), vec![]),
            ("/certificate", Place::Certificate, vec![]),
            ("?set=a,b", Place::Course, vec!["a", "b"]),
            ("/a/goal?set=a,b", lesson("a", Some("goal")), vec!["a", "b"]),
        ] {
            let read = Address::of(rest);
            assert_eq!(read.place, place, "{rest}");
            assert_eq!(read.set, set, "{rest}");
            assert_eq!(read.to(place), format!("#/learn{rest}"));
        }
    }

    #[test]
    fn odd_addresses_are_pages_too() {
        assert_eq!(Address::of("?set=a%2Cb,").set, ["a", "b"]);
        assert_eq!(Address::of("?set="), Address::default());
        assert_eq!(Address::of("//").place, Place::Course);
        assert_eq!(Address::of("/a/b/c/d").lesson(), Some("a"));
    }
}
