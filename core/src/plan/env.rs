//! Environment variables while a stage is built.

use crate::order;
use crate::syntax::Lookup;
use std::collections::BTreeMap;

/// The variables that instructions see: those of the image and the ARGs in scope.
#[derive(Clone, Default)]
pub struct Env {
    values: BTreeMap<String, String>,
    /// `name=value`, sorted; made when it is first asked for.
    sorted: Option<Vec<String>>,
}

impl Env {
    pub fn set(&mut self, name: &str, value: &str) {
        self.values.insert(name.to_owned(), value.to_owned());
        self.sorted = None;
    }

    pub fn get(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(String::as_str)
    }

    pub fn look_up(&self, name: &str) -> Lookup {
        self.get(name).map_or(Lookup::Unset, |value| Lookup::Known(value.to_owned()))
    }

    pub fn sorted(&mut self) -> &[String] {
        self.sorted.get_or_insert_with(|| {
            let pairs = self.values.iter().map(|(name, value)| format!("{name}={value}"));
            let mut pairs: Vec<String> = pairs.collect();
            order::sort(&mut pairs);
            pairs
        })
    }

    /// How many bytes it holds.
    pub fn size(&self) -> usize {
        self.values.iter().map(|(name, value)| name.len() + value.len() + 2).sum()
    }
}

/// The arguments that every file has before its first line, for a build on and for linux/amd64.
pub fn predefined(target: &str) -> Env {
    let mut env = Env::default();
    for (name, value) in [
        ("BUILDPLATFORM", "linux/amd64"),
        ("BUILDOS", "linux"),
        ("BUILDOSVERSION", ""),
        ("BUILDARCH", "amd64"),
        ("BUILDVARIANT", ""),
        ("TARGETPLATFORM", "linux/amd64"),
        ("TARGETOS", "linux"),
        ("TARGETOSVERSION", ""),
        ("TARGETARCH", "amd64"),
        ("TARGETVARIANT", ""),
        ("TARGETSTAGE", target),
    ] {
        env.set(name, value);
    }
    env
}
