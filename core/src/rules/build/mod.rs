//! How the image is built: packages, layers, caches, files.

mod add_instead_of_copy;
mod apk_missing_no_cache;
mod apt_get_missing_no_install_recommends;
mod apt_get_missing_yes;
mod apt_get_update_alone;
mod apt_instead_of_apt_get;
mod apt_lists_not_removed;
mod broad_copy_before_install;
mod build_tools_in_final_stage;
mod chown_recursive_layer;
mod conda_cache_kept;
mod consecutive_run;
mod copy_from_whole_filesystem;
mod copy_onto_filesystem_root;
mod curl_and_wget_both;
mod debian_frontend_in_env;
mod dnf_cache_not_cleaned;
mod dnf_missing_yes;
mod gem_docs_installed;
mod ignore_duplicate_pattern;
mod ignore_inline_comment;
mod ignore_lone_bang;
mod ignore_malformed_pattern;
mod multi_stage_recommended;
mod npm_cache_kept;
mod pip_keeps_cache;
mod pointless_command;
mod prefer_add_for_archive;
mod rm_in_later_layer;
mod use_workdir_instead_of_cd;
mod wget_progress_noise;
mod yarn_cache_kept;
mod yum_cache_not_cleaned;
mod yum_missing_yes;
mod zypper_cache_not_cleaned;
mod zypper_missing_non_interactive;

use crate::rule::Rule;

pub(super) static RULES: &[&Rule] = &[
    &add_instead_of_copy::RULE,
    &apk_missing_no_cache::RULE,
    &apt_get_missing_no_install_recommends::RULE,
    &apt_get_missing_yes::RULE,
    &apt_get_update_alone::RULE,
    &apt_instead_of_apt_get::RULE,
    &apt_lists_not_removed::RULE,
    &broad_copy_before_install::RULE,
    &build_tools_in_final_stage::RULE,
    &chown_recursive_layer::RULE,
    &conda_cache_kept::RULE,
    &consecutive_run::RULE,
    &copy_from_whole_filesystem::RULE,
    &copy_onto_filesystem_root::RULE,
    &curl_and_wget_both::RULE,
    &debian_frontend_in_env::RULE,
    &dnf_cache_not_cleaned::RULE,
    &dnf_missing_yes::RULE,
    &gem_docs_installed::RULE,
    &ignore_duplicate_pattern::RULE,
    &ignore_inline_comment::RULE,
    &ignore_lone_bang::RULE,
    &ignore_malformed_pattern::RULE,
    &multi_stage_recommended::RULE,
    &npm_cache_kept::RULE,
    &pip_keeps_cache::RULE,
    &pointless_command::RULE,
    &prefer_add_for_archive::RULE,
    &rm_in_later_layer::RULE,
    &use_workdir_instead_of_cd::RULE,
    &wget_progress_noise::RULE,
    &yarn_cache_kept::RULE,
    &yum_cache_not_cleaned::RULE,
    &yum_missing_yes::RULE,
    &zypper_cache_not_cleaned::RULE,
    &zypper_missing_non_interactive::RULE,
];
