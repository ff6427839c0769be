//! A folder as projects of a stack have it, to try a `.dockerignore` file on.

use crate::ignore::hazards::Stack;
use crate::model::Dockerfile;
use crate::order;

/// What nearly every folder has, with some things that it should not.
const COMMON: &str = ".dockerignore .DS_Store .env .env.example .env.local .git/HEAD .git/config .git/objects/pack/x.pack \
                      .github/workflows/ci.yml .gitignore .vscode/settings.json Dockerfile README.md docker-compose.yml \
                      docs/guide.md id_rsa server.pem";

const OF_STACKS: &[(Stack, &str)] = &[
    (
        Stack::Node,
        ".npmrc coverage/lcov.info dist/main.js node_modules/left-pad/index.js npm-debug.log package-lock.json \
         package.json src/index.js src/index.test.js web/node_modules/react/index.js",
    ),
    (
        Stack::Python,
        ".pytest_cache/README.md .venv/bin/python app/__init__.py app/__pycache__/main.cpython-313.pyc app/main.py \
         pyproject.toml requirements.txt tests/test_main.py",
    ),
    (Stack::Go, "bin/app cmd/app/main.go go.mod go.sum internal/db/db.go vendor/modules.txt"),
    (Stack::Rust, "Cargo.lock Cargo.toml src/bin/tool.rs src/main.rs target/debug/app"),
    (Stack::Maven, "mvnw pom.xml src/main/java/App.java target/app.jar target/classes/App.class"),
    (
        Stack::Gradle,
        ".gradle/8.14/x.lock build.gradle build/libs/app.jar gradlew src/main/java/App.java",
    ),
    (
        Stack::Dotnet,
        "App.sln App/App.csproj App/Program.cs App/bin/Debug/App.dll App/obj/project.assets.json",
    ),
    (Stack::Php, "composer.json composer.lock public/index.php src/Kernel.php vendor/autoload.php"),
    (
        Stack::Ruby,
        "Gemfile Gemfile.lock app/models/user.rb config/credentials.yml.enc config/master.key log/development.log \
         tmp/cache/x",
    ),
    (Stack::Elixir, "_build/dev/x deps/plug/mix.exs lib/app.ex mix.exs mix.lock"),
];

/// Paths of such a folder, sorted: what is common, what the stacks of the Dockerfile have, and what it copies.
pub fn sample(dockerfile: &Dockerfile) -> Vec<String> {
    let stacks = dockerfile.stacks();
    let shown = |stack: &Stack| stacks.iter().any(|(other, _)| other == stack);
    let mut paths: Vec<String> = COMMON.split_whitespace().map(str::to_owned).collect();
    for (_, more) in OF_STACKS.iter().filter(|(stack, _)| shown(stack)) {
        paths.extend(more.split_whitespace().map(str::to_owned));
    }
    for need in dockerfile.needs().iter().filter(|need| !need.is_whole() && need.path != ".") {
        let path = need.path.replace(['*', '?'], "x");
        if paths.iter().any(|other| need.brings(other)) || path.contains(['[', '\\']) {
            continue;
        }
        // A name without an ending is most likely a folder.
        let name = path.rsplit('/').next().unwrap_or(&path);
        let file =
            name.contains('.') || need.is_glob() || name.starts_with(|c: char| c.is_uppercase());
        paths.push(if file { path } else { format!("{path}/file") });
    }
    order::sort(&mut paths);
    paths.dedup();
    paths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_follows_the_dockerfile() {
        let file = Dockerfile::new("FROM node:24\nCOPY assets nginx.conf *.toml ./\nCOPY . .\n");
        let paths = sample(&file);
        for path in
            ["node_modules/left-pad/index.js", "assets/file", "nginx.conf", "x.toml", ".env"]
        {
            assert!(paths.iter().any(|other| other == path), "{path}: {paths:?}");
        }
        assert!(paths.is_sorted() && !paths.iter().any(|path| path == "Cargo.toml"));
    }
}
