//! The settings in force for a file: those of `--config`, or the nearest above the file.

use crate::{Failure, output, today};
use drydock_core::audit::Config;
use drydock_core::policy::{self, Format};
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// Finds and reads settings, each file of them once.
#[derive(Default)]
pub struct Policies {
    /// What `--config` names.
    pub given: Option<PathBuf>,
    read: BTreeMap<PathBuf, Config>,
}

impl Policies {
    /// The settings for a file, or for stdin where it is `-`.
    pub fn of(&mut self, file: &OsStr) -> Result<Config, Failure> {
        let Some(path) = self.given.clone().or_else(|| nearest(file)) else {
            return Ok(Config { today: today::today(), ..Config::default() });
        };
        if let Some(config) = self.read.get(&path) {
            return Ok(config.clone());
        }
        let config = Config { today: today::today(), ..read(&path)? };
        self.read.insert(path, config.clone());
        Ok(config)
    }
}

/// The settings nearest above a file, or above the current folder.
fn nearest(file: &OsStr) -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    let file = if file == "-" { here.join(file) } else { std::path::absolute(file).ok()? };
    let names = |folder: &Path| policy::FILES.map(|name| folder.join(name));
    let found = file.ancestors().skip(1).flat_map(names).find(|path| path.is_file())?;
    Some(found.strip_prefix(&here).map(Path::to_owned).unwrap_or(found))
}

fn read(path: &Path) -> Result<Config, Failure> {
    let shown = path.display();
    let text = std::fs::read_to_string(path)
        .map_err(|error| format!("the settings in {shown} can't be read: {error}"))?;
    let policy = policy::read(Format::of(&path.to_string_lossy()), &text)
        .map_err(|fault| format!("{shown}:{}: {}", fault.line, fault.message))?;
    for note in policy.notes {
        output::complain(&format!("{shown}:{}: {}", note.line, note.message));
    }
    Ok(policy.config)
}
