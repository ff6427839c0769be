//! The lessons that come with the program, in their order.

/// A file's name, and its text.
pub const PACK: [(&str, &str); 16] = [
    ("00-first-audit.toml", include_str!("../../static/lessons/00-first-audit.toml")),
    ("01-minimal-base.toml", include_str!("../../static/lessons/01-minimal-base.toml")),
    ("02-least-privilege.toml", include_str!("../../static/lessons/02-least-privilege.toml")),
    ("03-sign-and-verify.toml", include_str!("../../static/lessons/03-sign-and-verify.toml")),
    ("04-find-and-fix.toml", include_str!("../../static/lessons/04-find-and-fix.toml")),
    ("05-secrets-in-layers.toml", include_str!("../../static/lessons/05-secrets-in-layers.toml")),
    ("06-secrets-in-context.toml", include_str!("../../static/lessons/06-secrets-in-context.toml")),
    ("07-fixed-tags.toml", include_str!("../../static/lessons/07-fixed-tags.toml")),
    ("08-copy-not-add.toml", include_str!("../../static/lessons/08-copy-not-add.toml")),
    ("09-labels.toml", include_str!("../../static/lessons/09-labels.toml")),
    ("10-multi-stage.toml", include_str!("../../static/lessons/10-multi-stage.toml")),
    ("11-lint-in-ci.toml", include_str!("../../static/lessons/11-lint-in-ci.toml")),
    ("12-signals-and-health.toml", include_str!("../../static/lessons/12-signals-and-health.toml")),
    ("13-review.toml", include_str!("../../static/lessons/13-review.toml")),
    ("14-capstone.toml", include_str!("../../static/lessons/14-capstone.toml")),
    ("15-review-supply.toml", include_str!("../../static/lessons/15-review-supply.toml")),
];
