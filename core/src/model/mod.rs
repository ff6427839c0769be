//! The facts: stages and their graph, scopes, the effective user, directory and shell at every instruction, what
//! RUN executes, what COPY brings. Derived once; rules only ask.

pub mod account_sources;
pub mod accounts;
pub mod apt_keys;
pub mod apt_lists;
pub mod apt_sources;
pub mod apt_updates;
pub mod bundler;
mod casing;
mod checks;
pub mod checksums;
pub mod copies;
pub mod credentials;
mod cuts;
mod defaults;
pub mod demands;
pub mod dependencies;
pub mod dev_servers;
pub mod downloads;
pub mod entry_scripts;
pub mod exec_form;
pub mod exposure;
pub mod gpu;
pub mod images;
pub mod installers;
pub mod labels;
mod launch;
pub mod layers;
pub mod lock_files;
pub mod loose_json;
pub mod managers;
pub mod modes;
pub mod mounted_files;
mod mounts;
pub mod needs;
mod overrides;
pub mod packages;
pub mod pip;
mod places;
pub mod present;
pub mod quoting;
pub mod recommended;
mod references;
mod runs;
mod scope;
mod seams;
pub mod search_path;
pub mod secret_files;
pub mod secret_flow;
pub mod secret_mounts;
pub mod secret_names;
pub mod secret_writes;
pub mod services;
mod shells;
pub mod splits;
mod stacks;
mod stages;
pub mod text_lines;
pub mod text_traps;
pub mod tokens;
pub mod tool_images;
pub mod tools;
pub mod url_secrets;
pub mod user_flags;
mod user_plan;
mod user_unseen;
pub mod variables;
pub mod volatile;
mod workdirs;

pub use accounts::Account;
pub use casing::Casing;
pub use checks::Checks;
pub use copies::{Copy, Source, SourceKind};
pub use defaults::Defaulted;
pub use images::ImageUse;
pub use labels::{Label, LabelFormat};
pub use launch::{Launch, Starts};
pub use mounts::{Mount, MountKind};
pub use needs::{Fate, Need};
pub use overrides::Overridden;
pub use packages::{Install, Manager, Package};
pub use references::Mention;
pub use runs::{Run, deletes};
pub use scope::{Binding, Kind, PLATFORM_ARGS, PROXY_ARGS, Value};
pub use seams::Seam;
pub use shells::Sh;
pub use stages::{Base, Setting, ShellAt, Stage, UserAt, clean, dialect, is_root};
pub use user_flags::RedFlag;
pub use user_plan::{UserEdit, UserPlan};
pub use variables::Assigned;

use crate::syntax::{self, Instruction, Tree};
use crate::text::Span;

/// A Dockerfile with everything that is known of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Dockerfile {
    /// The text, instruction by instruction.
    pub tree: Tree,
    /// ARGs before the first FROM.
    pub globals: Vec<Binding>,
    /// The stages in order.
    pub stages: Vec<Stage>,
    /// Every RUN, those in ONBUILD triggers included.
    pub runs: Vec<Run>,
    /// Every CMD, ENTRYPOINT and HEALTHCHECK command, in order.
    pub launches: Vec<Launch>,
    /// Every COPY and ADD, those in ONBUILD triggers included.
    pub copies: Vec<Copy>,
    /// Every word that the builder expands, as a plain build without arguments sees it, in order.
    pub defaults: Vec<Defaulted>,
}

impl Dockerfile {
    /// Reads a text and derives its facts.
    pub fn new(source: &str) -> Dockerfile {
        Dockerfile::of(syntax::parse(source))
    }

    /// Derives the facts of a tree.
    pub fn of(tree: Tree) -> Dockerfile {
        let (globals, stages) = stages::stages(&tree);
        let mut file = Dockerfile {
            tree,
            globals,
            stages,
            runs: Vec::new(),
            launches: Vec::new(),
            copies: Vec::new(),
            defaults: Vec::new(),
        };
        file.copies = copies::copies(&file);
        file.runs = runs::runs(&file);
        file.launches = launch::launches(&file);
        stages::connect(&mut file);
        checks::find(&mut file);
        dependencies::find_steps(&mut file);
        shells::find_links(&mut file);
        present::find(&mut file);
        file.defaults = defaults::defaults(&file);
        file
    }

    /// The text of a span.
    pub fn text(&self, span: Span) -> &str {
        self.tree.text(span)
    }

    /// The stage that holds an instruction (by its index); `None` before the first FROM.
    pub fn stage_of(&self, instruction: usize) -> Option<&Stage> {
        let after = self.stages.partition_point(|stage| stage.from <= instruction);
        after.checked_sub(1).map(|index| &self.stages[index])
    }

    /// The last stage: what `docker build` makes when nothing else is asked for.
    pub fn final_stage(&self) -> Option<&Stage> {
        self.stages.last()
    }

    /// Whether what a stage holds reaches an image for use: neither the stage nor the image is for development or tests.
    pub fn is_for_use(&self, stage: &Stage) -> bool {
        stage.ships && !stage.is_dev() && !self.final_stage().is_some_and(Stage::is_dev)
    }

    /// The instructions of a stage after its FROM, with their indices; triggers are not unwrapped.
    pub fn steps<'a>(
        &'a self,
        stage: &Stage,
    ) -> impl DoubleEndedIterator<Item = (usize, &'a Instruction)> + use<'a> {
        (stage.from + 1..stage.end).map(|index| (index, &self.tree.instructions[index]))
    }

    /// The RUNs of a stage.
    pub fn runs_of<'a>(
        &'a self,
        stage: &Stage,
    ) -> impl DoubleEndedIterator<Item = &'a Run> + use<'a> {
        let start = self.runs.partition_point(|run| run.stage < stage.index);
        let end = self.runs.partition_point(|run| run.stage <= stage.index);
        self.runs[start..end].iter()
    }

    /// The copies of a stage.
    pub fn copies_of<'a>(
        &'a self,
        stage: &Stage,
    ) -> impl DoubleEndedIterator<Item = &'a Copy> + use<'a> {
        let start = self.copies.partition_point(|copy| copy.stage < stage.index);
        let end = self.copies.partition_point(|copy| copy.stage <= stage.index);
        self.copies[start..end].iter()
    }

    /// A stage and those that are built from it, in order.
    pub fn heirs<'a>(&'a self, stage: &'a Stage) -> Vec<&'a Stage> {
        let mut heirs = vec![stage];
        for later in &self.stages[stage.index + 1..] {
            let Base::Stage(base) = later.base else { continue };
            if heirs.binary_search_by_key(&base, |heir| heir.index).is_ok() {
                heirs.push(later);
            }
        }
        heirs
    }

    /// A stage and those it is built from, nearest first: `FROM a` leads to stage `a`, and so on.
    pub fn lineage<'a>(&'a self, stage: &'a Stage) -> impl Iterator<Item = &'a Stage> {
        std::iter::successors(Some(stage), |stage| match stage.base {
            Base::Stage(index) => self.stages.get(index),
            _ => None,
        })
    }

    /// What the lineage of a stage begins with: an image, scratch, or something unknown.
    pub fn root_of<'a>(&'a self, stage: &'a Stage) -> &'a Base {
        &self.lineage(stage).last().expect("a stage is in its own lineage").base
    }

    /// The image that the lineage of a stage begins with, where it is one that is known.
    pub fn root_image<'a>(&'a self, stage: &'a Stage) -> Option<&'a crate::image::Reference> {
        match self.root_of(stage) {
            Base::Image(image) => Some(image),
            _ => None,
        }
    }

    /// Whether the containers of a stage lack a variable: neither the file nor the base image, which is known, sets it.
    pub fn lacks(&self, stage: &Stage, name: &str) -> bool {
        let sets = |image| crate::image::environment::sets(image, name);
        self.lookup(stage, stage.end, name) == Value::Unset
            && self.root_image(stage).and_then(sets) == Some(false)
    }

    /// The family of the image that a stage's lineage begins with.
    pub fn family(&self, stage: &Stage) -> crate::image::Family {
        match self.root_of(stage) {
            Base::Image(image) => crate::image::facts::family(image),
            Base::Scratch => crate::image::Family::Scratch,
            _ => crate::image::Family::Unknown,
        }
    }

    /// Whether a stage's containers are Windows ones, as far as its base tells.
    pub fn is_windows(&self, stage: &Stage) -> bool {
        self.family(stage) == crate::image::Family::Windows
    }
}
