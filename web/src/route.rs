//! Which page is shown: the part of the address behind the `#`, which no server sees.

/// A page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Route {
    /// File and report.
    #[default]
    Bench,
    /// All rules.
    Rules,
    /// A rule, by its id or an alias.
    Rule(String),
    /// Lessons: what follows in the address says which ([`crate::lessons::address`]).
    Learn(String),
}

impl Route {
    /// Reads what stands behind the `#`; whatever it is, there is a page.
    pub fn of(hash: &str) -> Route {
        let path = hash.trim_start_matches('#').trim_matches('/');
        match path.split_once('/') {
            Some(("rules", id)) => Route::Rule(id.to_owned()),
            None if path == "rules" => Route::Rules,
            _ => path
                .strip_prefix("learn")
                .map_or(Route::Bench, |rest| Route::Learn(rest.to_owned())),
        }
    }
}

/// The address of a rule's page.
pub fn of_rule(id: &str) -> String {
    format!("#/rules/{id}")
}

#[cfg(test)]
mod tests {
    use super::{Route, of_rule};

    #[test]
    fn addresses_lead_to_pages() {
        assert_eq!(Route::of(""), Route::Bench);
        assert_eq!(Route::of("#/"), Route::Bench);
        assert_eq!(Route::of("#/nowhere"), Route::Bench);
        assert_eq!(Route::of("#/rules"), Route::Rules);
        assert_eq!(Route::of("#/rules/"), Route::Rules);
        assert_eq!(Route::of(&of_rule("latest-tag")), Route::Rule("latest-tag".to_owned()));
        assert_eq!(Route::of("#/learn"), Route::Learn(String::new()));
        assert_eq!(Route::of("#/learn?set=a,b"), Route::Learn("?set=a,b".to_owned()));
        assert_eq!(Route::of("#/learn/labels/source"), Route::Learn("/labels/source".to_owned()));
    }
}
