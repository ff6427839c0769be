//! Says of every command what surrounds it: walks the finished tree from the top, in the order of execution.

use super::command::{Command, Context, Options};
use super::script::{Compound, Kind, List, Node, Op, Pipeline, Script};
use super::word::{Part, Word};

/// What is known of a command: its pipeline, its stage, its context.
type Place = (usize, usize, Context);

struct Walk<'a> {
    commands: &'a [Command],
    pipelines: &'a [Pipeline],
    places: Vec<Place>,
}

/// Fills in pipeline, stage and context of every command.
pub(super) fn fill(script: &mut Script) {
    // What a syntax error has cut off from the tree may not run at all.
    let cut = Context { conditional: true, ..Context::default() };
    let places = script.commands.iter().map(|_| (usize::MAX, 0, cut.clone())).collect();
    let mut walk = Walk { commands: &script.commands, pipelines: &script.pipelines, places };
    walk.list(&script.body, &Context::default(), Options::default());
    let places = walk.places;
    for (command, (pipeline, stage, context)) in script.commands.iter_mut().zip(places) {
        command.pipeline = pipeline;
        command.stage = stage;
        command.context = context;
    }
}

/// Whether a pipeline is the last of its and-or list.
fn ends_chain(pipeline: &Pipeline) -> bool {
    !matches!(pipeline.after.map(|joint| joint.op), Some(Op::And | Op::Or))
}

impl Walk<'_> {
    /// Walks a list; gives back the options after it.
    fn list(&mut self, list: &List, around: &Context, mut options: Options) -> Options {
        let pipelines = self.pipelines;
        let mut rest = &list.pipelines[..];
        while !rest.is_empty() {
            let len = rest
                .iter()
                .position(|index| ends_chain(&pipelines[*index]))
                .map_or(rest.len(), |last| last + 1);
            let (chain, next) = rest.split_at(len);
            rest = next;
            options = self.chain(chain, rest.is_empty(), around, options);
        }
        options
    }

    /// Walks pipelines joined by `&&` and `||`.
    fn chain(
        &mut self,
        chain: &[usize],
        last: bool,
        around: &Context,
        mut options: Options,
    ) -> Options {
        let pipelines = self.pipelines;
        let background = chain
            .last()
            .and_then(|index| pipelines[*index].after)
            .is_some_and(|joint| joint.op == Op::Background);
        let last_or = chain
            .iter()
            .rposition(|index| pipelines[*index].before.is_some_and(|joint| joint.op == Op::Or));
        let before = options;
        for (at, index) in chain.iter().enumerate() {
            let pipeline = &pipelines[*index];
            let rescued = last_or.is_some_and(|or| or > at);
            let mut context = around.clone();
            context.in_background |= background;
            context.failure_ignored |= !last || background || rescued;
            let skipped = match pipeline.before.filter(|_| at > 0).map(|joint| joint.op) {
                Some(Op::Or) => true,
                Some(Op::And) => context.failure_ignored,
                _ => false,
            };
            context.conditional |= skipped || background;
            let after = self.pipeline(pipeline, context, options);
            options = if skipped { options.or_else(after) } else { after };
        }
        if background { before } else { options }
    }

    fn pipeline(&mut self, pipeline: &Pipeline, context: Context, options: Options) -> Options {
        let last = pipeline.stages.len() - 1;
        let mut after = options;
        for (stage, node) in pipeline.stages.iter().enumerate() {
            let mut context = context.clone();
            context.piped_in |= stage > 0;
            context.piped_out |= stage < last;
            context.failure_ignored |= stage < last || pipeline.negated.is_some();
            after = match node {
                Node::Simple(command) => {
                    self.simple(*command, pipeline.index, stage, context, options)
                }
                Node::Compound(compound) => {
                    self.compound(compound, (pipeline.index, stage), context, options)
                }
            };
        }
        // Every stage of a longer pipeline runs in a shell of its own.
        if last > 0 { options } else { after }
    }

    fn simple(
        &mut self,
        index: usize,
        pipeline: usize,
        stage: usize,
        mut context: Context,
        options: Options,
    ) -> Options {
        context.options = options;
        let commands = self.commands;
        let Some(command) = commands.get(index) else { return options };
        let mut within = context.clone();
        within.parent = Some(index);
        within.failure_ignored |= !command.words.is_empty();
        for word in command.all_words() {
            self.word(word, &within, options);
        }
        let mut after = options;
        if let Some(inner) = &command.inner {
            let mut within = context.clone();
            within.parent = Some(index);
            within.depth += 1;
            within.in_inner = true;
            let ends = self.list(&inner.body, &within, inner.options.within(options));
            if command.is("eval") {
                after = ends;
            }
        } else if command.is("set") {
            set(command.args(), &mut after);
        }
        self.places[index] = (pipeline, stage, context);
        after
    }

    fn words<'w>(
        &mut self,
        words: impl IntoIterator<Item = &'w Word>,
        context: &Context,
        options: Options,
    ) {
        words.into_iter().for_each(|word| self.word(word, context, options));
    }

    /// Walks the substitutions in a word.
    fn word(&mut self, word: &Word, context: &Context, options: Options) {
        for part in &word.parts {
            match part {
                Part::Substitution(substitution) => {
                    let mut within = context.clone();
                    within.depth += 1;
                    within.in_substitution = true;
                    within.piped_out = false;
                    self.list(&substitution.body, &within, options);
                }
                Part::Variable(variable) => {
                    if let Some(operand) = &variable.operand {
                        let mut within = context.clone();
                        within.conditional = true;
                        self.word(operand, &within, options);
                    }
                }
                Part::Arithmetic { expression, .. } => self.word(expression, context, options),
                Part::Brace { alternatives: words, .. } | Part::Array { elements: words, .. } => {
                    self.words(words, context, options);
                }
                Part::Literal { .. } | Part::Glob { .. } | Part::Tilde { .. } => {}
            }
        }
    }

    fn compound(
        &mut self,
        compound: &Compound,
        (pipeline, stage): (usize, usize),
        mut context: Context,
        options: Options,
    ) -> Options {
        context.depth += 1;
        let mut ignored = context.clone();
        ignored.failure_ignored = true;
        self.words(
            compound.redirects.iter().flat_map(|redirect| redirect.words()),
            &ignored,
            options,
        );
        match &compound.kind {
            Kind::Group(list) => return self.list(list, &context, options),
            Kind::Subshell(list) => {
                context.in_subshell = true;
                self.list(list, &context, options);
            }
            Kind::If { branches, otherwise } => {
                return self.branches(branches, otherwise.as_ref(), &context, options);
            }
            Kind::While { condition, body, .. } => {
                ignored.in_loop = true;
                let mut asks = ignored.clone();
                asks.in_condition = true;
                let asked = self.list(condition, &asks, options);
                ignored.conditional = true;
                let after = self.list(body, &ignored, asked);
                return asked.or_else(after);
            }
            Kind::For { words, body, .. } => {
                self.words(words.iter().flatten(), &ignored, options);
                let runs = words
                    .as_ref()
                    .is_some_and(|words| words.iter().any(|word| word.literal().is_some()));
                ignored.in_loop = true;
                ignored.conditional |= !runs;
                let after = self.list(body, &ignored, options);
                return options.or_else(after);
            }
            Kind::Count { expression, body } => {
                self.word(expression, &ignored, options);
                ignored.in_loop = true;
                ignored.conditional = true;
                let after = self.list(body, &ignored, options);
                return options.or_else(after);
            }
            Kind::Case { subject, arms } => {
                self.word(subject, &ignored, options);
                let mut after = options;
                context.conditional = true;
                for arm in arms {
                    self.words(&arm.patterns, &ignored, options);
                    after = after.or_else(self.list(&arm.body, &context, options));
                }
                return after;
            }
            Kind::Function { body, .. } => {
                context.in_function = true;
                context.conditional = true;
                // It runs with options that are not known here.
                match body {
                    Node::Simple(command) => {
                        self.simple(*command, pipeline, stage, context, Options::default())
                    }
                    Node::Compound(body) => {
                        self.compound(body, (pipeline, stage), context, Options::default())
                    }
                };
            }
            Kind::Test(words) => self.words(words, &ignored, options),
            Kind::Arithmetic(expression) => self.word(expression, &ignored, options),
        }
        options
    }

    fn branches(
        &mut self,
        branches: &[(List, List)],
        otherwise: Option<&List>,
        context: &Context,
        mut options: Options,
    ) -> Options {
        let mut asks = context.clone();
        asks.in_condition = true;
        asks.failure_ignored = true;
        let mut body = context.clone();
        body.conditional = true;
        let mut ends: Option<Options> = None;
        for (condition, then) in branches {
            options = self.list(condition, &asks, options);
            asks.conditional = true;
            let after = self.list(then, &body, options);
            ends = Some(ends.map_or(after, |known| known.or_else(after)));
        }
        if let Some(list) = otherwise {
            options = self.list(list, &body, options);
        }
        ends.map_or(options, |known| known.or_else(options))
    }
}

/// Applies `set -e` and the like.
fn set(args: &[Word], options: &mut Options) {
    let mut args = args.iter();
    while let Some(text) = args.next().and_then(Word::literal) {
        if text == "--" || text.len() < 2 || !text.starts_with(['-', '+']) {
            return;
        }
        let value =
            if text[1..].contains('o') { args.next().and_then(Word::literal) } else { None };
        options.set(text, value.unwrap_or_default());
    }
}

impl Script {
    /// Whether the script itself, outside subshells and branches, switches an option on: `errexit`, `pipefail`,
    /// `nounset`, `xtrace`.
    pub fn sets(&self, option: &str) -> bool {
        let certain = |context: &Context| {
            context.parent.is_none()
                && !context.conditional
                && !context.in_subshell
                && !context.piped_out
        };
        self.commands.iter().filter(|command| command.is("set") && certain(&command.context)).any(
            |command| {
                let mut options = Options::default();
                set(command.args(), &mut options);
                options.has(option)
            },
        )
    }
}
