//! Hears from `static/js/boot.js` how the later part of the program is doing.

use crate::late::Late;
use std::cell::RefCell;
use wasm_bindgen::prelude::wasm_bindgen;
use yew::prelude::*;

#[derive(Default)]
struct News {
    last: Option<Late>,
    on_news: Option<Callback<Late>>,
}

thread_local! {
    static NEWS: RefCell<News> = RefCell::default();
}

/// Called once the later part has been put into its place, or could not be.
#[wasm_bindgen(js_name = tellLate)]
pub fn tell_late(is_here: bool) {
    let late = if is_here { Late::Here } else { Late::Missing };
    let on_news = NEWS.with_borrow_mut(|news| {
        news.last = Some(late);
        news.on_news.clone()
    });
    if let Some(on_news) = on_news {
        on_news.emit(late);
    }
}

/// Whether the later part is there.
pub fn is_here() -> bool {
    NEWS.with_borrow(|news| news.last == Some(Late::Here))
}

/// Calls back when the later part is there, or can't be had.
#[hook]
pub fn use_late(on_news: Callback<Late>) {
    use_effect_with((), move |()| {
        let last = NEWS.with_borrow_mut(|news| {
            news.on_news = Some(on_news.clone());
            news.last
        });
        if let Some(last) = last {
            on_news.emit(last);
        }
    });
}
