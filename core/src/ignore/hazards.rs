//! Paths that a build context seldom needs and often has, by kind and stack.
//!
//! Collected 2026-11 from Docker's guide to the build context, OWASP's cheat sheets for Docker and Node.js, dockle's
//! lists of forbidden files, GitHub's collection of .gitignore templates, and what the tools' own manuals say that they
//! write. The pattern is what to write in a `.dockerignore` file.

use super::{Matcher, parse};

/// What makes a path a hazard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HazardKind {
    /// Keys, tokens, passwords, and files that hold them.
    Secret,
    /// The history of a version control system.
    History,
    /// Installed dependencies, which the build installs itself.
    Dependencies,
    /// What a build writes.
    Output,
    /// Caches of tools.
    Cache,
    /// Litter of editors and operating systems.
    Litter,
    /// Logs.
    Log,
    /// The Dockerfile and its like.
    Docker,
    /// Configuration of continuous integration.
    Ci,
}

impl HazardKind {
    /// Its name in lower case.
    pub fn name(self) -> &'static str {
        match self {
            HazardKind::Secret => "secrets",
            HazardKind::History => "history",
            HazardKind::Dependencies => "dependencies",
            HazardKind::Output => "build output",
            HazardKind::Cache => "caches",
            HazardKind::Litter => "editors and operating systems",
            HazardKind::Log => "logs",
            HazardKind::Docker => "Docker's own files",
            HazardKind::Ci => "continuous integration",
        }
    }
}

/// What a project is built with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Stack {
    Node,
    Python,
    Go,
    Rust,
    Maven,
    Gradle,
    Dotnet,
    Php,
    Ruby,
    Elixir,
}

impl Stack {
    /// Its name for people.
    pub fn name(self) -> &'static str {
        match self {
            Stack::Node => "Node.js",
            Stack::Python => "Python",
            Stack::Go => "Go",
            Stack::Rust => "Rust",
            Stack::Maven => "Maven",
            Stack::Gradle => "Gradle",
            Stack::Dotnet => ".NET",
            Stack::Php => "PHP",
            Stack::Ruby => "Ruby",
            Stack::Elixir => "Elixir",
        }
    }
}

/// Hazards of one kind and stack.
#[derive(Clone, Copy, Debug)]
pub struct Group {
    /// The kind.
    pub kind: HazardKind,
    /// The stack that has them; `None` for every project.
    pub stack: Option<Stack>,
    /// The patterns, with blanks between.
    patterns: &'static str,
}

const fn group(kind: HazardKind, stack: Option<Stack>, patterns: &'static str) -> Group {
    Group { kind, stack, patterns }
}

/// The hazards, in the order in which a generated file names them.
pub const GROUPS: &[Group] = {
    use HazardKind::*;
    use Stack::*;
    &[
        group(Dependencies, Some(Node), "**/node_modules"),
        group(Cache, Some(Node), "**/.npm **/.eslintcache **/.turbo **/.parcel-cache"),
        group(Output, Some(Node), "**/.next **/.nuxt **/.svelte-kit coverage"),
        group(Dependencies, Some(Python), "**/.venv **/venv"),
        group(
            Cache,
            Some(Python),
            "**/__pycache__ **/*.pyc **/.pytest_cache **/.mypy_cache **/.ruff_cache **/.tox **/.ipynb_checkpoints",
        ),
        group(Output, Some(Python), "**/*.egg-info"),
        group(Output, Some(Go), "**/*.test **/coverage.out"),
        group(Output, Some(Rust), "target **/*.rs.bk"),
        group(Output, Some(Maven), "target */target"),
        group(Cache, Some(Gradle), "**/.gradle"),
        group(Output, Some(Gradle), "build */build"),
        group(Output, Some(Dotnet), "**/bin **/obj **/TestResults"),
        group(Cache, Some(Dotnet), "**/.vs"),
        group(Dependencies, Some(Php), "vendor"),
        group(Cache, Some(Php), "**/.phpunit.result.cache"),
        group(Dependencies, Some(Ruby), ".bundle vendor/bundle"),
        group(Log, Some(Ruby), "log/* tmp/*"),
        group(Dependencies, Some(Elixir), "deps"),
        group(Output, Some(Elixir), "_build cover"),
        group(Litter, None, "**/.DS_Store **/Thumbs.db **/.idea **/.vscode **/*.swp **/*~"),
        group(Log, None, "**/*.log"),
        group(
            Docker,
            None,
            "**/Dockerfile* **/Containerfile* **/docker-compose*.yml **/docker-compose*.yaml **/compose.yml \
             **/compose.yaml **/.dockerignore",
        ),
        group(Ci, None, ".github .gitlab-ci.yml .circleci .travis.yml Jenkinsfile .drone.yml"),
        group(History, None, "**/.git **/.hg **/.svn"),
        group(
            Secret,
            None,
            "**/.env **/.env.* **/*.pem **/*.key **/*.p12 **/*.pfx **/*.jks **/*.keystore **/*.kdbx **/*.ppk **/id_rsa \
             **/id_dsa **/id_ecdsa **/id_ed25519 **/.ssh **/.aws **/.azure **/.kube **/.docker/config.json **/.npmrc **/.pypirc \
             **/.netrc **/.git-credentials **/.vault-token **/.pgpass **/.htpasswd **/credentials.json \
             **/service-account*.json **/terraform.tfstate **/terraform.tfstate.*",
        ),
    ]
};

impl Group {
    /// Its patterns.
    pub fn patterns(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.patterns.split_ascii_whitespace()
    }
}

/// A path that a pattern of the table is there for: `x.pem` for `**/*.pem`.
pub fn probe(pattern: &str) -> String {
    pattern.trim_start_matches("**/").replace('*', "x")
}

/// How a pattern of the table is called in a sentence: `*.pem` for `**/*.pem`.
pub fn short(pattern: &str) -> &str {
    pattern.trim_start_matches("**/")
}

/// The table, ready to tell the kind of paths. Secrets are not in it: they are told by
/// [`secret_file`](crate::model::secret_names::secret_file), which reads names more closely.
#[derive(Clone, Debug)]
pub struct Table {
    kinds: Vec<HazardKind>,
    matcher: Matcher,
}

impl Table {
    /// The table for some stacks.
    pub fn new(stacks: &[Stack]) -> Table {
        let (mut kinds, mut patterns) = (Vec::new(), String::new());
        for group in GROUPS.iter().filter(|group| group.kind != HazardKind::Secret) {
            if group.stack.is_none_or(|stack| stacks.contains(&stack)) {
                for pattern in group.patterns() {
                    kinds.push(group.kind);
                    patterns = patterns + pattern + "\n";
                }
            }
        }
        Table { kinds, matcher: Matcher::new(&parse(&patterns)) }
    }

    /// The kind of a path.
    pub fn kind(&self, path: &str) -> Option<HazardKind> {
        self.matcher.decide(path).pattern.map(|at| self.kinds[at])
    }
}

/// Parts of a name that say that a file is made to be copied and filled in, or public.
pub const HARMLESS: &[&str] = &[
    "example", "sample", "template", "tmpl", "tpl", "dist", "default", "defaults", "pub", "md",
    "j2",
];

/// Whether a path says that its file is made to be copied and filled in, or public.
pub fn is_example(path: &str) -> bool {
    path.split(['.', '-', '_', '/']).any(|part| HARMLESS.contains(&part))
}

/// Names that projects have in many folders, not at the root only.
pub const NESTED: &[&str] = &[
    "node_modules",
    "__pycache__",
    "*.pyc",
    "*.pyo",
    "*.py[cod]",
    "*.class",
    ".DS_Store",
    "Thumbs.db",
    "*.log",
    "*.swp",
    "*~",
    ".ipynb_checkpoints",
    ".terraform",
    "*.tfstate",
];

/// Names of secrets that stand at any depth.
pub const NESTED_SECRETS: &[&str] = &[
    ".env",
    ".env.*",
    ".env*",
    ".env.local",
    "*.pem",
    "*.key",
    "*.p12",
    "*.pfx",
    "*.jks",
    "*.keystore",
    "id_rsa",
    "id_rsa*",
    "id_ed25519",
    ".npmrc",
    ".pypirc",
    ".netrc",
    ".git-credentials",
    ".htpasswd",
    ".aws",
    ".ssh",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_is_sound_and_keeps_its_probe_out() {
        for pattern in GROUPS.iter().flat_map(Group::patterns) {
            let file = parse(pattern);
            assert_eq!((file.patterns.len(), file.patterns[0].fault), (1, None), "{pattern}");
            assert_eq!(file.patterns[0].trap, None, "{pattern}");
            assert!(Matcher::new(&file).excludes(&probe(pattern)), "{pattern}");
        }
    }

    #[test]
    fn kinds_of_paths() {
        let table = Table::new(&[Stack::Node]);
        let of = |path| table.kind(path);
        assert_eq!(of("web/node_modules/a/index.js"), Some(HazardKind::Dependencies));
        assert_eq!(of("lib/.git/HEAD"), Some(HazardKind::History));
        assert_eq!(of("app/.venv/x"), None);
        assert_eq!(of("src/main.js"), None);
    }
}
