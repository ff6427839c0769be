//! The lessons that come with the program, in their order.

/// A file's name, and its text.
pub const PACK: [(&str, &str); 0] = [];
