//! Which `.dockerignore` belongs to which Dockerfile.

use crate::output;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

/// The `.dockerignore` that BuildKit takes for a Dockerfile that is built with its own folder as context:
/// `<name>.dockerignore` beside it, else `.dockerignore`.
pub fn found_beside(dockerfile: &OsStr) -> Option<OsString> {
    let path = Path::new(dockerfile);
    if dockerfile == "-" || !path.is_file() {
        return None;
    }
    let mut own = path.as_os_str().to_owned();
    own.push(".dockerignore");
    let own = PathBuf::from(own);
    let common = path.with_file_name(".dockerignore");
    if own.is_file() {
        if common.is_file() {
            say_replaced(&own, &common);
        }
        return Some(own.into_os_string());
    }
    if common.is_file() {
        return Some(common.into_os_string());
    }
    say_misnamed(path);
    None
}

/// `<name>.dockerignore` replaces `.dockerignore`; nothing of the latter counts any more.
fn say_replaced(own: &Path, common: &Path) {
    let read = |path: &Path| {
        let text = std::fs::read(path).unwrap_or_default();
        drydock_core::ignore::parse(&String::from_utf8_lossy(&text))
    };
    let (common_file, own_file) = (read(common), read(own));
    let lost = drydock_core::ignore::lost(&common_file, &own_file);
    if !lost.is_empty() {
        output::complain(&format!(
            "{} replaces {}, so these patterns don't count: {}",
            own.display(),
            common.display(),
            lost.join(", ")
        ));
    }
}

/// Names that people give the file, and that no builder looks for.
fn say_misnamed(dockerfile: &Path) {
    const WRONG: [&str; 5] =
        ["dockerignore", ".dockerignore.txt", "Dockerignore", ".docker-ignore", ".Dockerignore"];
    let wrong = WRONG.iter().map(|name| dockerfile.with_file_name(name)).find(|path| {
        // On a disk that knows no capital letters the name may be right.
        path.is_file() && !dockerfile.with_file_name(".dockerignore").exists()
    });
    if let Some(path) = wrong {
        output::complain(&format!(
            "{} is read by no builder: its name must be .dockerignore",
            path.display()
        ));
    }
}

/// Whether two paths are one file.
pub fn is_same(a: &OsStr, b: &OsStr) -> bool {
    let real = |path: &OsStr| Path::new(path).canonicalize().ok();
    a == b || real(a).is_some_and(|path| Some(path) == real(b))
}
