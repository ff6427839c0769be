//! How a key that `apt-key` would trust for everything becomes a keyring that only its own sources name.

use super::apt_sources::{self, SourceLine};
use super::{Dockerfile, Run, Stage, downloads};
use crate::image::{Family, Reference, eol, facts};
use crate::shell::{Command, Node, Op};
use crate::text::Span;

/// Edits that keep a key to the sources that it signs.
#[derive(Clone, Debug, PartialEq)]
pub struct KeyPlan {
    /// The edits.
    pub edits: Vec<(Span, String)>,
    /// The host of the sources.
    pub host: String,
    /// The lines that name the key then.
    pub lines: Vec<Span>,
}

/// A command that gives apt a key.
struct Key<'a> {
    run: &'a Run,
    command: &'a Command,
    /// Where the key comes from; `None` for a key server.
    url: Option<&'a str>,
}

/// What stands in the place of the command, but for the keyring's path.
enum Form<'a> {
    /// `… | apt-key add -`.
    Piped,
    /// `apt-key add FILE`.
    File(&'a str),
    /// `apt-key adv --keyserver SERVER --recv-keys ID`.
    Server(&'a str, &'a str),
}

impl Dockerfile {
    /// How the key of an `apt-key` command is kept to its sources; `None` where it is not certain which these are, or
    /// whether this release's apt takes `signed-by`.
    pub fn key_plan(&self, run: &Run, command: &Command) -> Option<KeyPlan> {
        let stage = &self.stages[run.stage];
        let makes_folder = keyrings(self.root_image(stage)?)?;
        let form = form(command)?;
        if !self.is_plain(run) || command.context.depth > 0 || command.context.conditional {
            return None;
        }
        let keys = self.keys(stage);
        let key = keys.iter().find(|k| std::ptr::eq(k.command, command))?;
        let lines = self.foreign_lines(stage)?;
        let lines = signed_by(key, &keys, &lines)?;
        let host = downloads::host(&lines.first()?.url).to_owned();
        let name = domain(&host).split('.').next().unwrap_or("").to_owned();
        let keyring = format!("/etc/apt/keyrings/{name}.gpg");
        let source = &self.tree.source;
        let odd = |c: char| !c.is_ascii_alphanumeric() && c != '-';
        if name.is_empty() || name.contains(odd) || source.contains(&keyring) {
            return None;
        }
        let mut edits = vec![self.keeps(run, command, &form, &keyring)?];
        if makes_folder && !self.has_folder(stage, run) {
            let before = self.before_pipeline(run, command)?;
            let sudo = wrapping(self, command);
            edits.push((Span::at(before), format!("{sudo}mkdir -p /etc/apt/keyrings && ")));
        }
        let mut spans = Vec::new();
        for line in lines.iter().filter(|line| !line.is_signed) {
            edits.push(line.seam?.names(&keyring));
            spans.push(line.span);
        }
        (!spans.is_empty()).then_some(KeyPlan { edits, host, lines: spans })
    }

    /// The plan of the key that signs a line.
    pub fn key_plan_of(&self, stage: &Stage, line: Span) -> Option<KeyPlan> {
        let keys = self.keys(stage);
        let mut plans = keys.iter().filter_map(|key| self.key_plan(key.run, key.command));
        plans.find(|plan| plan.lines.iter().any(|other| other.touches(line)))
    }

    /// The stages that see the keys of a stage, or whose keys it sees.
    fn kin<'a>(&'a self, stage: &'a Stage) -> Vec<&'a Stage> {
        self.lineage(stage).last().map(|root| self.heirs(root)).unwrap_or_default()
    }

    fn keys<'a>(&'a self, stage: &'a Stage) -> Vec<Key<'a>> {
        let mut keys = Vec::new();
        for run in self.kin(stage).into_iter().flat_map(|stage| self.runs_of(stage)) {
            let stage = &self.stages[run.stage];
            for command in run.script.commands.iter().filter(|command| command.is("apt-key")) {
                if matches!(command.subcommand(), "add" | "adv" | "") {
                    keys.push(Key { run, command, url: self.url_of(stage, run, command) });
                }
            }
        }
        keys
    }

    /// Where a key comes from: the download before the pipe, or that of the file.
    fn url_of<'a>(&'a self, stage: &Stage, run: &'a Run, command: &'a Command) -> Option<&'a str> {
        let file = match form(command)? {
            Form::Piped => {
                let pipeline = run.script.pipeline_of(command);
                let first = run.script.simple(pipeline.stages.first()?)?;
                let found = downloads::downloads(&run.script);
                return found.into_iter().find(|d| d.command.index == first.index).map(|d| d.url);
            }
            Form::File(file) => file,
            Form::Server(..) => return None,
        };
        let before = self.runs_of(stage).filter(|other| other.instruction <= run.instruction);
        let mut found = before.flat_map(|other| downloads::downloads(&other.script));
        found.find(|download| download.file.as_deref() == Some(file)).map(|download| download.url)
    }

    /// The lines of foreign sources that a stage writes; `None` where it may bring others that are not seen.
    fn foreign_lines<'a>(&'a self, stage: &'a Stage) -> Option<Vec<SourceLine<'a>>> {
        let kin = self.kin(stage);
        let copied = kin.iter().flat_map(|stage| self.copies_of(stage)).any(|copy| {
            let path = copy.dest_path.as_deref().unwrap_or(&copy.dest.text);
            path.starts_with("/etc/apt") || path.contains("sources.list")
        });
        if copied {
            return None;
        }
        let mut lines = Vec::new();
        for run in kin.into_iter().flat_map(|stage| self.runs_of(stage)) {
            if !run.script.is_clear() || run.onbuild {
                return None;
            }
            for command in &run.script.commands {
                if apt_sources::writes(run, command) {
                    lines.extend(apt_sources::lines(command));
                    continue;
                }
                let names = |text: &str| {
                    text.contains("/etc/apt/sources") || text.contains("/etc/apt/trusted")
                };
                let harmless =
                    command.is_one_of(&["tee", "rm", "sed", "grep", "cat", "ls", "mkdir"]);
                let adds = command.is_one_of(&["add-apt-repository", "apt-add-repository"]);
                if adds || !harmless && command.all_words().any(|word| names(word.text())) {
                    return None;
                }
            }
        }
        lines.retain(|line| !apt_sources::is_own(&line.url));
        let unknown = |line: &SourceLine<'_>| {
            let host = downloads::host(&line.url);
            host.is_empty() || host.contains(['$', '`'])
        };
        (!lines.iter().any(unknown)).then_some(lines)
    }

    /// The edit that writes the key to a keyring.
    fn keeps(
        &self,
        run: &Run,
        command: &Command,
        form: &Form<'_>,
        keyring: &str,
    ) -> Option<(Span, String)> {
        let span = command.name_word()?.span.to(command.args().last()?.span);
        let own = run.script.pipeline_of(command);
        let text = match form {
            Form::Piped => {
                let [Node::Simple(_), Node::Simple(last)] = own.stages[..] else { return None };
                if last != command.index || !own.pipes.iter().all(|pipe| !pipe.both) {
                    return None;
                }
                format!("gpg --dearmor -o {keyring}")
            }
            Form::File(file) => format!("gpg --dearmor -o {keyring} {file}"),
            // Two commands: where a failure of the first would be the author's own affair, nothing is done.
            Form::Server(server, id) => {
                let and = |joint: Option<crate::shell::Joint>| {
                    joint.is_none_or(|joint| joint.op == Op::And)
                };
                let alone = own.stages.len() == 1 && own.negated.is_none();
                if !alone || !and(own.before) || !and(own.after) || !command.wrappers().is_empty() {
                    return None;
                }
                format!(
                    "gpg --keyserver {server} --recv-keys {id} && gpg --export {id} > {keyring}"
                )
            }
        };
        let plain = own.negated.is_none() && command.wrappers().len() < 2;
        let redirected = matches!(form, Form::Server(..)) && !command.redirects.is_empty();
        (plain && !redirected).then_some((span, text))
    }

    /// Where a step can go before a command's pipeline.
    fn before_pipeline(&self, run: &Run, command: &Command) -> Option<u32> {
        let own = run.script.pipeline_of(command);
        let or = own.before.is_some_and(|joint| matches!(joint.op, Op::Or | Op::Background));
        (!or && own.timed.is_none()).then_some(own.span.start)
    }

    /// Whether the folder of keyrings is made before, in the stage or in the RUN.
    fn has_folder(&self, stage: &Stage, run: &Run) -> bool {
        let before = self.runs_of(stage).filter(|other| other.instruction <= run.instruction);
        before.flat_map(|other| &other.script.commands).any(|command| {
            command.is_one_of(&["mkdir", "install"])
                && command.args().iter().any(|word| word.text().contains("/etc/apt/keyrings"))
        })
    }
}

fn wrapping<'a>(file: &'a Dockerfile, command: &Command) -> &'a str {
    match (command.wrappers().first(), command.name_word()) {
        (Some(first), Some(name)) => file.text(Span::new(first.span.start, name.span.start)),
        _ => "",
    }
}

fn form(command: &Command) -> Option<Form<'_>> {
    let args = command.args();
    let wrapped = command.wrappers().iter().any(|word| word.text() != "sudo");
    let words: Vec<&str> = args.iter().map(|word| word.literal()).collect::<Option<_>>()?;
    if wrapped || command.environment("APT_KEY_DONT_WARN_ON_DANGEROUS_USAGE").is_some() {
        return None;
    }
    match words[..] {
        ["add", "-"] => Some(Form::Piped),
        ["add", file] if args[1].is_bare() && !file.starts_with('-') => Some(Form::File(file)),
        ["adv", "--keyserver", server, "--recv-keys" | "--recv-key" | "--recv", id]
        | ["adv", "--recv-keys" | "--recv-key" | "--recv", "--keyserver", server, id]
        | ["adv", "--recv-keys" | "--recv-key" | "--recv", id, "--keyserver", server] => {
            let digits = id.strip_prefix("0x").unwrap_or(id);
            let long = digits.len() >= 16 && digits.bytes().all(|b| b.is_ascii_hexdigit());
            (long && args.iter().all(|word| word.is_bare())).then_some(Form::Server(server, id))
        }
        _ => None,
    }
}

/// The lines that a key signs: those of its own domain, or all, where it is the only key and they have one host.
fn signed_by<'a, 'l>(
    key: &Key<'_>,
    keys: &[Key<'_>],
    lines: &'l [SourceLine<'a>],
) -> Option<Vec<&'l SourceLine<'a>>> {
    let own = key.url.map(|url| domain(downloads::host(url))).unwrap_or("");
    let related: Vec<_> =
        lines.iter().filter(|line| domain(downloads::host(&line.url)) == own).collect();
    if !related.is_empty() {
        let same =
            |other: &&Key<'_>| other.url.is_some_and(|url| domain(downloads::host(url)) == own);
        return (keys.iter().filter(same).count() == 1).then_some(related);
    }
    let host = lines.first().map(|line| downloads::host(&line.url))?;
    let one = keys.len() == 1 && lines.iter().all(|line| downloads::host(&line.url) == host);
    one.then(|| lines.iter().collect())
}

/// The last two parts of a host.
fn domain(host: &str) -> &str {
    let mut dots = host.rmatch_indices('.').map(|(at, _)| at);
    dots.nth(1).map_or(host, |at| &host[at + 1..])
}

/// Whether the folder of keyrings has to be made; `None` where apt may be too old for `signed-by`, which came with 1.1:
/// before Debian 9 and Ubuntu 16.04. apt brings the folder since 2.4, in Debian 12 and Ubuntu 22.04 (apt's changelog,
/// read 2026-11).
fn keyrings(image: &Reference) -> Option<bool> {
    let repository = image.repository();
    let tag = image.effective_tag().unwrap_or("");
    let official = !repository.contains('/');
    let family = facts::family(image);
    if official
        && matches!(family, Family::Debian | Family::Ubuntu)
        && matches!(tag, "latest" | "slim" | "testing" | "sid" | "unstable")
    {
        return Some(false);
    }
    let releases = eol::releases(image);
    let first = |text: &str| text.split(['/', '.', '-']).next()?.parse::<u32>().ok();
    let number = |name: &str| {
        let named = releases.iter().find(|release| release.product.name == name);
        // A copy of the official image elsewhere.
        let copied = repository.ends_with(&format!("/{}", name.to_ascii_lowercase()));
        named.and_then(|release| first(release.cycle.name())).or(first(tag).filter(|_| copied))
    };
    match (number("Debian"), number("Ubuntu")) {
        (Some(debian), _) if debian >= 9 => Some(debian < 12),
        (None, Some(ubuntu)) if ubuntu >= 16 => Some(ubuntu < 22),
        _ => None,
    }
}
