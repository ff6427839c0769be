//! Labels and names.

mod definition_description_mismatch;
mod label_duplicate_key;
mod label_empty;
mod label_key_invalid;
mod label_malformed;
mod label_overlaps_buildx_git;
mod label_required;
mod label_stale_base_digest;
mod label_superfluous;
mod labels_grouped;
mod labels_ordered;
mod maintainer_deprecated;
mod security_txt_label;
mod todo_comment;
mod vex_document_in_image;

use crate::rule::Rule;

pub(super) static RULES: &[&Rule] = &[
    &definition_description_mismatch::RULE,
    &label_duplicate_key::RULE,
    &label_empty::RULE,
    &label_key_invalid::RULE,
    &label_malformed::RULE,
    &label_overlaps_buildx_git::RULE,
    &label_required::RULE,
    &label_stale_base_digest::RULE,
    &label_superfluous::RULE,
    &labels_grouped::RULE,
    &labels_ordered::RULE,
    &maintainer_deprecated::RULE,
    &security_txt_label::RULE,
    &todo_comment::RULE,
    &vex_document_in_image::RULE,
];
