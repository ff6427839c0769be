//! Build arguments whose value differs in every build.

/// Whether a name says that its value is a date, a commit or a number of the build.
pub fn is_volatile(name: &str) -> bool {
    const NAMES: &[&str] = &[
        "BUILD_DATE",
        "BUILD_TIME",
        "BUILD_TIMESTAMP",
        "BUILDTIME",
        "BUILD_NUMBER",
        "BUILD_ID",
        "BUILD_REF",
        "BUILD_SHA",
        "GIT_SHA",
        "GIT_COMMIT",
        "GIT_HASH",
        "GIT_REF",
        "GIT_REV",
        "GIT_REVISION",
        "GIT_COMMIT_SHA",
        "COMMIT",
        "COMMIT_SHA",
        "COMMIT_HASH",
        "COMMIT_ID",
        "VCS_REF",
        "REVISION",
        "CI_COMMIT_SHA",
        "CI_COMMIT_SHORT_SHA",
        "GITHUB_SHA",
        "SOURCE_COMMIT",
        "CREATED",
        "DATE",
    ];
    NAMES.iter().any(|known| known.eq_ignore_ascii_case(name))
}
