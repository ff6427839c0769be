//! `RUN --mount`: which keys go with which type (`instructions/commands_runmount.go`, read 2026-11).

const TYPES: [&str; 5] = ["bind", "cache", "tmpfs", "secret", "ssh"];

/// What the builder refuses in the value of `--mount`, as one clause. What variables decide is left alone.
pub fn fault(value: &str) -> Option<String> {
    if value.contains('"') {
        return None; // Quoted as CSV; such values are rare, and their commas mean something else.
    }
    let fields: Vec<(String, Option<&str>)> = value
        .split(',')
        .map(|field| match field.split_once('=') {
            Some((key, value)) => (key.to_ascii_lowercase(), Some(value)),
            None => (field.to_ascii_lowercase(), None),
        })
        .collect();
    let get = |names: &[&str]| {
        let named = fields.iter().rev().find(|(key, _)| names.contains(&key.as_str()));
        named.and_then(|(_, value)| *value).filter(|value| !value.is_empty())
    };
    let kind = get(&["type"]).unwrap_or("bind").to_ascii_lowercase();
    if kind.contains('$') {
        return None;
    }
    if !TYPES.contains(&kind.as_str()) {
        return Some(format!("`{kind}` is no kind of mount: use {}", TYPES.join(", ")));
    }
    if let Some(fault) = fields.iter().find_map(|(key, value)| field(&kind, key, *value)) {
        return Some(fault);
    }
    let target = get(&["target", "dst", "destination"]);
    let (source, id) = (get(&["source", "src"]), get(&["id"]));
    match kind.as_str() {
        "secret" if source.is_some() && id.is_some() => {
            Some("a secret has `id` or `source`, not both".to_owned())
        }
        "secret" if source.or(id).or(target).is_none() => {
            Some("a secret mount needs an `id`".to_owned())
        }
        "bind" | "cache" | "tmpfs"
            if target.is_some_and(|path| path.trim_matches('/').is_empty()) =>
        {
            Some("nothing can be mounted over `/`".to_owned())
        }
        _ => None,
    }
}

/// What is wrong with one `key=value` or `key`.
fn field(kind: &str, key: &str, value: Option<&str>) -> Option<String> {
    let unexpected = || Some(format!("`{key}` doesn't go with a {kind} mount"));
    let Some(value) = value else {
        return match key {
            "readonly" | "ro" | "readwrite" | "rw" => None,
            "required" if matches!(kind, "secret" | "ssh") => None,
            "required" => unexpected(),
            "" => Some("there is an empty part between commas".to_owned()),
            _ => Some(format!("`{key}` needs a value: `{key}=…`")),
        };
    };
    if key == "from" && value.contains('$') {
        return Some(format!(
            "`from={value}` has a variable: give the image a stage of its own, and name that"
        ));
    }
    if value.contains('$') {
        return None;
    }
    let wrong = || Some(format!("`{value}` is no value for `{key}`"));
    let octal = |text: &str| u32::from_str_radix(text, 8).is_ok();
    match key {
        "type" | "source" | "src" | "target" | "dst" | "destination" | "id" => None,
        "from" if kind == "secret" => unexpected(),
        "from" => None,
        "env" if kind == "secret" => None,
        "env" => unexpected(),
        "readonly" | "ro" | "readwrite" | "rw" => {
            if is_bool(value) {
                None
            } else {
                wrong()
            }
        }
        "required" if !matches!(kind, "secret" | "ssh") => unexpected(),
        "required" => {
            if is_bool(value) {
                None
            } else {
                wrong()
            }
        }
        "size" if kind != "tmpfs" => unexpected(),
        "size" => {
            if super::numbers::bytes(value).is_some() {
                None
            } else {
                wrong()
            }
        }
        "sharing" if kind != "cache" => unexpected(),
        "sharing" => {
            let known = ["shared", "private", "locked"];
            if known.iter().any(|mode| mode.eq_ignore_ascii_case(value)) { None } else { wrong() }
        }
        "mode" | "uid" | "gid" if !matches!(kind, "cache" | "secret" | "ssh") => unexpected(),
        "mode" => {
            if octal(value) {
                None
            } else {
                wrong()
            }
        }
        "uid" | "gid" => {
            if value.parse::<u32>().is_ok() {
                None
            } else {
                wrong()
            }
        }
        _ => Some(format!("`{key}` is no key of a mount")),
    }
}

/// What Go's `strconv.ParseBool` takes.
fn is_bool(text: &str) -> bool {
    matches!(
        text,
        "1" | "t" | "T" | "TRUE" | "true" | "True" | "0" | "f" | "F" | "FALSE" | "false" | "False"
    )
}

#[cfg(test)]
mod tests {
    use super::fault;

    #[test]
    fn mounts() {
        for good in [
            "type=cache,target=/root/.cache,sharing=locked,mode=0755",
            "type=secret,id=token,env=TOKEN,required",
            "source=/x,target=/y,ro",
            "type=tmpfs,target=/tmp,size=64m",
            "type=ssh",
            "type=$KIND,whatever",
            "type=cache,target=$HOME/.cache,id=$ID",
        ] {
            assert_eq!(fault(good), None, "{good}");
        }
        for bad in [
            "type=volume,target=/x",
            "type=cache,target=/x,sharing=mine",
            "type=bind,sharing=locked,target=/x",
            "type=secret",
            "type=secret,id=a,source=b",
            "target=/",
            "type=cache,target=/x,mode=999",
            "type=bind,from=$BASE,target=/x",
            "type=cache,target=/x,,",
            "type=tmpfs,target=/x,size=big",
            "type=cache,traget=/x",
            "type=cache,target",
        ] {
            assert!(fault(bad).is_some(), "{bad}");
        }
    }
}
