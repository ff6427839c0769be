//! Image references, and what is known of the images that they name.

pub mod accounts;
mod cycles;
pub mod deprecated;
pub mod environment;
pub mod eol;
pub mod facts;
mod platform;
mod reference;
pub mod successors;
pub mod users;
pub mod variants;

pub use facts::{BaseUser, Family};
pub use platform::Platform;
pub use reference::Reference;
