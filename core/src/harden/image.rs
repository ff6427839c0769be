//! The image before and after, as a short list: what a person would look at first.

use crate::audit::Audit;
use crate::model::{Dockerfile, Kind, Stage, secret_names};
use crate::order;
use crate::plan::{self, Action, Config, Healthcheck, Plan};
use std::collections::BTreeSet;

/// One property of the image that is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Property {
    /// Its name: `user`, `base`, `layers`, `secrets kept`, `healthcheck` …
    pub name: &'static str,
    /// What it was; empty for nothing, or nothing set.
    pub before: String,
    /// What it is.
    pub after: String,
}

/// What differs between the images of two audited files, and always user, layers and secrets; empty where one of
/// them can't be built.
pub fn image_changes(before: &Audit, after: &Audit) -> Vec<Property> {
    let (Some(before), Some(after)) = (properties(&before.file), properties(&after.file)) else {
        return Vec::new();
    };
    let pairs = before.into_iter().zip(after);
    let pairs = pairs.map(|((name, before), (_, after))| Property { name, before, after });
    pairs
        .filter(|property| {
            property.before != property.after
                || matches!(property.name, "user" | "layers" | "secrets kept")
        })
        .collect()
}

fn properties(file: &Dockerfile) -> Option<Vec<(&'static str, String)>> {
    let plan = plan::plan(&file.tree, None).ok()?;
    let stage = file.final_stage()?;
    let config = &plan.config;
    Some(vec![
        ("user", user(file, stage, config)),
        ("base", stage.base_raw.clone()),
        ("layers", layers(&plan).to_string()),
        ("secrets kept", secrets(file).join(" ")),
        ("healthcheck", config.healthcheck.as_ref().map_or(String::new(), health)),
        ("entrypoint", words(&config.entrypoint)),
        ("command", words(&config.cmd)),
        ("working directory", config.working_dir.clone()),
        ("ports", joined(&config.exposed_ports)),
        ("volumes", joined(&config.volumes)),
        ("environment", names(&config.env).join(" ")),
        ("labels", config.labels.keys().cloned().collect::<Vec<_>>().join(" ")),
        ("stop signal", config.stop_signal.clone()),
        ("shell", words(&config.shell)),
    ])
}

/// The user that is set, or root where the base is known to have it.
fn user(file: &Dockerfile, stage: &Stage, config: &Config) -> String {
    match (config.user.is_empty(), file.is_root_at(stage, stage.end)) {
        (true, Some(true)) => "root".to_owned(),
        (true, _) => "as the base image".to_owned(),
        (false, _) => config.user.clone(),
    }
}

/// How many layers the file's steps add to the base.
fn layers(plan: &Plan) -> usize {
    let (mut count, mut at) = (0, plan.root);
    while let Some(op) = at.and_then(|at| plan.ops.get(at)) {
        if matches!(op.action, Action::Source(_)) {
            break;
        }
        count += 1;
        at = op.inputs.first().copied();
    }
    count
}

/// The names of arguments and variables with secrets that the image or its history keeps.
fn secrets(file: &Dockerfile) -> Vec<String> {
    let bindings = file.stages.iter().filter(|stage| stage.ships).flat_map(|stage| &stage.bindings);
    let kept = bindings.filter(|binding| {
        matches!(binding.kind, Kind::Arg | Kind::Env) && secret_names::is_secret_name(&binding.name)
    });
    let mut names: Vec<String> = kept.map(|binding| binding.name.clone()).collect();
    order::sort(&mut names);
    names.dedup();
    names
}

fn health(check: &Healthcheck) -> String {
    match check.test.split_first() {
        Some((kind, rest)) if kind == "NONE" && rest.is_empty() => "none".to_owned(),
        Some((_, rest)) => rest.join(" "),
        None => String::new(),
    }
}

fn words(list: &[String]) -> String {
    list.join(" ")
}

fn joined(set: &BTreeSet<String>) -> String {
    set.iter().cloned().collect::<Vec<_>>().join(" ")
}

/// The names of variables; values may be long, and secret.
fn names(env: &[String]) -> Vec<String> {
    env.iter().map(|entry| entry.split('=').next().unwrap_or(entry).to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::{Config, audit};

    #[test]
    fn user_layers_and_secrets_are_always_told() {
        let audit = |text| audit(text, &Config::default());
        let before = audit("FROM debian:13\nARG NPM_TOKEN\nCOPY a /a\nRUN /a\n");
        let after = audit("FROM debian:13\nCOPY a /a\nRUN /a\nUSER 10001\nEXPOSE 80\n");
        let told = image_changes(&before, &after);
        let told: Vec<_> =
            told.iter().map(|p| (p.name, p.before.as_str(), p.after.as_str())).collect();
        let user = ("user", "root", "10001");
        let secrets = ("secrets kept", "NPM_TOKEN", "");
        assert_eq!(told, [user, ("layers", "2", "2"), secrets, ("ports", "", "80/tcp")]);
        assert_eq!(image_changes(&audit("RUN x\n"), &after), []);
    }
}
