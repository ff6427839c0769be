//! The command line, driven as people drive it.

use serde_json::Value;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const POOR: &str = "FROM alpine:3.22\nMAINTAINER Jo <jo@example.org>\nRUN echo \u{e9}  \t| cat\n";

/// A fresh folder with files in it.
fn folder(name: &str, files: &[(&str, &[u8])]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("cli-{name}"));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder for the test");
    for (file, bytes) in files {
        std::fs::write(folder.join(file), bytes).expect("a file for the test");
    }
    folder
}

fn drydock(folder: &Path, arguments: &[&str]) -> Output {
    fed(folder, arguments, "")
}

/// The same with a text on stdin.
fn fed(folder: &Path, arguments: &[&str], stdin: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_drydock"))
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary starts");
    let mut pipe = child.stdin.take().expect("a pipe");
    let _ = pipe.write_all(stdin.as_bytes());
    drop(pipe);
    child.wait_with_output().expect("the binary ends")
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("no signal")
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).expect("JSON")
}

#[test]
fn help_and_version_are_there() {
    let here = folder("help", &[]);
    let version = drydock(&here, &["--version"]);
    assert_eq!(
        (code(&version), out(&version)),
        (0, format!("drydock {}\n", env!("CARGO_PKG_VERSION")))
    );
    assert!(out(&drydock(&here, &[])).contains("Usage: drydock"));
    for command in
        ["audit", "harden", "parse", "plan", "rules", "explain", "context", "ignore", "lesson"]
    {
        let help = drydock(&here, &[command, "--help"]);
        assert_eq!(code(&help), 0);
        assert!(out(&help).contains(&format!("Usage: drydock {command}")), "{command}");
    }
}

#[test]
fn wrong_usage_is_one_sentence_and_two() {
    let here = folder("usage", &[("Dockerfile", b"FROM a:1\n")]);
    for arguments in [
        &["nonsense"][..],
        &["audit"],
        &["audit", "--format", "xml", "Dockerfile"],
        &["audit", "--fail-level", "awful", "Dockerfile"],
        &["audit", "--what", "Dockerfile"],
        &["harden", "Dockerfile", "Dockerfile"],
        &["harden", "--answer", "port", "Dockerfile"],
        &["harden", "--write", "-"],
        &["explain"],
        &["parse"],
        &["context"],
        &["context", "--root", "nowhere"],
        &["context", "--ignore-file", "Dockerfile", "--copies"],
        &["ignore"],
        &["harden", "--dockerfile", "Dockerfile", "Dockerfile"],
    ] {
        let output = drydock(&here, arguments);
        assert_eq!((code(&output), &*out(&output)), (2, ""), "{arguments:?}");
        let said = err(&output);
        assert!(
            said.starts_with("drydock: ") && said.lines().count() == 1,
            "{arguments:?}: {said}"
        );
    }
}

#[test]
fn the_exit_code_follows_the_worst_finding() {
    let here =
        folder("codes", &[("Dockerfile", POOR.as_bytes()), ("fine.dockerignore", b"*\n!src\n")]);
    assert_eq!(code(&drydock(&here, &["audit", "fine.dockerignore"])), 0);
    assert_eq!(code(&drydock(&here, &["audit", "--fail-level", "info", "Dockerfile"])), 1);
    assert_eq!(code(&drydock(&here, &["audit", "--fail-level", "none", "Dockerfile"])), 0);
    let only_info = "FROM scratch\nMAINTAINER Jo\nUSER 1\n";
    assert_eq!(code(&fed(&here, &["audit", "--fail-level=info", "-"], only_info)), 1);
}

#[test]
fn an_unreadable_file_loses_none_of_the_rest() {
    let here = folder("several", &[("Dockerfile", POOR.as_bytes()), ("wide", b"\xff\xfeF\0")]);
    std::fs::write(here.join("long"), vec![b'#'; (1 << 20) + 1]).expect("a long file");
    let output =
        drydock(&here, &["audit", "--format", "json", "gone", "Dockerfile", "wide", "long"]);
    assert_eq!(code(&output), 2);
    assert_eq!(json(&output)["files"].as_array().map(Vec::len), Some(1));
    let said = err(&output);
    assert_eq!(said.lines().count(), 3, "{said}");
    for (line, part) in said.lines().zip(["gone can't be read", "UTF-16", "1 MiB"]) {
        assert!(line.contains(part), "{line}");
    }
}

#[test]
fn json_has_the_documented_shape() {
    let here = folder("json", &[("Dockerfile", POOR.as_bytes()), (".dockerignore", b"a\n[b\n")]);
    let report = json(&drydock(&here, &["audit", "--format=json", "Dockerfile", ".dockerignore"]));
    let keys = |value: &Value| -> Vec<String> {
        value.as_object().expect("an object").keys().cloned().collect()
    };
    let sorted = |names: &str| {
        let mut names: Vec<String> = names.split(' ').map(str::to_owned).collect();
        names.sort();
        names
    };
    assert_eq!(keys(&report), sorted("version rubric files"));
    let file = &report["files"][0];
    assert_eq!(keys(file), sorted("path kind score grade receipt findings"));
    assert_eq!(keys(&file["receipt"]), sorted("deductions categories cap"));
    let findings = file["findings"].as_array().expect("findings");
    let maintainer =
        findings.iter().find(|f| f["rule"] == "maintainer-deprecated").expect("the finding");
    assert_eq!(
        keys(maintainer),
        sorted(
            "rule aliases severity category confidence line column end_line end_column start end message fix \
             suppressed"
        )
    );
    let place: Vec<u64> = ["line", "column", "end_line", "end_column", "start", "end"]
        .iter()
        .map(|key| maintainer[*key].as_u64().expect("a number"))
        .collect();
    assert_eq!(place, [2, 1, 2, 31, 17, 47]);
    assert_eq!(maintainer["fix"]["safety"], "safe");
    assert!(maintainer["suppressed"].is_null());
    let ignore = &report["files"][1];
    assert_eq!(ignore["kind"], "dockerignore");
    assert!(ignore["score"].as_u64().is_some_and(|score| score < 100));
    assert_eq!(keys(&ignore["receipt"]), sorted("deductions categories cap"));
    assert_eq!(ignore["findings"][0]["rule"], "ignore-malformed-pattern");
}

#[test]
fn a_dockerfile_is_audited_with_its_dockerignore() {
    let dockerfile = b"FROM nginx:1.29\nCOPY dist /usr/share/nginx/html\n";
    let here = folder(
        "pair",
        &[
            ("Dockerfile", dockerfile),
            ("other.Dockerfile", dockerfile),
            (".dockerignore", b"dist\n"),
            ("other.Dockerfile.dockerignore", b"*.md\n"),
            ("third", b"*\n"),
        ],
    );
    let report = |arguments: &[&str]| {
        let all: Vec<&str> = ["audit", "--format=json"].iter().chain(arguments).copied().collect();
        let report = json(&drydock(&here, &all));
        let file = |file: &Value| {
            let copies = file["findings"].as_array().expect("findings").iter();
            let found = copies.filter(|f| f["rule"] == "copy-of-ignored-file").count();
            (file["path"].as_str().expect("a path").to_owned(), found)
        };
        report["files"].as_array().expect("files").iter().map(file).collect::<Vec<_>>()
    };
    let is = |arguments: &[&str], expected: &[(&str, usize)]| {
        let expected: Vec<_> = expected.iter().map(|(path, n)| ((*path).to_owned(), *n)).collect();
        assert_eq!(report(arguments), expected, "{arguments:?}");
    };
    // What is found beside the Dockerfile follows it; what is given stays in its place.
    is(&["Dockerfile"], &[("Dockerfile", 1), (".dockerignore", 0)]);
    is(&["./Dockerfile"], &[("./Dockerfile", 1), ("./.dockerignore", 0)]);
    is(&[".dockerignore", "Dockerfile"], &[(".dockerignore", 0), ("Dockerfile", 1)]);
    is(
        &["other.Dockerfile", "Dockerfile"],
        &[
            ("other.Dockerfile", 0),
            ("other.Dockerfile.dockerignore", 0),
            ("Dockerfile", 1),
            (".dockerignore", 0),
        ],
    );
    is(&["--no-ignore-file", "Dockerfile"], &[("Dockerfile", 0)]);
    is(
        &["--ignore-file", "third", "Dockerfile", "other.Dockerfile"],
        &[("Dockerfile", 1), ("other.Dockerfile", 1), ("third", 0)],
    );
    // The Dockerfile's own list replaces the common one.
    let said = err(&drydock(&here, &["audit", "other.Dockerfile"]));
    assert!(
        said.contains("other.Dockerfile.dockerignore replaces .dockerignore, so these patterns don't count: dist"),
        "{said}"
    );
    let piped = fed(&here, &["audit", "--format=json", "-"], "FROM nginx:1.29\nCOPY dist /x/\n");
    assert_eq!(json(&piped)["files"].as_array().map(Vec::len), Some(1));
}

#[test]
fn a_misnamed_dockerignore_is_pointed_at() {
    let here = folder("misnamed", &[("Dockerfile", b"FROM a:1\n"), ("dockerignore", b"x\n")]);
    let said = err(&drydock(&here, &["audit", "Dockerfile"]));
    assert!(said.contains("dockerignore is read by no builder: its name must be .dockerignore"));
}

#[test]
fn a_context_is_previewed_line_by_line() {
    let ignore = b"# what the build does not need\n**/node_modules\n*.log\n!keep.log\n";
    let here = folder(
        "context",
        &[
            ("Dockerfile", b"FROM node:24\nCOPY src *.log /app/\nCOPY --from=x y z\n"),
            ("list", ignore),
            (".dockerignore", b"src/a.js\n"),
        ],
    );
    let paths = "./src/a.js\nweb/node_modules/x\nb.log\nkeep.log\nweb/node_modules\n";
    let context = fed(&here, &["context", "--ignore-file", "list"], paths);
    assert_eq!(code(&context), 0);
    assert_eq!(
        out(&context),
        "sent\t./src/a.js\t\nignored\tweb/node_modules/x\t2\nignored\tb.log\t3\nsent\tkeep.log\t4\n\
         ignored\tweb/node_modules\t2\n"
    );
    let more = ["context", "--ignore-file", "list", "--dockerfile", "Dockerfile"];
    assert_eq!(out(&fed(&here, &more, paths)), out(&context));
    let copies: Vec<&str> = more.iter().copied().chain(["--copies"]).collect();
    assert_eq!(
        out(&fed(&here, &copies, paths))
            .lines()
            .map(|l| l.rsplit('\t').next().unwrap_or(""))
            .collect::<Vec<_>>(),
        ["COPY:2", "", "", "COPY:2", ""]
    );
    std::fs::create_dir_all(here.join("src/.hidden")).expect("a folder");
    std::fs::write(here.join("src/a.js"), "").expect("a file");
    std::fs::write(here.join(".gitignore"), "src\n").expect("a file");
    assert_eq!(
        out(&drydock(&here, &["context", "--root", "."])),
        "sent\t.dockerignore\t\nsent\t.gitignore\t\nsent\tDockerfile\t\nsent\tlist\t\nsent\tsrc\t\n\
         sent\tsrc/.hidden\t\nignored\tsrc/a.js\t1\n"
    );
}

#[test]
fn a_dockerignore_is_written_and_hardened() {
    let here = folder(
        "ignore",
        &[
            ("Dockerfile", b"FROM node:24\nCOPY package*.json ./\nCOPY src ./src\nRUN npm ci\n"),
            ("whole", b"FROM node:24\nCOPY . .\n"),
            (".dockerignore", b"# why\nsrc/*.{log,tmp}\npackage*.json\n"),
        ],
    );
    let deny = out(&drydock(&here, &["ignore", "Dockerfile"]));
    assert!(deny.contains("\n**/node_modules\n") && deny.contains("\n**/.env\n"), "{deny}");
    let allow = out(&drydock(&here, &["ignore", "--allow-list", "Dockerfile"]));
    assert!(allow.contains("\n*\n!package*.json\n!src\n"), "{allow}");
    let whole = drydock(&here, &["ignore", "--allow-list", "whole"]);
    assert_eq!((code(&whole), &*out(&whole)), (2, ""));
    assert!(err(&whole).contains("whole: line 2 takes the whole folder"), "{}", err(&whole));

    let alone = drydock(&here, &["harden", ".dockerignore"]);
    assert!(out(&alone).starts_with("# why\nsrc/*.log\nsrc/*.tmp\npackage*.json\n"));
    assert!(err(&alone).contains("line 2: write a line for each (ignore-brace-expansion)"));
    let both = ["harden", "--ignore-file", ".dockerignore", "--dockerfile", "Dockerfile"];
    let hardened = out(&drydock(&here, &both));
    assert_eq!(hardened, "# why\nsrc/*.log\nsrc/*.tmp\n");
    let report: Vec<&str> = both.iter().copied().chain(["--format=json", "--diff"]).collect();
    let report = json(&drydock(&here, &report));
    assert_eq!(report["text"], hardened);
    assert!(report["before"]["score"].as_u64() < report["after"]["score"].as_u64(), "{report}");
    assert!(report["diff"].as_str().is_some_and(|diff| diff.contains("-package*.json")));
    let write: Vec<&str> = both.iter().copied().chain(["--write"]).collect();
    assert_eq!(code(&drydock(&here, &write)), 0);
    assert_eq!(std::fs::read_to_string(here.join(".dockerignore")).expect("the file"), hardened);
}

#[test]
fn suppressed_findings_stand_apart() {
    let source = "FROM alpine:3.22\n# hadolint ignore=DL4000 # history\nMAINTAINER Jo\n";
    let here = folder("suppressed", &[("Dockerfile", source.as_bytes())]);
    let report = json(&drydock(&here, &["audit", "--format", "json", "Dockerfile"]));
    let findings = report["files"][0]["findings"].as_array().expect("findings");
    let maintainer =
        findings.iter().find(|f| f["rule"] == "maintainer-deprecated").expect("the finding");
    assert_eq!(maintainer["suppressed"]["reason"], "history");
    assert_eq!(maintainer["suppressed"]["line"], 2);
    let text = out(&drydock(&here, &["audit", "Dockerfile"]));
    assert!(text.contains("line 3: maintainer-deprecated (history)"), "{text}");
    assert!(text.contains("with 1 accepted risk, "), "{text}");
    assert!(
        !out(&drydock(&here, &["audit", "--format", "github", "Dockerfile"]))
            .contains("maintainer")
    );
    let sarif = json(&drydock(&here, &["audit", "--format", "sarif", "Dockerfile"]));
    let results = sarif["runs"][0]["results"].as_array().expect("results");
    let result =
        results.iter().find(|r| r["ruleId"] == "maintainer-deprecated").expect("the result");
    assert_eq!(result["suppressions"][0]["kind"], "inSource");
    assert_eq!(result["suppressions"][0]["justification"], "history");
}

#[test]
fn sarif_is_sound() {
    let here = folder("sarif", &[("Dockerfile", POOR.as_bytes())]);
    let log =
        json(&drydock(&here, &["audit", "--format", "sarif", "--profile", "all", "./Dockerfile"]));
    assert_eq!(log["version"], "2.1.0");
    assert!(
        log["$schema"].as_str().is_some_and(|schema| schema.ends_with("sarif-schema-2.1.0.json"))
    );
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    let results = run["results"].as_array().expect("results");
    assert!(!results.is_empty() && run["tool"]["driver"]["name"] == "Drydock");
    for rule in rules {
        for text in ["shortDescription", "fullDescription", "help"] {
            assert!(rule[text]["text"].as_str().is_some_and(|text| !text.is_empty()), "{rule}");
        }
    }
    let region = |region: &Value| {
        let at = |key: &str| region[key].as_u64().filter(|at| *at > 0).expect("from 1");
        let (start, end) = ((at("startLine"), at("startColumn")), (at("endLine"), at("endColumn")));
        assert!(start <= end, "{region}");
    };
    let mut fixes = 0;
    for result in results {
        let index = result["ruleIndex"].as_u64().expect("an index") as usize;
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert!(["error", "warning", "note"].contains(&result["level"].as_str().expect("a level")));
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "Dockerfile");
        region(&place["region"]);
        assert!(result["partialFingerprints"]["drydock/v1"].is_string());
        for fix in result["fixes"].as_array().into_iter().flatten() {
            fixes += 1;
            for replacement in fix["artifactChanges"][0]["replacements"].as_array().expect("edits")
            {
                region(&replacement["deletedRegion"]);
                assert!(replacement["insertedContent"]["text"].is_string());
            }
        }
    }
    assert!(fixes > 0);
}

#[test]
fn text_shows_the_place_without_colour_in_a_pipe() {
    let here = folder("text", &[("Dockerfile", POOR.as_bytes())]);
    let text = out(&drydock(&here, &["audit", "Dockerfile"]));
    assert!(text.contains("  2 | MAINTAINER Jo <jo@example.org>\n    | ^^^^"), "{text}");
    assert!(!text.contains('\u{1b}'));
    let hostile = "FROM alpine:3.22\nMAINTAINER \u{1b}[31mJo\n";
    assert!(!out(&fed(&here, &["audit", "-"], hostile)).contains('\u{1b}'));
}

#[test]
fn markdown_and_annotations_hold_the_findings() {
    let here = folder("markdown", &[("Dockerfile", POOR.as_bytes())]);
    let markdown = out(&drydock(&here, &["audit", "--format", "markdown", "Dockerfile"]));
    assert!(
        markdown.starts_with("### `Dockerfile`: ")
            && markdown.contains("| **maintainer-deprecated**: ")
    );
    let github = out(&drydock(&here, &["audit", "--format", "github", "Dockerfile"]));
    assert!(github.contains(
        "::notice file=Dockerfile,line=2,endLine=2,col=1,endColumn=31,title=maintainer-deprecated::"
    ));
}

#[test]
fn a_file_that_is_not_utf8_is_audited_but_not_rewritten() {
    let here = folder("latin", &[("Dockerfile", b"FROM alpine:3.22\nMAINTAINER Jos\xe9\n")]);
    let audit = drydock(&here, &["audit", "--format", "json", "Dockerfile"]);
    let rules: Vec<Value> = json(&audit)["files"][0]["findings"]
        .as_array()
        .expect("findings")
        .iter()
        .map(|finding| finding["rule"].clone())
        .collect();
    assert!(rules.contains(&"not-utf8".into()) && rules.contains(&"maintainer-deprecated".into()));
    assert!(
        err(&audit).contains("Dockerfile:2: byte 0xE9 is not UTF-8 (offset 31)"),
        "{}",
        err(&audit)
    );
    let harden = drydock(&here, &["harden", "Dockerfile"]);
    assert_eq!((code(&harden), &*out(&harden)), (2, ""));
    assert!(err(&harden).contains("save the file as UTF-8 first"));
}

#[test]
fn hardening_prints_diffs_or_writes() {
    let here = folder("harden", &[("Dockerfile", POOR.as_bytes())]);
    let hardened = out(&drydock(&here, &["harden", "--safe", "Dockerfile"]));
    assert!(
        hardened.contains("\nLABEL org.opencontainers.image.authors=\"Jo <jo@example.org>\"\n")
    );
    assert_eq!(out(&fed(&here, &["harden", "--safe", "-"], POOR)), hardened);
    let diff = out(&drydock(&here, &["harden", "--safe", "--diff", "./Dockerfile"]));
    assert!(diff.starts_with("--- a/Dockerfile\n+++ b/Dockerfile\n@@ -1,3 +1,3 @@\n"), "{diff}");
    let report = json(&drydock(&here, &["harden", "--safe", "--format", "json", "Dockerfile"]));
    assert_eq!(report["text"], hardened);
    assert_eq!(report["applied"][0]["rule"], "maintainer-deprecated");
    assert_eq!(report["applied"][0]["safety"], "safe");
    assert_eq!(std::fs::read_to_string(here.join("Dockerfile")).expect("the file"), POOR);
    let written = drydock(&here, &["harden", "--safe", "--write", "Dockerfile"]);
    assert_eq!((code(&written), &*out(&written)), (0, ""));
    assert_eq!(std::fs::read_to_string(here.join("Dockerfile")).expect("the file"), hardened);
    assert_eq!(std::fs::read_dir(&here).expect("the folder").count(), 1);
}

#[test]
fn hardening_goes_as_far_as_it_is_told() {
    let source = "FROM debian:13-slim\nMAINTAINER Jo\nARG NPM_TOKEN\nCOPY run.sh /run.sh\n\
                  RUN chmod +x /run.sh\nRUN npm ci --token \"$NPM_TOKEN\"\nEXPOSE 8080\nCMD [\"node\", \"a.js\"]\n";
    let here = folder("far", &[("Dockerfile", source.as_bytes())]);
    let report = |options: &[&str]| {
        let arguments = [&["harden", "--format", "json"], options, &["Dockerfile"]].concat();
        json(&drydock(&here, &arguments))
    };
    let rules = |report: &serde_json::Value| -> Vec<String> {
        let applied = report["applied"].as_array().expect("a list");
        applied.iter().map(|step| step["rule"].as_str().expect("an id").to_owned()).collect()
    };
    let hardened = report(&[]);
    assert_eq!(rules(&report(&["--profile", "hardened"])), rules(&hardened));
    assert_eq!(
        rules(&hardened),
        ["maintainer-deprecated", "secret-arg-used-in-run", "user-missing"],
    );
    let secret = &hardened["applied"][1];
    assert_eq!(secret["build_argument"], "--secret id=npm_token,env=NPM_TOKEN");
    assert_eq!(hardened["build_arguments"][0], "--secret id=npm_token,env=NPM_TOKEN");
    assert!(secret["lines_before"].as_array().is_some_and(|ranges| !ranges.is_empty()));
    let image = hardened["image"].as_array().expect("a list");
    let user = image.iter().find(|property| property["name"] == "user").expect("the user");
    assert_eq!((&user["before"], &user["after"]), (&"root".into(), &"10001:10001".into()));
    assert_eq!(rules(&report(&["--profile", "minimal"])), ["maintainer-deprecated"]);
    assert!(rules(&report(&["--profile", "small"])).contains(&"prefer-copy-chmod".to_owned()));
    assert_eq!(rules(&report(&["--only", "prefer-copy-chmod"])), ["prefer-copy-chmod"]);
    let without = ["--without", "CKV_DOCKER_3", "--without", "secret-arg-used-in-run@6"];
    assert_eq!(rules(&report(&without)), ["maintainer-deprecated"]);
    assert!(rules(&report(&["--with", "prefer-copy-chmod"])).len() == 4);
    let wrong = drydock(&here, &["harden", "--only", "user-mising", "Dockerfile"]);
    assert_eq!(code(&wrong), 2);
    assert!(err(&wrong).contains("did you mean `user-missing`?"), "{}", err(&wrong));
    let text = err(&drydock(&here, &["harden", "Dockerfile"]));
    assert!(text.contains("  user: root → 10001:10001\n"), "{text}");
    assert!(text.contains("  secrets kept: NPM_TOKEN → none\n"), "{text}");
}

#[test]
fn a_diff_applies_where_lines_end_oddly() {
    let odd = "FROM alpine:3.22\r\nMAINTAINER Jo\r\nRUN echo a\rb";
    let here = folder("apply", &[("Dockerfile", odd.as_bytes())]);
    let diff = out(&drydock(&here, &["harden", "--safe", "--diff", "Dockerfile"]));
    let hardened = out(&drydock(&here, &["harden", "--safe", "Dockerfile"]));
    assert_ne!(odd, hardened);
    std::fs::write(here.join("the.diff"), diff).expect("the diff");
    // Outside any repository, as far as git is concerned.
    let git = Command::new("git")
        .args(["apply", "--whitespace=nowarn", "the.diff"])
        .env("GIT_CEILING_DIRECTORIES", here.parent().expect("a parent"))
        .current_dir(&here)
        .output();
    let Ok(git) = git else { return eprintln!("skipped: git is not here") };
    assert!(git.status.success(), "{}", err(&git));
    assert_eq!(std::fs::read_to_string(here.join("Dockerfile")).expect("the file"), hardened);
}

#[cfg(unix)]
#[test]
fn writing_keeps_permissions_and_links() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let here = folder("permissions", &[("real", POOR.as_bytes())]);
    let mode = |mode| std::fs::set_permissions(here.join("real"), PermissionsExt::from_mode(mode));
    mode(0o640).expect("permissions");
    symlink("real", here.join("Dockerfile")).expect("a link");
    assert_eq!(code(&drydock(&here, &["harden", "--safe", "--write", "Dockerfile"])), 0);
    let real = std::fs::metadata(here.join("real")).expect("the file");
    assert_eq!(real.permissions().mode() & 0o777, 0o640);
    assert!(std::fs::symlink_metadata(here.join("Dockerfile")).expect("the link").is_symlink());
    assert!(std::fs::read_to_string(here.join("real")).expect("the file").contains("LABEL"));
}

#[test]
fn a_reader_that_leaves_early_is_no_trouble() {
    let here = folder("pipe", &[]);
    let mut child = Command::new(env!("CARGO_BIN_EXE_drydock"))
        .args(["rules", "--format", "json"])
        .current_dir(&here)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("the binary ends");
    assert_eq!((code(&output), &*err(&output)), (0, ""));
}

#[test]
fn rules_are_listed_and_explained() {
    let here = folder("rules", &[]);
    let list = json(&drydock(&here, &["rules", "--format", "json"]));
    let list = list.as_array().expect("a list");
    for key in "id title category severity confidence profile points aliases why how examples links"
        .split(' ')
    {
        assert!(list.iter().all(|rule| !rule[key].is_null()), "{key}");
    }
    assert_eq!(out(&drydock(&here, &["rules"])).lines().count(), list.len());
    assert!(
        out(&drydock(&here, &["rules", "--format", "markdown"]))
            .contains("| `maintainer-deprecated` |")
    );
    let text = out(&drydock(&here, &["explain", "dl4000"]));
    for part in [
        "maintainer-deprecated: ",
        "  - MAINTAINER Jo Doe <jo@example.org>\n    ^^^^",
        "  + LABEL ",
        "Also known as: DL4000",
        "# drydock allow maintainer-deprecated because",
        "In the score: ",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let unknown = drydock(&here, &["explain", "maintainer-depricated"]);
    assert_eq!(code(&unknown), 2);
    assert!(err(&unknown).contains("did you mean maintainer-deprecated"), "{}", err(&unknown));
}

#[test]
fn parse_and_plan_write_a_line_a_file() {
    let here =
        folder("machine", &[("one.Dockerfile", b"FROM alpine:3.22\n"), ("two", b"FORM a\n")]);
    let parsed = drydock(&here, &["parse", "--format", "json", "one.Dockerfile", "two"]);
    let lines: Vec<Value> =
        out(&parsed).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!((code(&parsed), lines.len()), (0, 2));
    assert_eq!(lines[0]["id"], "one");
    assert_eq!(
        lines[0]["instructions"][0],
        serde_json::json!({"cmd": "from", "start": 1, "end": 1})
    );
    assert!(lines[0]["error"].is_null() && lines[1]["error_line"] == 1);
    let planned = drydock(&here, &["plan", "one.Dockerfile", "two"]);
    let lines: Vec<Value> =
        out(&planned).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(lines[0]["ops"][0]["t"], "source");
    assert!(lines[1]["err"].is_string());
}

/// The ids of what counts in the only file of a JSON report.
fn ids(output: &Output) -> Vec<String> {
    let report = json(output);
    let findings = report["files"][0]["findings"].as_array().expect("a list").clone();
    let id = |finding: &Value| finding["rule"].as_str().expect("an id").to_owned();
    findings.iter().filter(|finding| finding["suppressed"].is_null()).map(id).collect()
}

#[test]
fn the_nearest_settings_hold() {
    let here = folder("settings", &[("Dockerfile", POOR.as_bytes())]);
    let deep = here.join("a/b");
    std::fs::create_dir_all(&deep).expect("folders");
    let write = |path: &str, text: &str| std::fs::write(here.join(path), text).expect("a file");
    write("a/b/Dockerfile", POOR);
    let audit = |arguments: &[&str]| {
        let output = drydock(&here, &[&["audit", "--format=json"], arguments].concat());
        (ids(&output).contains(&"maintainer-deprecated".to_owned()), code(&output))
    };
    assert_eq!(audit(&["a/b/Dockerfile"]), (true, 1));
    write("drydock.toml", "fail-level = \"none\"\n[rules]\nmaintainer-deprecated = \"off\"\n");
    assert_eq!(audit(&["a/b/Dockerfile"]), (false, 0), "two folders above");
    write("a/.hadolint.yaml", "ignored: [DL3018]\nfailure-threshold: style\n");
    assert_eq!(audit(&["a/b/Dockerfile"]), (true, 1), "the nearer one");
    assert_eq!(audit(&["Dockerfile"]), (false, 0), "each file has its own");
    write("a/drydock.toml", "[rules]\nDL4000 = \"off\"\n");
    assert!(!audit(&["a/b/Dockerfile"]).0, "drydock.toml wins in one folder");
    assert!(audit(&["--config", "a/.hadolint.yaml", "a/b/Dockerfile"]).0);
    assert_eq!(audit(&["--fail-level", "info", "Dockerfile"]).1, 1, "the flag wins");
    let stdin = fed(&here, &["audit", "--format=json", "-"], POOR);
    assert!(!ids(&stdin).contains(&"maintainer-deprecated".to_owned()));
    let hardened = fed(&here, &["harden", "-"], POOR);
    assert!(out(&hardened).contains("MAINTAINER"), "what is off is not mended");
    assert!(
        !out(&drydock(&deep, &["harden", "--config=/dev/null", "Dockerfile"]))
            .contains("MAINTAINER")
    );
}

#[test]
fn the_profile_of_the_settings_yields_to_the_flag() {
    let file = "FROM alpine:3.22\nRUN apk add --no-cache curl\nUSER 1000\n";
    let here = folder(
        "profile",
        &[("Dockerfile", file.as_bytes()), ("drydock.toml", b"profile = \"all\"\n")],
    );
    let pins = |arguments: &[&str]| {
        let output = drydock(&here, &[&["audit", "--format=json"], arguments].concat());
        ids(&output).contains(&"apk-unpinned".to_owned())
    };
    assert!(pins(&["Dockerfile"]));
    assert!(!pins(&["--profile", "default", "Dockerfile"]));
    let write = |text: &str| std::fs::write(here.join("drydock.toml"), text).expect("a file");
    write("profile = \"all\"\npackage-pins = false\n");
    assert!(!pins(&["Dockerfile"]));
    write("package-pins = true\n");
    assert!(pins(&["Dockerfile"]));
}

#[test]
fn faulty_settings_are_one_sentence_and_two() {
    let here = folder(
        "faulty",
        &[
            ("Dockerfile", POOR.as_bytes()),
            ("drydock.toml", b"# ours\n[rules]\nsudo-use = \"off\"\n"),
            ("broken.yml", b"ignored: {\n"),
        ],
    );
    for (arguments, said) in [
        (
            &["audit", "Dockerfile"][..],
            "drydock: drydock.toml:3: there is no rule `sudo-use`, did you mean `sudo-used`?\n",
        ),
        (
            &["harden", "Dockerfile"],
            "drydock: drydock.toml:3: there is no rule `sudo-use`, did you mean `sudo-used`?\n",
        ),
        (&["audit", "--config", "broken.yml", "-"], "drydock: broken.yml:2: this is no YAML: "),
        (
            &["audit", "--config", "gone.toml", "Dockerfile"],
            "drydock: the settings in gone.toml can't be read: ",
        ),
    ] {
        let output = drydock(&here, arguments);
        assert_eq!((code(&output), &*out(&output)), (2, ""), "{arguments:?}");
        assert!(err(&output).starts_with(said), "{arguments:?}: {}", err(&output));
        assert_eq!(err(&output).lines().count(), 1);
    }
}

#[test]
fn what_hadolints_settings_have_and_we_have_not_is_said_once() {
    let here = folder(
        "hadolint",
        &[
            ("Dockerfile", POOR.as_bytes()),
            ("other", POOR.as_bytes()),
            (".hadolint.yml", b"ignored:\n  - DL4000\n  - SC2086\nno-fail: true\n"),
        ],
    );
    let output = drydock(&here, &["audit", "--format=json", "Dockerfile", "other"]);
    assert_eq!(code(&output), 0);
    assert!(!ids(&output).contains(&"maintainer-deprecated".to_owned()));
    let said = err(&output);
    assert_eq!(said.matches(".hadolint.yml:3: `SC2086`").count(), 1, "{said}");
}

#[test]
fn the_names_and_bases_of_the_settings_are_heeded() {
    let file = "FROM debian:13-slim\nENV PUSH_TOKEN=8f3b2c71d0aa PUBLIC_PASSWORD=hunter2\nRUN apt-get update && useradd jo\nUSER 1000\n";
    let here = folder("heeded", &[("Dockerfile", file.as_bytes())]);
    let with = |settings: &str| {
        std::fs::write(here.join("drydock.toml"), settings).expect("a file");
        ids(&drydock(&here, &["audit", "--format=json", "Dockerfile"]))
    };
    let has = |ids: &[String], id: &str| ids.iter().any(|found| found == id);
    let plain = with("");
    assert!(has(&plain, "secret-name-in-arg-or-env"));
    assert!(!has(&plain, "from-untrusted-registry") && !has(&plain, "from-base-not-approved"));
    for (settings, id) in [
        ("max-lines = 2\n", "file-too-long"),
        ("[secret-mounts]\napt-get = \"id=apt\"\n", "secret-mount-required"),
        (
            "[rules]\nuser-not-numeric = \"off\"\nuser-without-explicit-ids = \"on\"\n",
            "user-without-explicit-ids",
        ),
    ] {
        assert!(has(&with(settings), id) && !has(&plain, id), "{id}");
    }
    let strict = with(
        "secret-names-allowed = [\"PUSH_*\", \"PUBLIC_PASSWORD\"]\ntrusted-registries = [\"ghcr.io\"]\n\
         approved-bases = [\"debian:12*\"]\n[labels]\nvendor = \"text\"\n",
    );
    assert!(!has(&strict, "secret-name-in-arg-or-env"));
    for id in ["from-untrusted-registry", "from-base-not-approved", "label-required"] {
        assert!(has(&strict, id), "{id}");
    }
}

#[test]
fn suppressions_and_tags_follow_the_settings() {
    let digest = "0123456789abcdef".repeat(4);
    let file = format!(
        "FROM debian@sha256:{digest}\n# drydock allow maintainer-deprecated because so\nMAINTAINER Jo\nUSER 1000\n"
    );
    let here = folder("tags", &[("Dockerfile", file.as_bytes())]);
    let with = |settings: &str| {
        std::fs::write(here.join("drydock.toml"), settings).expect("a file");
        ids(&drydock(&here, &["audit", "--format=json", "Dockerfile"]))
    };
    let has = |ids: &[String], id: &str| ids.iter().any(|found| found == id);
    let plain = with("");
    assert!(!has(&plain, "from-tag-and-digest") && !has(&plain, "maintainer-deprecated"));
    assert!(has(&with("tag-with-digest = \"required\"\n"), "from-tag-and-digest"));
    assert!(!has(&with("tag-with-digest = \"forbidden\"\n"), "from-tag-and-digest"));
    let unheeded = with("inline-suppressions = false\n");
    assert!(has(&unheeded, "maintainer-deprecated") && !has(&unheeded, "suppression-unused"));
}

#[test]
fn the_readmes_example_is_read() {
    let readme = include_str!("../README.md");
    let example = readme.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next());
    let example = example.expect("README.md has an example");
    let here =
        folder("readme", &[("Dockerfile", POOR.as_bytes()), ("drydock.toml", example.as_bytes())]);
    let output = drydock(&here, &["audit", "--format=json", "Dockerfile"]);
    assert_eq!((code(&output), &*err(&output)), (1, ""));
    assert!(!ids(&output).contains(&"healthcheck-missing".to_owned()));
}

#[test]
fn lessons_are_listed_graded_and_checked() {
    let here = folder("lesson", &[("bad.toml", b"schema = 1\nid = \"a\"\nkindd = \"review\"\n")]);
    let list = drydock(&here, &["lesson", "list"]);
    assert_eq!((code(&list), out(&list).lines().count()), (0, 16));
    let all = json(&drydock(&here, &["lesson", "list", "--format", "json"]));
    let first = &all[0];
    assert_eq!(first["id"], "first-audit");
    assert_eq!(first["taught"][0], "from-latest-tag");
    assert!(
        first["keeps"].as_array().is_some_and(|keeps| keeps.contains(&"RUN npm install".into()))
    );
    let answer = |key: &str| first[key].as_str().expect("a text").to_owned();
    let grade = ["lesson", "grade", "first-audit", "-"];
    let starter = fed(&here, &grade, &answer("starter"));
    assert_eq!(code(&starter), 1);
    assert!(out(&starter).starts_with("open     The base image names a release\n"));
    let solution = fed(&here, &grade, &answer("solution"));
    assert_eq!(code(&solution), 0);
    assert!(
        out(&solution).contains("reached  The service does not run as root\n\n")
            || out(&solution).contains("\nDone. ")
    );
    let less = answer("solution").replace("COPY src ./src\n", "");
    let less = fed(&here, &["lesson", "grade", "--format", "json", "first-audit", "-"], &less);
    let state = json(&less);
    assert_eq!(
        (code(&less), &state["done"], &state["troubles"][0]["lost"]),
        (1, &false.into(), &"COPY src".into())
    );
    assert!(state["wrongTurn"].as_str().is_some_and(|say| say.contains("gone")));
    assert_eq!(code(&fed(&here, &["lesson", "grade", "review", "-"], "5 8 10\n")), 0);
    let bad = drydock(&here, &["lesson", "check", "bad.toml"]);
    let said = "bad.toml: line 3: a lesson has no key `kindd`, did you mean `kind`?\n";
    assert_eq!((code(&bad), out(&bad).as_str()), (1, said));
    for (arguments, sentence) in [
        (&["lesson"][..], "say what"),
        (&["lesson", "take"], "there is no `lesson take`"),
        (&["lesson", "grade", "first-audit"], "name a lesson and a file"),
        (&["lesson", "grade", "second", "-"], "there is no lesson `second`"),
        (&["lesson", "check"], "name the lessons"),
    ] {
        let failed = drydock(&here, arguments);
        assert_eq!(code(&failed), 2, "{arguments:?}");
        assert!(err(&failed).contains(sentence), "{arguments:?}: {}", err(&failed));
    }
}

#[test]
fn the_program_brings_every_lesson() {
    let lessons = Path::new(env!("CARGO_MANIFEST_DIR")).join("../static/lessons");
    let mut files: Vec<PathBuf> = std::fs::read_dir(lessons)
        .expect("the lessons")
        .map(|entry| entry.expect("a readable entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    files.sort();
    let here = folder("lesson-pack", &[]);
    let paths: Vec<&str> = files.iter().map(|path| path.to_str().expect("UTF-8")).collect();
    let given = drydock(&here, &[&["lesson", "list"][..], &paths].concat());
    assert_eq!(out(&given), out(&drydock(&here, &["lesson", "list"])));
    let checked = drydock(&here, &[&["lesson", "check"][..], &paths].concat());
    assert_eq!(code(&checked), 0, "{}", out(&checked));
}

#[test]
fn the_recipe_of_our_own_image_scores_full_marks() {
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output =
        drydock(project, &["audit", "--profile", "strict", "--format", "json", "Dockerfile"]);
    let report = json(&output);
    assert_eq!((code(&output), &report["files"][0]["grade"]), (0, &Value::from("A+")));
    assert_eq!(report["files"][1]["path"], "Dockerfile.dockerignore");
    for file in report["files"].as_array().expect("two files") {
        for finding in file["findings"].as_array().expect("a list") {
            assert!(finding["suppressed"]["reason"].is_string(), "{finding}");
        }
    }
}
