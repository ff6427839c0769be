//! What `--help` says.

pub const MAIN: &str = "\
Audits Dockerfiles and .dockerignore files, scores them and mends them.

Usage: drydock <command> [options]

Commands:
  audit    report findings and the score of files
  harden   print the hardened file, its diff, or write it back
  context  say of paths whether they are sent to the builder, and which pattern decides
  ignore   write a .dockerignore for a Dockerfile
  explain  say all about a rule: why, how, examples, fix, cost
  rules    list the rules
  lesson   list the lessons, grade an answer, check a lesson that is being written
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
  --format FORMAT       text (default), json, sarif, markdown, html, github
  --ignore-file FILE    the .dockerignore of the Dockerfiles, whatever its name; given again, further ones to audit
  --no-ignore-file      don't look for a .dockerignore
  --fail-level LEVEL    exit with 1 from this severity on: critical, high, medium, low (default), info, none
  --profile PROFILE     default, strict (security and reproducibility without compromise), all
  --config FILE         settings, as in drydock.toml or, where its name ends in .yaml or .yml, in .hadolint.yaml
  -h, --help            this help

A Dockerfile is audited together with its .dockerignore: the one given, else `<name>.dockerignore` beside it, else
`.dockerignore` beside it. What is found beside it is reported as a file of its own, behind the Dockerfile.

Without --config the nearest drydock.toml or .hadolint.yaml in the file's folder or above it holds; of two in one
folder drydock.toml. What is given here wins over the settings.

Colours are used on a terminal only, and never where NO_COLOR is set.
";

pub const HARDEN: &str = "\
Prints the hardened file. What was done and what is offered goes to stderr.

Usage: drydock harden [options] FILE
       drydock harden [options] --ignore-file FILE [--dockerfile FILE]

  FILE                  a Dockerfile or a .dockerignore file; `-` reads stdin

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
  --ignore-file FILE    a .dockerignore file to harden, whatever its name
  --dockerfile FILE     for a .dockerignore file: the Dockerfile, whose COPYs must find what they name
  --answer KEY=VALUE    answer a question that a fix asks; may be given again
  --config FILE         settings, as `drydock audit --help` says
  -h, --help            this help
";

pub const CONTEXT: &str = "\
Says of paths whether they are sent to the builder, and which pattern decides.

Usage: drydock context --ignore-file FILE [--dockerfile FILE] < PATHS
       drydock context --root FOLDER [--ignore-file FILE] [--dockerfile FILE]

Prints a line for each path of stdin, in their order, or for each path below FOLDER, sorted:
`sent` or `ignored`, a tab, the path, a tab, the line of the pattern that decides (empty where none does).

Options:
  --ignore-file FILE    the .dockerignore; else `<dockerfile>.dockerignore`, else FOLDER's own
  --dockerfile FILE     the Dockerfile
  --root FOLDER         walk a folder rather than read paths from stdin
  --copies              a further column: the instructions that bring the path, such as `COPY:4,ADD:7`
  -h, --help            this help

A folder is judged as a file is: it is ignored where a pattern matches it or a folder above it, and the last pattern
that matters decides.
";

pub const IGNORE: &str = "\
Writes a .dockerignore for a Dockerfile. Whatever its COPYs, ADDs and bind mounts name is still sent.

Usage: drydock ignore [--allow-list] DOCKERFILE > .dockerignore

  DOCKERFILE            a Dockerfile; `-` reads stdin

Options:
  --allow-list          keep out everything but what the Dockerfile names
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

pub const LESSON: &str = "\
Lists the lessons, grades answers, and checks lessons that are being written.

Usage: drydock lesson list [--format FORMAT] [FILE…]
       drydock lesson grade [--format FORMAT] LESSON FILE
       drydock lesson check FILE…

  LESSON                a lesson's id, or a lesson's file (.toml)
  FILE                  for list and check: lessons as TOML; for grade: the answer, `-` reads stdin

list shows the lessons that come with the program, or those of the files; as JSON with everything that is in them.
grade says which goals are reached and exits with 0 once all are, with 1 before that. The answer to a lesson that
asks for lines is their numbers, such as `3 7 12`.
check says all that is wrong with a lesson and exits with 1 then.

Options:
  --format FORMAT       text (default), json
  -h, --help            this help
";
