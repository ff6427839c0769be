//! PHP without its cache of compiled code.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "php-opcache-missing",
    title: "PHP runs without OPcache",
    category: Category::Runtime,
    severity: Severity::Info,
    confidence: Confidence::Likely,
    profile: Profile::All,
    aliases: &["tally/php/enable-opcache-in-production", "enable-opcache-in-production"],
    why: "Without OPcache PHP reads and compiles every file for every request. Before version \
          8.5 the official images bring it, but leave it off.",
    how: "Add `RUN docker-php-ext-install opcache`.",
    examples: &[
        Example::bad(
            "
            FROM «php:8.3-fpm»
            RUN docker-php-ext-install pdo_mysql
            COPY . /var/www/html
            ",
        ),
        Example::good(
            "
            FROM php:8.3-fpm
            RUN docker-php-ext-install pdo_mysql opcache
            COPY . /var/www/html
            ",
        ),
        Example::good(
            "
            FROM php:8.5-fpm
            COPY . /var/www/html
            ",
        ),
        Example::good(
            r#"
            FROM php:8.3-cli
            CMD ["php", "worker.php"]
            "#,
        ),
    ],
    links: &[],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let file = cx.file;
    let Some(image) = file.root_image(stage).filter(|image| image.repository() == "php") else {
        return;
    };
    let tag = image.tag.as_deref().unwrap_or("");
    let serves = image.tag_parts().any(|part| matches!(part, "fpm" | "apache"));
    let mut numbers = tag.split(['.', '-']).map(|part| part.parse::<u32>().ok());
    let version = numbers.next().flatten().zip(numbers.next().flatten());
    let old = version.is_some_and(|version| version < (8, 5));
    if stage.is_final && !stage.is_dev() && serves && old && !file.tree.source.contains("opcache") {
        cx.report(stage.base_span, "PHP compiles every file for every request");
    }
}
