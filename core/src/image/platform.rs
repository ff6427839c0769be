//! Platforms such as `linux/arm64/v8`, by the grammar of containerd's `platforms` (read 2026-11).

/// Operating system and architecture, normalised: `x86_64` is `amd64`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Platform {
    /// `linux`, `windows`; empty where only an architecture is written.
    pub os: String,
    /// `amd64`, `arm64`; empty where only a system is written.
    pub arch: String,
}

const SYSTEMS: &[&str] = &[
    "aix",
    "android",
    "darwin",
    "dragonfly",
    "freebsd",
    "hurd",
    "illumos",
    "ios",
    "js",
    "linux",
    "nacl",
    "netbsd",
    "openbsd",
    "plan9",
    "solaris",
    "windows",
    "zos",
    "macos",
];

const ARCHITECTURES: &[&str] = &[
    "386",
    "amd64",
    "amd64p32",
    "arm",
    "armbe",
    "arm64",
    "arm64be",
    "ppc64",
    "ppc64le",
    "loong64",
    "mips",
    "mipsle",
    "mips64",
    "mips64le",
    "mips64p32",
    "mips64p32le",
    "ppc",
    "riscv",
    "riscv64",
    "s390",
    "s390x",
    "sparc",
    "sparc64",
    "wasm",
];

impl Platform {
    /// Reads a platform; the error is one clause that says what is wrong.
    pub fn parse(text: &str) -> Result<Platform, String> {
        let parts: Vec<&str> = text.split('/').collect();
        let part = |part: &&str| {
            let letter = |b: u8| b.is_ascii_alphanumeric() || b"_.-".contains(&b);
            let name =
                part.split_once('(').filter(|_| part.ends_with(')')).map_or(*part, |(n, _)| n);
            !name.is_empty() && name.bytes().all(letter)
        };
        if parts.len() > 3 || !parts.iter().all(part) {
            return Err(
                "it is not of the form `os/architecture` or `os/architecture/variant`".to_owned()
            );
        }
        let first = parts[0].split('(').next().unwrap_or("").to_ascii_lowercase();
        match parts.get(1) {
            Some(second) => Ok(Platform { os: first, arch: architecture(second) }),
            None if SYSTEMS.contains(&first.as_str()) => {
                Ok(Platform { os: first, arch: String::new() })
            }
            None => {
                let arch = architecture(&first);
                match ARCHITECTURES.contains(&arch.as_str()) {
                    true => Ok(Platform { os: String::new(), arch }),
                    false => {
                        Err("it is neither a known system nor a known architecture".to_owned())
                    }
                }
            }
        }
    }
}

fn architecture(name: &str) -> String {
    match name.to_ascii_lowercase().as_str() {
        "i386" => "386".to_owned(),
        "x86_64" | "x86-64" => "amd64".to_owned(),
        "aarch64" => "arm64".to_owned(),
        "armhf" | "armel" => "arm".to_owned(),
        other => other.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn platforms() {
        let read = |text| Platform::parse(text).map(|p| (p.os, p.arch));
        assert_eq!(read("linux/x86_64"), Ok(("linux".into(), "amd64".into())));
        assert_eq!(read("linux/arm/v7"), Ok(("linux".into(), "arm".into())));
        assert_eq!(read("arm64"), Ok((String::new(), "arm64".into())));
        assert_eq!(read("windows(10.0.17763)/amd64"), Ok(("windows".into(), "amd64".into())));
        for bad in ["", "linux/", "a/b/c/d", "linux amd64", "amd46", "$X"] {
            assert!(read(bad).is_err(), "{bad}");
        }
    }
}
