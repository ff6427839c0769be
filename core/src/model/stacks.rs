//! What a project is built with, as far as the Dockerfile shows it.

use super::needs::{self, Need};
use super::{Base, Dockerfile, dependencies};
use crate::ignore::{hazards::Stack, relate};
use crate::order;
use crate::shell::Command;

/// Stack, images, programs, files that only such a project has; blanks between.
const SIGNS: &[(Stack, &str, &str, &str)] = &[
    (
        Stack::Node,
        "node oven/bun",
        "npm yarn pnpm bun",
        "package.json package-lock.json yarn.lock pnpm-lock.yaml bun.lockb",
    ),
    (
        Stack::Python,
        "python",
        "pip pip3 python python3 poetry pipenv uv",
        "requirements.txt pyproject.toml Pipfile poetry.lock uv.lock setup.py",
    ),
    (Stack::Go, "golang", "go", "go.mod go.sum"),
    (Stack::Rust, "rust", "cargo", "Cargo.toml Cargo.lock"),
    (Stack::Maven, "maven", "mvn mvnw", "pom.xml mvnw"),
    (Stack::Gradle, "gradle", "gradle gradlew", "build.gradle build.gradle.kts gradlew"),
    (
        Stack::Dotnet,
        "mcr.microsoft.com/dotnet/sdk mcr.microsoft.com/dotnet/core/sdk",
        "dotnet",
        "x.csproj x.sln global.json",
    ),
    (Stack::Php, "composer php", "composer", "composer.json composer.lock"),
    (Stack::Ruby, "ruby", "bundle", "Gemfile Gemfile.lock"),
    (Stack::Elixir, "elixir hexpm/elixir", "mix", "mix.exs mix.lock"),
];

impl Dockerfile {
    /// The stacks, and whether each is certain: a file that only such a project has is copied, or its dependencies are
    /// installed or built. An image alone makes it likely only.
    pub fn stacks(&self) -> Vec<(Stack, bool)> {
        let needs = self.needs();
        let has = |words: &str, word: &str| words.split(' ').any(|other| other == word);
        let works = |command: &Command| {
            dependencies::installs(command).is_some() || dependencies::compiles(command).is_some()
        };
        let mut commands: Vec<&Command> = Vec::new();
        for run in &self.runs {
            commands.extend(run.script.commands.iter().filter(|command| works(command)));
        }
        let mut stacks = Vec::new();
        for (stack, images, programs, files) in SIGNS {
            let certain = commands.iter().any(|command| has(programs, command.name()))
                || needs.iter().any(|need| names_one(need, files));
            let image = |base: &Base| match base {
                Base::Image(image) => has(images, &image.repository()),
                _ => false,
            };
            if certain || self.stages.iter().any(|stage| image(&stage.base)) {
                stacks.push((*stack, certain));
            }
        }
        order::sort(&mut stacks);
        stacks
    }
}

/// Whether a need names one of the files, and not everything.
fn names_one(need: &Need, files: &str) -> bool {
    let name = needs::name(&need.path);
    let telling = name.bytes().filter(u8::is_ascii_alphanumeric).count() > 4;
    // `x.csproj` stands for every name that ends so.
    let ends = |file: &str| file.strip_prefix('x').is_some_and(|end| name.ends_with(end));
    telling && files.split(' ').any(|file| ends(file) || relate::matches(name, file))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stacks_show_themselves() {
        let of = |source: &str| Dockerfile::new(source).stacks();
        assert_eq!(of("FROM node:24\nCOPY package*.json ./\nRUN npm ci\n"), [(Stack::Node, true)]);
        assert_eq!(of("FROM python:3\nRUN echo\n"), [(Stack::Python, false)]);
        assert_eq!(of("FROM debian\nCOPY *.json /x/\nRUN npm install -g a\n"), []);
        assert_eq!(of("FROM debian\nRUN pip install -r r.txt\n"), [(Stack::Python, true)]);
        assert_eq!(of("FROM a\nCOPY App.csproj .\n"), [(Stack::Dotnet, true)]);
        assert_eq!(of("FROM a\nCOPY *.csproj .\n"), [(Stack::Dotnet, true)]);
    }
}
