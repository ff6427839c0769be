//! Signals by name and number, as `docker stop` sends them (`moby/sys/signal`, Linux, read 2026-11).

const NAMES: &[&str] = &[
    "ABRT", "ALRM", "BUS", "CHLD", "CLD", "CONT", "FPE", "HUP", "ILL", "INT", "IO", "IOT", "KILL",
    "PIPE", "POLL", "PROF", "PWR", "QUIT", "SEGV", "STKFLT", "STOP", "SYS", "TERM", "TRAP", "TSTP",
    "TTIN", "TTOU", "URG", "USR1", "USR2", "VTALRM", "WINCH", "XCPU", "XFSZ", "RTMIN", "RTMAX",
];

/// Whether a text is a signal: `SIGTERM`, `term`, `15`, `RTMIN+3`.
pub fn is_signal(text: &str) -> bool {
    if let Ok(number) = text.parse::<i64>() {
        return (1..=64).contains(&number);
    }
    let upper = text.to_ascii_uppercase();
    let name = upper.strip_prefix("SIG").unwrap_or(&upper);
    let offset = |start, most: u32| {
        name.strip_prefix(start)
            .and_then(|n| n.parse().ok())
            .is_some_and(|n: u32| (1..=most).contains(&n))
    };
    NAMES.contains(&name) || offset("RTMIN+", 15) || offset("RTMAX-", 14)
}

#[cfg(test)]
mod tests {
    #[test]
    fn signals() {
        for good in ["SIGTERM", "quit", "9", "SIGRTMIN+3", "RTMAX-1"] {
            assert!(super::is_signal(good), "{good}");
        }
        for bad in ["", "SIGNAL", "0", "65", "RTMIN+16", "-9"] {
            assert!(!super::is_signal(bad), "{bad}");
        }
    }
}
