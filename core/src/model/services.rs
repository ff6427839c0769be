//! Whether the containers of a stage serve something, and how one could ask them whether they still do.

use super::{Base, Dockerfile, Launch, Stage};
use crate::image::{Family, Reference, facts};
use crate::shell::{Command, Word};
use crate::syntax::Keyword;
use crate::text::Span;

/// Programs that serve as long as they run.
const SERVERS: &[&str] = &[
    "nginx",
    "httpd",
    "apache2",
    "apachectl",
    "apache2-foreground",
    "httpd-foreground",
    "caddy",
    "haproxy",
    "traefik",
    "envoy",
    "lighttpd",
    "gunicorn",
    "uvicorn",
    "hypercorn",
    "daphne",
    "uwsgi",
    "waitress-serve",
    "puma",
    "unicorn",
    "thin",
    "rackup",
    "php-fpm",
    "catalina.sh",
    "redis-server",
    "mysqld",
    "mariadbd",
    "postgres",
    "mongod",
    "memcached",
    "rabbitmq-server",
    "streamlit",
    "http-server",
    "serve",
    "json-server",
    "pm2-runtime",
];

/// Names of scripts and programs that say that they serve.
const SERVING: &[&str] =
    &["server", "app", "main", "index", "api", "web", "wsgi", "asgi", "manage", "run"];

/// Official images that serve unless the file says otherwise (their CMD lines, 2026-08).
const SERVER_IMAGES: &[&str] = &[
    "nginx",
    "httpd",
    "caddy",
    "haproxy",
    "traefik",
    "tomcat",
    "jetty",
    "redis",
    "postgres",
    "mysql",
    "mariadb",
    "mongo",
    "memcached",
    "rabbitmq",
    "elasticsearch",
    "wordpress",
    "drupal",
    "nextcloud",
    "ghost",
    "solr",
    "cassandra",
    "neo4j",
    "couchdb",
    "influxdb",
    "registry",
    "node-red",
    "kong",
    "varnish",
];

/// Ports of services that don't answer plain HTTP.
const OTHER_PORTS: [u16; 19] = [
    21, 22, 25, 53, 389, 443, 993, 1433, 1521, 1883, 3306, 5432, 5672, 6379, 8443, 9000, 9042,
    11211, 27017,
];

/// Whether an image is known to bring no HEALTHCHECK: Docker's official images have none, as their maintainers decided
/// (docker-library/faq, 2026-08), nor have the distributions' and runtimes' own.
pub fn lacks_healthcheck(image: &Reference) -> bool {
    let repository = image.repository();
    let official = !repository.contains('/')
        && !["elasticsearch", "kibana", "logstash"].contains(&repository.as_str());
    official
        || facts::family(image) != Family::Unknown
            && [
                "mcr.microsoft.com/dotnet/",
                "gcr.io/distroless/",
                "registry.access.redhat.com/",
                "quay.io/centos/",
            ]
            .iter()
            .any(|start| repository.starts_with(start))
}

impl Dockerfile {
    /// What says that the containers of a stage serve something: an EXPOSE, or what is started.
    pub fn serves(&self, stage: &Stage) -> Option<Span> {
        let launched = [Keyword::Entrypoint, Keyword::Cmd]
            .into_iter()
            .filter_map(|keyword| self.launch(stage, keyword));
        let launched: Vec<&Launch> = launched.filter(|launch| !launch.is_empty).collect();
        let commands = || launched.iter().flat_map(|launch| &launch.script.commands);
        // A watchdog answers for the functions that it starts.
        let function = |command: &Command| {
            command.all_words().any(|word| {
                ["fwatchdog", "functions-framework", "awslambdaric"]
                    .iter()
                    .any(|name| word.text().contains(name))
            })
        };
        let dev = self.starts(stage).is_some_and(|starts| starts.is_interactive);
        if commands().any(function) || dev || stage.is_dev() {
            return None;
        }
        let exposed = self.lineage(stage).flat_map(|stage| self.steps(stage)).find(|(_, i)| {
            i.keyword == Keyword::Expose
                && i.words().iter().any(|word| !word.text.ends_with("/udp"))
        });
        if let Some((_, expose)) = exposed {
            return Some(expose.head);
        }
        if let Some(launch) =
            launched.iter().find(|launch| launch.script.commands.iter().any(serves))
        {
            return Some(launch.span);
        }
        match self.root_of(stage) {
            Base::Image(image)
                if launched.is_empty() && SERVER_IMAGES.contains(&image.repository().as_str()) =>
            {
                Some(self.lineage(stage).last()?.base_span)
            }
            _ => None,
        }
    }

    /// The only TCP port that a stage exposes.
    pub fn only_port(&self, stage: &Stage) -> Option<u16> {
        let exposes = self
            .lineage(stage)
            .flat_map(|stage| self.steps(stage))
            .filter(|(_, i)| i.keyword == Keyword::Expose);
        let mut ports = exposes.flat_map(|(at, _)| self.ports(at)).filter(|(_, port)| {
            port.protocol.is_empty() || port.protocol.eq_ignore_ascii_case("tcp")
        });
        let (word, port) = ports.next()?;
        let (first, last) = port.bounds().ok()?;
        let plain = word.without_value.is_empty() && word.unset.is_empty();
        (first == last && first > 0 && plain && ports.next().is_none()).then_some(first)
    }

    /// A command in exec form that asks the container's own HTTP port whether it answers, with what the image is known
    /// to have.
    pub fn probe(&self, stage: &Stage, port: u16) -> Option<String> {
        let Base::Image(image) = self.root_of(stage) else { return None };
        if OTHER_PORTS.contains(&port) {
            return None;
        }
        let repository = image.repository();
        let url = format!("http://127.0.0.1:{port}/");
        let curl = self.lineage(stage).any(|stage| {
            self.runs_of(stage).any(|run| {
                run.installs
                    .iter()
                    .any(|install| install.packages.iter().any(|package| package.text == "curl"))
            })
        });
        if curl {
            return Some(format!(r#"["curl", "-fsS", "-o", "/dev/null", "{url}"]"#));
        }
        match (repository.as_str(), self.family(stage)) {
            (_, Family::Alpine | Family::Busybox) => {
                Some(format!(r#"["wget", "-q", "-O", "/dev/null", "{url}"]"#))
            }
            ("python", _) => Some(format!(
                r#"["python", "-c", "import urllib.request; urllib.request.urlopen('{url}', timeout=2)"]"#
            )),
            ("node", _) if modern_node(image) => Some(format!(
                r#"["node", "-e", "fetch('{url}').then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]"#
            )),
            _ => None,
        }
    }
}

/// Whether node knows `fetch`: version 18 or later.
fn modern_node(image: &Reference) -> bool {
    let version = image.tag.as_deref().unwrap_or("latest").split(['.', '-']).next().unwrap_or("");
    match version.parse::<u16>() {
        Ok(major) => major >= 18,
        Err(_) => matches!(version, "latest" | "lts" | "current" | "slim"),
    }
}

/// Whether a command starts a server, as far as its words tell.
pub fn serves(command: &Command) -> bool {
    let name = command.name();
    let words: Vec<&str> = command.args().iter().map(Word::text).collect();
    let first = words.iter().copied().find(|word| !word.starts_with('-')).unwrap_or("");
    let script = |end: &str| {
        let path = words.iter().find(|word| word.ends_with(end));
        let stem = path.map(|path| path.rsplit('/').next().unwrap_or(path).trim_end_matches(end));
        stem.is_some_and(|stem| {
            SERVING.iter().any(|part| stem.split(['-', '_', '.']).any(|s| s == *part))
        })
    };
    if SERVERS.contains(&name) || name.starts_with("php-fpm") {
        return !words.iter().any(|word| matches!(*word, "--version" | "--help" | "build"));
    }
    match name {
        "npm" | "yarn" | "pnpm" | "bun" => {
            let script = words
                .iter()
                .copied()
                .find(|word| !word.starts_with('-') && *word != "run")
                .unwrap_or("");
            script == "start" || script.starts_with("start:") || script == "serve"
        }
        "node" | "nodejs" | "deno" | "ts-node" => {
            script(".js") || script(".mjs") || script(".cjs") || script(".ts")
        }
        "python" | "python3" | "python2" | "pypy3" => {
            let module =
                words.iter().position(|word| *word == "-m").and_then(|at| words.get(at + 1));
            let served = |name: &&str| {
                SERVERS.contains(name)
                    || matches!(*name, "http.server" | "flask" | "SimpleHTTPServer")
            };
            module.is_some_and(served)
                || words.contains(&"runserver")
                || (module.is_none()
                    && script(".py")
                    && !words.iter().any(|word| matches!(*word, "migrate" | "test" | "shell")))
        }
        "flask" => first == "run",
        "rails" | "bundle" => words
            .iter()
            .any(|word| matches!(*word, "s" | "server" | "puma" | "unicorn" | "rackup" | "thin")),
        "java" => words.windows(2).any(|pair| pair[0] == "-jar"),
        "dotnet" => first.ends_with(".dll"),
        "php" => words.contains(&"-S") || words.contains(&"serve"),
        _ => SERVING.contains(&name) && matches!(name, "server" | "api" | "web"),
    }
}

/// The port that a server is told to listen on, on every address: `--port 8000`, `--bind 0.0.0.0:8000`.
pub fn listens(command: &Command) -> Option<u16> {
    const FLAGS: [&str; 6] = ["--port", "-p", "--bind", "-b", "--http-port", "--server.port"];
    if !serves(command)
        || command.is_one_of(&["php-fpm", "haproxy", "java", "redis-server", "memcached"])
    {
        return None;
    }
    let words: Vec<&str> = command.args().iter().map(Word::text).collect();
    let host = |text: &str| matches!(text, "" | "0.0.0.0" | "*" | "[::]" | "::");
    let number = |text: &str| match text.rsplit_once(':') {
        Some((address, port)) => port.parse::<u16>().ok().filter(|_| host(address)),
        None => text.parse::<u16>().ok(),
    };
    let told = words.windows(2).find(|pair| FLAGS.contains(&pair[0])).map(|pair| pair[1]);
    let glued = words
        .iter()
        .find_map(|word| FLAGS.iter().find_map(|flag| word.strip_prefix(flag)?.strip_prefix('=')));
    let runserver = words.windows(2).find(|pair| pair[0] == "runserver").map(|pair| pair[1]);
    let local = words.iter().any(|word| word.contains("127.0.0.1") || word.contains("localhost"));
    told.or(glued).or(runserver).filter(|_| !local).and_then(number).filter(|port| *port > 0)
}
