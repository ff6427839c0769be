//! What is not needed for the first audit. `static/module/split.mjs` cuts it out of the module after the build, and it
//! is fetched once the page stands: nothing here may be called before [`Late::Here`]. It is reached through pointers
//! only, so that it need not be there before it is called.

use crate::decisions::Decisions;
use crate::hardening::Hardening;
use drydock_core::audit::Config;
use std::hint::black_box;

/// Whether the later part is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Late {
    /// It is on its way.
    Coming,
    /// It is there.
    Here,
    /// It could not be loaded.
    Missing,
}

impl Default for Late {
    fn default() -> Late {
        // Only the browser's module is ever cut.
        if cfg!(target_arch = "wasm32") { Late::Coming } else { Late::Here }
    }
}

/// [`Hardening::of`], behind a pointer that the compiler can't look through.
pub fn harden() -> fn(&str, u32, &Config, &Decisions) -> Hardening {
    black_box(Hardening::of)
}
