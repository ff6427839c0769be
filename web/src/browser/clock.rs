//! What day it is.

use drydock_core::audit::Date;

/// Today, by the browser's clock.
pub fn today() -> Option<Date> {
    let now = js_sys::Date::new_0();
    Some(Date::new(
        now.get_full_year().try_into().ok()?,
        (now.get_month() + 1).try_into().ok()?,
        now.get_date().try_into().ok()?,
    ))
}
