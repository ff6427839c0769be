//! References such as `ghcr.io/acme/app:1.2@sha256:…`, by the grammar of the distribution project
//! (`distribution/reference`, read 2026-11).

/// A reference, split into its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// As written.
    pub raw: String,
    /// The registry as written; `None` means Docker Hub.
    pub registry: Option<String>,
    /// The repository's path as written, without the registry: `node`, `library/node`, `acme/app`.
    pub path: String,
    /// The tag.
    pub tag: Option<String>,
    /// The digest with its algorithm: `sha256:…`.
    pub digest: Option<String>,
}

/// Where the publishers themselves, or mirrors of Docker Hub, keep images that it has too, and their names there (the
/// registries' own pages, 2026-11). What ends with a slash is followed by a name.
const MIRRORS: &[(&str, &str)] = &[
    ("public.ecr.aws/docker/library/", ""),
    ("mirror.gcr.io/library/", ""),
    ("public.ecr.aws/ubuntu/ubuntu", "ubuntu"),
    ("public.ecr.aws/debian/debian", "debian"),
    ("public.ecr.aws/amazonlinux/amazonlinux", "amazonlinux"),
    ("public.ecr.aws/amazoncorretto/amazoncorretto", "amazoncorretto"),
    ("public.ecr.aws/nginx/nginx", "nginx"),
    ("ghcr.io/oracle/oraclelinux", "oraclelinux"),
    ("container-registry.oracle.com/os/oraclelinux", "oraclelinux"),
    ("quay.io/fedora/fedora", "fedora"),
    ("registry.fedoraproject.org/fedora", "fedora"),
    ("quay.io/almalinuxorg/almalinux", "almalinux"),
    ("quay.io/rockylinux/rockylinux", "rockylinux/rockylinux"),
    ("registry.opensuse.org/opensuse/leap", "opensuse/leap"),
    ("registry.opensuse.org/opensuse/tumbleweed", "opensuse/tumbleweed"),
    ("nvcr.io/nvidia/cuda", "nvidia/cuda"),
];

impl Reference {
    /// Reads a reference; the error is one clause that says what is wrong.
    pub fn parse(raw: &str) -> Result<Reference, String> {
        let (rest, digest) = match raw.split_once('@') {
            Some((rest, digest)) => (rest, Some(digest)),
            None => (raw, None),
        };
        let slash = rest.rfind('/').map_or(0, |at| at + 1);
        let (name, tag) = match rest[slash..].split_once(':') {
            Some((last, tag)) => (&rest[..slash + last.len()], Some(tag)),
            None => (rest, None),
        };
        let (registry, path) = match name.split_once('/') {
            Some((first, path)) if is_registry(first) => (Some(first), path),
            _ => (None, name),
        };
        if let Some(registry) = registry {
            valid_registry(registry)?;
        }
        valid_path(path)?;
        if let Some(tag) = tag {
            valid_tag(tag)?;
        }
        if let Some(digest) = digest {
            valid_digest(digest)?;
        }
        if registry.is_none()
            && path.len() == 64
            && path.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
        {
            return Err("64 hexadecimal digits are an image id, which can't be pulled".to_owned());
        }
        Ok(Reference {
            raw: raw.to_owned(),
            registry: registry.map(str::to_owned),
            path: path.to_owned(),
            tag: tag.map(str::to_owned),
            digest: digest.map(str::to_owned),
        })
    }

    /// The repository as people know it: `node` for `docker.io/library/node` and where others keep the same image,
    /// `ghcr.io/acme/app` elsewhere.
    pub fn repository(&self) -> String {
        let name = self.full_name();
        let known = MIRRORS.iter().find_map(|(place, image)| {
            let rest = name.strip_prefix(place)?;
            let is_whole = rest.is_empty() || place.ends_with('/');
            is_whole.then(|| format!("{image}{rest}"))
        });
        known.unwrap_or(name)
    }

    /// The repository where it is: `node` for `docker.io/library/node`, with its registry elsewhere.
    pub fn full_name(&self) -> String {
        match self.registry.as_deref() {
            None
            | Some(
                "docker.io"
                | "index.docker.io"
                | "registry-1.docker.io"
                | "registry.hub.docker.com",
            ) => self.path.strip_prefix("library/").unwrap_or(&self.path).to_owned(),
            Some(registry) => format!("{registry}/{}", self.path),
        }
    }

    /// As written, without tag and digest.
    pub fn bare(&self) -> &str {
        let cut = |text: &str| {
            self.digest.as_ref().map_or(text.len(), |digest| text.len() - digest.len() - 1)
        };
        let named = &self.raw[..cut(&self.raw)];
        let tag = self.tag.as_ref().map_or(0, |tag| tag.len() + 1);
        &named[..named.len() - tag]
    }

    /// The number that the tag begins with.
    pub fn major(&self) -> Option<u32> {
        let tag = self.tag.as_deref()?;
        let digits = tag.find(|c: char| !c.is_ascii_digit()).unwrap_or(tag.len());
        tag[..digits].parse().ok()
    }

    /// The parts of the tag between dashes and underscores.
    pub fn tag_parts(&self) -> impl Iterator<Item = &str> {
        self.tag.as_deref().unwrap_or("").split(['-', '_'])
    }

    /// The registry's host, `docker.io` where none is written.
    pub fn host(&self) -> &str {
        self.registry.as_deref().unwrap_or("docker.io")
    }

    /// The tag that a pull would use: `latest` where neither tag nor digest is given.
    pub fn effective_tag(&self) -> Option<&str> {
        match (&self.tag, &self.digest) {
            (Some(tag), _) => Some(tag),
            (None, Some(_)) => None,
            (None, None) => Some("latest"),
        }
    }
}

fn is_registry(first: &str) -> bool {
    first == "localhost"
        || first.contains(['.', ':'])
        || first.chars().any(|c| c.is_ascii_uppercase())
}

fn valid_registry(registry: &str) -> Result<(), String> {
    let (host, port) = match registry.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((address, port)) if address.bytes().all(|b| b.is_ascii_hexdigit() || b == b':') => {
            ("localhost", port.strip_prefix(':'))
        }
        _ => registry.split_once(':').map_or((registry, None), |(host, port)| (host, Some(port))),
    };
    let label = |label: &str| {
        !label.is_empty()
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    if host.split('.').all(label)
        && port.is_none_or(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit()))
    {
        return Ok(());
    }
    Err(format!("`{registry}` is not a registry's host"))
}

fn valid_path(path: &str) -> Result<(), String> {
    if path.is_empty() {
        return Err("it names no repository".to_owned());
    }
    if path.chars().any(|c| c.is_ascii_uppercase()) {
        return Err(format!("repository `{path}` must be lower-case"));
    }
    if path.len() > 255 {
        return Err("the repository's name is longer than 255 characters".to_owned());
    }
    match path.split('/').find(|part| !valid_component(part)) {
        None => Ok(()),
        Some("") => Err("there is an empty part between slashes".to_owned()),
        Some(part) => Err(format!("`{part}` can't be part of a repository's name")),
    }
}

/// Letters and digits, joined by one `.`, one or two `_`, or dashes.
fn valid_component(part: &str) -> bool {
    let alphanumeric = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
    let bytes = part.as_bytes();
    if !bytes.first().copied().is_some_and(alphanumeric)
        || !bytes.last().copied().is_some_and(alphanumeric)
    {
        return false;
    }
    let joins = part.split(|c: char| alphanumeric(c as u8) && c.is_ascii());
    joins
        .filter(|join| !join.is_empty())
        .all(|join| matches!(join, "." | "_" | "__") || join.bytes().all(|b| b == b'-'))
}

fn valid_tag(tag: &str) -> Result<(), String> {
    if tag.is_empty() {
        return Err("nothing follows the colon".to_owned());
    }
    let word = |b: u8| b.is_ascii_alphanumeric() || b == b'_';
    if tag.len() > 128 {
        return Err("the tag is longer than 128 characters".to_owned());
    }
    if !word(tag.as_bytes()[0]) || !tag.bytes().all(|b| word(b) || b == b'.' || b == b'-') {
        return Err(format!("`{tag}` is not a tag"));
    }
    Ok(())
}

fn valid_digest(digest: &str) -> Result<(), String> {
    let Some((algorithm, hex)) = digest.split_once(':') else {
        return Err(format!("digest `{digest}` has no algorithm such as `sha256:`"));
    };
    let length = match algorithm {
        "sha256" => 64,
        "sha384" => 96,
        "sha512" => 128,
        _ => return Err(format!("digest algorithm `{algorithm}` is not known")),
    };
    if hex.len() != length || !hex.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')) {
        return Err(format!("a {algorithm} digest has {length} lower-case hexadecimal digits"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts() {
        let parts = |raw| {
            let r = Reference::parse(raw).unwrap();
            (r.repository(), r.tag, r.digest.is_some())
        };
        assert_eq!(parts("node"), ("node".into(), None, false));
        assert_eq!(parts("docker.io/library/node:22"), ("node".into(), Some("22".into()), false));
        let mirror = Reference::parse("public.ecr.aws/docker/library/node:22").unwrap();
        assert_eq!(mirror.repository(), "node");
        assert_eq!(mirror.full_name(), "public.ecr.aws/docker/library/node");
        assert_eq!(parts("public.ecr.aws/ubuntu/ubuntu"), ("ubuntu".into(), None, false));
        let other = "public.ecr.aws/ubuntu/ubuntu-pro";
        assert_eq!(parts(other), (other.into(), None, false));
        assert_eq!(parts("localhost:5000/a/b"), ("localhost:5000/a/b".into(), None, false));
        let digest = format!("h:5/a/b:1@sha256:{}", "a".repeat(64));
        assert_eq!(Reference::parse(&digest).unwrap().bare(), "h:5/a/b");
        assert_eq!(parts("acme/app:1_x"), ("acme/app".into(), Some("1_x".into()), false));
        let digest = format!("gcr.io/distroless/static@sha256:{}", "a".repeat(64));
        assert_eq!(parts(&digest), ("gcr.io/distroless/static".into(), None, true));
    }

    #[test]
    fn refusals() {
        for bad in [
            "",
            "Node",
            "node:",
            "node@",
            "node:1:2",
            "a//b",
            "-a",
            "a-",
            "a..b",
            "a___b",
            "node:%%X%%",
            "${X}",
        ] {
            assert!(Reference::parse(bad).is_err(), "{bad}");
        }
        assert!(Reference::parse("node@sha256:abc").is_err());
        assert!(Reference::parse("a--b/c__d/e.f").is_ok());
    }
}
