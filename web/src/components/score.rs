//! The score: picture, number, grade, and what they do not cover.

use super::hull::hull;
use crate::kind::FileKind;
use crate::late::Late;
use crate::study::Study;
use yew::prelude::*;

/// Shows the score so that it can be read across a room.
pub fn score_panel(study: &Study, late: Late) -> Html {
    let points = study.score.as_ref().map(|score| score.points);
    html! {
        <section class="score" aria-labelledby="score-title">
            <h2 id="score-title" class="away">{ "Score" }</h2>
            { hull(points) }
            <div class="score-words">
                { figure(study) }
                <p class="score-summary">{ summary(study) }</p>
                { pending(study, late) }
                if let Some(strict) = &study.strict_score {
                    <p class="score-accepted">
                        { format!("{} with {}, {} without.", points.unwrap_or(0), risks(study.accepted.len()), strict.points) }
                    </p>
                }
                if study.score.is_some() && study.kind == FileKind::Dockerfile {
                    <p class="score-limits">
                        { "A file cannot show the image’s known vulnerabilities, its signatures, or the flags it is run with." }
                    </p>
                }
            </div>
        </section>
    }
}

/// What the score leaves out so far.
fn pending(study: &Study, late: Late) -> Html {
    let said = match late {
        Late::Coming => "The rules that seldom find anything are on their way …",
        Late::Missing => {
            "The rules that seldom find anything could not be loaded: copy the text, then reload the page."
        }
        Late::Here => return Html::default(),
    };
    if study.has_text {
        html! { <p class="score-pending">{ said }</p> }
    } else {
        Html::default()
    }
}

fn figure(study: &Study) -> Html {
    match &study.score {
        Some(score) => html! {
            <p class="figure">
                <span class="points" id="points">{ score.points }</span>
                <span class="away">{ " of 100, grade " }</span>
                <span class="grade" id="grade">{ score.grade }</span>
            </p>
        },
        None => html! { <p class="figure"><span class="ungraded">{ "Not graded" }</span></p> },
    }
}

fn summary(study: &Study) -> String {
    if study.refused.is_some() {
        return "The text is not audited.".into();
    }
    if !study.has_text {
        return "The dock is dry.".into();
    }
    let found = match (study.by_place().len(), study.cards.len()) {
        (0, 0) => "No findings".to_owned(),
        (1, 1) => "1 finding".to_owned(),
        (n, all) if n < all => format!("{n} of {all} findings are in this file"),
        (n, _) => format!("{n} findings"),
    };
    let Some(score) = &study.score else {
        return format!("{found}. There is no FROM, so there is no stage to judge.");
    };
    let patterns = match study.kind {
        FileKind::Dockerfile => String::new(),
        FileKind::Dockerignore => {
            let (all, back) = study.patterns;
            let patterns = if all == 1 { "1 pattern".into() } else { format!("{all} patterns") };
            let back = match back {
                0 => String::new(),
                1 => ", 1 brings back".to_owned(),
                _ => format!(", {back} bring back"),
            };
            format!("{patterns}{back}. ")
        }
    };
    match score.cap {
        Some(cap) => format!("{patterns}{found}. At most {}: {}.", cap.points, cap.reason),
        None => format!("{patterns}{found}."),
    }
}

fn risks(count: usize) -> String {
    if count == 1 { "1 accepted risk".into() } else { format!("{count} accepted risks") }
}
