//! Which tools images are known not to have, and whether a file may bring one.

use super::{Base, Dockerfile, Stage};
use crate::image::{Family, Reference, facts};

/// Whether an image is known to have no such tool (the packages that the images' own Dockerfiles install, 2026-08).
pub fn lacks(image: &Reference, tool: &str) -> bool {
    let repository = image.repository();
    let slim = image.tag_parts().any(|part| part == "slim");
    let language = matches!(
        repository.as_str(),
        "node" | "python" | "ruby" | "rust" | "openjdk" | "golang" | "perl" | "elixir" | "erlang"
    );
    let distribution = matches!(repository.as_str(), "debian" | "ubuntu");
    let dotnet = ["aspnet", "runtime", "runtime-deps"]
        .iter()
        .any(|end| repository == format!("mcr.microsoft.com/dotnet/{end}"));
    match facts::family(image) {
        Family::Alpine if language || repository == "alpine" || dotnet => {
            matches!(tool, "curl" | "bash")
        }
        Family::Busybox => matches!(tool, "curl" | "bash"),
        Family::Debian | Family::Ubuntu if distribution || dotnet || language && slim => {
            matches!(tool, "curl" | "wget" | "nc" | "netcat")
        }
        Family::Distroless => matches!(tool, "curl" | "wget" | "nc" | "netcat" | "bash"),
        _ => false,
    }
}

impl Dockerfile {
    /// Whether a stage or one below it may bring a tool: a step names it or can't be seen through, or a file of its name
    /// or a whole folder of programs is copied.
    pub fn may_bring(&self, stage: &Stage, tool: &str) -> bool {
        let unseen = |command: &crate::shell::Command| {
            let name = command.name_word().map_or("", |word| word.text());
            name.contains('/') && !name.starts_with("/usr/bin/") && !name.starts_with("/bin/")
                || name.contains('$')
                || command.is_one_of(&[
                    "sh",
                    "bash",
                    "ash",
                    "source",
                    ".",
                    "make",
                    "ansible-playbook",
                    "xargs",
                    "puppet",
                    "apt",
                    "dpkg",
                ]) && command.inner.is_none()
                    && !command.is("apt")
        };
        let lineage = || self.lineage(stage);
        let runs = lineage().flat_map(|stage| self.runs_of(stage)).any(|run| {
            self.text(run.whole).contains(tool)
                || !run.script.is_clear()
                || run.script.commands.iter().any(unseen)
                || run
                    .installs
                    .iter()
                    .any(|install| install.packages.iter().any(|package| !package.known))
        });
        let copies = lineage().flat_map(|stage| self.copies_of(stage)).any(|copy| {
            let root = matches!(copy.dest_path.as_deref(), None | Some("/"));
            let programs = copy.dest_path.as_deref().is_some_and(|path| {
                path.ends_with("/bin")
                    || path.ends_with("/sbin")
                    || path == "/usr"
                    || path == "/usr/local"
            });
            let named = copy.sources.iter().any(|source| source.word.text.contains(tool))
                || copy.dest.text.contains(tool);
            named
                || (copy.from.is_some() || copy.is_add) && (root || programs)
                || root && copy.from.is_none() && !copy.dest.text.ends_with('/')
        });
        let base = matches!(self.root_of(stage), Base::Image(_));
        runs || copies || !base
    }
}
