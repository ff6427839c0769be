//! Users and permissions.

mod chmod_setuid_bit;
mod chmod_world_writable;
mod chown_executable_to_runtime_user;
mod copy_after_user_without_chown;
mod device_or_kernel_access;
mod docker_socket_or_cli_in_image;
mod duplicate_uid_or_gid;
mod empty_or_deleted_password;
mod file_capabilities_granted;
mod ld_preload_or_library_path;
mod mend;
mod nopasswd_sudoers;
mod privileged_flag_in_run;
mod root_home_world_readable;
mod run_host_network;
mod run_insecure_security;
mod set_password_in_build;
mod setuid_binaries_kept;
mod shell_kept_in_distroless_debug;
mod sshd_installed;
mod sudo_used;
mod uid_zero_alias;
mod umask_zero;
mod user_created_never_used;
mod user_explicit_group_drops_supplementary;
mod user_missing;
mod user_not_in_passwdless_stage;
mod user_not_numeric;
mod user_only_in_build_stage;
mod user_root_last;
mod user_set_then_needs_root;
mod user_switched_back_and_forth;
mod user_undefined;
mod user_without_explicit_ids;
mod useradd_high_uid_without_no_log_init;
mod volume_owned_by_root;
mod workdir_created_as_root;
mod writable_path_entry;

use crate::audit::Config;
use crate::finding::Finding;
use crate::model::Dockerfile;
use crate::rule::Rule;
use std::hint::black_box;

pub(super) static RULES: &[&Rule] = &[
    &chmod_setuid_bit::RULE,
    &chmod_world_writable::RULE,
    &chown_executable_to_runtime_user::RULE,
    &copy_after_user_without_chown::RULE,
    &device_or_kernel_access::RULE,
    &docker_socket_or_cli_in_image::RULE,
    &duplicate_uid_or_gid::RULE,
    &empty_or_deleted_password::RULE,
    &file_capabilities_granted::RULE,
    &ld_preload_or_library_path::RULE,
    &nopasswd_sudoers::RULE,
    &privileged_flag_in_run::RULE,
    &root_home_world_readable::RULE,
    &run_host_network::RULE,
    &run_insecure_security::RULE,
    &set_password_in_build::RULE,
    &setuid_binaries_kept::RULE,
    &shell_kept_in_distroless_debug::RULE,
    &sshd_installed::RULE,
    &sudo_used::RULE,
    &uid_zero_alias::RULE,
    &umask_zero::RULE,
    &user_created_never_used::RULE,
    &user_explicit_group_drops_supplementary::RULE,
    &user_missing::RULE,
    &user_not_in_passwdless_stage::RULE,
    &user_not_numeric::RULE,
    &user_only_in_build_stage::RULE,
    &user_root_last::RULE,
    &user_set_then_needs_root::RULE,
    &user_switched_back_and_forth::RULE,
    &user_undefined::RULE,
    &user_without_explicit_ids::RULE,
    &useradd_high_uid_without_no_log_init::RULE,
    &volume_owned_by_root::RULE,
    &workdir_created_as_root::RULE,
    &writable_path_entry::RULE,
];

/// Adds what gives the final image a user: by way of a pointer, as it belongs to the later part of a program that has
/// two. Before that is there, the finding stands without.
fn mend(finding: &mut Finding, file: &Dockerfile, config: &Config) {
    if super::is_whole() {
        black_box(mend::mend as fn(&mut Finding, &Dockerfile, &Config))(finding, file, config);
    }
}
