//! What is not needed for the first audit: hardening, the receipt, explanations, the pages of the rules, the lessons,
//! reports, and the rules that are off or seldom find anything. `static/module/split.mjs` cuts it out of the module after the build, and
//! it is fetched once the page stands: nothing here may be called before [`Late::Here`]. It is reached through pointers
//! only, so that it need not be there before it is called.

use crate::beside::{self, Beside};
use crate::browser::{DataTransfer, folders};
use crate::components::{
    accept, context, explanation, file_tabs, fixes_here, hardened, image, keys, learn, receipt,
    rule_list, rule_page, seal, settings, share, status, ways,
};
use crate::exports::{self, Format};
use crate::hardening::Hardening;
use crate::more::{self, Act};
use crate::pair;
use crate::state::{Action, Seal, State, Theme};
use crate::study::{Card, Study};
use crate::texts::{Text, Texts};
use drydock_core::audit::Config;
use drydock_core::rule::Rule;
use drydock_core::score::Score;
use drydock_core::share::Shared;
use std::hint::black_box;
use std::rc::Rc;
use yew::{AttrValue, Callback, Html};

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

/// [`Hardening::of_state`], behind a pointer that the compiler can't look through.
pub fn harden() -> fn(&State) -> Hardening {
    black_box(Hardening::of_state)
}

/// [`hardened::panel`], likewise.
pub fn hardened() -> fn(&State, &Callback<Action>) -> Html {
    black_box(hardened::panel)
}

/// [`share::panel`], likewise.
pub fn share() -> fn(&State) -> Html {
    black_box(share::panel)
}

/// [`context::panel`], likewise.
pub fn context() -> fn(&State, &Callback<Action>) -> Html {
    black_box(context::panel)
}

/// [`file_tabs::file_tabs`], likewise.
pub fn file_tabs() -> fn(&State, &Callback<Action>) -> (Html, Html) {
    black_box(file_tabs::file_tabs)
}

/// [`pair::act`], likewise.
pub fn pair() -> fn(&mut State, beside::Act) {
    black_box(pair::act)
}

/// [`pair::study`], likewise.
pub fn study_pair() -> fn(&State, &Beside, Config) -> Study {
    black_box(pair::study)
}

/// [`folders::dropped`], likewise.
pub fn dropped() -> fn(&DataTransfer, &Callback<Action>) -> bool {
    black_box(folders::dropped)
}

/// [`receipt::receipt`], likewise.
pub fn receipt() -> fn(Option<&Score>) -> Html {
    black_box(receipt::receipt)
}

/// [`explanation::at_length`], likewise.
pub fn explain() -> fn(&Rule, &Text) -> Html {
    black_box(explanation::at_length)
}

/// [`rule_list::rule_list`], likewise.
pub fn rule_list() -> fn(&AttrValue, &Callback<Action>) -> Html {
    black_box(rule_list::rule_list)
}

/// [`rule_page::rule_page`], likewise.
pub fn rule_page() -> fn(&str, &Texts) -> Html {
    black_box(rule_page::rule_page)
}

/// [`learn::learn`], likewise.
pub fn learn() -> fn(&str, Theme) -> Html {
    black_box(learn::learn)
}

/// [`exports::report`], likewise.
pub fn report() -> fn(&Shared, &Config, Format) -> String {
    black_box(exports::report)
}

/// [`seal::proof`], likewise.
pub fn proof() -> fn(Seal, &Callback<Action>) -> Html {
    black_box(seal::proof)
}

/// [`more::act`], likewise.
pub fn act() -> fn(&mut State, Act) {
    black_box(more::act)
}

/// [`image::image`], likewise.
pub fn image() -> fn(&State, &Callback<Action>) -> Html {
    black_box(image::image)
}

/// [`more::keep`], likewise.
pub fn keep() -> fn(&State, &Callback<Action>) {
    black_box(more::keep)
}

/// [`settings::settings`], likewise.
pub fn settings() -> fn(&State, &Callback<Action>) -> Html {
    black_box(settings::settings)
}

/// [`ways::ways`], likewise.
pub fn ways() -> fn(&Study, &Callback<Action>) -> Html {
    black_box(ways::ways)
}

/// [`accept::accept`], likewise.
pub fn accept() -> fn(&Card, &Callback<Action>) -> Html {
    black_box(accept::accept)
}

/// [`fixes_here::fixes_here`], likewise.
pub fn fixes_here() -> fn(&State, &Callback<Action>) -> Html {
    black_box(fixes_here::fixes_here)
}

/// [`keys::keys`], likewise.
pub fn keys() -> fn() -> Html {
    black_box(keys::keys)
}

/// [`status::status`], likewise.
pub fn status() -> fn(&Rc<Study>) -> Html {
    black_box(status::status)
}
