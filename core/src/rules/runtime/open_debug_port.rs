//! A debugger that listens to everybody.

use crate::model::Kind;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "open-debug-port",
    title: "A port that runs whatever it is sent is open to all",
    category: Category::Runtime,
    severity: Severity::Medium,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["S4507"],
    why: "Debuggers, JMX, notebooks and a browser's remote control run code for whoever reaches their port: another \
          container of the network is enough, and no password is asked for.",
    how: "Leave it out of the image and switch it on for one run, bind it to 127.0.0.1, or ask for a password.",
    examples: &[
        Example::bad(
            r#"
            FROM eclipse-temurin:25-jre
            CMD ["java", «"-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=*:5005"», "-jar", "/app.jar"]
            "#,
        ),
        Example::bad(
            r#"
            FROM node:24-slim
            CMD ["node", «"--inspect=0.0.0.0:9229"», "server.js"]
            "#,
        ),
        Example::bad(
            r#"
            FROM eclipse-temurin:25-jre
            ENV «JAVA_OPTS="-Dcom.sun.management.jmxremote.port=9010 -Dcom.sun.management.jmxremote.authenticate=false"»
            CMD ["/app/bin/start"]
            "#,
        ),
        Example::bad(
            "
            FROM quay.io/jupyter/base-notebook:2026-01-05
            CMD jupyter lab --ip=0.0.0.0 «--NotebookApp.token=''» --NotebookApp.password=''
            ",
        ),
        Example::bad(
            r#"
            FROM eclipse-temurin:8-jre
            CMD ["java", «"-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=5005"», "-jar", "/app.jar"]
            "#,
        ),
        Example::good(
            r#"
            FROM node:24-slim AS dev
            CMD ["node", "--inspect=0.0.0.0:9229", "server.js"]
            FROM node:24-slim
            CMD ["node", "--inspect=127.0.0.1:9229", "server.js"]
            "#,
        ),
        Example::good(
            r#"
            FROM eclipse-temurin:25-jre
            ENV JAVA_OPTS="-Dcom.sun.management.jmxremote.port=9010 -Dcom.sun.management.jmxremote.authenticate=true"
            CMD ["java", "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=5005", "-jar", "/app.jar"]
            "#,
        ),
        Example::good(
            "
            FROM quay.io/jupyter/base-notebook:2026-01-05
            CMD jupyter lab --ip=127.0.0.1 --NotebookApp.token=''
            ",
        ),
    ],
    links: &["https://docs.oracle.com/en/java/javase/25/docs/specs/jpda/conninv.html"],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let file = cx.file;
    if !stage.is_final || stage.is_dev() {
        return;
    }
    // Until version 8, Java's debugger listens to all where no host is named.
    let java8 = file.root_image(stage).is_some_and(|image| {
        let name = image.repository();
        image.major() == Some(8)
            && ["jdk", "java", "temurin", "corretto"].iter().any(|java| name.contains(java))
    });
    for keyword in [Keyword::Entrypoint, Keyword::Cmd] {
        let Some(launch) = file.launch(stage, keyword) else { continue };
        let words = || launch.script.commands.iter().flat_map(|command| &command.words);
        let whole: Vec<&str> = words().map(|word| word.text()).collect();
        let whole = whole.join(" ");
        // Once for each: the flags of one service belong together.
        if let Some((word, what)) =
            words().find_map(|word| Some((word, open(word.text(), &whole, java8)?)))
        {
            cx.report(word.span, message(what));
        }
    }
    for binding in stage.bindings.iter().filter(|binding| binding.kind == Kind::Env) {
        let Value::Known(value) = &binding.value else { continue };
        // Of an ENV's value only tools that read their options there make something.
        let options = ["OPT", "ARGS"].iter().any(|part| binding.name.contains(part));
        if let Some(what) = open(value, value, java8).filter(|_| options) {
            cx.report(binding.span, message(what));
        }
    }
}

fn message(what: &str) -> String {
    format!("{what} runs code for whoever reaches its port")
}

/// What an option opens to everybody, where the options with it do not close it.
fn open(option: &str, all: &str, java8: bool) -> Option<&'static str> {
    let everywhere = |flag: &str, ends: &[&str]| {
        let mut places = option.match_indices(flag).map(|(at, _)| &option[at + flag.len()..]);
        places.any(|rest| ends.iter().any(|end| rest.starts_with(end)))
    };
    let all_hosts = everywhere("address=", &["*:", "0.0.0.0:"])
        || java8 && option.split_once("address=").is_some_and(|(_, rest)| is_number(rest));
    if option.contains("jdwp") && option.contains("server=y") && all_hosts {
        return Some("the Java debugger");
    }
    if everywhere("--inspect=", &["0.0.0.0"]) || everywhere("--inspect-brk=", &["0.0.0.0"]) {
        return Some("the Node debugger");
    }
    let local = all.contains("jmxremote.host=127.") || all.contains("jmxremote.host=localhost");
    if option.contains("jmxremote.authenticate=false") && all.contains("jmxremote.port=") && !local
    {
        return Some("JMX without a password");
    }
    if everywhere("--remote-debugging-address=", &["0.0.0.0"]) {
        return Some("the browser's remote control");
    }
    let served =
        ["--ip=0.0.0.0", "--ip 0.0.0.0", "--ip=*", "--ip *"].iter().any(|ip| all.contains(ip));
    let without = |what: &str| {
        let bare = option.split_once(what).is_some_and(|(flag, rest)| {
            flag.starts_with("--") && matches!(rest, "" | "''" | "\"\"")
        });
        bare.then_some("the notebook without a token")
    };
    let closed = all.split(' ').any(|word| {
        word.split_once(".password=").is_some_and(|(_, rest)| !matches!(rest, "" | "''" | "\"\""))
    });
    without("App.token=").or(without("Provider.token=")).filter(|_| served && !closed)
}

/// Whether an address is a port alone.
fn is_number(address: &str) -> bool {
    let end = address.find([',', ' ', '"']).unwrap_or(address.len());
    end > 0 && address[..end].bytes().all(|b| b.is_ascii_digit())
}
