//! An image that copies when others build.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "onbuild-copy-of-app",
    title: "An ONBUILD trigger copies files into images built from this one",
    category: Category::Build,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::All,
    aliases: &["onbuild_copyadd"],
    why: "Whoever builds from this image copies files of their own project without having written so, and the \
          build fails where they have none of that name.",
    how: "Leave the COPY to them. Where triggers are meant, say so in the tag: `acme/app:3-onbuild`.",
    examples: &[
        Example::bad(
            "
            FROM node:24
            ONBUILD «COPY package.json /app/»
            ",
        ),
        Example::good(
            "
            FROM node:24
            COPY package.json /app/
            ",
        ),
        Example::good(
            "
            FROM node:24
            ONBUILD RUN npm ci
            ONBUILD COPY --from=build /app /app
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#onbuild"],
    check: Check::Instruction(&[Keyword::Copy, Keyword::Add], check),
};

fn check(i: &Instruction, cx: &mut Context<'_>) {
    if cx.onbuild && i.flag("from").is_none() {
        cx.report(i.head, "this copies from the project of whoever builds from this image");
    }
}
