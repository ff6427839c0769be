//! What the builder would do: operations and the image configuration, as BuildKit's `dockerfile2llb` derives them
//! (`frontend/dockerfile/dockerfile2llb`, `client/llb`, read 2026-11). Two files with equal plans build the same
//! image; what differs between two plans is what a rewrite changes.
//!
//! Nothing is looked up: an image that a stage starts from is taken to set `PATH` only.

mod base;
mod command;
mod compare;
mod copy;
mod dispatch;
mod env;
mod graph;
mod json;
mod mount;
mod path;
mod ports;
mod remote;
mod run;
mod stages;
mod values;

pub use compare::{Difference, differences, equal_with};
pub use json::{config_json, to_json};

use crate::syntax::Tree;
use crate::text::Span;
use std::collections::{BTreeMap, BTreeSet};

/// What the builder would do for one target.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The operations, each after those that it needs.
    pub ops: Vec<Op>,
    /// Where each operation comes from.
    pub origins: Vec<Origin>,
    /// The operation whose result is the image; `None` where the image is empty.
    pub root: Option<usize>,
    /// The configuration of the image, without history and time of creation.
    pub config: Config,
    /// The stage that is built, counted from 0.
    pub target: usize,
    /// The stages of the file in order.
    pub stages: Vec<StagePlan>,
}

/// Equal plans build the same image. Where the operations stand in the file, and stages that are not needed, don't
/// count.
impl PartialEq for Plan {
    fn eq(&self, other: &Plan) -> bool {
        self.ops == other.ops && self.root == other.root && self.config == other.config
    }
}

/// A stage as far as the target needs it.
#[derive(Clone, Debug, PartialEq)]
pub struct StagePlan {
    /// Its name in lower case.
    pub name: Option<String>,
    /// The image or stage that it starts from, after expansion; images in full.
    pub base: String,
    /// Whether the target needs it; other stages are not built.
    pub needed: bool,
    /// The operation that holds its files at its end, where it has any and the target uses it.
    pub root: Option<usize>,
}

/// Which line made an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The stage, counted from 0; images and contexts that only COPY or a mount uses have that of the first use.
    pub stage: usize,
    /// The instruction, an index into [`Tree::instructions`]. An ONBUILD trigger has that of the ONBUILD.
    pub instruction: usize,
}

/// One operation.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Op {
    /// What it does.
    pub action: Action,
    /// The operations whose files it needs (indices into [`Plan::ops`]), each once. All use the first output.
    pub inputs: Vec<usize>,
    /// The platform, such as `linux/amd64`.
    pub platform: String,
}

/// What an operation does.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Fetches files.
    Source(Source),
    /// Runs a program.
    Exec(Box<Exec>),
    /// Changes files without running anything.
    Files(Files),
}

/// Where files are fetched from.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Source {
    /// `docker-image://…`, `git://…`, `https://…`, or `local://context` for the build context.
    pub id: String,
    /// Checksums, file names and the like, sorted by name.
    pub attributes: Vec<(String, String)>,
}

/// A program to run. Its root file system is the first input, or empty where [`Exec::rooted`] is false.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Exec {
    /// The program with its arguments, the shell included.
    pub args: Vec<String>,
    /// The working directory.
    pub cwd: String,
    /// `name=value`, sorted.
    pub env: Vec<String>,
    /// The user; empty for root.
    pub user: String,
    /// What is mounted besides the root.
    pub mounts: Vec<Mount>,
    /// The network that it sees.
    pub network: Network,
    /// Whether it runs with all privileges.
    pub insecure: bool,
    /// Devices by their CDI names, as written.
    pub devices: Vec<String>,
    /// Whether there are files at all: false for a RUN directly on `scratch`.
    pub rooted: bool,
}

/// The network of a program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Network {
    /// What the builder gives.
    #[default]
    Default,
    /// None.
    None,
    /// That of the host.
    Host,
}

/// Something mounted while a program runs.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Mount {
    /// What kind.
    pub kind: MountKind,
    /// Where, in full; empty for a secret that is only an environment variable.
    pub target: String,
    /// Whether it can only be read.
    pub read_only: bool,
    /// The path within what is mounted; empty for all of it.
    pub selector: String,
    /// Which of the operation's inputs is mounted.
    pub input: Option<usize>,
}

/// What kind of mount.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum MountKind {
    /// Files of another operation.
    Bind,
    /// A directory that outlives the build.
    Cache {
        /// Its name.
        id: String,
        /// `SHARED`, `PRIVATE` or `LOCKED`.
        sharing: &'static str,
    },
    /// Memory.
    Tmpfs {
        /// The most bytes that it holds; 0 for the builder's choice.
        size: u64,
    },
    /// A secret.
    Secret {
        /// Its name.
        id: String,
        /// The environment variable that holds it.
        env: Option<String>,
        /// Whether the build goes on without it.
        optional: bool,
        /// User, group and mode of its file, where one of them is given.
        access: Option<(u32, u32, u32)>,
    },
    /// An ssh agent.
    Ssh {
        /// Its name; empty for the default one.
        id: String,
        /// Whether the build goes on without it.
        optional: bool,
        /// User, group and mode of its socket, where one of them is given.
        access: Option<(u32, u32, u32)>,
    },
}

/// Changes of files, made one after the other to the first input, or to nothing where [`Files::rooted`] is false.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Files {
    /// The changes.
    pub actions: Vec<FileAction>,
    /// Whether the first input is what they change.
    pub rooted: bool,
    /// Whether they make a layer of their own, laid over the first input (`--link`).
    pub link: bool,
}

/// One change of files.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum FileAction {
    /// Copies.
    Copy(Box<Copy>),
    /// Makes a directory with those above it.
    Mkdir {
        /// Its path.
        path: String,
        /// Its permissions.
        mode: u32,
        /// To whom it belongs.
        owner: Owner,
        /// Whether missing directories above it are made.
        parents: bool,
    },
    /// Writes a file.
    Mkfile {
        /// Its path.
        path: String,
        /// Its permissions.
        mode: u32,
        /// What is in it.
        data: String,
    },
}

/// A copy.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Copy {
    /// Which of the operation's inputs it copies from; `None` for nothing.
    pub from: Option<usize>,
    /// The path there.
    pub source: String,
    /// The path to copy to.
    pub dest: String,
    /// To whom the copies belong.
    pub owner: Owner,
    /// Their permissions.
    pub mode: Mode,
    /// Only what matches these is copied, where there are any (`--parents`).
    pub include: Vec<String>,
    /// What matches these is not copied.
    pub exclude: Vec<String>,
    /// Paths that must exist (`--parents`).
    pub required: Vec<String>,
    /// Whether archives are unpacked.
    pub unpack: bool,
    /// Whether the source may hold wildcards and links are followed: so for files of a stage or the context.
    pub wildcard: bool,
}

/// The permissions of copies.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum Mode {
    /// Those of the originals.
    #[default]
    Kept,
    /// Octal.
    Bits(u32),
    /// Such as `u=rwX,go=rX`.
    Symbolic(String),
}

/// To whom files belong. `None` for both is root; a user alone comes with its own group.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Owner {
    /// The user.
    pub user: Option<Id>,
    /// The group.
    pub group: Option<Id>,
}

/// A user or group.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Id {
    /// By number.
    Number(i32),
    /// By name, to be found in the first input.
    Name(String),
}

/// The configuration of an image: what `docker inspect` shows under `Config`, and the author.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Config {
    pub user: String,
    pub exposed_ports: BTreeSet<String>,
    /// `name=value` in the order of first definition.
    pub env: Vec<String>,
    pub entrypoint: Vec<String>,
    pub cmd: Vec<String>,
    pub volumes: BTreeSet<String>,
    pub working_dir: String,
    pub labels: BTreeMap<String, String>,
    pub stop_signal: String,
    /// Set by CMD; of old meaning on Windows.
    pub args_escaped: bool,
    pub healthcheck: Option<Healthcheck>,
    pub on_build: Vec<String>,
    pub shell: Vec<String>,
    /// What MAINTAINER says.
    pub author: String,
}

/// HEALTHCHECK. Times are nanoseconds, 0 for the default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Healthcheck {
    /// `NONE`, or `CMD` with a program, or `CMD-SHELL` with a script.
    pub test: Vec<String>,
    pub interval: i64,
    pub timeout: i64,
    pub start_period: i64,
    pub start_interval: i64,
    pub retries: i64,
}

/// Why there is no plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanError {
    /// The instruction, or the part of it.
    pub span: Span,
    /// One clause.
    pub message: String,
}

/// What the builder would do for a stage by name, or for the last one.
pub fn plan(tree: &Tree, target: Option<&str>) -> Result<Plan, PlanError> {
    dispatch::plan(tree, target)
}

/// The plans of all named stages, in order; a name that is given twice counts once.
pub fn targets(tree: &Tree) -> Vec<(String, Result<Plan, PlanError>)> {
    let mut seen = BTreeSet::new();
    let names = tree.instructions.iter().filter_map(command::stage_name);
    let names: Vec<String> = names.filter(|name| seen.insert(name.clone())).collect();
    names
        .into_iter()
        .map(|name| {
            let plan = plan(tree, Some(&name));
            (name, plan)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::parse;

    fn of(text: &str) -> Plan {
        plan(&parse(text), None).unwrap()
    }

    fn fault(text: &str) -> String {
        plan(&parse(text), None).unwrap_err().message
    }

    fn execs(plan: &Plan) -> Vec<&Exec> {
        plan.ops
            .iter()
            .filter_map(|op| match &op.action {
                Action::Exec(exec) => Some(&**exec),
                _ => None,
            })
            .collect()
    }

    fn copies(plan: &Plan) -> Vec<&Copy> {
        let files = plan.ops.iter().filter_map(|op| match &op.action {
            Action::Files(files) => Some(&files.actions),
            _ => None,
        });
        files
            .flatten()
            .filter_map(|action| match action {
                FileAction::Copy(copy) => Some(&**copy),
                _ => None,
            })
            .collect()
    }

    fn sources(plan: &Plan) -> Vec<&str> {
        plan.ops
            .iter()
            .filter_map(|op| match &op.action {
                Action::Source(source) => Some(source.id.as_str()),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn mounts_of_every_kind() {
        let plan = of("FROM a\nWORKDIR /w\nARG T=npm\n\
            RUN --mount=type=secret,id=$T --mount=type=secret,id=k,env=KEY,required \\\n\
             --mount=type=ssh --mount=type=cache,target=c,uid=1000,sharing=locked \\\n\
             --mount=type=tmpfs,target=/t,size=1k --mount=from=busybox,source=bin,target=/b,rw \\\n\
             --network=none --security=insecure x\n");
        let [exec] = execs(&plan)[..] else { panic!("one RUN") };
        let lines: Vec<String> = exec.mounts.iter().map(json::mount).collect();
        assert_eq!(
            lines,
            [
                "BIND /b ro=false sel=/bin in=1",
                "TMPFS /t ro=false sel= in=-1 size=1024",
                "CACHE /w/c ro=false sel=/cache in=2 cache=/c/LOCKED",
                "SECRET /run/secrets/npm ro=false sel= in=-1 secret=npm optional=true",
                "SECRET  ro=false sel= in=-1 secret=k env=KEY optional=false",
                "SSH /run/buildkit/ssh_agent.0 ro=false sel= in=-1 ssh= optional=true",
            ]
        );
        assert!(exec.insecure && exec.network == Network::None);
        assert!(exec.env.contains(&"SSH_AUTH_SOCK=/run/buildkit/ssh_agent.0".to_owned()));
    }

    #[test]
    fn heredocs() {
        let plan = of("FROM a\nENV N=1\nCOPY <<A <<-'B' /d/\n$N \\$N \"q\"\nA\n\t$N\nB\n");
        let written: Vec<(&str, &str)> = plan
            .ops
            .iter()
            .filter_map(|op| match &op.action {
                Action::Files(files) => match &files.actions[..] {
                    [FileAction::Mkfile { path, data, .. }] => Some((path.as_str(), data.as_str())),
                    _ => None,
                },
                _ => None,
            })
            .collect();
        // The builder visits the last source first.
        assert_eq!(written, [("/B", "$N\n"), ("/A", "1 $N \"q\"\n")]);
        let script = of("FROM a\nRUN <<X\n#!/usr/bin/env python3\nprint()\nX\n");
        assert_eq!(execs(&script)[0].args, ["/bin/sh", "-c", "/dev/pipes/X"]);
        let shell = of("FROM a\nRUN <<X\na\nb\nX\nRUN cat <<Y >f\n$N\nY\n");
        assert_eq!(execs(&shell)[0].args[2], "a\nb\n");
        assert_eq!(execs(&shell)[1].args[2], "cat <<Y >f\n$N\nY");
    }

    #[test]
    fn copies_with_every_flag() {
        let plan = of("FROM a AS b\nFROM a\n\
            COPY --from=b --chown=1:g --chmod=u+x --exclude=*.md --link x /y\n\
            COPY --parents ./src/./a/*.c d/e /z/\nCOPY --from=0 --chmod=644 --chown=root x /y\n");
        let [flags, pivot, whole, index] = copies(&plan)[..] else { panic!("four copies") };
        assert_eq!(
            (&flags.mode, &flags.exclude[..]),
            (&Mode::Symbolic("u+x".into()), &["*.md".into()][..])
        );
        let owner = Owner { user: Some(Id::Number(1)), group: Some(Id::Name("g".into())) };
        assert_eq!(flags.owner, owner);
        assert_eq!((pivot.source.as_str(), &pivot.include[..]), ("/src", &["a/*.c".into()][..]));
        assert_eq!((whole.source.as_str(), &whole.required[..]), ("/", &["/d/e".into()][..]));
        assert_eq!((&index.mode, &index.owner.user), (&Mode::Bits(0o644), &Some(Id::Number(0))));
        assert_ne!(of("FROM a\nCOPY --link x /y\n"), of("FROM a\nCOPY x /y\n"));
    }

    #[test]
    fn fetched_sources() {
        let sum = "0".repeat(64);
        let plan = of(&format!(
            "FROM a\nADD git@github.com:a/b.git#v1 /g\nADD --checksum=sha256:{sum} https://h/f.tgz /f/\n"
        ));
        assert_eq!(
            sources(&plan),
            [
                "docker-image://docker.io/library/a:latest",
                "git://github.com/a/b.git#v1",
                "https://h/f.tgz"
            ]
        );
        assert!(copies(&plan).iter().all(|copy| !copy.unpack));
        assert!(fault("FROM a\nCOPY https://h/f /f\n").contains("use ADD"));
        assert!(fault("FROM a\nADD --checksum=sha256:0 x /f\n").contains("HTTP"));
    }

    #[test]
    fn stages_triggers_and_targets() {
        let text = "ARG V=1\nFROM a:$V AS base\nARG V\nONBUILD COPY --from=tools /t /t\n\
            ONBUILD RUN echo $V\nFROM b AS tools\nFROM base AS Final\nRUN last\nFROM c AS other\n";
        let tree = parse(text);
        let plan = plan(&tree, Some("FINAL")).unwrap();
        assert_eq!(
            sources(&plan),
            ["docker-image://docker.io/library/a:1", "docker-image://docker.io/library/b:latest"]
        );
        let scripts: Vec<&str> = execs(&plan).iter().map(|exec| exec.args[2].as_str()).collect();
        assert_eq!(scripts, ["echo $V", "last"]);
        assert!(execs(&plan)[0].env.contains(&"V=1".to_owned()) && plan.config.on_build.is_empty());
        assert_eq!(plan.origins[2], Origin { stage: 2, instruction: 3 });
        assert_eq!(targets(&tree).len(), 4);
        assert!(targets(&tree)[0].1.as_ref().is_ok_and(|base| base.config.on_build.len() == 2));
        let needed: Vec<bool> = plan.stages.iter().map(|stage| stage.needed).collect();
        assert_eq!(needed, [true, true, true, false]);
        assert!(fault("FROM a AS x\nCOPY --from=y . .\nFROM b AS y\nFROM x\n").contains("before"));
        assert!(fault("FROM a AS x\nCOPY --from=x . .\n").contains("itself"));
        assert!(fault("FROM $X\n").contains("empty"));
    }

    #[test]
    fn platforms_and_windows_paths() {
        let plan =
            of("# escape=`\nFROM --platform=windows/amd64 w\nWORKDIR C:\\app\nCOPY a bb\\\n");
        assert_eq!(plan.config.working_dir, "\\app");
        assert_eq!(copies(&plan)[0].dest, "/app/bb/");
        assert_eq!(plan.ops[0].platform, "windows/amd64");
        assert_ne!(of("FROM --platform=linux/arm64 a\n"), of("FROM a\n"));
        assert_eq!(of("FROM --platform=$BUILDPLATFORM a\n"), of("FROM a\n"));
    }

    #[test]
    fn hostile_files_are_refused_or_planned_in_short_time() {
        let doubled = format!("FROM a\nENV A=xxxxxxxxxxxxxxxx\n{}", "ENV A=$A$A\n".repeat(60));
        assert!(fault(&doubled).contains("1 MiB"));
        let wide = format!("FROM a\nENV A={}\n{}", "x".repeat(60_000), "RUN y\n".repeat(50_000));
        assert!(fault(&wide).contains("16 MiB"));
        let mut mixed = "FROM a\n".to_owned();
        (0..20_000).for_each(|n| mixed += &format!("ENV A{n}=1\nRUN {n}\n"));
        assert!(fault(&mixed).contains("16 MiB"));
        let mut chain = "FROM a AS s0\n".to_owned();
        (1..5_000).for_each(|n| chain += &format!("FROM s{} AS s{n}\nRUN {n}\n", n - 1));
        assert_eq!(of(&chain).ops.len(), 5_000);
        assert!(fault(&format!("FROM a\n{}", "EXPOSE 1-65535\n".repeat(200))).contains("16 MiB"));
    }
}
