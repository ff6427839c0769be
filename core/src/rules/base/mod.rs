//! Which image a file starts from.

mod cuda_devel_in_final_stage;
mod deprecated_official_image;
mod from_arg_without_default;
mod from_base_not_approved;
mod from_constant_platform;
mod from_eol_base_image;
mod from_floating_tag;
mod from_latest_tag;
mod from_oversized_base_image;
mod from_redundant_target_platform;
mod from_undeclared_arg;
mod from_untagged;
mod mend;

use crate::audit::Context;
use crate::finding::Finding;
use crate::fix::{Fix, Phase, Question};
use crate::image::{Reference, eol};
use crate::model::ImageUse;
use crate::rule::Rule;
use std::hint::black_box;

pub(super) static RULES: &[&Rule] = &[
    &cuda_devel_in_final_stage::RULE,
    &deprecated_official_image::RULE,
    &from_arg_without_default::RULE,
    &from_base_not_approved::RULE,
    &from_constant_platform::RULE,
    &from_eol_base_image::RULE,
    &from_floating_tag::RULE,
    &from_latest_tag::RULE,
    &from_oversized_base_image::RULE,
    &from_redundant_target_platform::RULE,
    &from_undeclared_arg::RULE,
    &from_untagged::RULE,
];

/// Asks for a tag, or writes the one that was answered.
pub(super) fn tag_fix(used: &ImageUse, cx: &Context<'_>) -> Option<Fix> {
    if !used.is_literal() {
        return None;
    }
    let key = format!("tag.{}", used.image.repository());
    let bare = used.image.bare();
    let title = "name a tag";
    let answer = cx.config.answers.get(&key).map(|tag| format!("{bare}:{tag}"));
    if let Some(named) = answer.filter(|named| Reference::parse(named).is_ok()) {
        let change = "the build starts from the version that you named";
        return Some(Fix::recommended(title, Phase::Base, change).replace(used.span, named));
    }
    let text = format!("Which tag of `{bare}` do you mean?");
    let newest = cx.config.today.and_then(|day| {
        let product = eol::product_of(&used.image)?;
        product.newest((day.year, day.month, day.day))
    });
    let suggestion = newest.map_or(String::new(), |release| release.cycle.name().to_owned());
    Some(Fix::ask(title, Phase::Base, Question { key, text, suggestion }))
}

/// Takes the successor of an image that is no longer kept: by way of a pointer, as it belongs to the later part of a
/// program that has two. Before that is there, the finding stands without.
fn mend_successor(finding: &mut Finding, used: &ImageUse) {
    if super::is_whole() {
        black_box(mend::successor as fn(&mut Finding, &ImageUse))(finding, used);
    }
}
