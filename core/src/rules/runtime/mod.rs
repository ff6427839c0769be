//! What happens when the container runs.

mod background_process_in_run;
mod cmd_ignored_by_shell_entrypoint;
mod cmd_not_exec_form;
mod debug_enabled_in_final_image;
mod dev_server_in_final_stage;
mod driver_capabilities_all;
mod entrypoint_clears_inherited_cmd;
mod entrypoint_script_no_exec;
mod entrypoint_script_not_executable;
mod entrypoint_without_cmd_defaults;
mod env_baked_runtime_config;
mod expose_admin_ports;
mod expose_missing;
mod expose_range_huge;
mod expose_ssh;
mod go_binary_not_static;
mod hardcoded_visible_devices;
mod healthcheck_always_true;
mod healthcheck_missing;
mod healthcheck_no_timeouts;
mod healthcheck_tool_missing;
mod healthcheck_wrong_port;
mod jemalloc_not_preloaded;
mod json_form_with_shell_syntax;
mod mixed_os_release_stages;
mod no_cmd_or_entrypoint;
mod no_init_process;
mod node_production_env_missing;
mod npm_start_as_pid1;
mod open_debug_port;
mod php_opcache_missing;
mod privileged_port_with_nonroot_user;
mod python_runtime_env;
mod scratch_without_ca_certificates;
mod sshd_or_cron_or_supervisord;
mod stopsignal_ignored_by_shell;
mod stopsignal_kill;
mod stopsignal_nginx;
mod stopsignal_not_canonical;
mod stopsignal_systemd;
mod systemctl_in_container;
mod tail_f_devnull;
mod telemetry_left_on;
mod volume_of_sensitive_path;
mod windows_stopsignal;
mod xdebug_in_final_image;

use crate::finding::Finding;
use crate::fix::{Fix, Phase};
use crate::model::{Dockerfile, Stage};
use crate::rule::Rule;

pub(super) static RULES: &[&Rule] = &[
    &background_process_in_run::RULE,
    &cmd_ignored_by_shell_entrypoint::RULE,
    &cmd_not_exec_form::RULE,
    &debug_enabled_in_final_image::RULE,
    &dev_server_in_final_stage::RULE,
    &driver_capabilities_all::RULE,
    &entrypoint_clears_inherited_cmd::RULE,
    &entrypoint_script_no_exec::RULE,
    &entrypoint_script_not_executable::RULE,
    &entrypoint_without_cmd_defaults::RULE,
    &env_baked_runtime_config::RULE,
    &expose_admin_ports::RULE,
    &expose_missing::RULE,
    &expose_range_huge::RULE,
    &expose_ssh::RULE,
    &go_binary_not_static::RULE,
    &hardcoded_visible_devices::RULE,
    &healthcheck_always_true::RULE,
    &healthcheck_missing::RULE,
    &healthcheck_no_timeouts::RULE,
    &healthcheck_tool_missing::RULE,
    &healthcheck_wrong_port::RULE,
    &jemalloc_not_preloaded::RULE,
    &json_form_with_shell_syntax::RULE,
    &mixed_os_release_stages::RULE,
    &no_cmd_or_entrypoint::RULE,
    &no_init_process::RULE,
    &node_production_env_missing::RULE,
    &npm_start_as_pid1::RULE,
    &open_debug_port::RULE,
    &php_opcache_missing::RULE,
    &privileged_port_with_nonroot_user::RULE,
    &python_runtime_env::RULE,
    &scratch_without_ca_certificates::RULE,
    &sshd_or_cron_or_supervisord::RULE,
    &stopsignal_ignored_by_shell::RULE,
    &stopsignal_kill::RULE,
    &stopsignal_nginx::RULE,
    &stopsignal_not_canonical::RULE,
    &stopsignal_systemd::RULE,
    &systemctl_in_container::RULE,
    &tail_f_devnull::RULE,
    &telemetry_left_on::RULE,
    &volume_of_sensitive_path::RULE,
    &windows_stopsignal::RULE,
    &xdebug_in_final_image::RULE,
];

/// Offers an ENV directly below the stage's FROM.
fn offer_env(finding: &mut Finding, file: &Dockerfile, stage: &Stage, pairs: &str, change: &str) {
    let from = &file.tree.instructions[stage.from];
    let fix = Fix::review("set it for every container", Phase::Runtime, change)
        .insert(from.span.end, format!("{}ENV {pairs}", file.tree.newline()))
        .instructions(1);
    finding.fix(fix);
}
