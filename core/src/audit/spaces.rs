//! Whose id an id may be.

/// The checks of BuildKit.
pub const CHECKS: [&str; 22] = [
    "StageNameCasing",
    "FromAsCasing",
    "NoEmptyContinuation",
    "ConsistentInstructionCasing",
    "FileConsistentCommandCasing",
    "DuplicateStageName",
    "ReservedStageName",
    "JSONArgsRecommended",
    "MaintainerDeprecated",
    "UndefinedArgInFrom",
    "WorkdirRelativePath",
    "UndefinedVar",
    "MultipleInstructionsDisallowed",
    "LegacyKeyValueFormat",
    "RedundantTargetPlatform",
    "SecretsUsedInArgOrEnv",
    "InvalidDefaultArgInFrom",
    "FromPlatformFlagConstDisallowed",
    "CopyIgnoredFile",
    "InvalidDefinitionDescription",
    "ExposeProtoCasing",
    "ExposeInvalidFormat",
];

/// Whether an id has the form of another tool's: a code (`DL3008`, `CKV_DOCKER_2`, `DS-0002`), a name in camel case, a
/// UUID, or a name with a namespace.
pub(super) fn looks_foreign(id: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    if id.contains(['/', '.']) {
        return id.chars().all(|c| plain(c) || c == '/' || c == '.');
    }
    let digits = id.chars().any(|c| c.is_ascii_digit());
    let capital = id.starts_with(|c: char| c.is_ascii_uppercase());
    let code = capital && digits && !id.chars().any(|c| c.is_ascii_lowercase());
    let hump = |pair: &[u8]| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase();
    let camel = capital && id.as_bytes().windows(2).any(hump);
    let uuid = id.len() == 36 && id.matches('-').count() == 4;
    id.chars().all(plain) && (code || camel || uuid)
}

#[cfg(test)]
mod tests {
    use super::looks_foreign;

    #[test]
    fn ids_of_other_tools_are_told_by_their_form() {
        let uuid = "fd54f200-402c-4333-a5a4-36ef6709af2f";
        for id in ["DL3008", "CKV_DOCKER_2", "DS-0002", "tally/x-y", "a.b.c", uuid, "UndefinedVar"]
        {
            assert!(looks_foreign(id), "{id}");
        }
        for id in ["root-user", "Crazy", "because", "DLxxxx", "DL", "", "it's"] {
            assert!(!looks_foreign(id), "{id}");
        }
    }
}
