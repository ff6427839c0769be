//! A server for development in production.

use crate::model::dev_servers;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "dev-server-in-final-stage",
    title: "The container starts a server for development",
    category: Category::Runtime,
    severity: Severity::High,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["node-dev-server-in-prod"],
    why: "These servers are made for one developer: they compile on the fly, watch the files, show errors with source \
          code, some of them a console that runs what is typed, and serve few requests at a time. Their authors warn \
          against production.",
    how: "Build the site or program and start what serves it in production: `next start`, `node dist/server.js`, \
          gunicorn, nginx with the built files. Put the development server in a stage of its own, named `dev`.",
    examples: &[
        Example::bad(
            r#"
            FROM node:24-slim
            COPY . .
            CMD «["npm", "run", "dev"]»
            "#,
        ),
        Example::bad(
            "
            FROM python:3.14-slim
            CMD «python manage.py runserver 0.0.0.0:8000»
            ",
        ),
        Example::bad(
            r#"
            FROM python:3.14-slim
            ENTRYPOINT ["uvicorn"]
            CMD «["app:app", "--reload"]»
            "#,
        ),
        Example::good(
            r#"
            FROM node:24-slim AS dev
            CMD ["npm", "run", "dev"]
            FROM node:24-slim
            CMD ["npx", "next", "start"]
            "#,
        ),
        Example::good(
            r#"
            FROM node:24-slim AS development
            CMD ["nodemon", "server.js"]
            "#,
        ),
        Example::good(
            r#"
            FROM python:3.14-slim
            CMD ["gunicorn", "app:app", "--bind", "0.0.0.0:8000"]
            "#,
        ),
    ],
    links: &[
        "https://docs.djangoproject.com/en/stable/ref/django-admin/#runserver",
        "https://flask.palletsprojects.com/en/stable/deploying/",
    ],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    if !stage.is_final || stage.is_for_development() {
        return;
    }
    if let Some(server) = dev_servers::of(cx.file, stage) {
        cx.report(server.span, format!("`{}` is for development", server.words));
    }
}
