//! A page of its own: one file, no script, nothing to fetch.

use super::{FileReport, VERSION, count, safety};
use crate::finding::Finding;
use crate::rule::Severity;
use crate::score::{self, Score};

const STYLE: &str = "\
:root{color-scheme:light dark;--ink:light-dark(#16202b,#e6ebf0);--soft:light-dark(#52606e,#9fb0c0);\
--paper:light-dark(#fffdf8,#0e1a26);--rule:light-dark(#dcd6c9,#26394a);--critical:light-dark(#a3121f,#ff7f88);\
--high:light-dark(#a84300,#ffa266);--medium:light-dark(#7a5a00,#e6c25c);--low:light-dark(#2a6496,#7fb9ec);\
--info:light-dark(#566472,#9aabbb)}\
body{max-width:60rem;margin:2rem auto;padding:0 1rem;font:1rem/1.5 sans-serif;color:var(--ink);background:var(--paper)}\
h2{margin-top:3rem;overflow-wrap:anywhere}h3{margin-top:2rem}code,pre,td:first-child{font-family:monospace}\
.score{font-size:3rem;font-weight:700;line-height:1}.soft{color:var(--soft)}ol{padding:0;list-style:none}\
li{padding:.5rem 0;border-top:1px solid var(--rule);overflow-wrap:anywhere}li p{margin:0}\
.critical b{color:var(--critical)}.high b{color:var(--high)}.medium b{color:var(--medium)}.low b{color:var(--low)}\
.info b{color:var(--info)}table{border-collapse:collapse}td,th{padding:.125rem 1rem .125rem 0;text-align:start}\
td:last-child{text-align:end}pre{counter-reset:line;white-space:pre-wrap;overflow-wrap:anywhere}\
pre span{display:block;padding-inline-start:4rem;text-indent:-4rem}\
pre span::before{counter-increment:line;content:counter(line);display:inline-block;width:3rem;\
padding-inline-end:1rem;text-indent:0;text-align:end;color:var(--soft)}pre .found{background:light-dark(#ffe3a8,#5c4610)}\
@media print{:root{color-scheme:light}li,tr{break-inside:avoid}h2,h3{break-after:avoid}}";

/// The report as one HTML file.
pub fn html(files: &[FileReport]) -> String {
    let sections: String = files.iter().map(section).collect();
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>Drydock report</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>Drydock report</h1>\n\
         {sections}</main>\n<footer class=\"soft\"><p>Drydock {VERSION}, rubric {}. A file cannot show the image’s \
         known vulnerabilities, its signatures, or the flags it is run with.</p></footer>\n</body>\n</html>\n",
        score::RUBRIC
    )
}

fn section(file: &FileReport) -> String {
    let points = match &file.score {
        Some(score) => format!("{} <span class=\"soft\">{}</span>", score.points, score.grade),
        None => "not graded".to_owned(),
    };
    let active: Vec<&Finding> = file.active().collect();
    let mut out = format!(
        "<section>\n<h2>{}</h2>\n<p class=\"score\">{points}</p>\n<p>{}</p>\n",
        escape(&file.path),
        count(active.len(), "finding"),
    );
    for severity in Severity::ALL {
        let found: Vec<&&Finding> = active.iter().filter(|f| f.severity == severity).collect();
        if !found.is_empty() {
            let name = severity.name();
            let items: String = found.iter().map(|finding| item(file, finding)).collect();
            out += &format!(
                "<h3>{name} ({})</h3>\n<ol class=\"{name}\">\n{items}</ol>\n",
                found.len()
            );
        }
    }
    let accepted: String = file.suppressed().map(|finding| item(file, finding)).collect();
    if !accepted.is_empty() {
        out += &format!("<h3>Accepted risks</h3>\n<ol>\n{accepted}</ol>\n");
    }
    out += &file.score.as_ref().map(receipt).unwrap_or_default();
    out + &listing(file) + "</section>\n"
}

fn item(file: &FileReport, finding: &Finding) -> String {
    let line = file.place(finding.span).0.line;
    let mut out = format!(
        "<li><p><b>Line {line}</b>: {}</p><p class=\"soft\"><code>{}</code>, {}</p>",
        prose(&finding.message),
        finding.rule.id,
        escape(finding.rule.title),
    );
    if let Some(fix) = &finding.fix {
        out += &format!("<p>Fix ({}): {}</p>", safety(fix.class), prose(&fix.title));
    }
    if let Some(reason) = finding.suppressed.as_ref().and_then(|s| s.reason.as_deref()) {
        out += &format!("<p>Accepted: {}</p>", escape(reason));
    }
    out + "</li>\n"
}

fn receipt(score: &Score) -> String {
    let mut rows = String::new();
    for d in &score.deductions {
        rows +=
            &format!("<tr><td>{}</td><td>{}</td><td>−{}</td></tr>\n", d.rule, d.count, d.points);
    }
    if rows.is_empty() {
        return rows;
    }
    let cap = score.cap.map(|cap| format!("<p>At most {}: {}.</p>\n", cap.points, cap.reason));
    format!(
        "<h3>Receipt</h3>\n<table>\n<thead><tr><th scope=\"col\">Rule</th><th scope=\"col\">Findings</th>\
         <th scope=\"col\">Points</th></tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n{}",
        cap.unwrap_or_default()
    )
}

/// The file with its lines numbered, those with findings marked.
fn listing(file: &FileReport) -> String {
    let found: Vec<u32> = file.active().map(|f| file.place(f.span).0.line).collect();
    let line = |(at, text): (usize, &str)| {
        let class = if found.contains(&(at as u32 + 1)) { " class=\"found\"" } else { "" };
        format!("<span{class}>{}</span>", escape(text))
    };
    let lines: String = file.source.lines().enumerate().map(line).collect();
    format!("<h3>The file</h3>\n<pre>{lines}</pre>\n")
}

/// A text of the engine's: backticks quote code.
fn prose(text: &str) -> String {
    let part = |(at, part): (usize, &str)| match at % 2 {
        1 => format!("<code>{}</code>", escape(part)),
        _ => escape(part),
    };
    text.split('`').enumerate().map(part).collect()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::{Config, audit};

    #[test]
    fn what_the_file_says_stays_text() {
        let text = "FROM node:latest\nMAINTAINER <script>alert(1)</script> & \"co\"\n\
            # drydock allow legacy-key-value-format because <b>old</b>\nENV A 1\n";
        let file = FileReport::of_dockerfile("<img src=x>", audit(text, &Config::default()));
        let page = html(&[file]);
        for part in ["<script", "<img", "<b>old"] {
            assert!(!page.contains(part), "{part}: {page}");
        }
        assert!(
            page.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;co&quot;"),
            "{page}"
        );
        assert!(page.contains("<h3>Accepted risks</h3>"), "{page}");
        assert!(page.contains("<span class=\"found\">FROM node:latest</span>"), "{page}");
    }

    #[test]
    fn headings_are_in_order() {
        let file = FileReport::of_dockerfile(
            "Dockerfile",
            audit("FROM node:latest\n", &Config::default()),
        );
        let page = html(&[file]);
        let at = |tag: &str| page.find(tag).unwrap_or_else(|| panic!("{tag} in {page}"));
        assert!(at("<h1>") < at("<h2>") && at("<h2>") < at("<h3>"));
        assert_eq!(page.matches("<h1>").count(), 1);
    }
}
