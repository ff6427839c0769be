//! How the image is built: packages, layers, caches, files.

mod add_instead_of_copy;
mod apk_missing_no_cache;
mod apt_cache_mount_emptied;
mod apt_cache_mount_unlocked;
mod apt_get_missing_no_install_recommends;
mod apt_get_missing_yes;
mod apt_get_multiple_installs;
mod apt_get_update_alone;
mod apt_install_without_update;
mod apt_instead_of_apt_get;
mod apt_lists_not_removed;
mod arg_busts_cache;
mod bootsnap_precompile_parallel;
mod broad_copy_before_install;
mod build_tools_in_final_stage;
mod builder_not_crosscompiling;
mod bundler_deprecated_flags;
mod bundler_development_gems;
mod bundler_redundant_install;
mod bundler_without_deployment;
mod cache_mount_target_mismatch;
mod cache_mount_uid_mismatch;
mod cargo_without_locked;
mod checksum_line_needs_two_spaces;
mod chown_recursive_layer;
mod composer_dev_dependencies;
mod conda_cache_kept;
mod configure_without_build;
mod consecutive_copy;
mod consecutive_run;
mod copy_everything_twice;
mod copy_from_whole_filesystem;
mod copy_link_opportunity;
mod copy_onto_filesystem_root;
mod copy_wildcard_source;
mod curl_and_wget_both;
mod curl_insecure_redirect;
mod curl_should_follow_redirects;
mod debian_frontend_in_env;
mod dnf_cache_not_cleaned;
mod dnf_missing_yes;
mod dotnet_sdk_in_final_stage;
mod downloaded_archive_left;
mod duplicate_stage_bodies;
mod env_or_label_before_install;
mod epilogue_order;
mod file_too_long;
mod gem_docs_installed;
mod gem_system_update_leftovers;
mod gpg_without_batch;
mod heredoc_hides_cache;
mod ignore_absolute_host_path;
mod ignore_allowlist_reopened;
mod ignore_backslash_separator;
mod ignore_bang_in_class;
mod ignore_brace_expansion;
mod ignore_case_mismatch;
mod ignore_dir_star_keeps_dir;
mod ignore_duplicate_pattern;
mod ignore_file_ineffective;
mod ignore_glued_double_star;
mod ignore_inline_comment;
mod ignore_lone_bang;
mod ignore_malformed_pattern;
mod ignore_missing_stack_junk;
mod ignore_missing_tooling;
mod ignore_missing_vcs;
mod ignore_negation_cancelled;
mod ignore_negation_useless;
mod ignore_noop_dot;
mod ignore_not_plain_text;
mod ignore_parent_path;
mod ignore_pattern_root_only;
mod ignore_quoted_pattern;
mod ignore_regex_syntax;
mod ignore_shadowed_pattern;
mod ignore_shell_expansion;
mod ignore_star_slash_excludes_all;
mod jdk_in_final_stage;
mod layer_count_extreme;
mod lock_file_not_copied;
mod mend;
mod multi_stage_recommended;
mod network_tools_in_final_stage;
mod npm_cache_clean_without_force;
mod npm_cache_kept;
mod nvidia_runtime_in_image;
mod onbuild_copy_of_app;
mod one_command_per_line;
mod package_cache_mount_missing;
mod package_upgrade_in_build;
mod packages_unsorted;
mod pip_break_system_packages;
mod pip_keeps_cache;
mod pointless_command;
mod powershell_prefer_shell;
mod powershell_progress;
mod prefer_add_for_archive;
mod prefer_copy_chmod;
mod prefer_copy_heredoc;
mod prefer_run_heredoc;
mod purge_in_other_layer;
mod rails_precompile_needs_dummy_key;
mod redundant_cuda_install;
mod rm_in_later_layer;
mod signature_file_left;
mod temp_dir_left;
mod test_stage_never_built;
mod timestamp_in_build;
mod toolchain_in_final_stage;
mod tzdata_interactive;
mod unnecessary_files_in_image;
mod unreachable_stage;
mod unused_arg;
mod unused_copy_in_builder;
mod use_workdir_instead_of_cd;
mod uv_without_locked;
mod wget_progress_noise;
mod yarn_cache_kept;
mod yum_cache_not_cleaned;
mod yum_missing_yes;
mod zypper_cache_not_cleaned;
mod zypper_missing_non_interactive;

use crate::audit::Config;
use crate::finding::Finding;
use crate::model::{Dockerfile, Run};
use crate::rule::Rule;
use crate::shell::Command;
use crate::text::Span;
use std::hint::black_box;

pub(super) static RULES: &[&Rule] = &[
    &add_instead_of_copy::RULE,
    &apk_missing_no_cache::RULE,
    &apt_cache_mount_emptied::RULE,
    &apt_cache_mount_unlocked::RULE,
    &apt_get_missing_no_install_recommends::RULE,
    &apt_get_missing_yes::RULE,
    &apt_get_multiple_installs::RULE,
    &apt_get_update_alone::RULE,
    &apt_install_without_update::RULE,
    &apt_instead_of_apt_get::RULE,
    &apt_lists_not_removed::RULE,
    &arg_busts_cache::RULE,
    &bootsnap_precompile_parallel::RULE,
    &broad_copy_before_install::RULE,
    &build_tools_in_final_stage::RULE,
    &builder_not_crosscompiling::RULE,
    &bundler_deprecated_flags::RULE,
    &bundler_development_gems::RULE,
    &bundler_redundant_install::RULE,
    &bundler_without_deployment::RULE,
    &cache_mount_target_mismatch::RULE,
    &cache_mount_uid_mismatch::RULE,
    &cargo_without_locked::RULE,
    &checksum_line_needs_two_spaces::RULE,
    &chown_recursive_layer::RULE,
    &composer_dev_dependencies::RULE,
    &conda_cache_kept::RULE,
    &configure_without_build::RULE,
    &consecutive_copy::RULE,
    &consecutive_run::RULE,
    &copy_everything_twice::RULE,
    &copy_from_whole_filesystem::RULE,
    &copy_link_opportunity::RULE,
    &copy_onto_filesystem_root::RULE,
    &copy_wildcard_source::RULE,
    &curl_and_wget_both::RULE,
    &curl_insecure_redirect::RULE,
    &curl_should_follow_redirects::RULE,
    &debian_frontend_in_env::RULE,
    &dnf_cache_not_cleaned::RULE,
    &dnf_missing_yes::RULE,
    &dotnet_sdk_in_final_stage::RULE,
    &downloaded_archive_left::RULE,
    &duplicate_stage_bodies::RULE,
    &env_or_label_before_install::RULE,
    &epilogue_order::RULE,
    &file_too_long::RULE,
    &gem_docs_installed::RULE,
    &gem_system_update_leftovers::RULE,
    &gpg_without_batch::RULE,
    &heredoc_hides_cache::RULE,
    &ignore_absolute_host_path::RULE,
    &ignore_allowlist_reopened::RULE,
    &ignore_backslash_separator::RULE,
    &ignore_bang_in_class::RULE,
    &ignore_brace_expansion::RULE,
    &ignore_case_mismatch::RULE,
    &ignore_dir_star_keeps_dir::RULE,
    &ignore_duplicate_pattern::RULE,
    &ignore_file_ineffective::RULE,
    &ignore_glued_double_star::RULE,
    &ignore_inline_comment::RULE,
    &ignore_lone_bang::RULE,
    &ignore_malformed_pattern::RULE,
    &ignore_missing_stack_junk::RULE,
    &ignore_missing_tooling::RULE,
    &ignore_missing_vcs::RULE,
    &ignore_negation_cancelled::RULE,
    &ignore_negation_useless::RULE,
    &ignore_noop_dot::RULE,
    &ignore_not_plain_text::RULE,
    &ignore_parent_path::RULE,
    &ignore_pattern_root_only::RULE,
    &ignore_quoted_pattern::RULE,
    &ignore_regex_syntax::RULE,
    &ignore_shadowed_pattern::RULE,
    &ignore_shell_expansion::RULE,
    &ignore_star_slash_excludes_all::RULE,
    &jdk_in_final_stage::RULE,
    &layer_count_extreme::RULE,
    &lock_file_not_copied::RULE,
    &multi_stage_recommended::RULE,
    &network_tools_in_final_stage::RULE,
    &npm_cache_clean_without_force::RULE,
    &npm_cache_kept::RULE,
    &nvidia_runtime_in_image::RULE,
    &onbuild_copy_of_app::RULE,
    &one_command_per_line::RULE,
    &package_cache_mount_missing::RULE,
    &package_upgrade_in_build::RULE,
    &packages_unsorted::RULE,
    &pip_break_system_packages::RULE,
    &pip_keeps_cache::RULE,
    &pointless_command::RULE,
    &powershell_prefer_shell::RULE,
    &powershell_progress::RULE,
    &prefer_add_for_archive::RULE,
    &prefer_copy_chmod::RULE,
    &prefer_copy_heredoc::RULE,
    &prefer_run_heredoc::RULE,
    &purge_in_other_layer::RULE,
    &rails_precompile_needs_dummy_key::RULE,
    &redundant_cuda_install::RULE,
    &rm_in_later_layer::RULE,
    &signature_file_left::RULE,
    &temp_dir_left::RULE,
    &test_stage_never_built::RULE,
    &timestamp_in_build::RULE,
    &toolchain_in_final_stage::RULE,
    &tzdata_interactive::RULE,
    &unnecessary_files_in_image::RULE,
    &unreachable_stage::RULE,
    &unused_arg::RULE,
    &unused_copy_in_builder::RULE,
    &use_workdir_instead_of_cd::RULE,
    &uv_without_locked::RULE,
    &wget_progress_noise::RULE,
    &yarn_cache_kept::RULE,
    &yum_cache_not_cleaned::RULE,
    &yum_missing_yes::RULE,
    &zypper_cache_not_cleaned::RULE,
    &zypper_missing_non_interactive::RULE,
];

/// Adds what leaves build tools behind: by way of a pointer, as it belongs to the later part of a program that has two.
/// Before that is there, the finding stands without.
fn mend(finding: &mut Finding, file: &Dockerfile, config: &Config) {
    if super::is_whole() {
        black_box(mend::mend as fn(&mut Finding, &Dockerfile, &Config))(finding, file, config);
    }
}

/// Mounts a file that a RUN uses and deletes: by way of a pointer, as it belongs to the later part of a program that has
/// two. Before that is there, the finding stands without.
fn mend_mount(
    finding: &mut Finding,
    file: &Dockerfile,
    run: &Run,
    rm: &Command,
    word: Span,
    path: &str,
) {
    if super::is_whole() {
        let mend: fn(&mut Finding, &Dockerfile, &Run, &Command, Span, &str) = mend::mount;
        black_box(mend)(finding, file, run, rm, word, path);
    }
}

/// Lets every RUN that installs fetch the lists itself, likewise.
fn mend_updates(finding: &mut Finding, file: &Dockerfile, run: &Run, update: &Command) {
    if super::is_whole() {
        let mend: fn(&mut Finding, &Dockerfile, &Run, &Command) = mend::updates;
        black_box(mend)(finding, file, run, update);
    }
}
