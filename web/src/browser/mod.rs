//! All that touches the browser.

pub mod clock;
pub mod editor;
pub mod files;
pub mod folders;
pub mod kept;
pub mod late;
pub mod lessons;
pub mod media;
pub mod page;
pub mod route;
pub mod seal;
pub mod share;
pub mod storage;
pub mod texts;
pub mod theme;
pub mod timing;

pub use web_sys::{
    DataTransfer, Element, HtmlInputElement as Field, HtmlSelectElement as Select,
    HtmlTextAreaElement as TextArea,
};
