//! How a finding on root gets the user that mends it.

use crate::audit::Config;
use crate::finding::Finding;
use crate::fix::{Fix, Phase, Question};
use crate::model::{Dockerfile, UserPlan};

/// Adds what gives the final image a user: the edits, or the red flag that forbids them unless its question is
/// answered.
pub(super) fn mend(finding: &mut Finding, file: &Dockerfile, config: &Config) {
    match file.user_plan(config.answers.get("user").map(String::as_str)) {
        Some(UserPlan::Edit(edit)) => {
            let fix = Fix::recommended(&edit.title, Phase::User, &edit.change)
                .instructions(edit.instructions);
            let fix = fix.replace_all(edit.edits);
            finding.fix(fix);
        }
        Some(UserPlan::Flag(flag, user)) => {
            finding.note(
                flag.span,
                format!("no user is added unasked ({}): {}", flag.name, flag.text),
            );
            let text = format!(
                "As which user does the program start and work? No user is added unasked: {}.",
                flag.text
            );
            let question = Question { key: "user".to_owned(), text, suggestion: user };
            finding.fix(Fix::ask("run as another user than root", Phase::User, question));
        }
        None => {}
    }
}
