//! The value of `RUN --mount=…` (`instructions/commands_runmount.go`, read 2026-11).

/// A mount as written, variables expanded.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MountOptions {
    /// `bind`, `cache`, `tmpfs`, `secret` or `ssh`.
    pub kind: String,
    pub from: String,
    pub source: String,
    pub target: String,
    pub read_only: bool,
    pub required: bool,
    pub size: u64,
    pub id: String,
    pub env: Option<String>,
    pub sharing: String,
    pub mode: Option<u32>,
    pub uid: Option<u32>,
    pub gid: Option<u32>,
}

/// What `from=` says before anything is expanded; empty where it is not given.
pub fn from(value: &str) -> Result<String, String> {
    let mut from = String::new();
    for field in fields(value)? {
        if let Some((key, value)) = field.split_once('=')
            && key.eq_ignore_ascii_case("from")
        {
            if value.find('$').is_some_and(|at| at + 1 < value.len()) {
                return Err("`from` of a mount takes no variables: name a stage".to_owned());
            }
            from = value.to_owned();
        }
    }
    Ok(from)
}

/// Reads a mount.
pub fn options(
    value: &str,
    expand: &mut dyn FnMut(&str) -> Result<String, String>,
) -> Result<MountOptions, String> {
    let mut mount = MountOptions { kind: "bind".to_owned(), ..MountOptions::default() };
    let mut read_only = None;
    for field in fields(value)? {
        let (key, raw) = match field.split_once('=') {
            Some((key, raw)) => (key.to_ascii_lowercase(), Some(raw)),
            None => (field.to_ascii_lowercase(), None),
        };
        let value = raw.map(&mut *expand).transpose()?;
        let agent = matches!(mount.kind.as_str(), "secret" | "ssh");
        match (key.as_str(), value) {
            ("readonly" | "ro", value) => read_only = Some(truth(&key, value.as_deref())?),
            ("readwrite" | "rw", value) => read_only = Some(!truth(&key, value.as_deref())?),
            ("required", value) if agent => mount.required = truth(&key, value.as_deref())?,
            (_, None) => return Err(format!("`{field}` of a mount is no `key=value` pair")),
            ("type", Some(value)) => {
                let kind = value.to_ascii_lowercase();
                if !["bind", "cache", "tmpfs", "secret", "ssh"].contains(&kind.as_str()) {
                    return Err(format!("there is no mount of type `{value}`"));
                }
                mount.kind = kind;
            }
            ("from", Some(value)) => mount.from = value,
            ("source" | "src", Some(value)) => mount.source = value,
            ("target" | "dst" | "destination", Some(value)) => mount.target = value,
            ("id", Some(value)) => mount.id = value,
            ("env", Some(value)) => mount.env = Some(value),
            ("size", Some(value)) if mount.kind == "tmpfs" => mount.size = bytes(&value)?,
            ("sharing", Some(value)) => {
                mount.sharing = value.to_ascii_lowercase();
                if !["shared", "private", "locked"].contains(&mount.sharing.as_str()) {
                    return Err(format!(
                        "a cache mount is shared, private or locked, not `{value}`"
                    ));
                }
            }
            ("mode", Some(value)) => mount.mode = Some(number(&key, &value, 8)?),
            ("uid", Some(value)) => mount.uid = Some(number(&key, &value, 10)?),
            ("gid", Some(value)) => mount.gid = Some(number(&key, &value, 10)?),
            _ => return Err(format!("a {} mount has no option `{key}`", mount.kind)),
        }
    }
    let memory = matches!(mount.kind.as_str(), "cache" | "tmpfs");
    mount.read_only = read_only.unwrap_or(!memory);
    check(&mount)?;
    Ok(mount)
}

fn check(mount: &MountOptions) -> Result<(), String> {
    let kind = mount.kind.as_str();
    let access = mount.mode.is_some() || mount.uid.is_some() || mount.gid.is_some();
    if access && matches!(kind, "bind" | "tmpfs") {
        return Err(format!("a {kind} mount takes no mode, uid and gid"));
    }
    if !mount.sharing.is_empty() && kind != "cache" {
        return Err(format!("a {kind} mount takes no sharing"));
    }
    if kind == "secret" {
        if !mount.from.is_empty() {
            return Err("a secret mount takes no `from`".to_owned());
        }
        if mount.source.is_empty() && mount.target.is_empty() && mount.id.is_empty() {
            return Err("a secret mount needs an id, a source or a target".to_owned());
        }
        if !mount.source.is_empty() && !mount.id.is_empty() {
            return Err("a secret mount takes an id or a source, not both".to_owned());
        }
    }
    if kind == "ssh" && !mount.source.is_empty() {
        return Err("an ssh mount takes no source".to_owned());
    }
    Ok(())
}

/// The fields of a line of comma-separated values; quotes must stand around a whole field.
fn fields(line: &str) -> Result<Vec<String>, String> {
    let fault = || format!("the quotes of the mount `{line}` don't stand around whole fields");
    let (mut fields, mut rest) = (Vec::new(), line);
    loop {
        if let Some(inner) = rest.strip_prefix('"') {
            let (mut field, mut inner) = (String::new(), inner);
            rest = loop {
                let end = inner.find('"').ok_or_else(fault)?;
                field.push_str(&inner[..end]);
                inner = &inner[end + 1..];
                match inner.strip_prefix('"') {
                    Some(more) => {
                        field.push('"');
                        inner = more;
                    }
                    None => break inner,
                }
            };
            fields.push(field);
        } else {
            let (field, _) = rest.split_once(',').unwrap_or((rest, ""));
            if field.contains('"') {
                return Err(fault());
            }
            fields.push(field.to_owned());
            rest = &rest[field.len()..];
        }
        match rest.strip_prefix(',') {
            Some(more) => rest = more,
            None if rest.is_empty() => return Ok(fields),
            None => return Err(fault()),
        }
    }
}

fn truth(key: &str, value: Option<&str>) -> Result<bool, String> {
    match value {
        None | Some("1" | "t" | "T" | "true" | "TRUE" | "True") => Ok(true),
        Some("0" | "f" | "F" | "false" | "FALSE" | "False") => Ok(false),
        Some(other) => Err(format!("`{key}` of a mount takes true or false, not `{other}`")),
    }
}

fn number(key: &str, value: &str, base: u32) -> Result<u32, String> {
    let digits = value.bytes().all(|b| b.is_ascii_digit());
    let number = digits.then(|| u32::from_str_radix(value, base).ok()).flatten();
    number.ok_or_else(|| format!("`{key}` of a mount takes a number, not `{value}`"))
}

/// A size such as `64m`.
fn bytes(value: &str) -> Result<u64, String> {
    crate::syntax::numbers::bytes(value)
        .ok_or_else(|| format!("`{value}` is not a size such as `64m`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(value: &str) -> Result<MountOptions, String> {
        options(value, &mut |text| Ok(text.replace("$X", "x")))
    }

    #[test]
    fn mounts() {
        let cache = read("type=cache,\"target=/a,b\",sharing=locked,uid=1000").unwrap();
        assert_eq!(
            (cache.target.as_str(), cache.uid, cache.read_only),
            ("/a,b", Some(1000), false)
        );
        let bind = read("target=/$X,rw=false").unwrap();
        assert_eq!(
            (bind.kind.as_str(), bind.target.as_str(), bind.read_only),
            ("bind", "/x", true)
        );
        assert_eq!(read("type=tmpfs,size=64m,target=/t").unwrap().size, 64 << 20);
        for bad in [
            "type=disk",
            "source",
            "target=/a\"b",
            "type=bind,uid=1",
            "type=secret",
            "type=ssh,source=x",
            "sharing=locked",
            "type=cache,mode=9",
            "typo=1",
        ] {
            assert!(read(bad).is_err(), "{bad}");
        }
        assert_eq!(from("type=bind,FROM=build").unwrap(), "build");
        assert!(from("from=$X").is_err());
    }
}
