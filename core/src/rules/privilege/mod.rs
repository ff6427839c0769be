//! Users and permissions.

mod chmod_setuid_bit;
mod chmod_world_writable;
mod sudo_used;
mod user_missing;
mod user_root_last;
mod user_undefined;
mod useradd_high_uid_without_no_log_init;

use crate::finding::Finding;
use crate::fix::{Fix, Phase};
use crate::model::UserPlan;
use crate::rule::Rule;

pub(super) static RULES: &[&Rule] = &[
    &chmod_setuid_bit::RULE,
    &chmod_world_writable::RULE,
    &sudo_used::RULE,
    &user_missing::RULE,
    &user_root_last::RULE,
    &user_undefined::RULE,
    &useradd_high_uid_without_no_log_init::RULE,
];

/// Adds what gives the final image a user: the edits, or the red flag that forbids them.
fn mend(finding: &mut Finding, plan: Option<UserPlan>) {
    match plan {
        Some(UserPlan::Edit(edit)) => {
            let fix = Fix::recommended(&edit.title, Phase::User, &edit.change)
                .instructions(edit.instructions);
            let fix = edit.edits.into_iter().fold(fix, |fix, (span, text)| fix.replace(span, text));
            finding.fix(fix);
        }
        Some(UserPlan::Flag(flag)) => {
            finding.note(
                flag.span,
                format!("no user is added unasked ({}): {}", flag.name, flag.text),
            );
        }
        None => {}
    }
}
