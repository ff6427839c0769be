//! The lessons as the page has them: which there are, how far somebody has come, and what is said of an answer.
//!
//! The engine (`drydock_core::lesson`) grades; here is what stands around that. All of it comes with the later part of
//! the program.

pub mod address;
pub mod desk;
pub mod record;
pub mod shelf;
pub mod statement;
pub mod words;
pub mod work;
