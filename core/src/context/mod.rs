//! The build context: what a `.dockerignore` file sends and leaves of a folder, and the file itself, written from a
//! Dockerfile or mended.
//!
//! Nothing of this is needed for an audit.

mod generate;
mod listing;
mod preview;
mod rewrite;
mod sample;

pub use generate::{Style, generate};
pub use listing::{Entry, listing};
pub use preview::{Bringer, Seen, preview};
pub use rewrite::{HardenedIgnore, harden_ignore};
pub use sample::sample;
