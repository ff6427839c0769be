//! The museum of broken rewrites: what other rewriters have been seen to do to real files, in inputs of our own. None
//! of it may come out here, neither of the safe fixes, nor of the recommended ones, nor of all that is offered.

use drydock_core::harden::{self, Level};
use drydock_core::syntax;
use drydock_tests::hardening::{self, is_accepted, lost_comments, unread_shell};

const LEVELS: [Level; 3] = [Level::Safe, Level::Hardened, Level::Everything];

/// What the three levels make of a file; that it is sound is looked at here.
fn outputs(source: &str) -> Vec<String> {
    let outputs = LEVELS.map(|level| {
        let options = hardening::options(level);
        let hardened = harden::harden(source, &options);
        let (before, after) = (&hardened.before.file, &hardened.after.file);
        let text = hardened.text.clone();
        assert!(is_accepted(before), "the exhibit itself is broken: {source}");
        assert!(is_accepted(after), "{level:?}: no longer accepted\n{text}");
        assert!(unread_shell(after) <= unread_shell(before), "{level:?}: shell broken\n{text}");
        assert_eq!(lost_comments(before, after), [""; 0], "{level:?}: a comment is lost\n{text}");
        assert_eq!(
            harden::harden(&text, &options).text,
            text,
            "{level:?}: a second run changes it"
        );
        text
    });
    outputs.to_vec()
}

/// Each level keeps all of these texts.
fn keeps(source: &str, texts: &[&str]) {
    for output in outputs(source) {
        for text in texts {
            assert!(output.contains(text), "`{text}` is gone:\n{output}");
        }
    }
}

/// No level writes any of these texts.
fn never(source: &str, texts: &[&str]) {
    for output in outputs(source) {
        for text in texts {
            assert!(!output.contains(text), "`{text}` came:\n{output}");
        }
    }
}

/// The final working directory, as the builder sees it.
fn working_dir(source: &str) -> String {
    let plan = drydock_core::plan::plan(&syntax::parse(source), None);
    plan.expect("the builder takes it").config.working_dir
}

#[test]
fn m01_a_list_over_lines_keeps_its_chain() {
    let source = "FROM debian:13-slim\nRUN apt-get update && apt-get install -y zlib1g \\\n    \
                  make \\\n    bzip2 \\\n    && \\\n    make --version\n";
    keeps(source, &["&& \\\n    make --version"]);
}

#[test]
fn m02_an_old_env_over_lines_becomes_one_value() {
    let source = "FROM debian:13-slim\nENV DEPS \\\n\t\tautoconf \\\n\t\tgcc \\\n\t\tmake\n\
                  RUN echo $DEPS\n";
    never(source, &["DEPS=\\\n", "DEPS= "]);
    let value = |text: &str| {
        let plan = drydock_core::plan::plan(&syntax::parse(text), None).expect("accepted");
        plan.config.env.iter().find(|entry| entry.starts_with("DEPS=")).cloned()
    };
    for output in outputs(source) {
        assert_eq!(value(source), value(&output), "{output}");
    }
}

#[test]
fn m03_copies_with_modes_stay_two() {
    let source = "FROM debian:13-slim\nCOPY start.sh /srv/\nRUN chmod +r /srv/start.sh\n\
                  COPY stop.sh /srv/\nRUN chmod +x /srv/stop.sh\n";
    for output in outputs(source) {
        assert_eq!(output.matches(".sh /srv/").count(), 2, "{output}");
        assert!(output.lines().all(|line| line.matches("--chmod").count() < 2), "{output}");
    }
}

#[test]
fn m04_an_address_is_never_copied() {
    let json = "FROM debian:13-slim\nADD [\"run.sh\", \"https://example.com/x.tgz\", \"/opt/\"]\n";
    never(json, &["COPY"]);
    never("FROM debian:13-slim\nADD https://example.com/x.tgz /opt/\n", &["COPY"]);
    never("FROM debian:13-slim\nADD https://example.com/tool.git#v1 /opt/tool\n", &["COPY"]);
}

#[test]
fn m05_busybox_has_no_progress() {
    let source = "FROM alpine:3.22\nRUN apk add --no-cache tar\n\
                  RUN wget https://example.com/x.tgz && tar xf x.tgz && rm x.tgz\n";
    never(source, &["--progress", "dot:giga"]);
}

#[test]
fn m06_a_relative_workdir_is_written_once() {
    let source = "FROM debian:13-slim\nWORKDIR app\nCOPY run /app/\n";
    never(source, &["appWORKDIR", "/app/app"]);
    for output in outputs(source) {
        assert_eq!(output.matches("WORKDIR").count(), 1, "{output}");
        assert_eq!(working_dir(source), working_dir(&output), "{output}");
    }
}

#[test]
fn m07_options_in_a_variable_stay_unquoted() {
    let source = "FROM eclipse-temurin:21-jre\nCOPY app.jar /app.jar\n\
                  ENTRYPOINT exec java $JAVA_OPTS -jar /app.jar\n";
    never(source, &["\"$JAVA_OPTS\"", "\\\"$JAVA_OPTS\\\"", "\"$JAVA_OPTS"]);
    keeps(source, &["java $JAVA_OPTS -jar /app.jar"]);
}

#[test]
fn m08_a_cd_at_the_end_takes_nothing_with_it() {
    let source = "FROM ruby:3.4-slim\nRUN set -eux; \\\n\tmkdir -p /usr/src/x; \\\n\tcd /; \\\n\t\
                  bundle --version\n";
    never(source, &["WORKDIR /\t", "WORKDIR / bundle", "WORKDIR /bundle"]);
    for output in outputs(source) {
        assert_eq!(working_dir(source), working_dir(&output), "{output}");
    }
}

#[test]
fn m09_a_folder_that_one_step_entered_is_not_the_next_ones() {
    let source = "FROM node:24-slim\nWORKDIR /app\nCOPY . .\n\
                  RUN cd client && npm ci && npm run build\nRUN npm ci --omit=dev\n\
                  CMD [\"node\", \"index.js\"]\n";
    for output in outputs(source) {
        let joined = output.lines().any(|line| {
            line.contains("cd client") && line.contains("--omit=dev") && !line.contains('(')
        });
        assert!(!joined && !output.contains("RUN <<"), "{output}");
        assert!(output.contains("cd client && npm ci"), "{output}");
    }
}

#[test]
fn m10_the_command_starts_where_it_did() {
    let source = "FROM gcc:15\nCOPY . /opt/tool\nWORKDIR /opt/tool\nRUN cd src && make\n\
                  CMD [\"./run\"]\n";
    for output in outputs(source) {
        assert_eq!(working_dir(&output), "/opt/tool", "{output}");
    }
}

#[test]
fn m11_no_folder_is_invented() {
    let source = "FROM rust:1.90 AS base\nCOPY rust-toolchain.toml .\nFROM base\n\
                  WORKDIR /usr/src/tool\nCOPY . .\nRUN cargo build --release\n";
    never(source, &["WORKDIR /app", "WORKDIR /rust"]);
}

#[test]
fn m12_what_a_later_stage_copies_is_not_in_a_cache() {
    let source = "FROM rust:1.90 AS build\nWORKDIR /src\nCOPY . .\nRUN cargo build --release\n\
                  FROM debian:13-slim\nCOPY --from=build /src/target/release/app /usr/local/bin/app\n\
                  CMD [\"app\"]\n";
    never(source, &["target=/src/target"]);
}

#[test]
fn m13_restored_packages_stay_for_the_publish() {
    let source = "FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build\nWORKDIR /src\nCOPY . .\n\
                  RUN dotnet restore\nRUN dotnet publish --no-restore -o /out\n\
                  FROM mcr.microsoft.com/dotnet/aspnet:10.0\nCOPY --from=build /out /app\n\
                  ENTRYPOINT [\"dotnet\", \"/app/a.dll\"]\n";
    for output in outputs(source) {
        let mounts = output.matches("/root/.nuget").count();
        assert!(mounts == 0 || mounts >= 2, "{output}");
    }
}

#[test]
fn m14_pip_of_a_user_keeps_nothing() {
    let source = "FROM python:3.14-slim\nRUN useradd --create-home app\nUSER app\n\
                  RUN pip install --user --no-cache-dir requests\nCMD [\"python\", \"-m\", \"app\"]\n";
    never(source, &["/root/.cache/pip"]);
    keeps(source, &["--no-cache-dir"]);
}

#[test]
fn m15_lists_are_fetched_where_they_are_used() {
    let source = "FROM debian:13-slim\nRUN apt-get update\nRUN apt-get install -y make\n\
                  CMD [\"make\"]\n";
    never(source, &["target=/var/lib/apt", "target=/var/cache/apt"]);
    for output in outputs(source) {
        let install = output.lines().find(|line| line.contains("install")).expect("it stays");
        assert!(install.contains("apt-get update &&"), "{output}");
    }
}

#[test]
fn m16_alpine_has_no_bash() {
    let source = "FROM alpine:3.22\nRUN wget -qO- https://example.com/x.tgz | tar xz -C /opt\n";
    never(source, &["bash"]);
}

#[test]
fn m17_no_settings_of_tools_get_into_the_image() {
    let source = "FROM debian:13-slim\nRUN apt-get update && apt-get install -y curl wget\n\
                  RUN curl https://example.com/x -o /x && wget https://example.com/y\n\
                  CMD [\"/x\"]\n";
    never(source, &["CURL_HOME", "WGETRC", "COPY <<"]);
}

#[test]
fn m18_a_trigger_stays_a_trigger() {
    let source = "FROM node:24-slim\nONBUILD RUN cd /app && npm install\n";
    for output in outputs(source) {
        let bare = output.lines().any(|line| line.starts_with("RUN npm install"));
        assert!(!bare && !output.contains("\nWORKDIR"), "{output}");
        assert!(output.contains("ONBUILD RUN "), "{output}");
        assert!(!output.contains("install install"), "{output}");
    }
}

#[test]
fn m19_no_command_is_doubled() {
    let source = "FROM rockylinux:9\nRUN yum install -y wget rpm-build \\\n && wget \
                  https://example.com/a.src.rpm \\\n && rpmbuild -ba x.spec \\\n && yum clean all\n";
    for output in outputs(source) {
        assert_eq!(output.matches("https://example.com/a.src.rpm").count(), 1, "{output}");
        assert_eq!(output.matches("rpmbuild").count(), 1, "{output}");
    }
}

#[test]
fn m20_powershell_scripts_need_their_shell() {
    let source = "FROM mcr.microsoft.com/windows/servercore:ltsc2022\n\
                  SHELL [\"powershell\", \"-Command\"]\nCOPY start.ps1 .\nCMD .\\start.ps1\n";
    keeps(source, &["CMD .\\start.ps1"]);
}

#[test]
fn m21_programs_don_t_belong_to_who_runs_them() {
    let source = "FROM golang:1.25 AS build\nCOPY . /src\nRUN cd /src && go build -o /worker .\n\
                  FROM debian:13-slim\nRUN useradd --system --uid 10001 app\nUSER app\n\
                  COPY --from=build /worker /bin/\nCMD [\"/bin/worker\"]\n";
    never(source, &["--chown"]);
}

#[test]
fn m22_bundler_is_not_reconfigured() {
    let source = "FROM ruby:3.4-slim\nWORKDIR /app\nCOPY Gemfile ./\nRUN bundle install\nCOPY . .\n\
                  CMD [\"ruby\", \"app.rb\"]\n";
    never(source, &["BUNDLE_DEPLOYMENT", "BUNDLE_FROZEN"]);
}

#[test]
fn m23_the_star_of_a_checksum_line_stays_in_its_column() {
    let source = "FROM debian:13-slim\nARG SUM\n\
                  RUN echo \"$SUM *file.tgz\" | sha256sum -c - && tar xzf file.tgz\n";
    never(source, &["$SUM  *file", "${SUM}  *file"]);
    keeps(source, &["$SUM *file.tgz"]);
}

#[test]
fn m24_nothing_is_deleted_that_was_not() {
    let source = "FROM php:8.4-cli\nRUN mkdir -p /usr/src/php; cd /usr/src; \\\n    \
                  curl -fsSL -o php.tar.xz https://example.com/php.tar.xz; tar -xf php.tar.xz\n";
    never(source, &["rm -rf /usr/src", "rm -r /usr/src", "cd /usr/src cd"]);
}

#[test]
fn m25_plus_ends_what_find_executes() {
    let source =
        "FROM debian:13-slim\nRUN find /opt -type f -exec sh -c 'strip \"$@\"' -- '{}' +\n";
    keeps(source, &["-- '{}' +\n"]);
}

#[test]
fn m26_options_are_not_put_between_an_option_and_its_value() {
    let source = "FROM debian:13-slim\nRUN groupadd grp && useradd -u 70000000 -g grp name\n\
                  USER name\nCMD [\"id\"]\n";
    never(source, &["-g --", "-u --", "--no-log-init grp"]);
    keeps(source, &["-g grp"]);
}

#[test]
fn m27_platform_and_stage_name_stay() {
    let source = "FROM --platform=$BUILDPLATFORM golang:1.25 AS build\nARG TARGETARCH\n\
                  RUN GOARCH=$TARGETARCH go build -o /x ./cmd\nFROM scratch\n\
                  COPY --from=build /x /x\nENTRYPOINT [\"/x\"]\n";
    keeps(source, &["--platform=$BUILDPLATFORM", " AS build\n", "--from=build"]);
}

#[test]
fn m28_a_case_keeps_its_brackets() {
    let source = "FROM debian:13-slim\nRUN arch=\"$(dpkg --print-architecture)\"; \\\n    case \
                  \"$arch\" in \\\n        amd64|arm64) echo ok ;; \\\n        *) echo \"no $arch\"; exit 1 ;; \\\n    \
                  esac; apt-get update; apt-get install -y make\n";
    keeps(source, &["amd64|arm64) echo ok ;;", "exit 1 ;;", "esac"]);
}

#[test]
fn m29_not_every_host_speaks_tls() {
    let source = "FROM debian:13-slim\nRUN curl -f http://localhost:8080/ready\n\
                  RUN curl -fo /x http://archive.internal/x && curl -fo /y http://10.0.0.3/y\n";
    never(source, &["https://localhost", "https://archive.internal", "https://10."]);
}

#[test]
fn m30_a_token_never_moves_into_a_copied_file() {
    let source = "FROM node:24-slim\nARG TOKEN\nCOPY package.json package-lock.json ./\n\
                  RUN echo \"//npm.example.org/:_authToken=${TOKEN}\" > ~/.npmrc && npm ci && rm ~/.npmrc\n";
    never(source, &["COPY <<", "ENV TOKEN"]);
    let hardened = &outputs(source)[1];
    assert!(!hardened.contains("ARG TOKEN") && hardened.contains("type=secret"), "{hardened}");
}

#[test]
fn m31_a_command_that_did_not_count_still_doesn_t() {
    let source = "FROM debian:13-slim\nCOPY server /usr/local/bin/\nENTRYPOINT server --port 8080\n\
                  CMD [\"--debug\"]\n";
    for output in outputs(source) {
        let exec = output.contains("ENTRYPOINT [\"server\"");
        assert!(!(exec && output.contains("--debug")), "{output}");
    }
}

#[test]
fn m32_no_user_without_a_look_at_what_runs() {
    let script = "FROM debian:13-slim\nCOPY entrypoint.sh /\nENTRYPOINT [\"/entrypoint.sh\"]\n";
    let home = "FROM python:3.14-slim\nRUN pip install --user flask\nCOPY app.py /srv/\n\
                CMD [\"python\", \"/srv/app.py\"]\n";
    let port = "FROM node:24-slim\nCOPY . /srv\nEXPOSE 80\nCMD [\"node\", \"/srv/server.js\"]\n";
    let drops = "FROM redis:8\nCMD [\"redis-server\"]\n";
    for source in [script, home, port, drops] {
        never(source, &["USER"]);
    }
    let state = "FROM debian:13-slim\nCOPY server /usr/local/bin/\nVOLUME /var/lib/server\nEXPOSE 8080\n\
                 CMD [\"server\"]\n";
    let hardened = &outputs(state)[1];
    assert!(hardened.contains("chown 10001:10001 /var/lib/server"), "{hardened}");
    assert!(hardened.contains("USER 10001:10001"), "{hardened}");
}

#[test]
fn m33_health_is_asked_with_a_tool_that_is_there() {
    for base in ["nginx:1.29", "php:8.4-fpm", "tomcat:11", "debian:13-slim", "node:24-slim"] {
        let source = format!("FROM {base}\nCOPY . /srv\nEXPOSE 8080\nCMD [\"server\"]\n");
        for output in outputs(&source) {
            let check = output.lines().skip_while(|line| !line.starts_with("HEALTHCHECK")).take(2);
            let check: String = check.collect();
            let curl =
                check.contains("curl") && base != "php:8.4-fpm" && !base.starts_with("nginx");
            assert!(!curl, "{base} has no curl:\n{output}");
        }
    }
}
