//! The score's picture: a hull in its dock, bow on. The water stands as high as the score; at 100 it reaches the
//! load line.

use yew::prelude::*;

/// The floor of the dock, and how far above it the load line is, in tenths.
const FLOOR: u32 = 1040;
const DEPTH: u32 = 680;

/// Draws hull, dock and water.
pub fn hull(points: Option<u32>) -> Html {
    let level = |points: u32| {
        let tenths = FLOOR - DEPTH * points / 100;
        format!("{}.{}", tenths / 10, tenths % 10)
    };
    let water = format!("translate(0 {})", level(points.unwrap_or(0)));
    let tick =
        |points: u32| html! { <path class="tick" d={format!("M17 {}h-7", level(points))} /> };
    let is_dry = points.is_none();
    html! {
        <svg class="hull" viewBox="0 0 128 112" aria-hidden="true" focusable="false">
            <g class={classes!("water", is_dry.then_some("dry"))} transform={water.clone()}>
                <rect class="depth" x="14" y="0" width="100" height="120" />
            </g>
            <path class="hull-top" d="M30 14C30.9 21.7 31.8 28.9 32.9 35.8H95.1C96.2 28.9 97.1 21.7 98 14z" />
            <path class="hull-bottom" d="M32.9 35.8C37 61.4 43.4 81.4 56 94H72C84.6 81.4 91 61.4 95.1 35.8z" />
            <path class="stem" d="M64 8V94" />
            <g class="load-line"><circle cx="64" cy="36" r="8" /><path d="M50 36h28" /></g>
            <path class="block" d="M55 94h18l3 10H52z" />
            <g class={classes!("water", is_dry.then_some("dry"))} transform={water}>
                <rect class="front" x="14" y="0" width="100" height="120" />
                <path class="surface" d="M14 0H114" />
            </g>
            <path class="dock" d="M0 20H14V46H20V75H26V104H102V75H108V46H114V20H128V112H0z" />
            { for [40, 60, 75, 90].map(tick) }
        </svg>
    }
}
