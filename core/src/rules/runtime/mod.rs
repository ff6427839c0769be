//! What happens when the container runs.

mod cmd_not_exec_form;
mod healthcheck_missing;
mod volume_of_sensitive_path;

use crate::rule::Rule;

pub(super) static RULES: &[&Rule] =
    &[&cmd_not_exec_form::RULE, &healthcheck_missing::RULE, &volume_of_sensitive_path::RULE];
