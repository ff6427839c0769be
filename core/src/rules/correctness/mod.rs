//! Instructions that are wrong or do nothing.

mod add_archive_not_extracted;
mod arg_used_out_of_scope;
mod bash_syntax_in_posix_shell;
mod bidi_or_invisible_characters;
mod blank_line_between_instructions;
mod cache_mount_content_needed_later;
mod change_shell_with_ln;
mod comment_inside_heredoc_or_arg_list;
mod consistent_indentation;
mod containerfile_in_not_preprocessed;
mod continuation_into_instruction;
mod copy_from_empty_scratch_stage;
mod copy_from_numeric_index;
mod copy_from_self;
mod copy_from_unknown_stage;
mod copy_from_variable;
mod copy_multi_source_needs_slash;
mod copy_of_ignored_file;
mod copy_relative_destination_without_workdir;
mod copy_source_outside_context;
mod crlf_line_endings;
mod cuda_version_mismatch;
mod curl_without_fail;
mod directive_invalid;
mod dollar_in_single_quotes;
mod duplicate_flag;
mod duplicate_stage_name;
mod empty_continuation_line;
mod entrypoint_script_crlf;
mod env_self_reference;
mod expose_invalid_format;
mod expose_port_malformed;
mod expose_port_out_of_range;
mod expose_protocol_casing;
mod extra_arguments;
mod final_newline;
mod flag_invalid_value;
mod flag_not_boolean;
mod flag_without_value;
mod from_as_casing_mismatch;
mod from_bad_as_clause;
mod from_invalid_platform;
mod from_invalid_reference;
mod git_needed_but_ignored;
mod glibc_binary_on_musl;
mod gpu_query_at_build_time;
mod healthcheck_unknown_type;
mod heredoc_as_destination;
mod heredoc_unterminated;
mod heredoc_without_errexit;
mod host_architecture_assumption;
mod instruction_before_from;
mod instruction_casing_inconsistent;
mod invalid_stage_name;
mod json_form_malformed;
mod json_not_strings;
mod kaniko_incompatible;
mod legacy_key_value_format;
mod line_too_long;
mod manifest_excluded;
mod markdown_fence_pasted;
mod mend;
mod merge_conflict_markers;
mod missing_arguments;
mod missing_continuation;
mod multiple_blank_lines;
mod multiple_cmd;
mod multiple_entrypoint;
mod multiple_healthcheck;
mod multiple_spaces;
mod no_from;
mod not_utf8;
mod nul_byte;
mod onbuild_forbidden_trigger;
mod package_manager_mismatch;
mod pair_malformed;
mod parser_directive_misplaced;
mod path_replaced_not_extended;
mod pipefail_missing;
mod podman_incompatible;
mod powershell_error_action;
mod reserved_stage_name;
mod risky_glob;
mod run_export_lost;
mod run_mount_invalid;
mod run_network_invalid;
mod run_security_invalid;
mod semicolon_chain_hides_failure;
mod shell_not_json;
mod shell_run_in_scratch;
mod smart_quotes_or_dashes;
mod space_around_equals;
mod stage_name_not_lowercase;
mod stopsignal_invalid;
mod substitution_invalid;
mod suppression_expired;
mod suppression_present;
mod suppression_unknown_rule;
mod suppression_unused;
mod suppression_without_reason;
mod syntax_directive_missing_for_feature;
mod syntax_directive_typo;
mod tab_heredoc_mismatch;
mod trailing_space_after_backslash;
mod trailing_whitespace;
mod undeclared_arg_in_run;
mod undefined_variable;
mod undefined_variable_with_fallback;
mod unknown_flag;
mod unknown_instruction;
mod unset_env_in_other_layer;
mod user_format_invalid;
mod volume_json_malformed;
mod volume_then_write_lost;
mod windows_chown_flag;
mod windows_run_mount;
mod workdir_contains_space;
mod workdir_not_absolute;
mod workdir_system_directory;

use crate::finding::Finding;
use crate::model::{Copy, Dockerfile, Stage};
use crate::rule::Rule;
use std::hint::black_box;

pub(super) static RULES: &[&Rule] = &[
    &add_archive_not_extracted::RULE,
    &arg_used_out_of_scope::RULE,
    &bash_syntax_in_posix_shell::RULE,
    &bidi_or_invisible_characters::RULE,
    &blank_line_between_instructions::RULE,
    &cache_mount_content_needed_later::RULE,
    &change_shell_with_ln::RULE,
    &comment_inside_heredoc_or_arg_list::RULE,
    &consistent_indentation::RULE,
    &containerfile_in_not_preprocessed::RULE,
    &continuation_into_instruction::RULE,
    &copy_from_empty_scratch_stage::RULE,
    &copy_from_numeric_index::RULE,
    &copy_from_self::RULE,
    &copy_from_unknown_stage::RULE,
    &copy_from_variable::RULE,
    &copy_multi_source_needs_slash::RULE,
    &copy_of_ignored_file::RULE,
    &copy_relative_destination_without_workdir::RULE,
    &copy_source_outside_context::RULE,
    &crlf_line_endings::RULE,
    &cuda_version_mismatch::RULE,
    &curl_without_fail::RULE,
    &directive_invalid::RULE,
    &dollar_in_single_quotes::RULE,
    &duplicate_flag::RULE,
    &duplicate_stage_name::RULE,
    &empty_continuation_line::RULE,
    &entrypoint_script_crlf::RULE,
    &env_self_reference::RULE,
    &expose_invalid_format::RULE,
    &expose_port_malformed::RULE,
    &expose_port_out_of_range::RULE,
    &expose_protocol_casing::RULE,
    &extra_arguments::RULE,
    &final_newline::RULE,
    &flag_invalid_value::RULE,
    &flag_not_boolean::RULE,
    &flag_without_value::RULE,
    &from_as_casing_mismatch::RULE,
    &from_bad_as_clause::RULE,
    &from_invalid_platform::RULE,
    &from_invalid_reference::RULE,
    &git_needed_but_ignored::RULE,
    &glibc_binary_on_musl::RULE,
    &gpu_query_at_build_time::RULE,
    &healthcheck_unknown_type::RULE,
    &heredoc_as_destination::RULE,
    &heredoc_unterminated::RULE,
    &heredoc_without_errexit::RULE,
    &host_architecture_assumption::RULE,
    &instruction_before_from::RULE,
    &instruction_casing_inconsistent::RULE,
    &invalid_stage_name::RULE,
    &json_form_malformed::RULE,
    &json_not_strings::RULE,
    &kaniko_incompatible::RULE,
    &legacy_key_value_format::RULE,
    &line_too_long::RULE,
    &manifest_excluded::RULE,
    &markdown_fence_pasted::RULE,
    &merge_conflict_markers::RULE,
    &missing_arguments::RULE,
    &missing_continuation::RULE,
    &multiple_blank_lines::RULE,
    &multiple_cmd::RULE,
    &multiple_entrypoint::RULE,
    &multiple_healthcheck::RULE,
    &multiple_spaces::RULE,
    &no_from::RULE,
    &not_utf8::RULE,
    &nul_byte::RULE,
    &onbuild_forbidden_trigger::RULE,
    &package_manager_mismatch::RULE,
    &pair_malformed::RULE,
    &parser_directive_misplaced::RULE,
    &path_replaced_not_extended::RULE,
    &pipefail_missing::RULE,
    &podman_incompatible::RULE,
    &powershell_error_action::RULE,
    &reserved_stage_name::RULE,
    &risky_glob::RULE,
    &run_export_lost::RULE,
    &run_mount_invalid::RULE,
    &run_network_invalid::RULE,
    &run_security_invalid::RULE,
    &semicolon_chain_hides_failure::RULE,
    &shell_not_json::RULE,
    &shell_run_in_scratch::RULE,
    &smart_quotes_or_dashes::RULE,
    &space_around_equals::RULE,
    &stage_name_not_lowercase::RULE,
    &stopsignal_invalid::RULE,
    &substitution_invalid::RULE,
    &suppression_expired::RULE,
    &suppression_present::RULE,
    &suppression_unknown_rule::RULE,
    &suppression_unused::RULE,
    &suppression_without_reason::RULE,
    &syntax_directive_missing_for_feature::RULE,
    &syntax_directive_typo::RULE,
    &tab_heredoc_mismatch::RULE,
    &trailing_space_after_backslash::RULE,
    &trailing_whitespace::RULE,
    &undeclared_arg_in_run::RULE,
    &undefined_variable::RULE,
    &undefined_variable_with_fallback::RULE,
    &unknown_flag::RULE,
    &unknown_instruction::RULE,
    &unset_env_in_other_layer::RULE,
    &user_format_invalid::RULE,
    &volume_json_malformed::RULE,
    &volume_then_write_lost::RULE,
    &windows_chown_flag::RULE,
    &windows_run_mount::RULE,
    &workdir_contains_space::RULE,
    &workdir_not_absolute::RULE,
    &workdir_system_directory::RULE,
];

/// Writes a destination from the root: by way of a pointer, as it belongs to the later part of a program that has two.
/// Before that is there, the finding stands without.
fn mend_destination(finding: &mut Finding, file: &Dockerfile, stage: &Stage, copy: &Copy) {
    if super::is_whole() {
        let mend: fn(&mut Finding, &Dockerfile, &Stage, &Copy) = mend::absolute;
        black_box(mend)(finding, file, stage, copy);
    }
}
