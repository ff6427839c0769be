//! Who reads the Dockerfile.

use crate::image::Reference;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "syntax-directive-floating-or-untrusted",
    title: "The frontend that reads the file is not Docker's, or moves",
    category: Category::Supply,
    severity: Severity::Medium,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "The image named after `# syntax=` is fetched and run before anything else. It reads the whole build context \
          and decides what every line means; whoever can push to it decides too.",
    how: "Use `# syntax=docker/dockerfile:1`. A frontend of your own should be pinned by its digest.",
    examples: &[
        Example::bad(
            "
            # syntax=«acme/dockerfile-plus:2»
            FROM debian:13-slim
            ",
        ),
        Example::bad(
            "
            # syntax=«docker/dockerfile:latest»
            FROM debian:13-slim
            ",
        )
        .fixed(
            "
            # syntax=docker/dockerfile:1
            FROM debian:13-slim
            ",
        ),
        Example::good(
            "
            # syntax=docker/dockerfile:1.7-labs
            FROM debian:13-slim
            ",
        ),
        Example::good(
            "
            # syntax=acme/dockerfile-plus@sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d
            FROM debian:13-slim
            ",
        ),
        Example::good(
            "
            # syntax=registry.example.com/mirror/docker/dockerfile:1
            FROM debian:13-slim
            ",
        ),
    ],
    links: &["https://docs.docker.com/build/buildkit/frontend/"],
    check: Check::File(check),
};

fn check(file: &Dockerfile, cx: &mut Context<'_>) {
    let directive = file.tree.directives.iter().find(|directive| directive.name == "syntax");
    let Some(directive) = directive else { return };
    let written = cx.text(directive.value);
    let Ok(image) = Reference::parse(written) else { return };
    if image.digest.is_some() {
        return;
    }
    let own = image.path.ends_with("docker/dockerfile")
        || image.path.ends_with("docker/dockerfile-upstream");
    let tag = image.tag.as_deref().unwrap_or("latest");
    let moves = matches!(tag, "latest" | "master" | "labs" | "experimental" | "master-labs");
    if own && !moves {
        return;
    }
    let message = match own {
        true => format!("`{written}` is whatever was pushed last"),
        false => format!(
            "`{written}` reads the whole build context, and whoever pushes to it decides what it does"
        ),
    };
    let plain = matches!(image.bare(), "docker/dockerfile" | "docker.io/docker/dockerfile")
        && tag == "latest";
    let replacement = format!("{}:1", image.bare());
    let finding = cx.report(directive.value, message);
    if own {
        finding.severity(Severity::Low);
    }
    if plain {
        let change = "the newest frontend of major version 1 reads the file";
        let fix = Fix::review("name the major version", Phase::Pins, change);
        finding.fix(fix.replace(directive.value, replacement));
    }
}
