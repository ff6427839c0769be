//! What EXPOSE accepts: `8080`, `53/udp`, `8000-8010`, with addresses and host ports that mean nothing.

/// The ports of one word, as `8080/tcp`.
pub fn ports(word: &str) -> Result<Vec<String>, String> {
    let parts: Vec<&str> = word.rsplitn(3, ':').collect();
    let (port, host, address) = match parts[..] {
        [port] => (port, "", ""),
        [port, host] => (port, host, ""),
        [port, host, address, ..] => (port, host, address),
        [] => ("", "", ""),
    };
    let (port, protocol) = port.split_once('/').unwrap_or((port, ""));
    if port.is_empty() {
        return Err(format!("EXPOSE `{word}` names no port"));
    }
    let protocol = match protocol.to_ascii_lowercase().as_str() {
        "" => "tcp".to_owned(),
        known @ ("tcp" | "udp" | "sctp") => known.to_owned(),
        other => return Err(format!("EXPOSE knows tcp, udp and sctp, not `{other}`")),
    };
    let bare = address.strip_prefix('[').and_then(|a| a.strip_suffix(']')).unwrap_or(address);
    if !bare.is_empty() && bare.parse::<std::net::IpAddr>().is_err() {
        return Err(format!("`{address}` is not an address"));
    }
    let (first, last) = range(port).ok_or_else(|| format!("`{port}` is not a port"))?;
    if !host.is_empty() {
        let (from, to) = range(host).ok_or_else(|| format!("`{host}` is not a port"))?;
        if to - from != last - first && first != last {
            return Err(format!("the ranges `{port}` and `{host}` differ in length"));
        }
    }
    Ok((first..=last).map(|port| format!("{port}/{protocol}")).collect())
}

fn range(text: &str) -> Option<(u16, u16)> {
    let number = |text: &str| {
        let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| text.parse::<u16>().ok()).flatten()
    };
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    let (first, last) = (number(first)?, number(last)?);
    (first <= last).then_some((first, last))
}

#[cfg(test)]
mod tests {
    use super::ports;

    #[test]
    fn words() {
        assert_eq!(ports("80").unwrap(), ["80/tcp"]);
        assert_eq!(ports("127.0.0.1:1:53/UDP").unwrap(), ["53/udp"]);
        assert_eq!(ports("[::1]:7:8-9").unwrap_err(), "the ranges `8-9` and `7` differ in length");
        assert_eq!(ports("8-9").unwrap(), ["8/tcp", "9/tcp"]);
        for bad in ["", "/tcp", "9-8", "70000", "+80", "80/http", "x:1:2"] {
            assert!(ports(bad).is_err(), "{bad}");
        }
    }
}
