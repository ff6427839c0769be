//! Reading files.

use drydock_core::input::{self, Input};
use std::ffi::OsString;
use std::io::Read;
use std::path::Path;

/// A file that was read.
pub struct File {
    /// Its path as it is shown.
    pub path: String,
    /// Its name for telling its kind; `None` for stdin.
    pub name: Option<String>,
    /// Its text.
    pub input: Input,
}

/// Reads a file, or stdin for `-`. The error is a sentence that names the file.
pub fn read(path: &OsString) -> Result<File, String> {
    let shown = match path.to_str() {
        Some("-") => "<stdin>".to_owned(),
        _ => path.to_string_lossy().into_owned(),
    };
    let bytes =
        if path == "-" { bytes_of(&mut std::io::stdin().lock()) } else { open(Path::new(path)) };
    let bytes = bytes.map_err(|error| format!("{shown} can't be read: {error}"))?;
    let input = input::decode(&bytes).map_err(|error| format!("{shown}: {error}"))?;
    let name = (path != "-").then(|| shown.clone());
    Ok(File { path: shown, name, input })
}

fn open(path: &Path) -> std::io::Result<Vec<u8>> {
    bytes_of(&mut std::fs::File::open(path)?)
}

/// The bytes, one more than allowed at most, so that a file that is too long shows itself.
fn bytes_of(from: &mut dyn Read) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(input::LIMIT as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The file's name without its extension.
pub fn stem(path: &str) -> String {
    let stem = Path::new(path).file_stem().unwrap_or_default();
    stem.to_string_lossy().into_owned()
}
