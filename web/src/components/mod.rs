//! What the page is made of, one part a file: components where it pays to compare before drawing, or to remember; plain
//! functions else, as each component costs 2 kB.

pub mod accept;
pub mod change;
pub mod diff;
pub mod editor;
pub mod empty;
pub mod explanation;
pub mod file_bar;
pub mod filters;
pub mod finding;
pub mod findings;
pub mod fixes_here;
pub mod hardened;
pub mod hull;
pub mod image;
pub mod keys;
pub mod learn;
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
pub mod settings;
pub mod severity;
pub mod share;
pub mod status;
pub mod tabs;
pub mod ways;
