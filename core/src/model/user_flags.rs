//! Red flags: what says that a program may not start, or not work, as somebody else than root. With one of them no
//! user is added unasked (R10 of the hardening reference).

use super::accounts::names_dropper;
use super::{Base, Dockerfile, Launch, Stage, Value, packages};
use super::{launch, user_unseen};
use crate::image::{Family, users};
use crate::order;
use crate::shell::{Command, Part, Word};
use crate::syntax::{Instruction, Keyword};
use crate::text::Span;

/// Something that only the author can judge.
#[derive(Clone, Debug, PartialEq)]
pub struct RedFlag {
    /// Its name in kebab-case.
    pub name: &'static str,
    /// Where it shows.
    pub span: Span,
    /// Why it matters, as one clause.
    pub text: String,
}

impl RedFlag {
    pub(super) fn new(name: &'static str, span: Span, text: impl Into<String>) -> RedFlag {
        RedFlag { name, span, text: text.into() }
    }
}

type Judge = fn(&Look<'_>) -> Option<RedFlag>;

/// What a flag is looked for in: the stages whose layers ship, and what the container starts.
pub(super) struct Look<'a> {
    pub(super) file: &'a Dockerfile,
    pub(super) stage: &'a Stage,
    pub(super) launches: Vec<&'a Launch>,
}

/// The first red flag of a stage. Where its user only has to come back, the base image is no obstacle.
pub(super) fn any(file: &Dockerfile, stage: &Stage, had_user: bool) -> Result<(), RedFlag> {
    let launches = [Keyword::Entrypoint, Keyword::Cmd];
    let launches = launches.iter().filter_map(|keyword| file.launch(stage, *keyword));
    let look = Look { file, stage, launches: launches.filter(|launch| !launch.is_empty).collect() };
    let base: &[Judge] = if had_user {
        &[]
    } else {
        &[
            unknown_base,
            rooted_base,
            no_command,
            user_unseen::from_network,
            user_unseen::tool,
            user_unseen::owned,
        ]
    };
    let rest: &[Judge] = &[
        windows,
        onbuild,
        development,
        interactive,
        unreadable,
        script,
        user_unseen::script_elsewhere,
        dropper,
        service,
        by_hand,
        home_of_root,
        low_port,
        beside_code,
        user_unseen::unpacked,
        user_unseen::writes,
        user_unseen::mount_point,
        user_unseen::many_ports,
        user_unseen::devices,
        docker_socket,
        closed_files,
    ];
    match base.iter().chain(rest).find_map(|judge| judge(&look)) {
        Some(flag) => Err(flag),
        None => Ok(()),
    }
}

impl<'a> Look<'a> {
    pub(super) fn stages(&self) -> impl Iterator<Item = &'a Stage> {
        self.file.lineage(self.stage)
    }

    pub(super) fn steps(&self) -> impl Iterator<Item = (&'a Stage, usize, &'a Instruction)> {
        let file = self.file;
        self.stages()
            .flat_map(move |stage| file.steps(stage).map(move |(at, step)| (stage, at, step)))
    }

    pub(super) fn commands(&self) -> impl Iterator<Item = &'a Command> {
        let file = self.file;
        self.stages()
            .flat_map(move |stage| file.runs_of(stage))
            .flat_map(|run| &run.script.commands)
    }

    /// The commands that the container starts.
    pub(super) fn launched(&self) -> impl Iterator<Item = &'a Command> {
        self.launches.iter().flat_map(|launch| &launch.script.commands)
    }

    /// Their words.
    fn words(&self) -> impl Iterator<Item = &'a Word> {
        self.launched().flat_map(|command| &command.words)
    }

    /// The programs: names of commands, and what an init process such as tini starts.
    pub(super) fn programs(&self) -> impl Iterator<Item = &'a Word> {
        self.launched().flat_map(|command| {
            let init = command.is_one_of(&["tini", "dumb-init", "catatonit", "tini-static"]);
            let after = command.args().iter().find(|word| init && !word.text().starts_with('-'));
            command.name_word().into_iter().chain(after)
        })
    }

    /// The packages of a distribution that are installed.
    pub(super) fn installed(&self) -> impl Iterator<Item = (&'a str, Span)> {
        let file = self.file;
        let runs = self.stages().flat_map(move |stage| file.runs_of(stage));
        let installs =
            runs.flat_map(|run| &run.installs).filter(|install| install.manager.is_of_system());
        installs.flat_map(|install| &install.packages).map(|package| {
            let end = package.text.find(['=', '~', '<', '>']).unwrap_or(package.text.len());
            (&package.text[..end], package.span)
        })
    }
}

pub(super) fn base_name(word: &str) -> &str {
    word.rsplit('/').next().unwrap_or(word)
}

fn unknown_base(look: &Look<'_>) -> Option<RedFlag> {
    let text = match look.file.root_of(look.stage) {
        Base::Image(_) if look.file.family(look.stage) == Family::Unknown => {
            "it is not known what this base image holds"
        }
        Base::Unknown | Base::Invalid(_) => "the base image depends on the build",
        _ => return None,
    };
    Some(RedFlag::new("unknown-base", look.stage.base_span, text))
}

fn rooted_base(look: &Look<'_>) -> Option<RedFlag> {
    let Base::Image(image) = look.file.root_of(look.stage) else { return None };
    let why = users::needs_root(image)?;
    Some(RedFlag::new(
        "base-starts-as-root",
        look.stage.base_span,
        format!("of `{}`: {why}", image.repository()),
    ))
}

fn no_command(look: &Look<'_>) -> Option<RedFlag> {
    let text = "it starts nothing of its own: it may be a base for other images, or a set of tools";
    look.launches.is_empty().then(|| RedFlag::new("no-command", look.stage.base_span, text))
}

fn windows(look: &Look<'_>) -> Option<RedFlag> {
    let text = "Windows accounts are made differently";
    look.file.is_windows(look.stage).then(|| RedFlag::new("windows", look.stage.base_span, text))
}

fn onbuild(look: &Look<'_>) -> Option<RedFlag> {
    let step = look.steps().find(|(_, _, step)| step.keyword == Keyword::Onbuild)?.2;
    Some(RedFlag::new(
        "onbuild",
        step.word,
        "images built from this one run its ONBUILD triggers, which may need root",
    ))
}

fn interactive(look: &Look<'_>) -> Option<RedFlag> {
    // The arguments of an ENTRYPOINT may stand in CMD.
    let mut last = look.launches.last()?.script.commands.iter();
    let command = last.find(|command| launch::waits(command) || launch::keeps(command))?;
    let text = "it waits for somebody at a terminal, who may want to install things";
    Some(RedFlag::new("interactive", command.span, text))
}

fn development(look: &Look<'_>) -> Option<RedFlag> {
    let image = match look.file.root_of(look.stage) {
        Base::Image(image) => users::is_for_development(image),
        _ => false,
    };
    let text = "the image is for development or tests";
    (image || look.stage.is_dev()).then(|| RedFlag::new("development", look.stage.base_span, text))
}

fn unreadable(look: &Look<'_>) -> Option<RedFlag> {
    let hidden =
        |command: &Command| command.name_word().is_some_and(|word| word.literal().is_none());
    let unread =
        |launch: &&&Launch| !launch.script.is_clear() || launch.script.commands.iter().any(hidden);
    let launch = look.launches.iter().find(unread)?;
    Some(RedFlag::new(
        "unreadable-command",
        launch.command,
        "what the container starts can't be read",
    ))
}

fn script(look: &Look<'_>) -> Option<RedFlag> {
    let is_script = |word: &&Word| {
        let name = base_name(word.text());
        [".sh", ".bash", ".ksh"].iter().any(|end| name.ends_with(end))
            || name.contains("entrypoint")
    };
    let word = look.words().find(is_script)?;
    Some(RedFlag::new(
        "entrypoint-script",
        word.span,
        format!("what `{}` does at the start can't be seen here", word.text()),
    ))
}

fn dropper(look: &Look<'_>) -> Option<RedFlag> {
    let flag = |span, name: &str| {
        RedFlag::new(
            "privilege-dropper",
            span,
            format!("`{name}` gives root up at the start, and needs it until then"),
        )
    };
    let commands = look.commands().chain(look.launched());
    let mut words = commands.flat_map(Command::all_words);
    if let Some((word, name)) = words.find_map(|word| Some((word, names_dropper(word.text())?))) {
        return Some(flag(word.span, name));
    }
    let copies = look.stages().flat_map(|stage| look.file.copies_of(stage));
    let mut sources = copies.flat_map(|copy| &copy.sources);
    let (source, name) =
        sources.find_map(|source| Some((source, names_dropper(&source.word.text)?)))?;
    Some(flag(source.word.span, name))
}

/// Programs that are made to start as root, or that start others for several users.
const SERVICES: &[&str] = &[
    "nginx",
    "openresty",
    "apache2",
    "apache2ctl",
    "apachectl",
    "apache2-foreground",
    "httpd",
    "httpd-foreground",
    "lighttpd",
    "caddy",
    "traefik",
    "haproxy",
    "unitd",
    "sshd",
    "crond",
    "cron",
    "anacron",
    "supervisord",
    "systemd",
    "init",
    "my_init",
    "s6-svscan",
    "runsvdir",
    "runit",
    "service",
    "rsyslogd",
    "syslogd",
    "syslog-ng",
    "named",
    "dnsmasq",
    "unbound",
    "dockerd",
    "containerd",
    "openvpn",
    "wg-quick",
    "iptables",
    "tcpdump",
    "smbd",
    "nmbd",
    "vsftpd",
    "pure-ftpd",
    "proftpd",
    "postfix",
    "master",
    "dovecot",
    "exim",
    "exim4",
    "sendmail",
    "mysqld",
    "mysqld_safe",
    "mariadbd",
    "postgres",
    "postmaster",
    "mongod",
    "redis-server",
    "memcached",
    "rabbitmq-server",
    "slapd",
    "keepalived",
    "chronyd",
    "ntpd",
    "pm2",
    "pm2-runtime",
    "jupyter",
    "jupyter-lab",
    "jupyter-notebook",
    "xvfb-run",
    "Xvfb",
    "vncserver",
    "x11vnc",
    "code-server",
    "tor",
    "privoxy",
    "squid",
    "varnishd",
    "su",
    "sudo",
    "mount",
    "rpcbind",
    "nfsd",
    "ganesha.nfsd",
    "strongswan",
    "ipsec",
    "hostapd",
    "bird",
    "zebra",
    "freeradius",
    "radiusd",
    "asterisk",
    "collectd",
    "telegraf",
    "node_exporter",
    "zabbix_server",
    "zabbix_agentd",
    "consul",
    "vault",
    "elasticsearch",
    "catalina.sh",
    "gitlab-runner",
    "buildkitd",
    "kubelet",
    "chronos",
    "monit",
    "forever",
    "activemq",
    "solr",
    "neo4j",
    "cassandra",
    "kibana",
    "logstash",
    "ntopng",
    "pgadmin4",
];

/// Packages that come for such programs.
const SERVICE_PACKAGES: &[&str] = &[
    "supervisor",
    "cron",
    "cronie",
    "dcron",
    "busybox-suid",
    "openssh-server",
    "openssh",
    "systemd",
    "s6",
    "s6-overlay",
    "runit",
    "monit",
    "sudo",
    "docker.io",
    "docker-ce",
    "docker-ce-cli",
    "docker-cli",
    "docker-client",
    "docker",
    "apache2",
    "httpd",
    "nginx",
    "lighttpd",
    "haproxy",
    "postfix",
    "rsyslog",
    "redis",
    "redis-server",
    "mysql-server",
    "mariadb",
    "mariadb-server",
    "postgresql",
    "memcached",
    "rabbitmq-server",
    "dnsmasq",
    "bind9",
    "squid",
    "varnish",
    "tor",
];

/// Interpreters, which need no root themselves.
const INTERPRETERS: &[&str] = &[
    "node", "nodejs", "java", "ruby", "perl", "php", "dotnet", "deno", "bun", "sh", "bash", "npm",
    "yarn", "pnpm",
];

fn service(look: &Look<'_>) -> Option<RedFlag> {
    let starts = |span, name: &str| {
        RedFlag::new("service", span, format!("`{name}` is usually started as root"))
    };
    for word in look.programs() {
        let name = base_name(word.text());
        if SERVICES.contains(&name)
            || name.starts_with("php-fpm")
            || name.ends_with("db")
            || name == "tail"
            || word.text() == "/init"
            || word.text().starts_with("/etc/init.d/")
        {
            return Some(starts(word.span, name));
        }
        let interprets = INTERPRETERS.contains(&name) || packages::is_python(name);
        let packaged = || look.installed().any(|(package, _)| package == name);
        if !interprets && packaged() {
            let text =
                format!("`{name}` comes from a package of the distribution, which may expect root");
            return Some(RedFlag::new("service", word.span, text));
        }
    }
    let (name, span) = look.installed().find(|(package, _)| SERVICE_PACKAGES.contains(package))?;
    Some(RedFlag::new("service", span, format!("`{name}` is installed, which works as root")))
}

fn by_hand(look: &Look<'_>) -> Option<RedFlag> {
    let flag = |span| {
        RedFlag::new("accounts-by-hand", span, "accounts are written into the file system by hand")
    };
    let is_table = |path: &str| matches!(path, "/etc/passwd" | "/etc/group" | "/etc/shadow");
    let mut written = look.commands().flat_map(Command::writes);
    if let Some(word) = written.find(|word| is_table(word.text())) {
        return Some(flag(word.span));
    }
    // In an image without a shell the tables come from elsewhere and a number works beside them.
    let shell = users::tool(look.file.family(look.stage), None) != Some(users::Tool::None);
    let mut copies = look.stages().flat_map(|stage| look.file.copies_of(stage));
    let copy = copies.find(|copy| shell && copy.dest_path.as_deref().is_some_and(is_table))?;
    Some(flag(copy.dest.span))
}

/// Pieces of commands that put tools or data into the home directory of whoever runs them.
const HOME_TOOLS: &[&str] = &[
    "sh.rustup.rs",
    "nvm-sh/nvm",
    "creationix/nvm",
    "get.sdkman.io",
    "install.python-poetry.org",
    "astral.sh/uv",
    "bun.sh/install",
    "deno.land/install",
    "get.volta.sh",
    "pyenv.run",
    "get.haskellstack.org",
    "get-ghcup",
    "$HOME",
    "${HOME}",
    "nltk.download",
    "nltk.downloader",
    "from_pretrained",
    "snapshot_download",
    "spacy",
    "huggingface-cli",
];

/// Commands that do so, each with a first word that makes them.
const HOME_COMMANDS: &[(&str, &str)] = &[
    ("playwright", "install"),
    ("npx", "playwright"),
    ("npx", "puppeteer"),
    ("dotnet", "tool"),
    ("mix", "local.hex"),
    ("composer", "global"),
    ("pipx", "install"),
    ("pipenv", "install"),
    ("pipenv", "sync"),
    ("poetry", "install"),
    ("uv", "tool"),
    ("uv", "python"),
    ("cabal", "install"),
    ("stack", "install"),
    ("raco", "pkg"),
    ("ansible-galaxy", "install"),
    ("ansible-galaxy", "collection"),
    ("helm", "plugin"),
];

fn home_of_root(look: &Look<'_>) -> Option<RedFlag> {
    let flag = |span, what: &str| {
        RedFlag::new(
            "in-roots-home",
            span,
            format!("`{what}` puts files into the home of root, which others can't enter"),
        )
    };
    let in_home = |path: &str| {
        path == "/root" || path.starts_with("/root/") || path == "~" || path.starts_with("~/")
    };
    for command in look.commands() {
        if command.is_one_of(&["rm", "find", "rmdir", "chmod", "test", "["]) {
            continue;
        }
        let user_install = packages::is_pip(command.name())
            && command.has_flag("--user")
            && !command.context.in_condition;
        let listed = HOME_COMMANDS
            .iter()
            .any(|(name, verb)| command.is(name) && command.subcommand() == *verb);
        let go_install = command.is("go")
            && command.subcommand() == "install"
            && look.file.family(look.stage) != Family::Unknown;
        if user_install || listed || (go_install && !is_go_image(look)) {
            return Some(flag(
                command.span,
                &format!("{} {}", command.name(), command.subcommand()),
            ));
        }
        let home = |word: &&Word| {
            let tilde = word.parts.iter().any(|part| matches!(part, Part::Tilde { .. }));
            let text = word.text();
            tilde
                || in_home(text)
                || text.contains("=/root/")
                || HOME_TOOLS.iter().any(|tool| text.contains(tool))
        };
        if let Some(word) = command.all_words().find(home) {
            return Some(flag(word.span, word.text()));
        }
    }
    for (stage, at, step) in look.steps() {
        let values = step
            .pairs()
            .iter()
            .filter_map(|pair| pair.value.as_ref())
            .filter(|_| step.keyword == Keyword::Env);
        let mut values = values.chain(
            step.words().iter().filter(|_| matches!(step.keyword, Keyword::Copy | Keyword::Add)),
        );
        if let Some(word) = values
            .find(|word| in_home(word.text.trim_matches('"')) || word.text.contains(":/root/"))
        {
            return Some(flag(word.span, &word.text));
        }
        let workdir = stage.workdirs.iter().find(|workdir| workdir.at == at);
        if let Some(workdir) =
            workdir.filter(|workdir| workdir.value.as_deref().is_some_and(in_home))
        {
            return Some(flag(workdir.span, &workdir.raw));
        }
    }
    None
}

fn is_go_image(look: &Look<'_>) -> bool {
    matches!(look.file.root_of(look.stage), Base::Image(image) if image.repository() == "golang")
}

/// Whether a text is a port below 1024, or ends with one: `:80`, `=80`, `0.0.0.0:443`.
fn is_low_port(text: &str) -> bool {
    let digits = text.rsplit([':', '=']).next().unwrap_or(text);
    if text.contains(',') {
        return false; // Settings of another kind.
    }
    matches!(digits, "80" | "443" | "22" | "53" | "21" | "25")
}

fn low_port(look: &Look<'_>) -> Option<RedFlag> {
    let flag = |span, port: &str| {
        let text = format!(
            "port `{port}` is below 1024, which not every engine lets others than root open"
        );
        RedFlag::new("low-port", span, text)
    };
    for (stage, at, step) in look.steps() {
        match step.keyword {
            Keyword::Expose => {
                for word in step.words() {
                    let text = look.file.expand(stage, at, &word.text).unwrap_or_default();
                    if exposed_port(&text).is_some_and(|port| port < 1024) {
                        return Some(flag(word.span, &word.text));
                    }
                }
            }
            Keyword::Env => {
                let names = |name: &str| {
                    name.contains("PORT") || name.contains("URL") || name.contains("BIND")
                };
                let mut pairs = step.pairs().iter().filter(|pair| names(&pair.key.text));
                let low = |value: &crate::syntax::Word| {
                    is_low_port(value.text.trim_matches('"').trim_end_matches('/'))
                };
                if let Some(value) =
                    pairs.find_map(|pair| pair.value.as_ref().filter(|value| low(value)))
                {
                    return Some(flag(value.span, &value.text));
                }
            }
            _ => {}
        }
    }
    if let Some(word) = look.words().find(|word| is_low_port(word.text())) {
        return Some(flag(word.span, word.text()));
    }
    // .NET's web images listened on port 80 until version 8.
    let Base::Image(image) = look.file.root_of(look.stage) else { return None };
    let old = image.repository().ends_with("dotnet/aspnet") && users::ready(image).is_none();
    let told = look
        .steps()
        .flat_map(|(_, _, step)| step.pairs())
        .any(|pair| pair.key.text.starts_with("ASPNETCORE_"));
    (old && !told).then(|| flag(look.stage.base_span, "80"))
}

/// The (first) port of an argument of EXPOSE.
pub fn exposed_port(text: &str) -> Option<u32> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    text[..end].parse().ok()
}

/// Words of a launch that say that the program builds, migrates or develops: it writes where its code is.
const WRITING_WORDS: &[&str] = &[
    "migrate",
    "makemigrations",
    "collectstatic",
    "runserver",
    "artisan",
    "db:migrate",
    "db:setup",
    "dev",
    "develop",
    "start:dev",
    "watch",
    "build",
    "bootRun",
    "spring-boot:run",
    "install",
    "ci",
    "run:dev",
    "start-dev",
    "debug",
    "test",
];

/// Parts of words that say so.
const WRITING_PARTS: &[&str] = &[
    "--reload",
    "logging.path",
    "logging.file",
    "log-file",
    "logfile",
    "access-log",
    "pidfile",
    "--pid",
    "data-dir",
    "datadir",
    "--output",
    "--dbpath",
    "rotate",
];

/// Programs that do so.
const WRITING_PROGRAMS: &[&str] = &[
    "rails",
    "rake",
    "bundle",
    "puma",
    "rackup",
    "unicorn",
    "thin",
    "jekyll",
    "hugo",
    "mkdocs",
    "nodemon",
    "next",
    "nuxt",
    "vite",
    "ng",
    "gulp",
    "grunt",
    "mvn",
    "mvnw",
    "gradle",
    "gradlew",
    "sbt",
    "lein",
    "go",
    "cargo",
    "stack",
    "mix",
    "iex",
    "npx",
    "make",
    "expo",
    "streamlit",
    "mlflow",
    "airflow",
    "celery",
    "scrapy",
    "odoo",
    "hexo",
    "gatsby",
    "webpack",
    "tsx",
    "ts-node-dev",
    "fresh",
    "air",
    "realize",
    "reflex",
    "CompileDaemon",
    "gin",
    "tox",
    "nox",
    "pytest",
    "py.test",
    "rspec",
    "jest",
    "mocha",
    "karma",
    "cypress",
    "phpunit",
    "behave",
    "robot",
    "swift",
    "gdb",
];

fn beside_code(look: &Look<'_>) -> Option<RedFlag> {
    let flag = |span, what: &str| {
        RedFlag::new(
            "writes-beside-code",
            span,
            format!("`{what}` suggests that the program writes next to its code"),
        )
    };
    if let Some(word) =
        look.programs().find(|word| WRITING_PROGRAMS.contains(&base_name(word.text())))
    {
        return Some(flag(word.span, word.text()));
    }
    let writing = |word: &&Word| {
        let text = word.text();
        WRITING_WORDS.contains(&text)
            || matches!(base_name(text), "rails" | "rake" | "manage.py")
            || is_database(text)
            || WRITING_PARTS.iter().any(|part| text.contains(part))
    };
    if let Some(word) = look.words().find(writing) {
        return Some(flag(word.span, word.text()));
    }
    for (_, _, step) in look.steps() {
        let values =
            step.pairs().iter().filter(|_| matches!(step.keyword, Keyword::Env | Keyword::Arg));
        let values = values.filter_map(|pair| pair.value.as_ref());
        let copied =
            step.words().iter().filter(|_| matches!(step.keyword, Keyword::Copy | Keyword::Add));
        if let Some(word) =
            values.chain(copied).find(|word| is_database(&word.text) || word.text.contains(".next"))
        {
            return Some(flag(word.span, &word.text));
        }
    }
    let mut caches = look.commands().flat_map(Command::all_words);
    let word = caches
        .find(|word| word.text().contains("storage/") || word.text().contains("bootstrap/cache"))?;
    Some(flag(word.span, word.text()))
}

pub(super) fn is_database(text: &str) -> bool {
    let text = text.trim_matches('"');
    text.contains("sqlite") || [".db", ".sqlite3", ".sqlite"].iter().any(|end| text.ends_with(end))
}

fn docker_socket(look: &Look<'_>) -> Option<RedFlag> {
    let hints = |text: &str| {
        text.contains("docker.sock")
            || text.starts_with("/dev/kvm")
            || text.starts_with("/dev/tty")
            || text == "--privileged"
    };
    let flag =
        |span, text: &str| RedFlag::new("devices", span, format!("`{text}` belongs to root"));
    let mut words = look.commands().chain(look.launched()).flat_map(Command::all_words);
    if let Some(word) = words.find(|word| hints(word.text())) {
        return Some(flag(word.span, word.text()));
    }
    let mut volumes = look
        .steps()
        .filter(|(_, _, step)| step.keyword == Keyword::Volume)
        .flat_map(|(_, _, step)| step.words());
    let word = volumes.find(|word| hints(&word.text))?;
    Some(flag(word.span, &word.text))
}

fn closed_files(look: &Look<'_>) -> Option<RedFlag> {
    let flag = |span, mode: &str| {
        RedFlag::new("closed-files", span, format!("mode `{mode}` keeps others than root out"))
    };
    let closed = |mode: &str| {
        mode.len() >= 3
            && mode.len() <= 4
            && mode.bytes().all(|b| b.is_ascii_digit())
            && mode.ends_with('0')
            || mode.len() == 3 && mode.bytes().all(|b| b.is_ascii_digit()) && {
                // What only its owner, or only its group, may start or enter.
                let bits = |at: usize| mode.as_bytes()[at] - b'0';
                bits(0) & 1 == 1 && bits(2) & 1 == 0
            }
            || mode.starts_with("u+") && !mode.contains(',')
            || mode.contains("o-")
            || mode.contains("go-")
            || mode.contains("go=")
            || mode == "go="
    };
    for command in look.commands().filter(|command| command.is("chmod") || command.is("umask")) {
        let mode = command.operands().first().copied();
        if let Some(mode) = mode.filter(|mode| {
            closed(mode.text()) || (command.is("umask") && mode.text().ends_with('7'))
        }) {
            return Some(flag(mode.span, mode.text()));
        }
    }
    let mut keys = look.commands().filter(|command| {
        command.is("ssh-keygen")
            || command.is("openssl") && matches!(command.subcommand(), "genrsa" | "req" | "genpkey")
    });
    if let Some(command) = keys.find_map(Command::name_word) {
        let text = "the key that is made here can be read by root only";
        return Some(RedFlag::new("closed-files", command.span, text));
    }
    let mut copies = look.stages().flat_map(|stage| look.file.copies_of(stage));
    let copy = copies.find(|copy| copy.chmod.as_deref().is_some_and(closed))?;
    Some(flag(copy.span, copy.chmod.as_deref().unwrap_or("")))
}

/// Whether the program wants a home directory that it can write to.
pub(super) fn needs_home(file: &Dockerfile, stage: &Stage) -> bool {
    let launches = [Keyword::Entrypoint, Keyword::Cmd]
        .into_iter()
        .filter_map(|keyword| file.launch(stage, keyword));
    let mut commands = launches.flat_map(|launch| &launch.script.commands);
    let known = matches!(file.lookup(stage, stage.end, "HOME"), Value::Unset);
    known && commands.any(|command| command.is_one_of(&["npm", "npx", "yarn", "pnpm"]))
}

/// Names of folders that programs write to.
const STATE: &[&str] = &[
    "data",
    "logs",
    "log",
    "uploads",
    "upload",
    "storage",
    "cache",
    "tmp",
    "temp",
    "db",
    "database",
    "media",
    "state",
    "output",
    "outputs",
    "downloads",
    "backup",
    "backups",
    "run",
    "sessions",
    "spool",
    "queue",
    "results",
    "reports",
    "work",
];

/// Folders that belong to the system or the build.
const SYSTEM: &[&str] = &[
    "/etc",
    "/usr",
    "/bin",
    "/sbin",
    "/lib",
    "/root",
    "/proc",
    "/sys",
    "/dev",
    "/var/cache",
    "/var/lib/apt",
    "/var/lib/dpkg",
    "/tmp",
    "/boot",
];

/// The folders that the program has to own: volumes, and folders made for data.
pub(super) fn state_folders(file: &Dockerfile, stage: &Stage) -> Result<Vec<String>, RedFlag> {
    let (mut folders, mut spans): (Vec<String>, Vec<Span>) = (Vec::new(), Vec::new());
    let flag = |span, text: &str| RedFlag::new("state-folder", span, text);
    for of in file.lineage(stage) {
        for (at, step) in file.steps(of).filter(|(_, step)| step.keyword == Keyword::Volume) {
            for word in step.words() {
                let path = file
                    .expand(of, at, &word.text)
                    .filter(|path| path.starts_with('/') && is_plain_path(path));
                let Some(path) = path else {
                    return Err(flag(word.span, "it is not known which folder this volume is"));
                };
                folders.push(super::clean(&path));
                spans.push(word.span);
            }
        }
        for run in file.runs_of(of) {
            for command in run.script.named(&["mkdir"]) {
                for word in command.operands() {
                    let full = |text: &str| match text.starts_with('/') {
                        true => Some(super::clean(text)),
                        false => file
                            .workdir_at(of, run.instruction)
                            .map(|dir| super::clean(&format!("{dir}/{text}"))),
                    };
                    let path = file.shell_value(run, word).as_deref().and_then(full);
                    let named = path.as_deref().unwrap_or(word.text());
                    let absolute = word.text().starts_with(['/', '$']);
                    let is_for_data = is_state(named)
                        || absolute && is_left_empty(file, stage, named, usize::MAX);
                    if !is_for_data {
                        continue;
                    }
                    let path = path.filter(|path| is_plain_path(path));
                    let Some(path) = path.filter(|_| command.has_one_flag_of(&["-p", "--parents"]))
                    else {
                        return Err(flag(
                            word.span,
                            "the program may write to this folder of root",
                        ));
                    };
                    if !is_system(&path) {
                        folders.push(path);
                        spans.push(word.span);
                    }
                }
            }
        }
    }
    for (folder, span) in folders.iter().zip(&spans) {
        let filled = file
            .copies_of(stage)
            .any(|copy| copy.dest_path.as_deref().is_some_and(|dest| under(dest, folder)));
        if filled || folder == "/" || SYSTEM.iter().any(|system| under(folder, system)) {
            return Err(flag(
                *span,
                "the program may write to files that root puts into this folder",
            ));
        }
    }
    order::sort(&mut folders);
    folders.dedup();
    Ok(folders)
}

fn is_state(path: &str) -> bool {
    let mut parts = path.split('/');
    !is_system(path) && parts.any(|part| STATE.contains(&part))
}

/// Whether nothing but `mkdir` and the WORKDIR `except` names a folder of a stage, so that it is there for what the
/// program will write.
pub(super) fn is_left_empty(file: &Dockerfile, stage: &Stage, folder: &str, except: usize) -> bool {
    let near = |path: &str| under(path, folder) || under(folder, path);
    let named = |command: &Command| {
        !command.is_one_of(&["mkdir", "chown", "chmod"])
            && command.all_words().any(|word| word.text().contains(folder))
    };
    !is_system(folder)
        && file.lineage(stage).all(|stage| {
            !file.copies_of(stage).any(|copy| copy.dest_path.as_deref().is_none_or(near))
                && !stage.workdirs.iter().any(|dir| {
                    dir.at != except && dir.value.as_deref().is_none_or(|dir| under(dir, folder))
                })
                && !file.runs_of(stage).flat_map(|run| &run.script.commands).any(named)
        })
}

/// Whether a folder belongs to the system or the build.
fn is_system(path: &str) -> bool {
    let own =
        ["/usr/local", "/usr/src"].iter().any(|folder| under(path, folder) && path != *folder);
    !own && SYSTEM.iter().any(|system| under(path, system))
}

/// Whether a folder can be given to the program: one of its own, not one of the system.
pub(super) fn can_be_owned(path: &str) -> bool {
    path.len() > 1 && path.starts_with('/') && is_plain_path(path) && !is_system(path)
}

fn is_plain_path(path: &str) -> bool {
    path.bytes().all(|b| b.is_ascii_alphanumeric() || b"/._-".contains(&b))
}

/// Whether a path is a folder or lies below it.
pub fn under(path: &str, folder: &str) -> bool {
    path == folder || path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}
