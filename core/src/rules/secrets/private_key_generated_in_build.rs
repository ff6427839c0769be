//! A private key that every container shares.

use crate::rule::prelude::*;
use crate::shell::Word;

pub(super) static RULE: Rule = Rule {
    id: "private-key-generated-in-build",
    title: "A private key is made in the build and stays in the image",
    category: Category::Secrets,
    severity: Severity::Medium,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "All containers of the image have the same key, and whoever can pull the image has it too: they can read or \
          answer in place of the server, or log in where the key is known.",
    how: "Make the key when the container starts, or mount it there: `docker service create --secret …`, a Kubernetes \
          secret, a volume.",
    examples: &[
        Example::bad(
            "
            FROM nginx:1.29
            RUN openssl req -x509 -nodes -newkey rsa:2048 -keyout «/etc/ssl/private/server.key» -out /etc/ssl/certs/server.crt -subj /CN=a
            ",
        ),
        Example::bad(
            "
            FROM debian:13-slim
            RUN ssh-keygen -q -t ed25519 -N '' -f «/root/.ssh/id_ed25519»
            ",
        ),
        Example::bad(
            "
            FROM debian:13-slim
            RUN openssl genrsa -out «key.pem» 2048 && cat key.pem cert.pem >> /etc/stunnel/stunnel.pem && rm key.pem
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN ssh-keygen -A && ssh-keygen -t rsa -f /etc/ssh/ssh_host_rsa_key && ssh-keygen -F github.com -f /root/.ssh/known_hosts
            RUN openssl genrsa -out /tmp/test.key 2048 && make test && rm /tmp/test.key
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim AS test
            RUN openssl genrsa -out /srv/test.key 2048
            FROM debian:13-slim
            RUN openssl genrsa 2048 | openssl rsa -pubout -out /srv/test.pub
            ",
        ),
    ],
    links: &[],
    check: Check::Run(check),
};

fn check(run: &Run, cx: &mut Context<'_>) {
    let stage = cx.this_stage();
    if !stage.ships || stage.is_dev() {
        return;
    }
    // So many in one RUN that looking for each one's end would take long are not there but for tests.
    const MANY: usize = 16;
    let made = run.script.commands.iter().filter_map(|command| Some((command, key(command)?)));
    for (command, file) in made.take(MANY) {
        let path = file.text();
        let name = path.rsplit('/').next().unwrap_or(path);
        let goes = path.starts_with("/dev/")
            || name.starts_with("ssh_host_")
            || run.mounts_over(path)
            || command.context.in_function
            || is_deleted(run, command, path, name);
        if !goes {
            let message = format!("every container of the image has the private key `{name}`");
            cx.report(file.span, message);
        }
    }
}

/// Whether a later command of the RUN deletes a key, and none has copied it before.
fn is_deleted(run: &Run, command: &Command, path: &str, name: &str) -> bool {
    let later = run.script.commands.iter().skip(command.index + 1);
    let names = |word: &Word| word.text() == path || word.text().ends_with(name);
    for later in later {
        let copies = later.is_one_of(&["cp", "mv", "install"])
            || later.is("cat") && later.writes().next().is_some();
        if copies && later.operands().into_iter().any(names) {
            return false;
        }
        if later.is_one_of(&["rm", "shred"]) && removes(later, path, name) {
            return true;
        }
    }
    false
}

/// Whether a command deletes a file, by its name or with its folder.
fn removes(command: &Command, path: &str, name: &str) -> bool {
    command.operands().iter().any(|word| {
        let text = word.text().trim_end_matches(['/', '*']);
        text.ends_with(name) || path.starts_with(text) || word.has_glob()
    })
}

/// The file that a command writes a new private key to.
fn key(command: &Command) -> Option<&Word> {
    let value = |flags: &[&str]| {
        let mut found = flags.iter().flat_map(|flag| command.flag_values(flag));
        found.find_map(|flag| flag.value_word)
    };
    // openssl's flags are words with one dash.
    let after = |flag: &str| {
        let at = command.args().iter().position(|word| word.text() == flag)?;
        command.args().get(at + 1)
    };
    let has = |flag: &str| command.args().iter().any(|word| word.text() == flag);
    match (command.name(), command.subcommand()) {
        ("openssl", "req") if has("-newkey") => after("-keyout"),
        ("openssl", "genrsa" | "genpkey") => after("-out").or_else(|| command.writes().next()),
        ("ssh-keygen", _) => {
            let other = ["-A", "-F", "-H", "-l", "-R", "-y", "-Y", "-s", "-e", "-i", "-c", "-p"];
            value(&["-f"]).filter(|_| !command.has_one_flag_of(&other))
        }
        _ => None,
    }
}
