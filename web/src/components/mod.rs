//! What the page is made of, one part a file: components where it pays to compare before drawing, or to remember; plain
//! functions else, as each component costs 2 kB.

pub mod change;
pub mod context;
pub mod context_tree;
pub mod diff;
pub mod editor;
pub mod empty;
pub mod explanation;
pub mod file_bar;
pub mod file_tabs;
pub mod filters;
pub mod finding;
pub mod findings;
pub mod generator;
pub mod hardened;
pub mod hull;
pub mod mark;
pub mod masthead;
pub mod notice;
pub mod offer;
pub mod perfect;
pub mod prose;
pub mod receipt;
pub mod rule_list;
pub mod rule_page;
pub mod score;
pub mod seal;
pub mod severity;
pub mod share;
pub mod status;
pub mod tabs;
