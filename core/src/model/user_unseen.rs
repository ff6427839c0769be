//! Red flags for what a Dockerfile doesn't show: code that comes from elsewhere, and what a program will write.

use super::user_flags::{Look, RedFlag, base_name, is_left_empty, under};
use super::{Value, packages};
use crate::shell::{Command, Word};
use crate::syntax::Keyword;

/// Programs that start what a file of the project lists.
const LISTED: &[&str] =
    &["foreman", "honcho", "overmind", "hivemind", "concurrently", "ultraserve"];

/// Beginnings of names of scripts that have no ending.
const STARTERS: &[&str] = &["run", "start", "init", "boot", "launch", "entry", "docker-", "setup"];

/// Programs that do nothing but write files.
const WRITERS: &[&str] =
    &["cp", "mv", "rsync", "tar", "unzip", "mkdir", "touch", "tee", "ln", "chown", "chmod", "rm"];

/// Programs that do nothing but serve.
const SERVERS: &[&str] = &[
    "gunicorn",
    "uvicorn",
    "hypercorn",
    "daphne",
    "waitress-serve",
    "flask",
    "uwsgi",
    "puma",
    "unicorn",
    "rackup",
    "passenger",
    "http-server",
    "serve",
];

/// Packages whose programs work on the network's or the kernel's raw devices.
const RAW: &[&str] = &[
    "tcpdump",
    "nmap",
    "iptables",
    "nftables",
    "openvpn",
    "wireguard-tools",
    "nfs-common",
    "cifs-utils",
    "fuse",
    "libpcap-dev",
    "libpcap0.8",
    "libpcap",
    "tshark",
    "kmod",
    "iproute2",
    "i2c-tools",
    "python-smbus",
    "python3-smbus",
    "qemu-kvm",
    "qemu-system",
    "qemu-system-x86",
    "usbutils",
];

/// Beginnings of names of packages for programs with windows.
const WINDOWS: &[&str] = &[
    "xvfb",
    "xauth",
    "xorg",
    "xserver",
    "x11-",
    "x11vnc",
    "tigervnc",
    "libgtk",
    "gtk+",
    "gtk2",
    "gtk3",
    "freeglut",
    "libsdl",
    "libqt",
    "qt5",
    "pyqt",
    "python3-pyqt",
    "qtchooser",
    "libwx",
    "python-tk",
    "python3-tk",
    "python-wx",
];

/// Scripts that package.json, a Procfile or a file without an ending holds.
pub(super) fn script_elsewhere(look: &Look<'_>) -> Option<RedFlag> {
    let flag = |word: &Word, what: &str, place: &str| {
        let text = format!("what `{what}` does stands in {place}, which can't be seen here");
        RedFlag::new("entrypoint-script", word.span, text)
    };
    for command in look.launched() {
        let Some(word) = command.name_word() else { continue };
        let manager = command.is_one_of(&["npm", "yarn", "pnpm"]);
        let verb = command.subcommand();
        if manager && !(verb == "start" && is_production(look)) {
            return Some(flag(word, &format!("{} {verb}", command.name()), "package.json"));
        }
        if command.is_one_of(LISTED) {
            return Some(flag(word, command.name(), "a file of the project"));
        }
    }
    let word = look.programs().find(|word| is_starter(look, base_name(word.text())))?;
    let text = format!("what `{}` does at the start can't be seen here", word.text());
    Some(RedFlag::new("entrypoint-script", word.span, text))
}

/// Whether a program without an ending comes from the build context and is a script by its name or its folder.
fn is_starter(look: &Look<'_>, name: &str) -> bool {
    let mut copies = look.stages().flat_map(|stage| look.file.copies_of(stage));
    let named = STARTERS.iter().any(|start| name.starts_with(start));
    !name.contains('.')
        && copies.any(|copy| {
            let from = |text: &str| base_name(text) == name && (named || text.contains("script"));
            let sources = || copy.sources.iter().map(|source| source.word.text.as_str());
            copy.from.is_none()
                && (sources().any(from) || named && base_name(&copy.dest.text) == name)
        })
}

/// Whether the scripts of package.json run a program as in production, not tools of development.
fn is_production(look: &Look<'_>) -> bool {
    let mode = look.file.lookup(look.stage, look.stage.end, "NODE_ENV");
    let plain = |command: &Command| {
        command.is_one_of(&["npm", "yarn", "pnpm"])
            && command.args().iter().any(|word| {
                matches!(
                    word.text(),
                    "--production" | "--only=production" | "--only=prod" | "--omit=dev" | "--prod"
                )
            })
    };
    mode == Value::Known("production".to_owned()) || look.commands().any(plain)
}

/// An image into which nothing is copied: all that runs comes from the network.
pub(super) fn from_network(look: &Look<'_>) -> Option<RedFlag> {
    let mut copies = look.stages().flat_map(|stage| look.file.copies_of(stage));
    let mut mounts = look
        .stages()
        .flat_map(|stage| look.file.runs_of(stage))
        .flat_map(|run| &run.mounts)
        .filter(|mount| mount.kind == super::MountKind::Bind);
    let own = copies.any(|copy| copy.sources.iter().any(|source| !source.is_remote()))
        || mounts.next().is_some();
    let launch = look.launches.first().filter(|_| !own)?;
    let text = "all that runs comes from the network, and what it writes can't be seen here";
    Some(RedFlag::new("program-from-network", launch.command, text))
}

/// Ports enough for more than one program.
pub(super) fn many_ports(look: &Look<'_>) -> Option<RedFlag> {
    let exposed = || look.steps().filter(|(_, _, step)| step.keyword == Keyword::Expose);
    let (_, _, first) = exposed().next()?;
    let ports: usize = exposed().map(|(_, _, step)| step.words().len()).sum();
    let text = format!("it opens {ports} ports: it may be more than one program");
    (ports >= 4).then(|| RedFlag::new("many-ports", first.word, text))
}

/// Perhaps a tool rather than a server: nothing says that it listens. A volume says nothing: a tool's is the caller's.
pub(super) fn tool(look: &Look<'_>) -> Option<RedFlag> {
    let says = |step: &crate::syntax::Instruction| {
        matches!(step.keyword, Keyword::Expose | Keyword::Healthcheck)
    };
    let serves = look.steps().any(|(_, _, step)| says(step))
        || look.programs().any(|word| SERVERS.contains(&base_name(word.text())))
        || look.launched().any(|command| command.args().iter().any(names_port));
    let launch = look.launches.first().filter(|_| !serves)?;
    let text = "it opens no port: a tool may have to write to files of whoever calls it";
    Some(RedFlag::new("no-port", launch.command, text))
}

/// Whether an argument says where to listen, as `--port=80` and `0.0.0.0:80` do.
fn names_port(word: &Word) -> bool {
    let text = word.text();
    let port =
        |text: &str| (2..=5).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    text.starts_with("--port") || text.rsplit_once(':').is_some_and(|(_, end)| port(end))
}

/// A distribution that is unpacked, settings and data beside its programs.
pub(super) fn unpacked(look: &Look<'_>) -> Option<RedFlag> {
    let mut sources = look
        .stages()
        .flat_map(|stage| look.file.copies_of(stage))
        .flat_map(|copy| &copy.sources)
        .map(|source| &source.word);
    let word = sources.find(|word| {
        let text = word.text.as_str();
        let packed = [".tar", ".tgz", ".zip", ".war"].iter().any(|end| text.contains(end));
        packed || text.contains("universal/stage") || text.contains("install/")
    })?;
    let text = format!("what `{}` brings may write beside its programs", word.text);
    Some(RedFlag::new("writes-beside-code", word.span, text))
}

/// Files that are given to another account, which the program is meant to run as.
pub(super) fn owned(look: &Look<'_>) -> Option<RedFlag> {
    let flag = |span, owner: &str| {
        let text = format!("files are given to `{owner}`, as whom the program may be meant to run");
        RedFlag::new("owned-by-another", span, text)
    };
    let brought = match look.file.root_of(look.stage) {
        super::Base::Image(image) => crate::image::users::ready(image),
        _ => None,
    };
    let other = |owner: &str| {
        let name = owner.split(':').next().unwrap_or_default();
        let own = brought.as_ref().is_some_and(|ready| ready.owner.split(':').next() == Some(name));
        !own && !matches!(name, "root" | "0" | "")
    };
    let mut copies = look.stages().flat_map(|stage| look.file.copies_of(stage));
    let given =
        copies.find_map(|copy| Some((copy.span, copy.chown.as_deref().filter(|o| other(o))?)));
    if let Some((span, owner)) = given {
        return Some(flag(span, owner));
    }
    let chowns = look.commands().filter(|command| command.is("chown"));
    let mut owners = chowns.filter_map(|command| command.operands().first().copied());
    owners.find(|word| other(word.text())).map(|word| flag(word.span, word.text()))
}

/// A program that cares for a display, raw packets or devices.
pub(super) fn devices(look: &Look<'_>) -> Option<RedFlag> {
    let mut display = look
        .steps()
        .filter(|(_, _, step)| step.keyword == Keyword::Env)
        .flat_map(|(_, _, step)| step.pairs());
    if let Some(pair) = display.find(|pair| pair.key.text == "DISPLAY") {
        let text = "programs with windows keep their settings in a home, and need a display";
        return Some(RedFlag::new("display", pair.span, text));
    }
    let window = |name: &str| WINDOWS.iter().any(|start| name.starts_with(start));
    if let Some((name, span)) = look.installed().find(|(package, _)| window(package)) {
        let text =
            format!("`{name}` is for programs with windows, which need a home and a display");
        return Some(RedFlag::new("display", span, text));
    }
    let (name, span) = look.installed().find(|(package, _)| RAW.contains(package))?;
    let text = format!("`{name}` is installed, which works on raw devices as root");
    Some(RedFlag::new("devices", span, text))
}

/// What a launch writes by itself, and what is written beside the code while the image is built.
pub(super) fn writes(look: &Look<'_>) -> Option<RedFlag> {
    let flag = |word: &Word| {
        let text = format!("`{}` writes where only root may", word.text());
        RedFlag::new("writes-beside-code", word.span, text)
    };
    let nowhere = |path: &str| ["/dev", "/proc", "/tmp"].iter().any(|dir| under(path, dir));
    for command in look.launched() {
        let mut written = command.writes().filter(|word| !nowhere(word.text()));
        if let Some(word) = written.find(|word| !word.text().bytes().all(|b| b.is_ascii_digit())) {
            return Some(flag(word));
        }
        if let Some(word) = command.name_word().filter(|_| command.is_one_of(WRITERS)) {
            return Some(flag(word));
        }
    }
    let database = |command: &&Command| {
        command.is("flask") && command.subcommand() == "db"
            || command.is("alembic")
            || packages::is_python(command.name())
                && command.args().iter().any(|word| word.text() == "migrate")
            || command.is_one_of(&["touch", "sqlite3"])
                && command.args().iter().any(|word| super::user_flags::is_database(word.text()))
    };
    look.commands().find(database).and_then(Command::name_word).map(flag)
}

/// A folder to work in that nothing fills: it is for mounting, or for what the program writes.
pub(super) fn mount_point(look: &Look<'_>) -> Option<RedFlag> {
    let stage = look.stages().find(|stage| !stage.workdirs.is_empty())?;
    let workdir = stage.workdirs.last()?;
    let path = workdir.value.as_deref().filter(|path| !matches!(base_name(path), "app" | ""))?;
    let later = look.file.runs_of(stage).any(|run| run.instruction > workdir.at);
    let empty = !later && is_left_empty(look.file, look.stage, path, workdir.at);
    let text =
        format!("nothing fills `{path}`, where it starts: it is for mounting, or for writing to");
    empty.then(|| RedFlag::new("mount-point", workdir.span, text))
}

#[cfg(test)]
mod tests {
    use crate::model::{Dockerfile, user_flags};

    fn flag(text: &str) -> &'static str {
        let file = Dockerfile::new(text);
        let stage = file.final_stage().expect("a stage");
        user_flags::any(&file, stage, false).err().map_or("none", |flag| flag.name)
    }

    #[test]
    fn leaves_the_user_to_be_asked_for_where_the_file_does_not_show_enough() {
        let cases = [
            (
                "FROM node:22\nCOPY . .\nEXPOSE 3000\nCMD [\"npm\", \"start\"]\n",
                "entrypoint-script",
            ),
            (
                "FROM node:22\nENV NODE_ENV=production\nCOPY . .\nEXPOSE 3000\nCMD [\"npm\", \"start\"]\n",
                "none",
            ),
            (
                "FROM debian:12\nCOPY scripts/serve /\nEXPOSE 90\nCMD [\"/serve\"]\n",
                "entrypoint-script",
            ),
            (
                "FROM ruby:3\nCOPY . .\nEXPOSE 3000\nCMD [\"foreman\", \"start\"]\n",
                "entrypoint-script",
            ),
            (
                "FROM python:3\nRUN git clone https://example.org/a /a\nWORKDIR /a\nCMD [\"python\", \"main.py\"]\n",
                "program-from-network",
            ),
            ("FROM python:3\nCOPY . /a\nCMD [\"/a/lint.py\"]\n", "no-port"),
            ("FROM python:3\nCOPY . /a\nVOLUME /d\nCMD [\"python\", \"/a/a.py\"]\n", "no-port"),
            ("FROM python:3\nCOPY . /a\nCMD [\"/a/serve\", \"--port=8080\"]\n", "none"),
            ("FROM python:3\nCOPY . /a\nCMD [\"python\", \"/a/a.py\", \":8000\"]\n", "none"),
            ("FROM python:3\nCOPY . /a\nEXPOSE 8080\nCMD [\"python\", \"/a/a.py\"]\n", "none"),
            ("FROM debian:12\nEXPOSE 8000\nCOPY --from=build /x /x\nCMD [\"/x\"]\n", "none"),
            (
                "FROM debian:12\nEXPOSE 8000\nCOPY --from=build /x /x\nWORKDIR /music\nCMD [\"/x\"]\n",
                "mount-point",
            ),
            (
                "FROM debian:12\nEXPOSE 8000\nCOPY --from=build --chown=www-data /x /x\nCMD [\"/x\"]\n",
                "owned-by-another",
            ),
            (
                "FROM debian:12\nEXPOSE 8000\nCOPY --from=build /x /x\nCMD /x >> log\n",
                "writes-beside-code",
            ),
            ("FROM debian:12\nEXPOSE 8000\nCOPY --from=build /x /x\nCMD /x > /dev/null\n", "none"),
            (
                "FROM debian:12\nEXPOSE 8000\nCOPY --from=build /x.tar.gz /x\nCMD [\"/x/y\"]\n",
                "writes-beside-code",
            ),
            (
                "FROM debian:12\nEXPOSE 8000\nENV DISPLAY=:0\nCOPY --from=build /x /x\nCMD [\"/x\"]\n",
                "display",
            ),
            (
                "FROM debian:12\nEXPOSE 8000\nRUN apt-get install tcpdump\nCOPY --from=build /x /x\nCMD [\"/x\"]\n",
                "devices",
            ),
            (
                "FROM debian:12\nEXPOSE 8000\nCOPY --from=build /x /x\nEXPOSE 8001 8002 8003 8004\nCMD [\"/x\"]\n",
                "many-ports",
            ),
            (
                "FROM debian:12\nEXPOSE 8000\nCOPY --from=build /x /x\nRUN chmod u+x /x\nCMD [\"/x\"]\n",
                "closed-files",
            ),
            (
                "FROM debian:12\nEXPOSE 8000\nCOPY --from=build /x /x\nCMD [\"sleep\", \"infinity\"]\n",
                "interactive",
            ),
            (
                "FROM python:3\nCOPY . .\nEXPOSE 8000\nENTRYPOINT [\"python\"]\nCMD [\"a.py\"]\n",
                "none",
            ),
        ];
        for (text, wanted) in cases {
            assert_eq!(flag(text), wanted, "{text}");
        }
    }
}
