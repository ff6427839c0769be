//! The images that a file takes from registries, whether by FROM, `COPY --from=` or `RUN --mount=…,from=`.

use super::{Base, Dockerfile, stages};
use crate::image::{Family, Reference, facts};
use crate::syntax::Keyword;
use crate::text::Span;

/// An image, where it is named.
#[derive(Clone, Debug, PartialEq)]
pub struct ImageUse {
    /// The instruction's index.
    pub at: usize,
    /// FROM, COPY or RUN.
    pub keyword: Keyword,
    /// Where the name is written.
    pub span: Span,
    /// The name as written.
    pub raw: String,
    /// The image, after variables have their defaults.
    pub image: Reference,
    /// Whether it stands in an ONBUILD trigger.
    pub onbuild: bool,
}

/// Official images that people copy programs from, and whose family is not known.
const TOOLS: &[&str] = &["composer", "registry", "hello-world", "nats", "vault", "consul"];

impl ImageUse {
    /// Whether the reference stands in the text to the letter, without variables.
    pub fn is_literal(&self) -> bool {
        self.raw == self.image.raw
    }
}

/// What `--from=` means where it names no earlier stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The stage itself.
    Own,
    /// A stage that comes later.
    Later,
    /// A number beyond the stages.
    NoSuchStage,
    /// An image.
    Image,
    /// A word that may be a named build context, or a mistake.
    Word,
}

impl Dockerfile {
    /// Every image that is known.
    pub fn images(&self) -> Vec<ImageUse> {
        let mut found = Vec::new();
        for mention in self.mentions() {
            let Some(stage) = self.stage_of(mention.at) else { continue };
            let image = match mention.keyword {
                Keyword::From => match &stage.base {
                    Base::Image(image) => Some(image.clone()),
                    _ => None,
                },
                _ if self.source(mention.at, &mention.name) == Some(Source::Image) => {
                    Reference::parse(&mention.name).ok()
                }
                _ => None,
            };
            if let Some(image) = image {
                let (at, keyword, span) = (mention.at, mention.keyword, mention.span);
                let (raw, onbuild) = (mention.name, mention.onbuild);
                found.push(ImageUse { at, keyword, span, raw, image, onbuild });
            }
        }
        found
    }

    /// What a name means that an instruction copies or mounts from; `None` for an earlier stage, for `scratch`, and
    /// where a variable stands in it.
    pub fn source(&self, at: usize, name: &str) -> Option<Source> {
        let stage = self.stage_of(at)?;
        let lower = name.to_ascii_lowercase();
        if name.is_empty() || name.contains('$') || lower == "scratch" || lower == "context" {
            return None;
        }
        if stages::find(&self.stages[..stage.index], name).is_some() {
            return None;
        }
        match stages::find(&self.stages, name) {
            Some(index) if index == stage.index => return Some(Source::Own),
            Some(_) => return Some(Source::Later),
            None if name.bytes().all(|b| b.is_ascii_digit()) => return Some(Source::NoSuchStage),
            None => {}
        }
        let family = Reference::parse(name).map(|image| facts::family(&image));
        let known = family.is_ok_and(|family| family != Family::Unknown) || TOOLS.contains(&name);
        match known || name.contains(['/', ':', '.', '@']) {
            true => Some(Source::Image),
            false => Some(Source::Word),
        }
    }
}
