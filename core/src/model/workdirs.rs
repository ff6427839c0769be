//! WORKDIR paths.

use super::{Dockerfile, Stage, defaults::Defaulted};
use crate::image::Family;
use crate::syntax::Keyword;

impl Dockerfile {
    /// The first WORKDIR of a stage, where it is relative and the stages before it in its lineage set none.
    pub fn relative_workdir(&self, stage: &Stage) -> Option<&Defaulted> {
        let (at, _) = self.steps(stage).find(|(_, i)| i.keyword == Keyword::Workdir)?;
        let inherited = self.lineage(stage).skip(1).any(|stage| !stage.workdirs.is_empty());
        let workdir = self.defaulted(at).first().filter(|_| !inherited)?;
        let path = workdir.text.as_deref()?;
        let family = self.family(stage);
        let windows = matches!(family, Family::Windows | Family::Unknown);
        let absolute =
            path.starts_with('/') || (windows && (path.starts_with('\\') || has_drive(path)));
        (!absolute).then_some(workdir)
    }
}

/// Whether a path begins with a drive: `C:`.
fn has_drive(path: &str) -> bool {
    let bytes = path.as_bytes();
    bytes.len() > 1 && bytes[0].is_ascii_alphabetic() && bytes[1] == b':'
}
