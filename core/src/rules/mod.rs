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
use crate::syntax::distance;
use std::hint::black_box;
use std::sync::atomic::{AtomicBool, Ordering};

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

const fn count(are_rare: bool) -> usize {
    let (mut count, mut category) = (0, 0);
    while category < CATEGORIES.len() {
        let (rules, mut at) = (CATEGORIES[category], 0);
        while at < rules.len() {
            count += (is_rare(rules[at]) == are_rare) as usize;
            at += 1;
        }
        category += 1;
    }
    count
}

/// Copies of the rules, made while compiling: what a copy leaves out is not in the program at all.
const fn copies<const N: usize>(are_rare: bool) -> [Rule; N] {
    let mut all = [*CATEGORIES[0][0]; N];
    let (mut count, mut category) = (0, 0);
    while category < CATEGORIES.len() {
        let (rules, mut at) = (CATEGORIES[category], 0);
        while at < rules.len() {
            if is_rare(rules[at]) == are_rare {
                all[count] = kept(rules[at]);
                count += 1;
            }
            at += 1;
        }
        category += 1;
    }
    all
}

static COMMON: [Rule; count(false)] = copies(false);
static RARE: [Rule; count(true)] = copies(true);

/// Whether the rare rules are here: all of them in a program of one part.
static IS_WHOLE: AtomicBool = AtomicBool::new(cfg!(feature = "texts"));

/// Says that the rare rules are here now, in a program whose later part brings them.
pub fn complete() {
    IS_WHOLE.store(true, Ordering::Relaxed);
}

/// Whether the later part is here.
fn is_whole() -> bool {
    IS_WHOLE.load(Ordering::Relaxed)
}

/// A function that belongs to the later part (isLate in static/module/build.mjs), once that is here: behind a pointer
/// that the compiler can't look through. Before, a finding stands without its fix.
fn later<F>(function: F) -> Option<F> {
    is_whole().then(|| black_box(function))
}

fn rare_rules() -> &'static [Rule] {
    &RARE
}

/// The rule, without its long texts where the feature `texts` is off: the page fetches these from a file of their own.
const fn kept(rule: &Rule) -> Rule {
    if cfg!(feature = "texts") {
        return *rule;
    }
    Rule { why: "", how: "", examples: &[], links: &[], ..*rule }
}

/// Every rule that is here: the common ones category by category, then the rare ones.
pub fn all() -> impl Iterator<Item = &'static Rule> + Clone {
    // Behind a pointer that the compiler can't look through: nothing of them is needed before.
    let rare = is_whole().then(|| black_box(rare_rules as fn() -> _)());
    COMMON.iter().chain(rare.unwrap_or_default())
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
