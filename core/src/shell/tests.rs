//! The traps of shell text.

use super::*;
use crate::text::{Joined, Span};

fn joined(source: &str) -> Joined {
    Joined::of(source, Span::new(0, source.len() as u32))
}

fn read(source: &str, dialect: Dialect) -> Script {
    let script = parse(&joined(source), dialect);
    check(source, &script);
    script
}

fn sh(source: &str) -> Script {
    let script = read(source, Dialect::Posix);
    assert_eq!(script.opaque, [], "{source}");
    script
}

fn bash(source: &str) -> Script {
    let script = read(source, Dialect::Bash);
    assert_eq!(script.opaque, [], "{source}");
    script
}

/// What holds of every script.
fn check(source: &str, script: &Script) {
    let all = Span::new(0, source.len() as u32);
    for command in &script.commands {
        assert!(all.contains(command.whole), "{source}");
        assert!(command.whole.contains(command.span), "{source}");
        for word in command.all_words() {
            let _ = (word.raw(source), word.prefix(), word.quote());
            for part in &word.parts {
                if let Part::Literal { span, .. } | Part::Glob { span, .. } = part {
                    let _ = span.of(source);
                }
            }
        }
        let _ = (command.whole.of(source), command.arguments(&[]), command.name());
    }
    for pipeline in &script.pipelines {
        assert_eq!(pipeline.pipes.len() + 1, pipeline.stages.len(), "{source}");
        let _ = pipeline.span.of(source);
    }
    for opaque in &script.opaque {
        let _ = opaque.span.of(source);
    }
    let _ = script.normalized();
}

/// The words of every command, as far as known.
fn words(script: &Script) -> Vec<Vec<&str>> {
    script.commands.iter().map(|command| command.words.iter().map(Word::text).collect()).collect()
}

fn names(script: &Script) -> Vec<&str> {
    script.commands.iter().map(Command::name).collect()
}

#[test]
fn operators_in_quotes_are_text() {
    let script = sh("echo \"a && b\" 'c | d' e\\;f");
    assert_eq!(words(&script), [["echo", "a && b", "c | d", "e;f"]]);
    assert_eq!(script.commands[0].words[1].quote(), Some(Quote::Double));
    assert_eq!(script.commands[0].words[2].quote(), Some(Quote::Single));
    assert_eq!(script.commands[0].words[3].quote(), None);
}

#[test]
fn wrappers_are_stripped_and_kept() {
    let script = sh("exec top -b");
    assert!(script.commands[0].is("top") && script.commands[0].has_flag("-b"));
    let source =
        "A=b sudo -E -u x DEBIAN_FRONTEND=noninteractive /usr/bin/apt-get -qqy install foo";
    let script = sh(source);
    let command = &script.commands[0];
    assert_eq!(command.name(), "apt-get");
    assert!(command.has_flag("-y") && command.has_flag("-q") && !command.has_flag("-f"));
    assert_eq!(command.subcommand(), "install");
    assert_eq!(command.operands()[1].literal(), Some("foo"));
    assert!(command.wrapper("sudo").is_some() && command.wrapper("env").is_none());
    assert!(command.environment("DEBIAN_FRONTEND").is_some() && command.environment("A").is_some());
    for (text, name) in [
        ("env -i A=b c", "c"),
        ("env", "env"),
        ("nice -n 5 nohup time -p x", "x"),
        ("command -v curl", "command"),
        ("command -p curl", "curl"),
        ("sudo -i", "sudo"),
        ("exec > /dev/null", "exec"),
        ("doas -u root -- rm x", "rm"),
        ("gosu postgres initdb", "gosu"),
        ("$X install", ""),
        ("A=b", ""),
    ] {
        assert_eq!(sh(text).commands[0].name(), name, "{text}");
    }
}

#[test]
fn flags_and_operands() {
    let script = sh(
        "apt-get -o Dpkg::Use-Pty=0 -t bookworm-backports install -y --no-install-recommends -- -odd git",
    );
    let command = &script.commands[0];
    let operands: Vec<_> = command.operands().iter().map(|word| word.text()).collect();
    assert_eq!(operands, ["install", "-odd", "git"]);
    assert_eq!(command.flag_value("-o"), Some("Dpkg::Use-Pty=0"));
    assert_eq!(command.flag_value("-t"), Some("bookworm-backports"));
    assert!(command.has_flag("--no-install-recommends"));
    let script = sh("curl -fsSLo /tmp/x --retry=3 --proto '=https' https://e.org");
    let command = &script.commands[0];
    assert!(command.has_flag("-L") && command.has_flag("-f") && !command.has_flag("-t"));
    assert_eq!(command.flag_value("-o"), Some("/tmp/x"));
    assert_eq!(command.flag_value("--retry"), Some("3"));
    assert_eq!(command.flag_value("--proto"), Some("=https"));
    assert_eq!(command.operands().len(), 1);
    let script = sh("find . -name '*.py' -delete");
    assert!(script.commands[0].has_flag("-delete") && !script.commands[0].has_flag("-d"));
    let script = sh("mytool --key value rest");
    assert_eq!(script.commands[0].flag_value("--key"), Some("value"));
    assert_eq!(script.commands[0].operands_with(&["--key"]).len(), 1);
}

#[test]
fn structures_are_read() {
    let script = sh("for f in a b; do x \"$f\"; done");
    assert_eq!(words(&script), [["x", "$f"]]);
    assert!(script.commands[0].context.in_loop && !script.commands[0].context.conditional);
    let script = sh("if ! cmd; then a; elif b; then c; else d; fi >out");
    assert_eq!(names(&script), ["cmd", "a", "b", "c", "d"]);
    assert!(script.commands[0].context.in_condition && !script.commands[0].context.conditional);
    assert!(script.commands[1].context.conditional && script.commands[2].context.in_condition);
    assert!(script.pipeline_of(&script.commands[0]).negated.is_some());
    let script = sh("{ a; b; } | c 2>&1");
    assert_eq!(names(&script), ["a", "b", "c"]);
    assert!(script.commands[1].context.piped_out && script.commands[2].context.piped_in);
    assert_eq!(script.pipeline_of(&script.commands[2]).stages.len(), 2);
    let script = sh("case x in a|b) y;; (c) z ;; *) esac");
    assert_eq!(names(&script), ["y", "z"]);
    let script = sh("f() { a; }; f ; (cd x && ls)");
    assert_eq!(names(&script), ["a", "f", "cd", "ls"]);
    assert!(script.commands[0].context.in_function && script.commands[2].context.in_subshell);
    let script = sh("while read -r l; do a; done < x & until b; do c; done");
    assert!(script.commands[0].context.in_background && script.commands[1].context.conditional);
    let script = bash(
        "function f { a; }; for ((i=0; i<3; i++)); do b; done; [[ -f x && $y =~ ^(a|b)$ ]] && c; ((i++))",
    );
    assert_eq!(names(&script), ["a", "b", "c"]);
    assert_eq!(script.bashisms.len(), 4);
    assert_eq!(names(&bash("select x in a b; do c; break; done")), ["c", "break"]);
    assert_eq!(names(&bash("case x in a) b ;& c) d ;;& esac")), ["b", "d"]);
}

#[test]
fn what_may_not_run() {
    let conditional = |source: &str| {
        sh(source).commands.iter().map(|command| command.context.conditional).collect::<Vec<_>>()
    };
    assert_eq!(conditional("a && b && c"), [false, false, false]);
    assert_eq!(conditional("a && b || c"), [false, true, true]);
    assert_eq!(conditional("a || b && c"), [false, true, false]);
    assert_eq!(conditional("a && b; c"), [false, true, false]);
    assert_eq!(conditional("a; b && c"), [false, false, false]);
    assert_eq!(conditional("[ -f x ] && y || z"), [false, true, true]);
    assert_eq!(conditional("{ a && b; } && c"), [false, false, false]);
    assert_eq!(conditional("(a && b) | c"), [false, true, false]);
    let script = sh("a; b | c && d");
    let ignored: Vec<_> =
        script.commands.iter().map(|command| command.context.failure_ignored).collect();
    assert_eq!(ignored, [true, true, false, false]);
}

#[test]
fn substitutions_hold_commands() {
    let script = sh("x $(cd y && ls) \"`pwd`\"");
    assert_eq!(names(&script), ["x", "cd", "ls", "pwd"]);
    assert_eq!(script.commands[1].context.parent, Some(0));
    assert!(script.commands[3].context.in_substitution);
    assert_eq!(script.single().map(Command::name), Some("x"));
    let script = sh("a=$(b) c");
    assert_eq!(names(&script), ["c", "b"]);
    assert_eq!(script.commands[0].assignments[0].name, "a");
    let source = "echo `echo \\`date\\` \"x y\"`";
    let script = sh(source);
    assert_eq!(names(&script), ["echo", "echo", "date"]);
    assert_eq!(script.commands[2].span.of(source), "date");
    let script = bash("diff <(a) >(b) x=(1 $(c) 3)");
    assert_eq!(names(&script), ["diff", "a", "b", "c"]);
    let script = sh("echo $(( $(a) + 1 )) $((cd x); b) ${Y:-$(c)}");
    assert_eq!(names(&script), ["echo", "a", "cd", "b", "c"]);
    assert!(script.commands[4].context.conditional && !script.commands[1].context.conditional);
}

#[test]
fn words_know_their_value() {
    let literal = |source: &str| bash(source).commands[0].words[0].literal().map(str::to_owned);
    assert_eq!(literal("a\"b\"'c'\\d"), Some("abcd".into()));
    assert_eq!(literal("\"a\\\"b\\n\""), Some("a\"b\\n".into()));
    assert_eq!(literal("$'a\\tb\\x41\\'c'"), Some("a\tbA'c".into()));
    assert_eq!(literal("$\"a\""), Some("a".into()));
    assert_eq!(literal("''"), Some(String::new()));
    assert_eq!(literal("a#b"), Some("a#b".into()));
    assert_eq!(literal("{}"), Some("{}".into()));
    for unknown in
        ["$a", "a*", "~", "~x/y", "a{b,c}", "{1..3}", "\"$a\"", "[ab]c", "$(x)", "@(a|b)"]
    {
        assert_eq!(bash(&format!("x {unknown}")).commands[0].words[1].literal(), None, "{unknown}");
    }
    assert_eq!(sh("x a{b,c}").commands[0].words[1].literal(), Some("a{b,c}"));
    let script = bash("x pre{a,\"b c\",$d}post");
    let Part::Brace { alternatives, .. } = &script.commands[0].words[1].parts[1] else {
        panic!("no brace")
    };
    assert_eq!(alternatives.iter().map(Word::text).collect::<Vec<_>>(), ["a", "b c", "$d"]);
    assert_eq!(script.commands[0].words[1].prefix(), "pre");
    let script = sh("[ -f x ] ; a[ b]");
    assert_eq!(words(&script), [vec!["[", "-f", "x", "]"], vec!["a[", "b]"]]);
    assert!(
        script
            .commands
            .iter()
            .all(|command| command.words.iter().all(|word| word.literal().is_some()))
    );
    let script = sh("A=~/x:~:a~ B=* c");
    assert!(script.commands[0].assignments[0].value.literal().is_none());
    assert_eq!(script.commands[0].assignments[1].value.literal(), Some("*"));
}

#[test]
fn variables_know_their_operators() {
    let script = bash(
        "x ${a:-\"b c\"} \"${d%%/*}\" ${#e} ${!f} ${g[@]} ${h//i/j} ${k:1:2} $1 ${10} $? ${#} ${l}m",
    );
    let all: Vec<_> = script.commands[0].words[1..]
        .iter()
        .map(|word| {
            let variable = word.variables()[0];
            (
                variable.name.as_str(),
                variable.operator,
                variable.operand.as_ref().map(|word| word.text().to_owned()),
            )
        })
        .collect();
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(
        all,
        [
            ("a", ":-", some("b c")),
            ("d", "%%", some("/*")),
            ("e", "length", None),
            ("f", "indirect", None),
            ("g", "", None),
            ("h", "//", some("i/j")),
            ("k", ":", some("1:2")),
            ("1", "", None),
            ("10", "", None),
            ("?", "", None),
            ("#", "", None),
            ("l", "", None),
        ]
    );
    assert!(script.commands[0].words[2].variables()[0].quoted);
    let script = sh("x \"${a:-it's}\" ${b:-${c:-d}} \"$((e + $f))\"");
    assert_eq!(script.commands[0].words.len(), 4);
    assert!(script.commands[0].words[2].uses("c") && script.commands[0].words[3].uses("f"));
}

#[test]
fn redirections_are_apart_from_words() {
    let script = bash("a >&2 2>&1 b &>c >>d 3<e <<<\"f g\" >|h <>i &>>j");
    assert_eq!(words(&script), [["a", "b"]]);
    let redirects = &script.commands[0].redirects;
    let shown: Vec<_> =
        redirects.iter().map(|redirect| (redirect.fd.as_deref(), redirect.target.text())).collect();
    assert_eq!(
        shown,
        [
            (None, "2"),
            (Some("2"), "1"),
            (None, "c"),
            (None, "d"),
            (Some("3"), "e"),
            (None, "f g"),
            (None, "h"),
            (None, "i"),
            (None, "j"),
        ]
    );
    assert_eq!(redirects[0].op, RedirectOp::DuplicateOutput);
    let source = "> x a b > y";
    let script = sh(source);
    assert_eq!(script.commands[0].span.of(source), "a b");
    assert_eq!(script.commands[0].whole.of(source), source);
    assert_eq!(script.commands[0].writes().count(), 2);
    assert_eq!(words(&sh("echo 2 >x 2>y 2 >z")), [["echo", "2", "2"]]);
}

#[test]
fn heredocs_have_bodies() {
    let source = "cat <<EOF >x && b <<-'E'\none $two $(three)\nEOF\n\tfour $five\n\tE\nc";
    let script = sh(source);
    assert_eq!(names(&script), ["cat", "b", "three", "c"]);
    let heredoc =
        |at: usize| script.commands[at].redirects[0].heredoc.clone().expect("there is a heredoc");
    assert_eq!(heredoc(0).body.text(), "one $two $(three)\n");
    assert!(heredoc(0).body.uses("two") && !heredoc(0).quoted);
    assert_eq!(heredoc(0).span.of(source), "one $two $(three)\n");
    assert_eq!(heredoc(1).body.literal(), Some("four $five\n"));
    assert_eq!(script.commands[2].context.parent, Some(0));
    let script = sh("while read x; do a; done <<EOF\nb\nEOF\n");
    let Node::Compound(compound) = &script.pipelines[script.body.pipelines[0]].stages[0] else {
        panic!("no loop")
    };
    assert_eq!(
        compound.redirects[0].heredoc.as_ref().map(|heredoc| heredoc.body.text()),
        Some("b\n")
    );
    let script = sh("bash -eu <<'EOF'\nset -o pipefail\na | b\nEOF\nc");
    assert_eq!(names(&script), ["bash", "set", "a", "b", "c"]);
    assert_eq!(script.commands[2].context.options.errexit, Some(true));
    assert_eq!(script.commands[2].context.options.pipefail, Some(true));
    assert_eq!(script.commands[4].context.options.errexit, None);
    assert_eq!(names(&sh("x=$(cat <<EOF\na)b\nEOF\n) y")), ["y", "cat"]);
}

#[test]
fn inner_scripts_are_read() {
    let source = "sh -ec \"cd \\\"x y\\\" && rm -rf $Z $(date) '$Q'\" && bash -o pipefail -c 'a | b' && su - joe -c 'c'";
    let script = sh(source);
    assert_eq!(names(&script), ["sh", "date", "cd", "rm", "bash", "a", "b", "su", "c"]);
    let rm = &script.commands[3];
    assert_eq!(rm.whole.of(source), "rm -rf $Z $(date) '$Q'");
    assert_eq!(rm.args()[3].literal(), None);
    assert_eq!(rm.context.parent, Some(0));
    assert_eq!(rm.context.options.errexit, Some(true));
    assert_eq!(script.commands[5].context.options.pipefail, Some(true));
    assert_eq!(script.commands[2].words[1].literal(), Some("x y"));
    assert_eq!(names(&sh("eval 'a b' \"c; d\" && e")), ["eval", "a", "d", "e"]);
    assert_eq!(names(&sh("/bin/bash -lc 'sh -c \"a; b\"'")), ["bash", "sh", "a", "b"]);
    assert_eq!(names(&sh("sh -c \"$X\"; sh x.sh; bash -s a")), ["sh", "sh", "bash"]);
    assert_eq!(names(&sh("echo a | sudo -E bash -")), ["echo", "bash"]);
}

#[test]
fn exec_form_is_one_command() {
    let source = "[\"sh\", \"-c\", \"exec java $OPTS && x\"]";
    let word = |from: u32, to: u32| {
        let span = Span::new(from, to);
        Word::exact(Joined::of(source, Span::new(from + 1, to - 1)), span)
    };
    let script = parse_exec(vec![word(1, 5), word(7, 11), word(13, 35)]);
    assert_eq!(names(&script), ["sh", "java", "x"]);
    assert_eq!(script.commands[1].whole.of(source), "exec java $OPTS");
    assert!(script.commands[1].words[2].uses("OPTS"));
    assert!(parse_exec(Vec::new()).commands.is_empty());
}

#[test]
fn comments_end_with_the_line() {
    let script = sh("a; # b; c\nd # e\n# f\ng a#b");
    assert_eq!(words(&script), [vec!["a"], vec!["d"], vec!["g", "a#b"]]);
    assert_eq!(script.comments.len(), 3);
}

#[test]
fn lists_know_their_operators() {
    let source = "! a && b\n c | d |& e & time -p f; time -v g";
    let script = sh(source);
    assert_eq!(words(&script).len(), 7);
    let ops: Vec<_> =
        script.list(&script.body).map(|pipeline| pipeline.after.map(|joint| joint.op)).collect();
    assert_eq!(
        ops,
        [Some(Op::And), Some(Op::Newline), Some(Op::Background), Some(Op::Semicolon), None]
    );
    let last = script.pipeline_of(&script.commands[6]);
    assert_eq!(script.commands[6].name(), "g");
    assert_eq!(last.span.of(source), "time -v g");
    assert_eq!(script.body.span.of(source), source);
    assert!(script.pipeline_of(&script.commands[5]).timed.is_some());
}

#[test]
fn options_are_followed() {
    let script = sh(
        "set -euo pipefail; a; set +e; b; (set -x; c); d; if e; then set -u; fi; f; x && set -e; g",
    );
    let at = |name: &str| script.named(&[name]).next().expect("it is there").context.options;
    assert_eq!((at("a").errexit, at("a").pipefail), (Some(true), Some(true)));
    assert_eq!((at("b").errexit, at("c").xtrace, at("d").xtrace), (Some(false), Some(true), None));
    assert_eq!((at("f").nounset, at("g").errexit), (Some(true), None));
    assert!(script.sets("pipefail") && !script.sets("xtrace"));
}

#[test]
fn continuations_in_bodies() {
    let script = sh("a \\\n  b && \\\n\n c d\\\ne");
    assert_eq!(words(&script), [vec!["a", "b"], vec!["c", "de"]]);
    assert_eq!(words(&sh("a b\r\nc\r\n")), [vec!["a", "b"], vec!["c"]]);
}

#[test]
fn what_cannot_be_read_is_opaque() {
    for (source, names_kept, why) in [
        ("a; b \"c", vec!["a"], "a quote is never closed"),
        ("a; if b; then c", vec!["a", "b", "c"], "`if` without `fi`"),
        ("a && ", vec!["a"], "nothing follows `&&` or `||`"),
        ("a; ) b", vec!["a"], "`)` without `(`"),
        ("a; b (c)", vec!["a"], "`(` where none can stand"),
        ("(a; b", vec!["a", "b"], "`(` is never closed"),
        ("a; done; b", vec!["a"], "`do` or `done` out of place"),
        ("a; echo $(b", vec!["a"], "`$(` is never closed"),
        ("for x in a; b; done", vec![], "a word out of place"),
        ("case x in a) b", vec!["b"], "`case` without `esac`"),
        ("a ;; b", vec!["a"], "`;` where a command should stand"),
        ("a; echo ${x.y} b; c", vec!["a", "echo", "c"], "a substitution that no shell knows"),
    ] {
        let script = read(source, Dialect::Posix);
        assert_eq!(names(&script), names_kept, "{source}");
        assert_eq!(
            script.opaque.iter().map(|opaque| opaque.why).collect::<Vec<_>>(),
            [why],
            "{source}"
        );
        assert!(!script.is_clear());
    }
    let script = read("Get-Item x", Dialect::PowerShell);
    assert!(script.commands.is_empty() && script.opaque.len() == 1);
    // The body of `a`'s heredoc is read within the command that is cut off.
    read("a <<E; b $(c\n$(d)\nE\n", Dialect::Posix);
    let deep = "$(".repeat(100_000);
    assert_eq!(read(&deep, Dialect::Bash).opaque.len(), 1);
    for (open, close) in [
        ("(", ")"),
        ("{ ", ";}"),
        ("if ", ""),
        ("${a:-", "}"),
        ("\"$(", ")\""),
        ("`\\`", ""),
        ("{a,", "}"),
    ] {
        let text = format!("x {0}{1}; {0}{1}", open.repeat(5000), close.repeat(5000));
        read(&text, Dialect::Bash);
    }
}

#[test]
fn normal_forms_tell_meanings_apart() {
    let form = |source: &str| sh(source).normalized();
    for (one, other) in [
        ("a  b;c", "a 'b'\n c # d"),
        ("echo \"a b\"", "echo a\\ b"),
        ("a && \\\n b", "a && b"),
        ("{ a; b; } | c", "{ a\nb\n} |\n c"),
        ("x `pwd`", "x $(pwd)"),
        ("a \"$b\"c", "a \"${b}c\""),
    ] {
        assert_eq!(form(one), form(other), "{one}");
    }
    for (one, other) in [
        ("a $b", "a \"$b\""),
        ("a *", "a '*'"),
        ("a; b", "a && b"),
        ("a b", "'a b'"),
        ("a ''", "a"),
        ("a $b", "a $b''"),
        ("a & b", "a; b"),
        ("(a)", "{ a; }"),
        ("a ~", "a '~'"),
        ("a=b", "'a=b'"),
        ("a '$b'", "a $b"),
        ("a <<E\nb\nE\n", "a <<'E'\nc\nE\n"),
        ("a ${b%*}", "a ${b%'*'}"),
        ("a >b c", "a c b"),
        ("if a; then b; fi", "if a; then b; else c; fi"),
    ] {
        assert_ne!(form(one), form(other), "{one}");
    }
}

#[test]
fn no_input_panics_and_time_is_linear() {
    const SEED: &str = "if [ -f \"$x\" ] && ! a=$(b `c \\`d\\``) e>&2; then cat <<-EOF | f {g,h{i,j}} ~/k* ${l:-\"m n\"} \
        $((o+1))\n\tp $q\n\tEOF\nfor r in s t; do case $u in v|w) x ;; esac; done; elif (y) then z() { sh -c \"$A 'é'\"; }; \
        fi && function B { [[ c =~ ^(d|e)$ ]]; }; x=(1 [2]=3) $'\\u00e9\\n' <(C) 2>&1 # D\n";
    let tokens: Vec<&str> = SEED.split_inclusive([' ', '$', '(', '"', '{']).collect();
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 11) as usize % below
    };
    for _ in 0..20_000 {
        let mut text = String::new();
        for _ in 0..next(24) {
            let token = tokens[next(tokens.len())];
            let cut = next(token.len() + 1);
            text.push_str(if next(4) == 0 && token.is_char_boundary(cut) {
                &token[..cut]
            } else {
                token
            });
        }
        let dialect = if next(2) == 0 { Dialect::Posix } else { Dialect::Bash };
        read(&text, dialect);
    }
}
