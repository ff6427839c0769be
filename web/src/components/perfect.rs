//! Nothing to report: a ship with nothing amiss is dressed overall, with flags from stem to stern.

use crate::kind::FileKind;
use yew::prelude::*;

/// Says that there is nothing to report.
pub fn perfect(kind: FileKind, is_graded: bool, accepted: usize) -> Html {
    let (title, text) = match (kind, is_graded) {
        (FileKind::Dockerfile, true) if accepted == 0 => {
            ("Ready to sail", "Every rule was asked, and none has anything to say.")
        }
        (FileKind::Dockerfile, true) => {
            ("Nothing else to report", "What is left has been accepted by the author.")
        }
        (FileKind::Dockerfile, false) => ("Nothing to judge yet", "A Dockerfile begins with FROM."),
        (FileKind::Dockerignore, _) => {
            ("Every pattern is read", "The builder refuses none of them.")
        }
    };
    html! {
        <div class="perfect">
            if kind == FileKind::Dockerignore || is_graded { { flags() } }
            <h3>{ title }</h3>
            <p>{ text }</p>
        </div>
    }
}

/// A line of signal flags.
fn flags() -> Html {
    html! {
        <svg class="flags" viewBox="0 0 320 48" aria-hidden="true" focusable="false">
            <path class="halyard" d="M0 4Q160 52 320 4" />
            { for (0..11_i32).map(|at| {
                // The line hangs as a parabola: `4 + 24 (1 - d²)`, `d` from -1 to 1.
                let x = 14 + 29 * at;
                let y = 28 - 24 * (x - 160) * (x - 160) / (160 * 160);
                let class = ["flag flag-a", "flag flag-b", "flag flag-c", "flag flag-d"][at as usize % 4];
                html! {
                    <g {class} transform={format!("translate({x} {y})")}>
                        <rect x="-8" y="1" width="16" height="16" />
                        { match at % 4 {
                            0 => html! { <path d="M-8 9h16" /> },
                            1 => html! { <circle cx="0" cy="9" r="3.5" /> },
                            2 => html! { <path d="M-8 1L8 17" /> },
                            _ => html! { <path d="M0 1v16" /> },
                        } }
                    </g>
                }
            }) }
        </svg>
    }
}
