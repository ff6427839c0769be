//! What the browser keeps for the next visit, where that is allowed.

use gloo::utils::window;
use web_sys::Storage;

/// The storage of this page's place.
pub fn storage() -> Option<Storage> {
    // In a sandbox even the question throws.
    window().local_storage().ok().flatten()
}
