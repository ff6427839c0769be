//! The engine: text in, findings, score and hardened file out. No I/O, no clock, no browser.
//!
//! Modules look only upward in this list (a test holds them to it):
//! order, text, syntax, ignore, shell, image, model, plan, fix, finding, rule, rules, input, share, audit, policy, score, harden, context,
//! lesson, report.

pub mod audit;
pub mod context;
pub mod finding;
pub mod fix;
pub mod harden;
pub mod ignore;
pub mod image;
pub mod input;
pub mod lesson;
pub mod model;
pub mod order;
pub mod plan;
#[cfg(feature = "policy")]
pub mod policy;
pub mod report;
pub mod rule;
pub mod rules;
pub mod score;
pub mod share;
pub mod shell;
pub mod syntax;
pub mod text;
