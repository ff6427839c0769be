//! What gives secrets away.

mod add_remote_git_credentials;
mod build_credentials_not_mounted;
mod copy_whole_context;
mod credential_file_env;
mod credential_in_command_line;
mod default_credentials_baked;
mod frontend_prefixed_secret;
mod healthcheck_contains_secret;
mod ignore_dotenv_family_incomplete;
mod ignore_missing_secrets;
mod ignore_negation_reopens_secret;
mod mend;
mod private_key_generated_in_build;
mod proxy_credentials_in_env;
mod secret_arg_used_in_run;
mod secret_deleted_in_later_layer;
mod secret_file_copied;
mod secret_file_left_behind;
mod secret_in_cache_mount;
mod secret_in_label_or_command;
mod secret_in_onbuild;
mod secret_literal;
mod secret_mount_leaked;
mod secret_mount_required;
mod secret_mount_world_readable;
mod secret_name_in_arg_or_env;

use crate::finding::Finding;
use crate::model::Dockerfile;
use crate::rule::Rule;
use crate::text::Span;
use std::hint::black_box;

pub(super) static RULES: &[&Rule] = &[
    &add_remote_git_credentials::RULE,
    &build_credentials_not_mounted::RULE,
    &copy_whole_context::RULE,
    &credential_file_env::RULE,
    &credential_in_command_line::RULE,
    &default_credentials_baked::RULE,
    &frontend_prefixed_secret::RULE,
    &healthcheck_contains_secret::RULE,
    &ignore_dotenv_family_incomplete::RULE,
    &ignore_missing_secrets::RULE,
    &ignore_negation_reopens_secret::RULE,
    &private_key_generated_in_build::RULE,
    &proxy_credentials_in_env::RULE,
    &secret_arg_used_in_run::RULE,
    &secret_deleted_in_later_layer::RULE,
    &secret_file_copied::RULE,
    &secret_file_left_behind::RULE,
    &secret_in_cache_mount::RULE,
    &secret_in_label_or_command::RULE,
    &secret_in_onbuild::RULE,
    &secret_literal::RULE,
    &secret_mount_leaked::RULE,
    &secret_mount_required::RULE,
    &secret_mount_world_readable::RULE,
    &secret_name_in_arg_or_env::RULE,
];

/// Finds another way for a password that is written out: by way of a pointer, as it belongs to the later part of a
/// program that has two. Before that is there, the finding stands without.
fn mend_password(finding: &mut Finding, file: &Dockerfile, span: Span) {
    if super::is_whole() {
        black_box(mend::password as fn(&mut Finding, &Dockerfile, Span))(finding, file, span);
    }
}
