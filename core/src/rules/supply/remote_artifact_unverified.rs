//! A download that is used without a check.

use crate::model::checksums;
use crate::model::downloads::{self, Download};
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "remote-artifact-unverified",
    title: "A download is used without a checksum or signature",
    category: Category::Supply,
    severity: Severity::Medium,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["S6474", "CIS-4.11"],
    why: "Nothing says that this is the file that was meant. Whoever takes over the server, the account or \
          the domain puts a program of their own into every later build.",
    how: "Fix the version in the address, and compare a checksum that stands in the Dockerfile before the \
          file is used: `echo \"<sum> file\" | sha256sum -c -`. Or let the builder do both: `ADD \
          --checksum=sha256:<sum> <address> <file>`.",
    examples: &[
        Example::bad("
            FROM debian:13-slim
            RUN curl -fsSLO «https://example.com/tool-1.2.tar.gz» && tar -xzf tool-1.2.tar.gz -C /opt
            "),
        Example::bad("
            FROM debian:13-slim
            RUN wget -qO- «https://example.com/tool-1.2.tar.gz» | tar -xz -C /opt
            "),
        Example::bad(r#"
            FROM debian:13-slim
            RUN curl -fsSLO «https://example.com/tool.deb» && dpkg -i tool.deb
            RUN curl -fsSLO https://example.com/tool-1.2.tar.gz \
             && echo "24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d  tool-1.2.tar.gz" | sha256sum -c - \
             && tar -xzf tool-1.2.tar.gz -C /opt
            "#),
        Example::bad(r#"
            FROM debian:13-slim
            RUN curl -fsSLo i.sh «https://example.com/i.sh» && sh i.sh \
             && echo "24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d  i.sh" | sha256sum -c -
            "#),
        Example::good(r#"
            FROM debian:13-slim
            RUN curl -fsSLO https://example.com/tool-1.2.tar.gz \
             && echo "24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d  tool-1.2.tar.gz" | sha256sum -c - \
             && tar -xzf tool-1.2.tar.gz -C /opt
            "#),
        Example::good("
            FROM debian:13-slim
            RUN curl -fsSL https://example.com/status.json -o status.json && jq . status.json
            "),
        Example::good("
            FROM debian:13-slim
            RUN curl -fsSLO https://example.com/tool.tar.gz && curl -fsSLO https://example.com/tool.tar.gz.asc
            RUN gpg --verify tool.tar.gz.asc tool.tar.gz && tar -xzf tool.tar.gz
            "),
    ],
    links: &[],
    check: Check::Run(check),
};

fn check(run: &Run, cx: &mut Context<'_>) {
    for download in downloads::downloads(&run.script) {
        let url = download.url;
        if downloads::is_data(url) || (url.contains("://") && downloads::is_local(url)) {
            continue;
        }
        let Some(used) = downloads::used(&run.script, &download) else { continue };
        let file = download.file.as_deref();
        let name = file.map_or(downloads::last_part(url), downloads::last_part);
        if cx.file.is_checked(run, file) {
            let function = used.command.context.in_function;
            let late = used.how == "run" && cx.file.is_checked_late(run, file, used.command.index);
            if late && !function {
                let message = format!("`{name}` is run before anything is compared");
                cx.report(download.word.span, message).note(used.command.span, "it is run here");
            }
            continue;
        }
        let message = format!("`{name}` is {} without a checksum or signature", used.how);
        let mend: fn(&Run, &Download<'_>, &Context<'_>) -> Option<Fix> = fix;
        let fix = crate::rules::later(mend).and_then(|fix| fix(run, &download, cx));
        let finding = cx.report(download.word.span, message);
        if url.starts_with("http://") || url.starts_with("ftp://") {
            finding.severity(Severity::High);
        }
        if let Some(fix) = fix {
            finding.fix(fix);
        }
    }
}

/// Compares the sum that was answered before the file is used; asks for it otherwise.
fn fix(run: &Run, download: &Download<'_>, cx: &Context<'_>) -> Option<Fix> {
    let file =
        download.file.as_deref().filter(|file| !file.contains(['$', '`', '"', '*', '\\']))?;
    let seam = cx.file.after(run, download.command)?;
    let name = downloads::last_part(file);
    let key = format!("checksum.{name}");
    let title = "compare the file's checksum";
    let sum = cx.config.answers.get(&key).map(|answer| answer.trim_start_matches("sha256:"));
    let Some(sum) = sum.and_then(checksums::hex) else {
        let text = format!("Which SHA-256 sum does the `{name}` have that you reviewed?");
        return Some(Fix::ask(
            title,
            Phase::Pins,
            Question { key, text, suggestion: String::new() },
        ));
    };
    let change = "the build fails when the file is not the one of this checksum";
    let check = format!("{}echo \"{sum}  {file}\" | sha256sum -c -", seam.joint);
    Some(Fix::recommended(title, Phase::Pins, change).insert(seam.at, check))
}
