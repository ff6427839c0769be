//! Composer's plugins run as root.

use crate::model::variables;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "composer-root-plugins",
    title: "Composer runs the plugins of packages as root",
    category: Category::Supply,
    severity: Severity::Low,
    confidence: Confidence::Certain,
    profile: Profile::All,
    aliases: &[],
    why: "As root, and where it can ask nobody, Composer leaves plugins alone, as they are programs of other people. \
          `COMPOSER_ALLOW_SUPERUSER` takes that care away: a package that was taken over then writes to any file of \
          the image.",
    how: "Install as another user, or add `--no-plugins --no-scripts` where the application needs neither.",
    examples: &[
        Example::bad(
            "
            FROM php:8.4-cli
            ENV COMPOSER_ALLOW_SUPERUSER=1
            RUN «composer install» --no-dev
            ",
        ),
        Example::bad(
            "
            FROM php:8.4-cli
            RUN COMPOSER_ALLOW_SUPERUSER=1 «composer install» --no-dev
            ",
        ),
        Example::good(
            "
            FROM php:8.4-cli
            ENV COMPOSER_ALLOW_SUPERUSER=1
            RUN composer install --no-dev --no-plugins --no-scripts && composer dump-autoload
            ",
        ),
        Example::good(
            "
            FROM php:8.4-cli
            ENV COMPOSER_ALLOW_SUPERUSER=1
            USER www-data
            RUN composer install --no-dev
            ",
        ),
        Example::good(
            "
            FROM php:8.4-cli
            RUN composer install --no-dev
            ",
        ),
    ],
    links: &["https://getcomposer.org/doc/faqs/how-to-install-untrusted-packages-safely.md"],
    check: Check::Command(&["composer", "composer.phar"], check),
};

fn check(command: &Command, cx: &mut Context<'_>) {
    const NAME: &str = "COMPOSER_ALLOW_SUPERUSER";
    let (file, stage) = (cx.file, cx.this_stage());
    let installs =
        matches!(command.subcommand(), "install" | "i" | "update" | "require" | "create-project");
    if !installs || command.has_flag("--no-plugins") || file.is_root_at(stage, cx.at) != Some(true)
    {
        return;
    }
    let set = match (command.environment(NAME), file.lookup(stage, cx.at, NAME)) {
        (Some(word), _) => {
            variables::is_on(word.text().trim_start_matches("COMPOSER_ALLOW_SUPERUSER="))
        }
        (None, Value::Known(value)) => variables::is_on(&value),
        _ => false,
    };
    let Some(verb) = command.operands().first().map(|word| word.span).filter(|_| set) else {
        return;
    };
    let span = command.name_word().map_or(verb, |name| name.span.to(verb));
    cx.report(span, "plugins of every package run as root here");
}
