//! Durations and sizes as Go reads them, in whole numbers: floating point would bring its tables into the browser.

/// A Go duration such as `1m30s` in nanoseconds; nothing is 0 (Go's `time.ParseDuration`, read 2026-11).
pub fn nanoseconds(text: &str) -> Option<i64> {
    const UNITS: [(&str, u64); 8] = [
        ("ns", 1),
        ("us", 1_000),
        ("µs", 1_000),
        ("μs", 1_000),
        ("ms", 1_000_000),
        ("s", 1_000_000_000),
        ("m", 60_000_000_000),
        ("h", 3_600_000_000_000),
    ];
    if text.is_empty() || text == "0" {
        return Some(0);
    }
    let mut rest = text.strip_prefix('+').unwrap_or(text);
    if rest.is_empty() {
        return None;
    }
    let mut total = 0_u64;
    while !rest.is_empty() {
        let (number, after) = rest.split_at(decimal_length(rest));
        let (unit, size) = UNITS.iter().find(|(unit, _)| after.starts_with(unit))?;
        total = total.checked_add(scaled(number, *size)?)?;
        rest = &after[unit.len()..];
    }
    i64::try_from(total).ok()
}

/// A size such as `64m` or `1.5GiB` in bytes (docker/go-units `RAMInBytes`, read 2026-11).
pub fn bytes(text: &str) -> Option<u64> {
    let (number, unit) = text.split_at(decimal_length(text));
    let unit = unit.trim_start().to_ascii_lowercase();
    let unit = unit.strip_suffix("ib").or(unit.strip_suffix('b')).unwrap_or(&unit);
    let power = ["", "k", "m", "g", "t", "p"].iter().position(|known| *known == unit)?;
    scaled(number, 1 << (10 * power))
}

fn decimal_length(text: &str) -> usize {
    text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').len()
}

/// A decimal number times a unit, its fraction cut; nothing where it is no number, or too large.
fn scaled(number: &str, unit: u64) -> Option<u64> {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    if whole.len() + fraction.len() == 0 || fraction.contains('.') {
        return None;
    }
    let whole = if whole.is_empty() { 0 } else { whole.parse::<u64>().ok()? };
    let mut total = whole.checked_mul(unit)?;
    let (mut share, mut unit) = (0_u128, u128::from(unit));
    let mut scale = 1_u128;
    // More digits than this change nothing that is counted.
    for digit in fraction.bytes().take(18) {
        scale *= 10;
        share = share * 10 + u128::from(digit - b'0');
    }
    unit *= share;
    total = total.checked_add((unit / scale) as u64)?;
    Some(total)
}

#[cfg(test)]
mod tests {
    use super::{bytes, nanoseconds};

    #[test]
    fn reads_durations() {
        for (text, expected) in [
            ("", Some(0)),
            ("0", Some(0)),
            ("30s", Some(30_000_000_000)),
            ("1m30s", Some(90_000_000_000)),
            ("+1.5h", Some(5_400_000_000_000)),
            (".5ms", Some(500_000)),
            ("1.ms", Some(1_000_000)),
            ("2µs", Some(2_000)),
            ("+", None),
            (".s", None),
            ("1.2.3s", None),
            ("5", None),
            ("5x", None),
            ("-1s", None),
            ("99999999h", None),
        ] {
            assert_eq!(nanoseconds(text), expected, "{text}");
        }
    }

    #[test]
    fn reads_sizes() {
        for (text, expected) in [
            ("64", Some(64)),
            ("64b", Some(64)),
            ("64m", Some(64 << 20)),
            ("1.5 GiB", Some(3 << 29)),
            ("1KB", Some(1024)),
            ("m", None),
            ("1x", None),
            ("99999999p", None),
        ] {
            assert_eq!(bytes(text), expected, "{text}");
        }
    }
}
