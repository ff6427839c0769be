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
mod apt_source_without_signed_by;
mod arch_hardcoded_download;
mod checksum_from_same_origin;
mod cleartext_url;
mod composer_root_plugins;
mod copy_from_image_unpinned;
mod corepack_unpinned;
mod curl_insecure;
mod dnf_unpinned;
mod epel_enabled;
mod from_not_digest_pinned;
mod from_tag_and_digest;
mod from_untrusted_registry;
mod gem_unpinned;
mod git_clone_unpinned;
mod git_ssl_verify_off;
mod go_unpinned;
mod gpg_key_without_fingerprint;
mod gpg_keyserver_pool;
mod insecure_index_url;
mod latest_release_download;
mod mend;
mod node_tls_reject_off;
mod npm_ci_preferred;
mod npm_install_without_lock_file;
mod npm_runs_lifecycle_scripts;
mod npm_strict_ssl_off;
mod npm_unpinned;
mod npm_unsafe_perm;
mod pip_extra_index_url;
mod pip_trusted_host;
mod pip_unpinned;
mod pip_without_hashes;
mod prefer_add_git;
mod python_https_verify_off;
mod registry_typosquat;
mod remote_artifact_unverified;
mod remote_script_piped_to_shell;
mod rpm_nogpgcheck;
mod short_digest_or_placeholder;
mod snapshot_mirror_not_used;
mod ssh_host_key_blind_trust;
mod syntax_directive_floating_or_untrusted;
mod testing_repository_on_stable;
mod tls_verification_off_other;
mod vulnerable_source_download;
mod weak_checksum_algorithm;
mod weak_tls_version;
mod wget_no_check_certificate;
mod yum_sslverify_off;
mod yum_unpinned;
mod zypper_dist_upgrade;
mod zypper_unpinned;

use crate::audit::Config;
use crate::finding::Finding;
use crate::fix::{Fix, Phase};
use crate::model::downloads::Piped;
use crate::model::{Assigned, Dockerfile, Run};
use crate::rule::Rule;
use crate::shell::Command;
use std::hint::black_box;

/// What is said further of an unchecked certificate where the step then compares a checksum.
const ONLY_A_SUM: &str = ", so that only the checksum below tells a stranger's file";

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
    &apt_source_without_signed_by::RULE,
    &arch_hardcoded_download::RULE,
    &checksum_from_same_origin::RULE,
    &cleartext_url::RULE,
    &composer_root_plugins::RULE,
    &copy_from_image_unpinned::RULE,
    &corepack_unpinned::RULE,
    &curl_insecure::RULE,
    &dnf_unpinned::RULE,
    &epel_enabled::RULE,
    &from_not_digest_pinned::RULE,
    &from_tag_and_digest::RULE,
    &from_untrusted_registry::RULE,
    &gem_unpinned::RULE,
    &git_clone_unpinned::RULE,
    &git_ssl_verify_off::RULE,
    &go_unpinned::RULE,
    &gpg_key_without_fingerprint::RULE,
    &gpg_keyserver_pool::RULE,
    &insecure_index_url::RULE,
    &latest_release_download::RULE,
    &node_tls_reject_off::RULE,
    &npm_ci_preferred::RULE,
    &npm_install_without_lock_file::RULE,
    &npm_runs_lifecycle_scripts::RULE,
    &npm_strict_ssl_off::RULE,
    &npm_unpinned::RULE,
    &npm_unsafe_perm::RULE,
    &pip_extra_index_url::RULE,
    &pip_trusted_host::RULE,
    &pip_unpinned::RULE,
    &pip_without_hashes::RULE,
    &prefer_add_git::RULE,
    &python_https_verify_off::RULE,
    &registry_typosquat::RULE,
    &remote_artifact_unverified::RULE,
    &remote_script_piped_to_shell::RULE,
    &rpm_nogpgcheck::RULE,
    &short_digest_or_placeholder::RULE,
    &snapshot_mirror_not_used::RULE,
    &ssh_host_key_blind_trust::RULE,
    &syntax_directive_floating_or_untrusted::RULE,
    &testing_repository_on_stable::RULE,
    &tls_verification_off_other::RULE,
    &vulnerable_source_download::RULE,
    &weak_checksum_algorithm::RULE,
    &weak_tls_version::RULE,
    &wget_no_check_certificate::RULE,
    &yum_sslverify_off::RULE,
    &yum_unpinned::RULE,
    &zypper_dist_upgrade::RULE,
    &zypper_unpinned::RULE,
];

/// Offers to take a variable that switches checks off out of ENV or ARG.
fn offer_without(finding: &mut Finding, file: &Dockerfile, set: &Assigned<'_>) {
    if set.kind.is_none() || set.onbuild {
        return;
    }
    if let Some(((span, text), gone)) = file.without_pair(set.instruction, set.span) {
        let change = "a server whose certificate is not trusted is refused from now on";
        let fix = Fix::review("check the certificate", Phase::Packages, change);
        finding.fix(fix.replace(span, text).instructions(-gone));
    }
}

/// Keeps the key of an `apt-key` command to its own sources: by way of a pointer, as it belongs to the later part of a
/// program that has two. Before that is there, the finding stands without.
fn mend_key(finding: &mut Finding, file: &Dockerfile, run: &Run, command: &Command) {
    if super::is_whole() {
        black_box(mend::key as fn(&mut Finding, &Dockerfile, &Run, &Command))(
            finding, file, run, command,
        );
    }
}

/// Finds another way for a script that is piped into a shell, likewise.
fn mend_script(
    finding: &mut Finding,
    file: &Dockerfile,
    run: &Run,
    piped: &Piped<'_>,
    config: &Config,
) {
    if super::is_whole() {
        let mend: fn(&mut Finding, &Dockerfile, &Run, &Piped<'_>, &Config) = mend::script;
        black_box(mend)(finding, file, run, piped, config);
    }
}
