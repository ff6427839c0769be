//! Whether what is fetched is what was meant.

mod add_insecure_url;
mod add_url_without_checksum;
mod apk_allow_untrusted;
mod apk_unpinned;
mod apt_force_flags;
mod apt_get_unpinned;
mod apt_get_upgrade;
mod apt_key_deprecated;
mod apt_source_trusted_yes;
mod cleartext_url;
mod copy_from_image_unpinned;
mod curl_insecure;
mod dnf_unpinned;
mod from_not_digest_pinned;
mod from_untrusted_registry;
mod gem_unpinned;
mod git_clone_unpinned;
mod git_ssl_verify_off;
mod go_unpinned;
mod gpg_keyserver_pool;
mod node_tls_reject_off;
mod npm_ci_preferred;
mod npm_strict_ssl_off;
mod npm_unpinned;
mod pip_trusted_host;
mod pip_unpinned;
mod python_https_verify_off;
mod remote_artifact_unverified;
mod remote_script_piped_to_shell;
mod rpm_nogpgcheck;
mod ssh_host_key_blind_trust;
mod weak_checksum_algorithm;
mod weak_tls_version;
mod wget_no_check_certificate;
mod yum_sslverify_off;
mod yum_unpinned;
mod zypper_dist_upgrade;
mod zypper_unpinned;

use crate::rule::Rule;

pub(super) static RULES: &[&Rule] = &[
    &add_insecure_url::RULE,
    &add_url_without_checksum::RULE,
    &apk_allow_untrusted::RULE,
    &apk_unpinned::RULE,
    &apt_force_flags::RULE,
    &apt_get_unpinned::RULE,
    &apt_get_upgrade::RULE,
    &apt_key_deprecated::RULE,
    &apt_source_trusted_yes::RULE,
    &cleartext_url::RULE,
    &copy_from_image_unpinned::RULE,
    &curl_insecure::RULE,
    &dnf_unpinned::RULE,
    &from_not_digest_pinned::RULE,
    &from_untrusted_registry::RULE,
    &gem_unpinned::RULE,
    &git_clone_unpinned::RULE,
    &git_ssl_verify_off::RULE,
    &go_unpinned::RULE,
    &gpg_keyserver_pool::RULE,
    &node_tls_reject_off::RULE,
    &npm_ci_preferred::RULE,
    &npm_strict_ssl_off::RULE,
    &npm_unpinned::RULE,
    &pip_trusted_host::RULE,
    &pip_unpinned::RULE,
    &python_https_verify_off::RULE,
    &remote_artifact_unverified::RULE,
    &remote_script_piped_to_shell::RULE,
    &rpm_nogpgcheck::RULE,
    &ssh_host_key_blind_trust::RULE,
    &weak_checksum_algorithm::RULE,
    &weak_tls_version::RULE,
    &wget_no_check_certificate::RULE,
    &yum_sslverify_off::RULE,
    &yum_unpinned::RULE,
    &zypper_dist_upgrade::RULE,
    &zypper_unpinned::RULE,
];
