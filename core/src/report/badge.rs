//! The score as a badge.

use crate::score::Score;

/// An SVG that says the score and its grade, with nothing to fetch; "not graded" where there is none.
pub fn badge(score: Option<&Score>) -> String {
    let said = score.map_or("not graded".to_owned(), |s| format!("{} {}", s.points, s.grade));
    // Each of them at least 4.5 : 1 against white letters.
    let ground = match score.map_or(0, |score| score.points) {
        90.. => "#1f6a3a",
        75.. => "#2a6496",
        60.. => "#7a5a00",
        _ if score.is_none() => "#566472",
        40.. => "#a84300",
        _ => "#a3121f",
    };
    let (left, right) = (62, 16 + 7 * said.chars().count());
    let width = left + right;
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"20\" role=\"img\" \
         aria-label=\"drydock: {said}\"><title>drydock: {said}</title>\
         <rect width=\"{left}\" height=\"20\" fill=\"#16202b\"/>\
         <rect x=\"{left}\" width=\"{right}\" height=\"20\" fill=\"{ground}\"/>\
         <g fill=\"#fff\" text-anchor=\"middle\" font-family=\"Verdana,DejaVu Sans,sans-serif\" font-size=\"11\">\
         <text x=\"{}\" y=\"14\">drydock</text><text x=\"{}\" y=\"14\">{said}</text></g></svg>\n",
        left / 2,
        left + right / 2,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::{Config, audit};
    use crate::score::score;

    #[test]
    fn it_says_the_score_and_fits_it() {
        let audit = audit("FROM alpine:3.22\nUSER 1000\n", &Config::default());
        let score = score(&audit).expect("graded");
        let svg = badge(Some(&score));
        assert!(svg.contains(&format!(">{} {}<", score.points, score.grade)), "{svg}");
        assert!(badge(None).contains("not graded") && badge(None).contains("#566472"));
    }
}
