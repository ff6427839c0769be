//! The stages: what each starts from, which others it needs, and the triggers that it inherits.

use super::command::{self, Command};
use super::dispatch::{Builder, State};
use super::{Origin, PlanError, base, mount, values};
use crate::syntax::{Instruction, Keyword, Tree, parse};
use crate::text::Span;

/// The name of the empty image.
pub const SCRATCH: &str = "scratch";

/// A stage, or an image that a COPY or a mount names.
pub struct Stage {
    pub name: Option<String>,
    /// The image or stage that it starts from; images in full once they are resolved.
    pub base_name: String,
    /// The earlier stage that it starts from.
    pub base: Option<usize>,
    pub platform: Option<String>,
    pub origin: Origin,
    pub span: Span,
    pub commands: Vec<Placed>,
    /// The stages that its commands copy or mount from.
    pub needs: Vec<usize>,
    /// Whether it is a stage of the file.
    pub written: bool,
    pub triggered: bool,
    pub done: bool,
    pub cmd_set: bool,
    pub state: State,
}

/// A command with its place and the stages that it copies or mounts from.
pub struct Placed {
    pub command: Command,
    pub instruction: usize,
    pub span: Span,
    pub sources: Vec<Option<usize>>,
}

/// Reads the stages of a tree into a builder.
pub fn read(builder: &mut Builder, tree: &Tree) -> Result<(), PlanError> {
    let mut stage = None;
    for (index, i) in tree.instructions.iter().enumerate() {
        let fail = |message| PlanError { span: i.head, message };
        match (i.keyword, stage) {
            (Keyword::From, _) => {
                let at = builder.stages.len();
                from(builder, i, Origin { stage: at, instruction: index }).map_err(fail)?;
                stage = Some(at);
            }
            (Keyword::Arg, None) => builder.global_arguments(i).map_err(fail)?,
            (_, None) => {}
            (_, Some(at)) => {
                let Some(command) = command::command(tree, i) else { continue };
                let sources = Vec::new();
                let placed = Placed { command, instruction: index, span: i.head, sources };
                builder.stages[at].commands.push(placed);
            }
        }
    }
    let written = builder.stages.len();
    for at in 0..written {
        let mut commands = std::mem::take(&mut builder.stages[at].commands);
        for placed in &mut commands {
            connect(builder, at, placed)?;
        }
        builder.stages[at].commands = commands;
    }
    no_circles(builder)
}

fn from(builder: &mut Builder, i: &Instruction, origin: Origin) -> Result<(), String> {
    let Some(written) = i.words().first() else { return Err("FROM names no image".to_owned()) };
    let base_name = builder.global_word(&written.text)?;
    if base_name.is_empty() {
        return Err(format!("`{}` is empty: give the argument a default", written.text));
    }
    let platform = command::flag(i, "platform");
    let platform = match platform.as_str() {
        "" => None,
        written => {
            let name = builder.global_word(written)?;
            let known = values::platform(&name);
            Some(known.ok_or_else(|| format!("`{name}` is not a platform such as linux/arm64"))?)
        }
    };
    let name = command::stage_name(i);
    add(builder, Stage { platform, written: true, ..stage(base_name, name, origin, i.head) });
    Ok(())
}

fn stage(base_name: String, name: Option<String>, origin: Origin, span: Span) -> Stage {
    Stage {
        name,
        base_name,
        base: None,
        platform: None,
        origin,
        span,
        commands: Vec::new(),
        needs: Vec::new(),
        written: false,
        triggered: false,
        done: false,
        cmd_set: false,
        state: State::default(),
    }
}

fn add(builder: &mut Builder, mut stage: Stage) -> usize {
    let at = builder.stages.len();
    // Stage names are lower-case, what FROM says is compared as it is.
    stage.base = builder.names.get(&stage.base_name).copied();
    if let Some(name) = &stage.name {
        builder.names.insert(name.clone(), at);
    }
    builder.stages.push(stage);
    at
}

/// Finds the stages that a command copies or mounts from; images become stages without commands.
fn connect(builder: &mut Builder, at: usize, placed: &mut Placed) -> Result<(), PlanError> {
    let fail = |message| PlanError { span: placed.span, message };
    let names: Vec<String> = match &placed.command {
        Command::Copy(copy) if !copy.from.is_empty() => {
            let plain = builder.without_variables(&copy.from).map_err(fail)?;
            if plain != copy.from {
                return Err(fail(
                    "`--from` takes no variables: name a stage whose FROM has them".to_owned(),
                ));
            }
            vec![plain]
        }
        Command::Run(run) => {
            let froms = run.mounts.iter().map(|mount| mount::from(mount));
            froms.collect::<Result<_, _>>().map_err(fail)?
        }
        _ => return Ok(()),
    };
    let is_copy = matches!(placed.command, Command::Copy(_));
    for name in names {
        let index = name.parse::<i64>().ok().filter(|_| is_copy);
        let source = match (index, builder.names.get(&name.to_ascii_lowercase())) {
            (Some(index), _) => {
                let known = usize::try_from(index).ok().filter(|i| *i < builder.stages.len());
                known.ok_or_else(|| fail(format!("there is no stage {index}")))?
            }
            (None, Some(known)) => *known,
            (None, None) => {
                let name = if name.is_empty() { SCRATCH.to_owned() } else { name };
                let origin = Origin { stage: at, instruction: placed.instruction };
                add(builder, stage(name, None, origin, placed.span))
            }
        };
        placed.sources.push(Some(source));
        builder.stages[at].needs.push(source);
    }
    Ok(())
}

/// Refuses stages that need one another.
fn no_circles(builder: &Builder) -> Result<(), PlanError> {
    let mut mark = vec![0u8; builder.stages.len()];
    for start in 0..builder.stages.len() {
        let mut stack = vec![(start, 0)];
        while let Some((at, next)) = stack.pop() {
            if next == 0 {
                if mark[at] != 0 {
                    continue;
                }
                mark[at] = 1;
            }
            let Some(need) = builder.stages[at].needs.get(next) else {
                mark[at] = 2;
                continue;
            };
            if mark[*need] == 1 {
                let name = builder.stages[at].name.as_deref().unwrap_or("without a name");
                let message = format!("the stage {name} needs itself");
                return Err(PlanError { span: builder.stages[at].span, message });
            }
            stack.push((at, next + 1));
            stack.push((*need, 0));
        }
    }
    Ok(())
}

/// Marks the stages that the target needs, gives them the triggers of those that they start from, and checks the
/// images of all.
pub fn needed(builder: &mut Builder, target: usize) -> Result<Vec<bool>, PlanError> {
    let needed = loop {
        let needed = reach(builder, target);
        let mut grown = false;
        for at in 0..builder.stages.len() {
            if needed.get(at) == Some(&true) && !builder.stages[at].triggered {
                grown |= trigger(builder, at)?;
            }
        }
        if !grown {
            break needed;
        }
    };
    for stage in &mut builder.stages {
        if stage.base.is_none() && stage.base_name != SCRATCH {
            stage.base_name = base::full_reference(&stage.base_name)
                .map_err(|message| PlanError { span: stage.span, message })?;
        }
    }
    Ok(needed)
}

fn reach(builder: &Builder, target: usize) -> Vec<bool> {
    let mut needed = vec![false; builder.stages.len()];
    let mut stack = vec![target];
    while let Some(at) = stack.pop() {
        if !std::mem::replace(&mut needed[at], true) {
            stack.extend(builder.stages[at].base);
            stack.extend(&builder.stages[at].needs);
        }
    }
    needed
}

/// Puts the ONBUILD triggers of the stage that a stage starts from before its commands; whether they need stages.
fn trigger(builder: &mut Builder, at: usize) -> Result<bool, PlanError> {
    builder.stages[at].triggered = true;
    let Some(base) = builder.stages[at].base else { return Ok(false) };
    let triggers =
        builder.stages[base].commands.iter().filter_map(|placed| match &placed.command {
            Command::Onbuild(text) => Some((text.clone(), placed.instruction)),
            _ => None,
        });
    let triggers: Vec<(String, usize)> = triggers.collect();
    let span = builder.stages[at].span;
    let (mut commands, mut grown) = (Vec::new(), false);
    for (text, instruction) in triggers {
        builder.spend(text.len()).map_err(|message| PlanError { span, message })?;
        let tree = parse(&text);
        let fail = |message: String| PlanError { span, message: format!("ONBUILD: {message}") };
        let fault = tree
            .errors
            .iter()
            .find(|error| error.code != "no-from" && error.code != "instruction-before-from");
        if let Some(error) = fault {
            return Err(fail(error.message.clone()));
        }
        let [i] = &tree.instructions[..] else {
            return Err(fail("a trigger is one instruction".to_owned()));
        };
        let Some(command) = command::command(&tree, i) else { continue };
        let mut placed = Placed { command, instruction, span, sources: Vec::new() };
        connect(builder, at, &mut placed)?;
        grown |= !placed.sources.is_empty();
        commands.push(placed);
    }
    commands.append(&mut builder.stages[at].commands);
    builder.stages[at].commands = commands;
    Ok(grown)
}
