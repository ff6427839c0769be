//! Tools that install scripts bring, and the images of their makers that hold the same programs (R61a of the hardening
//! reference; repositories, paths and lines as of 2026-11).

use super::downloads::Piped;
use super::{Dockerfile, Run, Stage, downloads};
use crate::image::Family;
use crate::shell::{Command, Op};
use crate::syntax::GapKind;
use crate::text::Span;

/// A tool with an image.
struct Tool {
    /// What the address of its install script holds: one of these.
    scripts: &'static [&'static str],
    /// The image.
    image: &'static str,
    /// The newest line of tags; empty where tags name versions only.
    line: &'static str,
    /// What stands before a version in a tag.
    prefix: &'static str,
    /// Its programs in the image.
    files: &'static [&'static str],
    /// Traces of where the script puts it: with one of them in the file, another place would not do.
    traces: &'static [&'static str],
    /// Whether the programs need glibc.
    needs_glibc: bool,
}

const TOOLS: &[Tool] = &[
    Tool {
        scripts: &["astral.sh/uv"],
        image: "ghcr.io/astral-sh/uv",
        line: "0.9",
        prefix: "",
        files: &["/uv", "/uvx"],
        traces: &[
            ".local/bin/uv",
            ".local/bin/env",
            ".cargo/",
            "UV_INSTALL",
            "UV_UNMANAGED",
            "INSTALLER_",
        ],
        needs_glibc: false,
    },
    Tool {
        scripts: &["bun.sh/install", "bun.com/install"],
        image: "oven/bun",
        line: "1",
        prefix: "",
        files: &["/usr/local/bin/bun"],
        traces: &[".bun", "BUN_INSTALL", "bunx"],
        needs_glibc: true,
    },
    Tool {
        scripts: &["deno.land/"],
        image: "denoland/deno",
        line: "bin",
        prefix: "bin-",
        files: &["/deno"],
        traces: &[".deno", "DENO_INSTALL"],
        needs_glibc: true,
    },
];

/// What takes the place of an install script.
#[derive(Clone, Debug, PartialEq)]
pub enum ToolPlan {
    /// A tag is wanted first: the image, and the newest line known.
    Ask(&'static str, &'static str),
    /// The edits, how many instructions they add, and the image; whether its tag was asked for.
    Edit(Vec<(Span, String)>, i32, String, bool),
}

impl Dockerfile {
    /// How the tool that a piped script installs comes from its maker's image; `None` where it has none, or where
    /// the file may need it at the place that the script chooses. `answer` knows the tags that were asked for.
    pub fn tool_plan(
        &self,
        run: &Run,
        piped: &Piped<'_>,
        answer: &dyn Fn(&str) -> Option<String>,
    ) -> Option<ToolPlan> {
        let place = self.place(run, piped)?;
        if piped.download.url.contains("getcomposer.org/installer") {
            return self.composer(run, piped, &place);
        }
        let tool = TOOLS
            .iter()
            .find(|tool| tool.scripts.iter().any(|script| piped.download.url.contains(script)))?;
        let source = &self.tree.source;
        let family = self.family(&self.stages[run.stage]);
        let misfits =
            tool.needs_glibc && !matches!(family, Family::Debian | Family::Ubuntu | Family::RedHat);
        let asks = !arguments(piped.interpreter)?.is_empty();
        if misfits || asks || tool.traces.iter().any(|trace| source.contains(trace)) {
            return None;
        }
        let versioned = version_in(piped.download.url);
        let asked = versioned.is_none();
        let tag = versioned.map(|version| format!("{}{version}", tool.prefix));
        let Some(tag) = tag.or_else(|| answer(tool.image)) else {
            return Some(ToolPlan::Ask(tool.image, tool.line));
        };
        let image = format!("{}:{tag}", tool.image);
        let copy = format!("COPY --from={image} {} /usr/local/bin/", tool.files.join(" "));
        match place.edit(self, run, copy, image) {
            ToolPlan::Edit(edits, instructions, image, _) => {
                Some(ToolPlan::Edit(edits, instructions, image, asked))
            }
            ask => Some(ask),
        }
    }

    /// Composer's script says by its options where the program goes.
    fn composer(&self, run: &Run, piped: &Piped<'_>, place: &Place) -> Option<ToolPlan> {
        let (mut folder, mut name, mut tag) = (None, "composer.phar".to_owned(), None);
        let words = arguments(piped.interpreter)?;
        let mut words = words.into_iter();
        while let Some(word) = words.next() {
            let (flag, value) = match word.split_once('=') {
                None if matches!(word, "--install-dir" | "--filename" | "--version") => {
                    (word, words.next()?)
                }
                pair => pair.unwrap_or((word, "")),
            };
            match (flag, value) {
                ("--install-dir", value) => folder = Some(value.trim_end_matches('/').to_owned()),
                ("--filename", value) => name = value.to_owned(),
                ("--version", value) => tag = Some(value.to_owned()),
                ("--1", "") => tag = Some("1".to_owned()),
                ("--2" | "--quiet" | "--no-ansi" | "--ansi", "") => {}
                _ => return None,
            }
        }
        let stage = &self.stages[run.stage];
        let tag = match tag {
            Some(tag) => tag,
            None => self.composer_line(stage)?.to_owned(),
        };
        let moves = run.script.commands.iter().any(|c| c.is_one_of(&["cd", "pushd"]));
        let folder = match folder {
            Some(folder) if folder.starts_with('/') => folder,
            None if !moves => self.workdir_at(stage, run.instruction)?,
            _ => return None,
        };
        let mut place = place.clone();
        let mut path = format!("{}/{name}", folder.trim_end_matches('/'));
        // `… && mv composer.phar /usr/local/bin/composer`
        if let Some((target, end)) = self.moved(run, piped, &name, &path) {
            path = target;
            place.span.end = end;
            place.is_all &= end >= run.script.body.span.end;
        }
        let plain = |c: char| c.is_ascii_alphanumeric() || "/._-".contains(c);
        if !path.chars().all(plain) || !tag.chars().all(plain) {
            return None;
        }
        let image = format!("composer:{tag}");
        let copy = format!("COPY --from={image} /usr/bin/composer {path}");
        Some(place.edit(self, run, copy, image))
    }

    /// The line of Composer that the script would choose: the long-term one below PHP 7.2.5 (getcomposer.org/download,
    /// 2026-11). `None` where the version of PHP is not known.
    fn composer_line(&self, stage: &Stage) -> Option<&'static str> {
        let image = self.root_image(stage).filter(|image| image.repository() == "php")?;
        let tag = image.tag.as_deref()?;
        let mut numbers = tag.split(['.', '-']).map_while(|part| part.parse::<u32>().ok());
        let version = (numbers.next()?, numbers.next().unwrap_or(u32::MAX));
        Some(if version >= (7, 2) { "2" } else { "2.2" })
    }

    /// Where the step after a piped script moves what it brought, and the end of that step.
    fn moved(&self, run: &Run, piped: &Piped<'_>, name: &str, path: &str) -> Option<(String, u32)> {
        let own = run.script.pipeline_of(piped.interpreter);
        if own.after?.op != Op::And {
            return None;
        }
        let at = run.script.body.pipelines.iter().position(|index| *index == own.index)?;
        let next = &run.script.pipelines[*run.script.body.pipelines.get(at + 1)?];
        let command = run.script.simple(next.stages.first()?)?;
        let words: Vec<&str> =
            command.args().iter().map(|word| word.literal()).collect::<Option<_>>()?;
        let [from, to] = words[..] else { return None };
        let same = from == path || from == name || from.strip_prefix("./") == Some(name);
        let onward = next.after.is_none_or(|joint| joint.op == Op::And);
        let moves = command.is("mv") && next.stages.len() == 1 && same && onward;
        let file = to.starts_with('/') && !to.ends_with('/') && !to.ends_with("/bin");
        (moves && file && command.redirects.is_empty()).then(|| (to.to_owned(), next.span.end))
    }

    /// Where the script stands, when it can be taken out.
    fn place(&self, run: &Run, piped: &Piped<'_>) -> Option<Place> {
        let (fetch, runs) = (piped.download.command, piped.interpreter);
        let own = run.script.pipeline_of(fetch);
        let and = |joint: Option<crate::shell::Joint>| joint.is_none_or(|j| j.op == Op::And);
        let simple = own.stages.len() == 2 && own.index == run.script.pipeline_of(runs).index;
        let at = run.script.body.pipelines.iter().position(|index| *index == own.index)?;
        let instruction = &self.tree.instructions[run.instruction];
        let ok = simple
            && self.is_plain(run)
            && own.negated.is_none()
            && own.timed.is_none()
            && and(own.before)
            && and(own.after)
            && instruction.flags.is_empty()
            && !fetch.context.conditional
            && fetch.redirects.is_empty()
            && !instruction.gaps.iter().any(|gap| gap.kind == GapKind::Comment);
        ok.then_some(Place { span: own.span, at, is_all: run.script.body.pipelines.len() == 1 })
    }

    /// How a script that is piped into an interpreter is fetched, compared with a sum, and run; `None` where that
    /// can't be written with certainty.
    pub fn checked_script(
        &self,
        run: &Run,
        piped: &Piped<'_>,
        sum: &str,
    ) -> Option<Vec<(Span, String)>> {
        let (fetch, runs) = (piped.download.command, piped.interpreter);
        let own = run.script.pipeline_of(fetch);
        let and = |joint: Option<crate::shell::Joint>| joint.is_none_or(|j| j.op == Op::And);
        let between = Span::new(fetch.whole.end, runs.whole.start);
        let gaps = &self.tree.instructions[run.instruction].gaps;
        let ok = own.stages.len() == 2
            && own.index == run.script.pipeline_of(runs).index
            && run.script.body.pipelines.contains(&own.index)
            && self.is_plain(run)
            && own.negated.is_none()
            && own.timed.is_none()
            && and(own.before)
            && and(own.after)
            && own.pipes.iter().all(|pipe| !pipe.both)
            && fetch.redirects.is_empty()
            && !gaps.iter().any(|gap| gap.kind == GapKind::Comment && between.touches(gap.span));
        if !ok {
            return None;
        }
        let name = downloads::last_part(piped.download.url);
        let plain = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
        let name = match name.chars().all(plain) && !name.is_empty() {
            true => name,
            false => "install.sh",
        };
        let path = format!("/tmp/{name}");
        let mut edits = vec![into_file(fetch, &path)?];
        let joint = self.joint(run, own);
        let check = format!("echo \"{sum}  {path}\" | sha256sum -c -");
        edits.push((between, format!("{joint}{check}{joint}")));
        let (span, script) = from_file(runs, &path)?;
        let end = format!("{joint}rm {path}");
        // Where nothing follows the interpreter's name, both go to one place.
        if span.start == runs.whole.end {
            edits.push((span, script + &end));
        } else {
            edits.extend([(span, script), (Span::at(runs.whole.end), end)]);
        }
        Some(edits)
    }
}

/// Where an install script stands.
#[derive(Clone)]
struct Place {
    /// What goes.
    span: Span,
    /// Which of the RUN's steps it is.
    at: usize,
    /// Whether it is all that the RUN does.
    is_all: bool,
}

impl Place {
    /// A COPY instead of the RUN, or above it with the step taken out.
    fn edit(&self, file: &Dockerfile, run: &Run, copy: String, image: String) -> ToolPlan {
        let instruction = &file.tree.instructions[run.instruction];
        if self.is_all {
            return ToolPlan::Edit(vec![(instruction.span, copy)], 0, image, false);
        }
        let steps = &run.script.body.pipelines;
        let step = |at: usize| run.script.pipelines[steps[at]].span;
        let last = (self.at + 1..steps.len()).find(|at| step(*at).start > self.span.end);
        let gone = match last {
            Some(next) if self.at == 0 => Span::new(self.span.start, step(next).start),
            _ if self.at == 0 => {
                return ToolPlan::Edit(vec![(instruction.span, copy)], 0, image, false);
            }
            _ => Span::new(step(self.at - 1).end, self.span.end),
        };
        let above = Span::at(file.line_start(instruction.span.start));
        let line = format!("{copy}{}", file.tree.newline());
        ToolPlan::Edit(vec![(above, line), (gone, String::new())], 1, image, false)
    }
}

/// The arguments that the script itself gets; `None` where they are not all known.
fn arguments(interpreter: &Command) -> Option<Vec<&str>> {
    let mut words: Vec<&str> =
        interpreter.args().iter().map(|word| word.literal()).collect::<Option<_>>()?;
    while words.first().is_some_and(|word| matches!(*word, "-" | "-s" | "--" | "/dev/stdin")) {
        words.remove(0);
    }
    Some(words)
}

/// A whole version in an address, such as `0.9.7`.
fn version_in(url: &str) -> Option<&str> {
    url.split('/').find(|part| {
        let mut numbers = part.split('.');
        numbers.clone().count() == 3
            && numbers.all(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
    })
}

/// The edit that lets a download write to a file rather than to its output.
fn into_file(fetch: &Command, path: &str) -> Option<(Span, String)> {
    let flags: &[&str] = match fetch.name() {
        "curl" => &["-o", "--output"],
        "wget" => &["-O", "--output-document"],
        _ => return None,
    };
    let given: Vec<_> = flags.iter().flat_map(|flag| fetch.flag_values(flag)).collect();
    let addresses = fetch.operands().iter().filter(|word| word.text().contains("://")).count();
    if addresses != 1 || fetch.has_one_flag_of(&["--url", "-i", "--include", "-w", "--write-out"]) {
        return None;
    }
    match given[..] {
        [] if fetch.is("curl") => Some((Span::at(fetch.whole.end), format!(" -o {path}"))),
        [only] if only.value == Some("-") => {
            let word = only.value_word?;
            let dash = Span::new(word.span.end - 1, word.span.end);
            let apart = word.text() == "-" || only.long;
            let blank = if apart { "" } else { " " };
            word.is_bare().then(|| (dash, format!("{blank}{path}")))
        }
        _ => None,
    }
}

/// The edit that lets an interpreter read a file rather than its input, with the same arguments.
fn from_file(runs: &Command, path: &str) -> Option<(Span, String)> {
    let mut last = runs.name_word()?;
    let args = runs.args();
    let shell = !matches!(runs.name(), "php" | "perl" | "ruby" | "node")
        && !runs.name().starts_with("python");
    let option = |text: &str| {
        shell
            && text.len() > 1
            && text.starts_with('-')
            && text[1..].chars().all(|c| "exuvl".contains(c))
    };
    let mut rest = args.iter();
    let mut next = rest.next();
    while let Some(word) = next.filter(|word| option(word.text())) {
        last = word;
        next = rest.next();
    }
    let Some(word) = next else {
        return Some((Span::at(last.span.end), format!(" {path}")));
    };
    let after = rest.next();
    let dashes = after.is_some_and(|word| word.text().starts_with('-'));
    match word.text() {
        "-" | "/dev/stdin" => Some((word.span, path.to_owned())),
        "-s" if shell && after.is_some_and(|word| word.text() == "--") => {
            Some((word.span.to(after?.span), path.to_owned()))
        }
        "-s" if shell && !dashes => Some((word.span, path.to_owned())),
        "--" if !shell => Some((word.span, path.to_owned())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fix::{Edit, Fix, Phase, apply};

    fn edited(source: &str, edits: Vec<(Span, String)>) -> String {
        let fix = Fix::review("", Phase::Local, "");
        let fix = Fix {
            edits: edits.into_iter().map(|(span, text)| Edit { span, text }).collect(),
            ..fix
        };
        apply(source, [&fix])
    }

    fn checked(run: &str) -> Option<String> {
        let source = format!("FROM debian\nRUN {run}\n");
        let file = Dockerfile::new(&source);
        let piped = downloads::piped_to_interpreter(&file.runs[0].script);
        let edits = file.checked_script(&file.runs[0], &piped[0], "SUM")?;
        Some(edited(&source, edits)["FROM debian\nRUN ".len()..].trim_end().to_owned())
    }

    #[test]
    fn scripts_are_checked_before_they_run() {
        let check = "echo \"SUM  /tmp/i.sh\" | sha256sum -c -";
        for (run, fetch, runs) in [
            (
                "curl -sL https://a.b/i.sh | bash",
                "curl -sL https://a.b/i.sh -o /tmp/i.sh",
                "bash /tmp/i.sh",
            ),
            (
                "curl -o- https://a.b/i.sh | bash -",
                "curl -o /tmp/i.sh https://a.b/i.sh",
                "bash /tmp/i.sh",
            ),
            (
                "wget -qO- https://a.b/i.sh | sh -ex",
                "wget -qO /tmp/i.sh https://a.b/i.sh",
                "sh -ex /tmp/i.sh",
            ),
            (
                "wget -O - https://a.b/i.sh | sh -s -- -y",
                "wget -O /tmp/i.sh https://a.b/i.sh",
                "sh /tmp/i.sh -y",
            ),
            (
                "curl https://a.b/i.sh | sudo -E bash -",
                "curl https://a.b/i.sh -o /tmp/i.sh",
                "sudo -E bash /tmp/i.sh",
            ),
            (
                "curl https://a.b/i.sh | php -- --x=1",
                "curl https://a.b/i.sh -o /tmp/i.sh",
                "php /tmp/i.sh --x=1",
            ),
        ] {
            let expected = format!("{fetch} && {check} && {runs} && rm /tmp/i.sh");
            assert_eq!(checked(run), Some(expected), "{run}");
        }
        for run in [
            "curl https://a.b/i.sh | sh || true",
            "curl https://a.b/i.sh | tee log | sh",
            "curl https://a.b/i.sh | sh -s -y",
            "bash -c \"$(curl https://a.b/i.sh)\"",
            "curl https://a.b/i.sh 2>/dev/null | sh",
        ] {
            assert_eq!(checked(run), None, "{run}");
        }
    }

    fn tool(from: &str, run: &str) -> Option<String> {
        let source = format!("FROM {from}\nRUN {run}\n");
        let file = Dockerfile::new(&source);
        let piped = downloads::piped_to_interpreter(&file.runs[0].script);
        match file.tool_plan(&file.runs[0], &piped[0], &|_| Some("0.9".to_owned()))? {
            ToolPlan::Ask(..) => None,
            ToolPlan::Edit(edits, ..) => {
                let text = edited(&source, edits);
                Some(text.split_once('\n')?.1.trim_end().to_owned())
            }
        }
    }

    #[test]
    fn tools_come_from_their_images() {
        let composer = "curl https://getcomposer.org/installer | php";
        let copied = |tag: &str, to: &str| {
            Some(format!("COPY --from=composer:{tag} /usr/bin/composer {to}"))
        };
        let moved = format!("{composer} && mv composer.phar /usr/local/bin/composer");
        assert_eq!(tool("php:8.4", &moved), None, "the folder of `php` is not known");
        let named = format!("{composer} -- --install-dir=/usr/bin --filename composer");
        assert_eq!(tool("php:8.4-cli", &named), copied("2", "/usr/bin/composer"));
        assert_eq!(tool("php:5.6", &named), copied("2.2", "/usr/bin/composer"));
        assert_eq!(tool("ubuntu:14.04", &named), None);
        let uv = "curl -LsSf https://astral.sh/uv/install.sh | sh";
        let copy = "COPY --from=ghcr.io/astral-sh/uv:0.9 /uv /uvx /usr/local/bin/";
        assert_eq!(tool("debian", uv).as_deref(), Some(copy));
        let chained = format!("apt-get update && {uv} && uv sync");
        assert_eq!(
            tool("debian", &chained),
            Some(format!("{copy}\nRUN apt-get update && uv sync"))
        );
        assert_eq!(tool("debian", &format!("{uv} && /root/.local/bin/uv sync")), None);
    }
}
