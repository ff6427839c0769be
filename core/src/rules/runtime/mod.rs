//! What happens when the container runs.

mod cmd_not_exec_form;
mod debug_enabled_in_final_image;
mod entrypoint_without_cmd_defaults;
mod expose_admin_ports;
mod expose_missing;
mod expose_ssh;
mod healthcheck_missing;
mod no_cmd_or_entrypoint;
mod no_init_process;
mod stopsignal_kill;
mod stopsignal_nginx;
mod stopsignal_not_canonical;
mod stopsignal_systemd;
mod volume_of_sensitive_path;
mod windows_stopsignal;

use crate::rule::Rule;

pub(super) static RULES: &[&Rule] = &[
    &cmd_not_exec_form::RULE,
    &debug_enabled_in_final_image::RULE,
    &entrypoint_without_cmd_defaults::RULE,
    &expose_admin_ports::RULE,
    &expose_missing::RULE,
    &expose_ssh::RULE,
    &healthcheck_missing::RULE,
    &no_cmd_or_entrypoint::RULE,
    &no_init_process::RULE,
    &stopsignal_kill::RULE,
    &stopsignal_nginx::RULE,
    &stopsignal_not_canonical::RULE,
    &stopsignal_systemd::RULE,
    &volume_of_sensitive_path::RULE,
    &windows_stopsignal::RULE,
];
