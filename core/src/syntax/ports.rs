//! Ports of EXPOSE, read as the builder reads them (`dockerfile2llb/convert_expose.go`, read 2026-11).

/// One word of EXPOSE.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Port {
    /// What stands before the container's port: `8080` of `8080:80`, `127.0.0.1:80` of `127.0.0.1:80:80`.
    pub host: Option<String>,
    /// The port or range without protocol.
    pub range: String,
    /// The protocol as written; empty where there is none.
    pub protocol: String,
}

/// Why a builder refuses a port.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PortFault {
    /// Beyond 65535.
    OutOfRange,
    /// No number, no known protocol, an end before its start.
    Malformed,
}

impl Port {
    /// Takes a word apart.
    pub fn parse(word: &str) -> Port {
        let (host, port) = match word.rsplit_once(':') {
            Some((host, port)) => (Some(host.to_owned()), port),
            None => (None, word),
        };
        let (range, protocol) = port.split_once('/').unwrap_or((port, ""));
        Port { host, range: range.to_owned(), protocol: protocol.to_owned() }
    }

    /// Whether something stands before the port.
    pub fn has_host(&self) -> bool {
        self.host.as_deref().is_some_and(|host| !host.trim_matches(':').is_empty())
    }

    /// First and last port.
    pub fn bounds(&self) -> Result<(u16, u16), PortFault> {
        let (start, end) = self.range.split_once('-').unwrap_or((&self.range, &self.range));
        let (start, end) = (number(start)?, number(end)?);
        if end < start { Err(PortFault::Malformed) } else { Ok((start, end)) }
    }

    /// What a builder refuses in it.
    pub fn fault(&self) -> Option<PortFault> {
        let protocol = self.protocol.to_ascii_lowercase();
        match matches!(protocol.as_str(), "" | "tcp" | "udp" | "sctp") {
            true => self.bounds().err(),
            false => Some(PortFault::Malformed),
        }
    }
}

fn number(text: &str) -> Result<u16, PortFault> {
    if text.is_empty() || !text.bytes().all(|b| b.is_ascii_digit()) {
        return Err(PortFault::Malformed);
    }
    text.parse().map_err(|_| PortFault::OutOfRange)
}
