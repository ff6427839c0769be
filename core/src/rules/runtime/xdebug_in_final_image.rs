//! Xdebug in an image for production.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "xdebug-in-final-image",
    title: "Xdebug is in the final image",
    category: Category::Runtime,
    severity: Severity::Medium,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[
        "tally/php/no-xdebug-in-final-image",
        "php-xdebug-in-final-image",
        "no-xdebug-in-final-image",
        "S4507",
    ],
    why: "Xdebug makes every request several times slower, even where nobody debugs, and lets \
          whoever can set its mode run code.",
    how: "Install it in a stage for development that is built from this one: `FROM app AS dev`.",
    examples: &[
        Example::bad(
            r#"
            FROM php:8.4-fpm
            RUN pecl install «xdebug» && docker-php-ext-enable xdebug
            COPY . /var/www/html
            CMD ["php-fpm"]
            "#,
        ),
        Example::good(
            r#"
            FROM php:8.4-fpm AS app
            CMD ["php-fpm"]
            FROM app AS dev
            RUN pecl install xdebug && docker-php-ext-enable xdebug
            "#,
        ),
        Example::good(
            "
            FROM php:8.4-fpm
            RUN pecl install xdebug && docker-php-ext-enable xdebug
            ",
        ),
        Example::good(
            r#"
            FROM php:8.4-fpm
            COPY . /var/www/html
            ARG XDEBUG
            RUN if [ -n "$XDEBUG" ]; then pecl install xdebug; fi
            "#,
        ),
        Example::good(
            "
            FROM php:8.4-fpm
            ENV XDEBUG_MODE=off
            RUN apt-get update && apt-get remove -y php-xdebug
            ",
        ),
    ],
    links: &[],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let file = cx.file;
    // An image that is given no files of the context is there to develop in.
    let has_code = file.lineage(stage).any(|stage| file.copies_of(stage).next().is_some());
    if !stage.is_final || stage.is_dev() || !has_code {
        return;
    }
    let runs = file.lineage(stage).flat_map(|stage| file.runs_of(stage)).filter(|run| !run.onbuild);
    let commands: Vec<&Command> = runs.flat_map(|run| &run.script.commands).collect();
    let is_xdebug = |text: &str| {
        let name = text.rsplit('/').next().unwrap_or(text);
        let name = name.split(['=', '@']).next().unwrap_or(name);
        name == "xdebug"
            || name.starts_with("xdebug-") && name[7..].starts_with(|c: char| c.is_ascii_digit())
            || name.starts_with("php")
                && (name.ends_with("-xdebug") || name.ends_with("pecl-xdebug3"))
    };
    const INSTALLERS: [&str; 8] = [
        "pecl",
        "install-php-extensions",
        "apt-get",
        "apt",
        "apk",
        "yum",
        "dnf",
        "docker-php-ext-enable",
    ];
    let installs = |command: &&&Command| {
        let verb = command.subcommand();
        let other = matches!(verb, "remove" | "purge" | "del" | "uninstall" | "update" | "upgrade");
        command.is_one_of(&INSTALLERS) && !other && !command.context.conditional
    };
    let gone = commands.iter().any(|command| {
        let away = matches!(command.subcommand(), "remove" | "purge" | "del" | "uninstall")
            || command.is_one_of(&["rm", "phpdismod"]);
        away && command.args().iter().any(|word| word.text().contains("xdebug"))
    });
    let found = commands.iter().filter(installs).find_map(|command| {
        command.args().iter().find(|word| word.is_static() && is_xdebug(word.text()))
    });
    if let Some(word) = found.filter(|_| !gone) {
        cx.report(
            word.span,
            "this slows every request down, and runs code for whoever sets its mode",
        );
    }
}
