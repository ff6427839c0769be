//! Labels and names.

mod definition_description_mismatch;
mod label_duplicate_key;
mod label_empty;
mod label_key_invalid;
mod label_malformed;
mod label_required;
mod label_superfluous;
mod maintainer_deprecated;

use crate::rule::Rule;

pub(super) static RULES: &[&Rule] = &[
    &definition_description_mismatch::RULE,
    &label_duplicate_key::RULE,
    &label_empty::RULE,
    &label_key_invalid::RULE,
    &label_malformed::RULE,
    &label_required::RULE,
    &label_superfluous::RULE,
    &maintainer_deprecated::RULE,
];
