//! Ways on from the findings: all safe fixes at once, and the fastest path to the next grade.

use super::finding;
use super::prose::sentence;
use crate::more::Act;
use crate::path;
use crate::state::Action;
use crate::study::{Study, Trust};
use yew::prelude::*;

/// What stands above the findings; called by way of [`late`](crate::late).
pub fn ways(study: &Study, on_action: &Callback<Action>) -> Html {
    let fixes = study.cards.iter().filter_map(|card| card.fix.as_ref());
    let safe = fixes.filter(|fix| fix.trust == Trust::Safe && fix.is_ready).count();
    let fix_all = on_action.reform(|_: MouseEvent| Action::More(Act::FixAll));
    html! {
        <div class="ways">
            if safe > 0 {
                <button type="button" class="fix" onclick={fix_all}>
                    { if safe == 1 { "Apply the safe fix".to_owned() } else { format!("Apply all {safe} safe fixes") } }
                </button>
            }
            { fastest(study, on_action) }
        </div>
    }
}

fn fastest(study: &Study, on_action: &Callback<Action>) -> Html {
    let path = study
        .path
        .get_or_init(|| study.score.as_ref().and_then(|_| path::to_next_grade(&study.findings())));
    let (Some(path), Some(score)) = (path, &study.score) else { return Html::default() };
    let step = |step: &path::Step| {
        let key = AttrValue::from(study.key_of(step.finding)?);
        let card = study.card(&key)?;
        let visit = finding::visit(&key, on_action);
        let fix = card.fix.as_ref().filter(|fix| fix.is_ready).map(|fix| {
            let onclick = finding::mend(&card.key, on_action);
            html! { <button type="button" class="quiet" {onclick}>{ "Fix" }<span class="away">{ format!(": {}", fix.title) }</span></button> }
        });
        Some(html! {
            <li>
                <button type="button" class="way" onclick={visit}>
                    { sentence(&card.message) }<span class="away">{ format!(", line {}", card.line) }</span>
                </button>
                { fix }
                <span class="gain">{ match step.gain {
                    0 => "with the others".to_owned(),
                    gain => format!("+{gain}"),
                } }</span>
            </li>
        })
    };
    html! {
        <details class="fastest">
            <summary>{ format!("Fastest path to {}: {}", path.grade, match path.steps.len() {
                1 => "1 finding".to_owned(),
                n => format!("{n} findings"),
            }) }</summary>
            <ol>{ for path.steps.iter().filter_map(step) }</ol>
            <p>{ match path.steps.len() {
                1 => format!("From {} to {}, once it is gone.", score.points, path.points),
                _ => format!("From {} to {}, once these are gone.", score.points, path.points),
            } }</p>
        </details>
    }
}
