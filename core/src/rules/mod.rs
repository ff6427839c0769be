//! The rules, a folder for each category.

mod base;
mod build;
mod correctness;
mod metadata;
mod privilege;
mod rare;
mod runtime;
mod secrets;
mod supply;

pub use rare::is_rare;

use crate::order;
use crate::rule::Rule;

/// The categories' rules, in the order in which categories are shown.
const CATEGORIES: [&[&Rule]; 8] = [
    secrets::RULES,
    privilege::RULES,
    supply::RULES,
    base::RULES,
    correctness::RULES,
    build::RULES,
    runtime::RULES,
    metadata::RULES,
];

const COUNT: usize = {
    let (mut count, mut category) = (0, 0);
    while category < CATEGORIES.len() {
        count += CATEGORIES[category].len();
        category += 1;
    }
    count
};

/// A copy of every rule, made while compiling: what a copy leaves out is not in the program at all.
static ALL: [Rule; COUNT] = {
    let mut all = [*CATEGORIES[0][0]; COUNT];
    let (mut count, mut category) = (0, 0);
    while category < CATEGORIES.len() {
        let (rules, mut at) = (CATEGORIES[category], 0);
        while at < rules.len() {
            all[count] = kept(rules[at]);
            (count, at) = (count + 1, at + 1);
        }
        category += 1;
    }
    all
};

/// The rule, without its long texts where the feature `texts` is off: the page fetches these from a file of their own.
const fn kept(rule: &Rule) -> Rule {
    if cfg!(feature = "texts") {
        return *rule;
    }
    Rule { why: "", how: "", examples: &[], links: &[], ..*rule }
}

/// Every rule, category by category.
pub fn all() -> impl Iterator<Item = &'static Rule> + Clone {
    ALL.iter()
}

/// The rule of an id or an alias, whatever its case.
pub fn find(name: &str) -> Option<&'static Rule> {
    let by_id = all().find(|rule| rule.id.eq_ignore_ascii_case(name));
    by_id.or_else(|| {
        all().find(|rule| rule.aliases.iter().any(|alias| alias.eq_ignore_ascii_case(name)))
    })
}

/// All rules of an id or an alias: one alias of a coarse tool may name several of ours.
pub fn find_all(name: &str) -> impl Iterator<Item = &'static Rule> {
    all().filter(move |rule| {
        rule.id.eq_ignore_ascii_case(name)
            || rule.aliases.iter().any(|alias| alias.eq_ignore_ascii_case(name))
    })
}

/// The ids that a misspelt id may have meant, nearest first.
pub fn nearest(name: &str) -> Vec<&'static str> {
    let ids: Vec<&'static str> = all().map(|rule| rule.id).collect();
    nearest_of(name, &ids)
}

/// Those of some words that a misspelt one may have meant, nearest first.
pub fn nearest_of(name: &str, words: &[&'static str]) -> Vec<&'static str> {
    let name = name.to_ascii_lowercase();
    let mut near: Vec<(usize, &str)> = words
        .iter()
        .map(|word| (distance(&name, word), *word))
        .filter(|(far, word)| {
            *far <= word.len().max(name.len()) / 3 || (name.len() > 3 && word.contains(&name))
        })
        .collect();
    order::sort(&mut near);
    near.into_iter().map(|(_, word)| word).take(5).collect()
}

/// How many letters must be put in, taken out or exchanged to make one word of the other.
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.bytes().enumerate() {
        let (mut corner, mut left) = (row[0], i + 1);
        row[0] = left;
        for (j, y) in b.bytes().enumerate() {
            left = (left + 1).min(row[j + 1] + 1).min(corner + usize::from(x != y));
            corner = std::mem::replace(&mut row[j + 1], left);
        }
    }
    row[b.len()]
}
