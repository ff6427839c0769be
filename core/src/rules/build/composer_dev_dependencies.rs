//! Composer packages of development in the image.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "composer-dev-dependencies",
    title: "Composer also installs what only development needs",
    category: Category::Build,
    severity: Severity::Low,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["tally/php/composer-no-dev-in-production", "composer-no-dev-in-production"],
    why: "Test frameworks and debuggers come into the shipped image. Some have been attacked \
          there: PHPUnit answers strangers with a shell where its folder can be reached.",
    how: "Add `--no-dev`, or set `COMPOSER_NO_DEV=1`.",
    examples: &[
        Example::bad(
            "
            FROM php:8.4-fpm
            COPY composer.json composer.lock ./
            RUN «composer install» --optimize-autoloader
            ",
        )
        .fixed(
            "
            FROM php:8.4-fpm
            COPY composer.json composer.lock ./
            RUN composer install --no-dev --optimize-autoloader
            ",
        ),
        Example::good(
            "
            FROM php:8.4-fpm
            RUN composer install --no-dev
            ",
        ),
        Example::good(
            "
            FROM php:8.4-fpm AS dev
            RUN composer install
            ",
        ),
        Example::good(
            "
            FROM php:8.4-fpm
            RUN composer install && vendor/bin/phpunit && composer install --no-dev
            ",
        ),
        Example::good(
            "
            FROM php:8.4-cli
            RUN composer install
            RUN vendor/bin/phpunit
            ",
        ),
        Example::good(
            "
            FROM php:8.4-fpm
            ENV COMPOSER_NO_DEV=1
            RUN composer install
            ",
        ),
        Example::good(
            "
            FROM php:8.4-fpm
            ARG COMPOSER_FLAGS
            RUN composer install $COMPOSER_FLAGS
            RUN composer install --dry-run
            ",
        ),
    ],
    links: &[],
    check: Check::Command(&["composer", "composer.phar"], check),
};

/// Programs for tests that Composer brings.
const TESTERS: [&str; 7] = ["phpunit", "phpstan", "psalm", "pest", "behat", "codecept", "phpcs"];

fn check(command: &Command, cx: &mut Context<'_>) {
    let (file, stage) = (cx.file, cx.this_stage());
    let installs = |command: &Command| matches!(command.subcommand(), "install" | "i");
    if !installs(command) || command.context.conditional || !file.is_for_use(stage) {
        return;
    }
    let told = command.args().iter().any(|word| {
        let known = ["--no-dev", "--dev", "--dry-run"].contains(&word.text());
        known || !word.is_static()
    });
    let set = file.lookup(stage, cx.at, "COMPOSER_NO_DEV") != Value::Unset
        || command.environment("COMPOSER_NO_DEV").is_some();
    // Another call may take them away, or the image is there to run tests.
    let launches = file.launches.iter().flat_map(|launch| &launch.script.commands);
    let mut calls = file.runs.iter().flat_map(|run| &run.script.commands).chain(launches);
    let other = calls.any(|other| {
        other.all_words().any(|word| {
            let name = word.text().rsplit('/').next().unwrap_or("");
            name == "--no-dev" || TESTERS.contains(&name)
        })
    });
    if told || set || other {
        return;
    }
    let operands = command.operands();
    let Some(verb) = operands.first() else { return };
    let span = command.name_word().map_or(verb.span, |name| name.span.to(verb.span));
    let at = verb.span.end;
    let edits = !cx.this_run().is_exec;
    let finding = cx.report(span, "the packages of development come along");
    if edits {
        let change = "packages that only development needs are not in the image";
        let fix = Fix::review("leave them out", Phase::Packages, change);
        finding.fix(fix.insert(at, " --no-dev"));
    }
}
