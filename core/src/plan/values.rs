//! Signals, platforms and file modes.

/// Whether a signal is one of Linux's, by number or name (moby/sys `signal`, read 2026-11).
pub fn is_signal(text: &str) -> bool {
    const NAMES: [&str; 37] = [
        "ABRT", "ALRM", "BUS", "CHLD", "CLD", "CONT", "FPE", "HUP", "ILL", "INT", "IO", "IOT",
        "KILL", "PIPE", "POLL", "PROF", "PWR", "QUIT", "SEGV", "STKFLT", "STOP", "SYS", "TERM",
        "TRAP", "TSTP", "TTIN", "TTOU", "URG", "USR1", "USR2", "VTALRM", "WINCH", "XCPU", "XFSZ",
        "RTMIN", "RTMAX", "UNUSED",
    ];
    if let Ok(number) = text.parse::<i64>() {
        return number != 0;
    }
    let upper = text.to_ascii_uppercase();
    let name = upper.strip_prefix("SIG").unwrap_or(&upper);
    let real_time = |prefix: &str, most: u32| {
        let number = name.strip_prefix(prefix).and_then(|n| n.parse::<u32>().ok());
        number.is_some_and(|n| (1..=most).contains(&n))
    };
    NAMES.contains(&name) || real_time("RTMIN+", 15) || real_time("RTMAX-", 14)
}

/// A platform such as `linux/arm64` in its usual spelling (containerd `platforms`, read 2026-11).
pub fn platform(text: &str) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    let parts: Vec<&str> = lower.split('/').collect();
    let word = |part: &&str| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"_.-()".contains(&b))
    };
    if parts.len() > 3 || !parts.iter().all(word) {
        return None;
    }
    let os = |text: &str| match text {
        "macos" => "darwin".to_owned(),
        // `windows(10.0.17763)` names a version.
        other => other.split('(').next().unwrap_or(other).to_owned(),
    };
    let (system, machine, variant) = match parts[..] {
        [only]
            if ["linux", "windows", "darwin", "macos", "freebsd"].contains(&os(only).as_str()) =>
        {
            (os(only), "amd64", "")
        }
        [only] => ("linux".to_owned(), only, ""),
        [system, machine] => (os(system), machine, ""),
        [system, machine, variant] => (os(system), machine, variant),
        _ => return None,
    };
    let (machine, variant) = match (machine, variant) {
        ("x86_64" | "x86-64" | "amd64", "v1" | "") => ("amd64", ""),
        ("x86_64" | "x86-64", variant) => ("amd64", variant),
        ("i386", _) => ("386", ""),
        ("aarch64" | "arm64", "8" | "v8" | "") => ("arm64", ""),
        ("aarch64", variant) => ("arm64", variant),
        ("armhf", _) => ("arm", "v7"),
        ("armel", _) => ("arm", "v6"),
        ("arm", "" | "7") => ("arm", "v7"),
        ("arm", "5") => ("arm", "v5"),
        ("arm", "6") => ("arm", "v6"),
        ("arm", "8") => ("arm", "v8"),
        other => other,
    };
    let known = [
        "386", "amd64", "arm", "arm64", "loong64", "mips", "mips64", "mips64le", "mipsle", "ppc64",
        "ppc64le", "riscv64", "s390x", "wasm", "sparc64",
    ];
    if parts.len() == 1 && !known.contains(&machine) {
        return None;
    }
    Some(match variant {
        "" => format!("{system}/{machine}"),
        variant => format!("{system}/{machine}/{variant}"),
    })
}

/// Whether a file mode such as `u+rwX,go=rX` is one.
pub fn is_symbolic_mode(text: &str) -> bool {
    !text.is_empty()
        && text.split(',').all(|clause| {
            let rest = clause.trim_start_matches(['u', 'g', 'o', 'a']);
            rest.starts_with(['+', '-', '='])
                && rest.split(['+', '-', '=']).skip(1).all(|permissions| {
                    permissions.chars().all(|c| "rwxXst".contains(c))
                        || ["u", "g", "o"].contains(&permissions)
                })
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values() {
        assert!(is_signal("SIGTERM") && is_signal("9") && is_signal("rtmin+3"));
        assert!(!is_signal("0") && !is_signal("SIGNOPE") && !is_signal(""));
        assert_eq!(platform("linux/aarch64/v8").as_deref(), Some("linux/arm64"));
        assert_eq!(platform("linux/arm").as_deref(), Some("linux/arm/v7"));
        assert_eq!(platform("Linux/x86_64").as_deref(), Some("linux/amd64"));
        assert_eq!((platform("linux//x"), platform("nope")), (None, None));
        assert!(is_symbolic_mode("u=rwX,go=rX") && is_symbolic_mode("+x"));
        assert!(!is_symbolic_mode("x") && !is_symbolic_mode("u") && !is_symbolic_mode("9"));
    }
}
