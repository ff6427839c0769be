//! When to do what takes time.

use gloo::render::request_animation_frame;
use gloo::timers::callback::Timeout;
use yew::prelude::*;

/// From this length on a text is audited only once the typing rests, so that the keys stay quick.
const LONG: usize = 100_000;

/// Calls back in the next frame after each change of `revision`, or for a long text once it has rested.
#[hook]
pub fn use_settled(revision: u32, length: usize, on_settled: Callback<()>) {
    use_effect_with(revision, move |_| {
        let waiting: Box<dyn std::any::Any> = if length < LONG {
            Box::new(request_animation_frame(move |_| on_settled.emit(())))
        } else {
            Box::new(Timeout::new(250, move || on_settled.emit(())))
        };
        move || drop(waiting)
    });
}

/// Calls back once `what` has not changed for so many milliseconds.
#[hook]
pub fn use_rest<T: PartialEq + 'static>(what: T, milliseconds: u32, on_rest: Callback<()>) {
    use_effect_with(what, move |_| {
        let timeout = Timeout::new(milliseconds, move || on_rest.emit(()));
        move || drop(timeout)
    });
}
