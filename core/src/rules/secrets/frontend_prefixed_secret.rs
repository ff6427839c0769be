//! A secret in a variable that ends up in the page.

use crate::model::{Value, secret_names};
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "frontend-prefixed-secret",
    title: "A secret ends up in the page that every visitor loads",
    category: Category::Secrets,
    severity: Severity::High,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["DS-0031", "AVD-DS-0031"],
    why: "Tools such as Vite, Create React App and Next.js copy variables with this prefix into the \
          JavaScript that they build. Every visitor of the page can read them there.",
    how: "Keep the secret on the server, behind an address of your own that the page calls. Use the prefix \
          only for what may be public.",
    examples: &[
        Example::bad(
            "
            FROM node:24 AS build
            ARG «VITE_STRIPE_SECRET»
            RUN npm run build
            ",
        ),
        Example::good(
            "
            FROM node:24 AS build
            ARG VITE_API_URL VITE_PUBLIC_KEY
            RUN npm run build
            ",
        ),
        Example::good(
            "
            FROM node:24
            ENV NEXT_PUBLIC_TOKEN_ENDPOINT=/api/token
            ",
        ),
    ],
    links: &[],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    for binding in &stage.bindings {
        let Some(rest) = secret_names::after_frontend_prefix(&binding.name) else { continue };
        if !secret_names::is_secret_name(rest) || cx.config.allows_name(&binding.name) {
            continue;
        }
        if matches!(&binding.value, Value::Known(value) if secret_names::is_harmless_value(value))
            && binding.raw.is_some()
        {
            continue;
        }
        let finding = cx.report(
            binding.name_span,
            format!("what `{}` holds is written into the scripts of the page", binding.name),
        );
        if rest.to_ascii_uppercase().ends_with("KEY") {
            // Keys of maps and the like are made to be public.
            finding.severity(Severity::Low);
        }
    }
}
