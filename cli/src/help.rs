//! What `--help` says.

pub const MAIN: &str = "\
Audits Dockerfiles and .dockerignore files, scores them and mends them.

Usage: drydock <command> [options]

Commands:
  audit    report findings and the score of files
  harden   print the hardened Dockerfile, its diff, or write it back
  explain  say all about a rule: why, how, examples, fix, cost
  rules    list the rules
  parse    print what the reader makes of files, as JSON lines
  plan     print what the builder would do, as JSON lines

Options:
  -h, --help     this help; `drydock <command> --help` for a command's
  -V, --version  the version

Exit codes: 0 clean, 1 findings at or above --fail-level, 2 usage or input error.
";

pub const AUDIT: &str = "\
Reports findings and the score of Dockerfiles and .dockerignore files.

Usage: drydock audit [options] FILE…

  FILE                  a Dockerfile or a .dockerignore file; `-` reads stdin

Options:
  --format FORMAT       text (default), json, sarif, markdown, github
  --ignore-file FILE    a .dockerignore file to audit too, whatever its name
  --fail-level LEVEL    exit with 1 from this severity on: critical, high, medium, low (default), info, none
  --profile PROFILE     default, strict (security and reproducibility without compromise), all
  --config FILE         settings, as in drydock.toml or, where its name ends in .yaml or .yml, in .hadolint.yaml
  -h, --help            this help

Without --config the nearest drydock.toml or .hadolint.yaml in the file's folder or above it holds; of two in one
folder drydock.toml. What is given here wins over the settings.

Colours are used on a terminal only, and never where NO_COLOR is set.
";

pub const HARDEN: &str = "\
Prints the hardened Dockerfile. What was done and what is offered goes to stderr.

Usage: drydock harden [options] FILE

  FILE                  a Dockerfile; `-` reads stdin

Options:
  --profile PROFILE     how far to go: minimal (only fixes that leave the image as it is), hardened (default: the
                        recommended ones too), small (and what makes image and build smaller and faster);
                        or, given again, which rules are on: default, strict, all
  --safe                the same as --profile minimal
  --without RULE        leave a rule's fixes out, or one fix: rule@line; may be given again
  --with RULE           make a rule's fixes that are only offered too, or one: rule@line; may be given again
  --only RULE           make no other rules' fixes; may be given again
  --diff                print a unified diff, which `git apply` takes
  --write               write the hardened text back into FILE
  --format FORMAT       text (default), json
  --answer KEY=VALUE    answer a question that a fix asks; may be given again
  --config FILE         settings, as `drydock audit --help` says
  -h, --help            this help
";

pub const EXPLAIN: &str = "\
Says all about a rule: why, how, examples, fix, other names, cost in the score.

Usage: drydock explain RULE

  RULE                  a rule's id, or a name that it has elsewhere: DL3008, CKV_DOCKER_2, DS-0002

Options:
  -h, --help            this help
";

pub const RULES: &str = "\
Lists the rules.

Usage: drydock rules [options]

Options:
  --format FORMAT       text (default), json (all fields), markdown
  -h, --help            this help
";

pub const PARSE: &str = "\
Prints what the reader makes of Dockerfiles: a JSON object on a line for each.

Usage: drydock parse [--format json] FILE…

Each object has `id` (the file name without its extension), `error`, `error_line`, `instructions`, `lint_error` and
`checks` (findings that BuildKit has a check for).
";

pub const PLAN: &str = "\
Prints what the builder would do with Dockerfiles: a JSON object on a line for each.

Usage: drydock plan [--format json] FILE…

Each object has `id` (the file name without its extension) and `ops`, `root`, `config`, `targets`; or `err`.
";
