//! Bytes and UTF-16 code units: the engine counts the ones, a browser the others.

use drydock_core::text::Span;

/// Converts places of one text, after a single walk over it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Units {
    /// After each character that is not ASCII: its end in bytes, and by how much bytes are ahead from there on.
    steps: Vec<(u32, u32)>,
}

impl Units {
    /// Walks over a text.
    pub fn new(text: &str) -> Units {
        let (mut steps, mut ahead) = (Vec::new(), 0);
        if !text.is_ascii() {
            for (at, c) in text.char_indices().filter(|(_, c)| !c.is_ascii()) {
                ahead += (c.len_utf8() - c.len_utf16()) as u32;
                steps.push(((at + c.len_utf8()) as u32, ahead));
            }
        }
        Units { steps }
    }

    /// The code units before byte `at`.
    pub fn unit(&self, at: u32) -> u32 {
        let before = self.steps.partition_point(|(end, _)| *end <= at);
        at - before.checked_sub(1).map_or(0, |step| self.steps[step].1)
    }

    /// The byte at code unit `unit`.
    pub fn byte(&self, unit: u32) -> u32 {
        let before = self.steps.partition_point(|(end, ahead)| end - ahead <= unit);
        unit + before.checked_sub(1).map_or(0, |step| self.steps[step].1)
    }

    /// A span in code units.
    pub fn span(&self, span: Span) -> (u32, u32) {
        (self.unit(span.start), self.unit(span.end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use drydock_core::text::{byte_of, utf16_of};

    #[test]
    fn counts_as_the_engine_does() {
        for text in ["", "FROM a\n", "# ⚓ und 𝄞\nRUN é x", "𝄞𝄞", "é"] {
            let units = Units::new(text);
            for at in (0..=text.len()).filter(|at| text.is_char_boundary(*at)) {
                let unit = utf16_of(text, at as u32);
                assert_eq!(units.unit(at as u32), unit, "{text:?} at {at}");
                assert_eq!(units.byte(unit), byte_of(text, unit), "{text:?} at unit {unit}");
            }
        }
    }
}
