//! Rules that real files seldom have findings of: each had some in fewer than 10 of 2,007 public Dockerfiles (2026-11),
//! and 90 % of these files have none of any. The page begins without them, without those that are off by default, and
//! without those for `.dockerignore` files; once they have come it audits again.

use crate::rule::{Check, Profile, Rule};

/// Their ids, in order. A new rule is not among them until it has been measured: `--bench scores` says which are.
const RARE: [&str; 210] = [
    "add-archive-not-extracted",
    "add-insecure-url",
    "apk-allow-untrusted",
    "apt-cache-mount-emptied",
    "apt-cache-mount-unlocked",
    "apt-install-without-update",
    "apt-source-trusted-yes",
    "apt-source-without-signed-by",
    "arch-hardcoded-download",
    "arg-busts-cache",
    "arg-used-out-of-scope",
    "background-process-in-run",
    "bidi-or-invisible-characters",
    "build-credentials-not-mounted",
    "cache-mount-content-needed-later",
    "cache-mount-target-mismatch",
    "cache-mount-uid-mismatch",
    "checksum-line-needs-two-spaces",
    "chmod-setuid-bit",
    "chown-executable-to-runtime-user",
    "cmd-ignored-by-shell-entrypoint",
    "comment-inside-heredoc-or-arg-list",
    "continuation-into-instruction",
    "copy-after-user-without-chown",
    "copy-everything-twice",
    "copy-from-empty-scratch-stage",
    "copy-from-self",
    "copy-from-unknown-stage",
    "copy-from-variable",
    "copy-from-whole-filesystem",
    "copy-multi-source-needs-slash",
    "copy-onto-filesystem-root",
    "copy-source-outside-context",
    "credential-file-env",
    "crlf-line-endings",
    "curl-insecure",
    "debug-enabled-in-final-image",
    "default-credentials-baked",
    "device-or-kernel-access",
    "directive-invalid",
    "dnf-missing-yes",
    "dollar-in-single-quotes",
    "dotnet-sdk-in-final-stage",
    "duplicate-flag",
    "duplicate-stage-bodies",
    "duplicate-stage-name",
    "duplicate-uid-or-gid",
    "empty-or-deleted-password",
    "entrypoint-clears-inherited-cmd",
    "entrypoint-script-no-exec",
    "entrypoint-script-not-executable",
    "env-baked-runtime-config",
    "expose-invalid-format",
    "expose-port-malformed",
    "expose-port-out-of-range",
    "expose-protocol-casing",
    "expose-range-huge",
    "extra-arguments",
    "file-capabilities-granted",
    "file-too-long",
    "flag-invalid-value",
    "flag-not-boolean",
    "flag-without-value",
    "from-bad-as-clause",
    "from-base-not-approved",
    "from-constant-platform",
    "from-invalid-platform",
    "from-redundant-target-platform",
    "from-tag-and-digest",
    "from-undeclared-arg",
    "from-untrusted-registry",
    "frontend-prefixed-secret",
    "git-ssl-verify-off",
    "glibc-binary-on-musl",
    "go-binary-not-static",
    "healthcheck-always-true",
    "healthcheck-contains-secret",
    "healthcheck-tool-missing",
    "healthcheck-unknown-type",
    "healthcheck-wrong-port",
    "heredoc-as-destination",
    "heredoc-unterminated",
    "insecure-index-url",
    "instruction-before-from",
    "invalid-stage-name",
    "jdk-in-final-stage",
    "json-form-malformed",
    "json-form-with-shell-syntax",
    "json-not-strings",
    "label-duplicate-key",
    "label-empty",
    "label-malformed",
    "label-required",
    "label-stale-base-digest",
    "label-superfluous",
    "layer-count-extreme",
    "ld-preload-or-library-path",
    "line-too-long",
    "lock-file-not-copied",
    "markdown-fence-pasted",
    "merge-conflict-markers",
    "missing-arguments",
    "missing-continuation",
    "mixed-os-release-stages",
    "multiple-cmd",
    "multiple-entrypoint",
    "multiple-healthcheck",
    "no-from",
    "node-tls-reject-off",
    "not-utf8",
    "npm-cache-clean-without-force",
    "npm-strict-ssl-off",
    "nul-byte",
    "onbuild-forbidden-trigger",
    "package-manager-mismatch",
    "pair-malformed",
    "parser-directive-misplaced",
    "path-replaced-not-extended",
    "pip-break-system-packages",
    "pip-extra-index-url",
    "pip-trusted-host",
    "powershell-error-action",
    "powershell-prefer-shell",
    "powershell-progress",
    "prefer-add-for-archive",
    "privileged-flag-in-run",
    "privileged-port-with-nonroot-user",
    "proxy-credentials-in-env",
    "python-https-verify-off",
    "registry-typosquat",
    "reserved-stage-name",
    "risky-glob",
    "root-home-world-readable",
    "rpm-nogpgcheck",
    "run-export-lost",
    "run-host-network",
    "run-insecure-security",
    "run-mount-invalid",
    "run-network-invalid",
    "run-security-invalid",
    "secret-arg-used-in-run",
    "secret-deleted-in-later-layer",
    "secret-file-copied",
    "secret-file-left-behind",
    "secret-in-cache-mount",
    "secret-in-label-or-command",
    "secret-in-onbuild",
    "secret-mount-required",
    "secret-mount-world-readable",
    "shell-kept-in-distroless-debug",
    "shell-not-json",
    "shell-run-in-scratch",
    "short-digest-or-placeholder",
    "smart-quotes-or-dashes",
    "space-around-equals",
    "stage-name-not-lowercase",
    "stopsignal-ignored-by-shell",
    "stopsignal-invalid",
    "stopsignal-kill",
    "stopsignal-nginx",
    "stopsignal-not-canonical",
    "stopsignal-systemd",
    "substitution-invalid",
    "suppression-unknown-rule",
    "suppression-unused",
    "syntax-directive-floating-or-untrusted",
    "syntax-directive-missing-for-feature",
    "syntax-directive-typo",
    "systemctl-in-container",
    "tab-heredoc-mismatch",
    "tail-f-devnull",
    "temp-dir-left",
    "tls-verification-off-other",
    "trailing-space-after-backslash",
    "uid-zero-alias",
    "umask-zero",
    "unknown-flag",
    "unknown-instruction",
    "unnecessary-files-in-image",
    "unreachable-stage",
    "unset-env-in-other-layer",
    "unused-arg",
    "user-created-never-used",
    "user-explicit-group-drops-supplementary",
    "user-format-invalid",
    "user-not-in-passwdless-stage",
    "user-only-in-build-stage",
    "user-set-then-needs-root",
    "user-undefined",
    "useradd-high-uid-without-no-log-init",
    "uv-without-locked",
    "volume-json-malformed",
    "volume-of-sensitive-path",
    "volume-owned-by-root",
    "volume-then-write-lost",
    "vulnerable-source-download",
    "weak-checksum-algorithm",
    "weak-tls-version",
    "windows-chown-flag",
    "windows-run-mount",
    "windows-stopsignal",
    "workdir-contains-space",
    "workdir-created-as-root",
    "workdir-system-directory",
    "writable-path-entry",
    "xdebug-in-final-image",
    "yum-missing-yes",
    "yum-sslverify-off",
    "zypper-cache-not-cleaned",
    "zypper-missing-non-interactive",
];

/// Whether a rule is one of those that come later. Evaluated while compiling.
pub const fn is_rare(rule: &Rule) -> bool {
    let is_off = !matches!(rule.profile, Profile::Default);
    if is_off || matches!(rule.check, Check::Ignore(_) | Check::Pair(_)) {
        return true;
    }
    let (mut low, mut high) = (0, RARE.len());
    while low < high {
        let middle = (low + high) / 2;
        if is_less(RARE[middle].as_bytes(), rule.id.as_bytes()) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low < RARE.len() && !is_less(rule.id.as_bytes(), RARE[low].as_bytes())
}

const fn is_less(a: &[u8], b: &[u8]) -> bool {
    let mut at = 0;
    while at < a.len() && at < b.len() {
        if a[at] != b[at] {
            return a[at] < b[at];
        }
        at += 1;
    }
    a.len() < b.len()
}

#[cfg(test)]
mod tests {
    use super::RARE;
    use crate::rules;

    #[test]
    fn the_list_is_in_order_and_names_rules() {
        assert!(RARE.is_sorted());
        for id in RARE {
            let rule = rules::all().find(|rule| rule.id == id);
            assert!(rule.is_some_and(super::is_rare), "{id}");
        }
    }
}
