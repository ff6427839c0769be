//! Stages parted in two: what is offered starts the same program, and where that is not certain nothing is offered.

use drydock_core::harden::{self, Hardened, Level, Options};
use drydock_tests::hardening::{
    self, findings, is_accepted, lost_comments, unread_shell, untouched_bytes_stay,
};
use drydock_tests::{Random, mutate};

/// The rules that carry a split.
const RULES: [&str; 3] =
    ["toolchain-in-final-stage", "build-tools-in-final-stage", "dotnet-sdk-in-final-stage"];

fn asked() -> Options {
    let mut options = hardening::options(Level::Safe);
    options.with = RULES.map(str::to_owned).into();
    options
}

/// The file with the split made; that it is sound is looked at here.
fn split(source: &str, options: &Options) -> Hardened {
    let hardened = harden::harden(source, options);
    let (before, after) = (&hardened.before.file, &hardened.after.file);
    let text = &hardened.text;
    assert!(is_accepted(before), "the input itself is broken: {source}");
    assert!(is_accepted(after), "no longer accepted:\n{text}");
    assert!(unread_shell(after) <= unread_shell(before), "{text}");
    assert_eq!(lost_comments(before, after), [""; 0], "{text}");
    assert!(untouched_bytes_stay(source, &hardened), "{text}");
    assert!(findings(&hardened.after) <= findings(&hardened.before), "more findings:\n{text}");
    assert_eq!(&harden::harden(text, options).text, text, "a second run changes it");
    hardened
}

fn stages(text: &str) -> usize {
    text.lines().filter(|line| line.to_ascii_uppercase().starts_with("FROM ")).count()
}

/// It is parted in two, and the second stage is this.
fn parts(source: &str, second: &str) {
    let hardened = split(source, &asked());
    let at = hardened.text.rfind("\nFROM ").map_or(0, |at| at + 1);
    assert_eq!(stages(&hardened.text), 2, "{}", hardened.text);
    assert_eq!(&hardened.text[at..], second);
    // Never unasked, and offered there.
    let unasked = harden::harden(source, &hardening::options(Level::Hardened));
    assert_eq!(stages(&unasked.text), 1, "{}", unasked.text);
    let offers = unasked.offered.iter().filter(|offer| RULES.contains(&offer.rule.id));
    assert_eq!(offers.count(), 1, "{}", unasked.text);
}

/// No split is made, and none is offered.
fn stays(source: &str) {
    let hardened = split(source, &asked());
    assert_eq!(stages(&hardened.text), 1, "{}", hardened.text);
    let parted = hardened.offered.iter().filter(|offer| RULES.contains(&offer.rule.id)).count();
    assert_eq!((parted, hardened.refused.len()), (0, 0), "{source}");
}

#[test]
fn go_takes_what_runs_it_along() {
    parts(
        "# syntax=docker/dockerfile:1\nFROM golang:1.26\nLABEL org.example.a=\"x\"\n# where it listens\nENV PORT=8080\n\
         ENV CGO_ENABLED=0\nARG VERSION=dev\nWORKDIR /src\nCOPY go.mod go.sum ./\nRUN go mod download\nCOPY . .\n\
         COPY templates ./templates\nRUN mkdir -p /data && go build -ldflags \"-X main.v=$VERSION\" -o /usr/local/bin/app \
         ./cmd/app\n# the port\nEXPOSE 8080\nHEALTHCHECK CMD curl -f http://localhost:8080/ || exit 1\nCMD [\"app\"]\n",
        "FROM debian:13-slim\nRUN apt-get update && apt-get install -y --no-install-recommends ca-certificates curl tzdata \
         && rm -rf /var/lib/apt/lists/*\nRUN mkdir -p /data\nENV PORT=8080\nWORKDIR /src\nCOPY templates ./templates\n\
         COPY --from=build /usr/local/bin/app /usr/local/bin/app\nLABEL org.example.a=\"x\"\n# the port\nEXPOSE 8080\n\
         HEALTHCHECK CMD curl -f http://localhost:8080/ || exit 1\nCMD [\"app\"]\n",
    );
    // `/go/bin` is in the path of the other image only.
    parts(
        "FROM golang:1.25-alpine AS builder\nRUN apk add --no-cache git gcc musl-dev bash\nWORKDIR /go/src/app\nCOPY . .\n\
         RUN go install ./cmd/tool\nENTRYPOINT [\"tool\"]\n",
        "FROM alpine:3\nRUN apk add --no-cache bash ca-certificates tzdata\nWORKDIR /go/src/app\n\
         COPY --from=builder /go/bin/tool /usr/local/bin/tool\nENTRYPOINT [\"tool\"]\n",
    );
    // Others that it may call, and a program that any PATH leads to.
    parts(
        "FROM golang:1.25-alpine\nWORKDIR /src\nCOPY . .\nRUN go build -o /bin/migrate ./cmd/migrate\n\
         RUN go build -o /bin/server ./cmd/server\nCMD [\"server\"]\n",
        "FROM alpine:3\nRUN apk add --no-cache ca-certificates tzdata\nWORKDIR /src\n\
         COPY --from=build /bin/server /bin/server\nCOPY --from=build /bin/migrate /bin/migrate\nCMD [\"server\"]\n",
    );
    // apt knows nothing of a package that is not there.
    parts(
        "FROM golang:1.25\nRUN mkdir /app\nWORKDIR /app\nCOPY . .\nRUN go build -o app .\n\
         RUN apt-get purge -y git\nRUN echo a > /etc/app\nCMD [\"/app/app\"]\n",
        "FROM debian:13-slim\nRUN apt-get update && apt-get install -y --no-install-recommends ca-certificates tzdata \
         && rm -rf /var/lib/apt/lists/*\nWORKDIR /app\nCOPY --from=build /app/app /app/app\n\
         RUN echo a > /etc/app\nCMD [\"/app/app\"]\n",
    );
    // Of old, projects lay where their import paths lead.
    parts(
        "FROM golang:1.25-alpine\nADD . /go/src/example.org/a/tool\nRUN go install example.org/a/tool\n\
         ENTRYPOINT [\"/go/bin/tool\"]\nEXPOSE 80\n",
        "FROM alpine:3\nRUN apk add --no-cache ca-certificates tzdata\n\
         COPY --from=build /go/bin/tool /go/bin/tool\nENTRYPOINT [\"/go/bin/tool\"]\nEXPOSE 80\n",
    );
    // What is looked at in the first stage is not there in the second.
    parts(
        "FROM golang:1.25-alpine\nWORKDIR /app\nCOPY . .\nRUN go build -o app .\nRUN ls -l app && go version\n\
         RUN adduser -D app\nUSER app\nCMD [\"./app\"]\n",
        "FROM alpine:3\nRUN apk add --no-cache ca-certificates tzdata\nWORKDIR /app\n\
         COPY --from=build /app/app /app/app\nRUN adduser -D app\nUSER app\nCMD [\"./app\"]\n",
    );
}

#[test]
fn a_comment_moves_only_with_its_order() {
    let source = "FROM golang:1.25-alpine\n# who\nLABEL a=b\n# how\nWORKDIR /app\nCOPY . .\nRUN go build -o app .\n\
                  CMD [\"./app\"]\n";
    let text = split(source, &asked()).text;
    assert_eq!(text.matches("LABEL a=b").count(), 2, "{text}");
    assert_eq!(text.matches("# who").count(), 1, "{text}");
}

#[test]
fn line_ends_stay() {
    let source = "FROM golang:1.25-alpine\r\nLABEL a=b\r\n\r\nWORKDIR /app\r\nCOPY . .\r\nRUN go build -o app .\r\n\r\n\
                  CMD [\"./app\"]";
    let text = split(source, &asked()).text;
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "{text:?}");
    assert!(text.contains("LABEL a=b\r\n\r\nCMD") && !text.contains("\r\n\r\n\r\n"), "{text:?}");
}

#[test]
fn go_stays_where_the_program_may_need_more() {
    let file = |from: &str, middle: &str, cmd: &str| {
        format!("FROM {from}\nWORKDIR /app\nCOPY . .\n{middle}\nCMD {cmd}\n")
    };
    let alpine = "golang:1.25-alpine";
    let build = "RUN go build -o app .";
    for (from, middle, cmd) in [
        // No release is named, and C may be linked with.
        ("golang:latest", build, "[\"./app\"]"),
        ("golang", build, "[\"./app\"]"),
        ("example.org/golang:1.25-alpine", build, "[\"./app\"]"),
        // Something else starts, or nothing that was built.
        (alpine, build, "[\"./start.sh\"]"),
        (alpine, build, "[\"go\", \"run\", \".\"]"),
        (alpine, build, "[\"sh\", \"-c\", \"./app | tee log\"]"),
        (alpine, build, "./migrate && ./app"),
        (alpine, build, "[\"./other\"]"),
        (alpine, "RUN go build .", "[\"./entrypoint.sh\"]"),
        (alpine, "RUN go build -o /app .", "[\"/app/main\"]"),
        (alpine, "RUN go build -o app . && go clean && rm -rf /app", "[\"./app\"]"),
        // A tool, which works with the toolchain.
        (alpine, "RUN go install github.com/air-verse/air@latest", "[\"air\"]"),
        (alpine, "RUN go install github.com/pilu/fresh && go build -o app .", "[\"fresh\"]"),
        (alpine, build, "[\"./app\", \"--build=go build .\"]"),
        // It is told to read what stays behind.
        (alpine, build, "[\"./app\", \"-config\", \"config.yaml\"]"),
        (alpine, build, "[\"./app\", \"--views=./views\"]"),
        (alpine, build, "[\"./app\", \"/app/static\"]"),
        // It would hold credentials twice.
        (alpine, "COPY .env ./\nRUN go build -o app .", "[\"./app\"]"),
        (alpine, "ARG PASSWORD\nENV PASSWORD=$PASSWORD\nRUN go build -o app .", "[\"./app\"]"),
        // Steps that are not understood, or leave something else.
        (alpine, "RUN make && go build -o app .", "[\"./app\"]"),
        (alpine, "RUN go build -o app . && cp conf.yaml /etc/", "[\"./app\"]"),
        (alpine, "RUN curl -fLO https://example.org/x && go build -o app .", "[\"./app\"]"),
        (alpine, "RUN apk add --no-cache openjdk21-jdk && go build -o app .", "[\"./app\"]"),
        (alpine, "RUN apk add --no-cache ffmpeg && go build -o app .", "[\"./app\"]"),
        (alpine, "RUN go build -o app . && setcap cap_net_bind_service=+ep app", "[\"./app\"]"),
        (alpine, "RUN adduser -D a && chown a /app && go build -o app .\nUSER a", "[\"./app\"]"),
        (alpine, "RUN adduser -D a\nUSER a\nRUN go build -o app .", "[\"./app\"]"),
        (alpine, "RUN go build -o app .\nRUN echo a > /opt/x/y", "[\"./app\"]"),
        (alpine, "RUN go build -o app .\nRUN chmod 700 /opt/x", "[\"./app\"]"),
        (alpine, "RUN go build -o app .\nRUN rm /app/main.go && touch /srv/x", "[\"./app\"]"),
        (alpine, "RUN mkdir -m 777 /x && go build -o app .", "[\"./app\"]"),
        (alpine, "VOLUME /app\nRUN go build -o app .", "[\"./app\"]"),
        (alpine, "RUN --mount=type=cache,target=/app go build -o app .", "[\"./app\"]"),
        (alpine, "RUN go build -o app .\nSHELL [\"/bin/ash\", \"-c\"]", "[\"./app\"]"),
        (alpine, "RUN go build -o app .\nONBUILD COPY . .", "[\"./app\"]"),
        // Shared libraries, another system, a variable of the image that builds.
        (
            "golang:1.25",
            "RUN apt-get update && apt-get install -y librdkafka-dev && go build -o app .",
            "[\"./app\"]",
        ),
        (alpine, "RUN GOOS=windows go build -o app .", "[\"./app\"]"),
        (alpine, "RUN go build -buildmode=c-shared -o app .", "[\"./app\"]"),
        (alpine, "RUN go build -o app .\nENV HOME=$GOPATH", "[\"./app\"]"),
        ("--platform=$BUILDPLATFORM golang:1.25-alpine", build, "[\"./app\"]"),
        ("golang:1.25-alpine AS dev", build, "[\"./app\"]"),
        // Debian 13 has no `adduser`.
        ("golang:1.25", "RUN go build -o app .\nRUN adduser --system a\nUSER a", "[\"./app\"]"),
    ] {
        stays(&file(from, middle, cmd));
    }
    let several = "FROM golang:1.25-alpine AS a\nRUN true\nFROM golang:1.25-alpine\nCOPY . .\nRUN go build -o /app .\n\
                   CMD [\"/app\"]\n";
    let text = split(several, &asked()).text;
    assert_eq!(stages(&text), 2, "{text}");
}

#[test]
fn rust_takes_its_libraries_along() {
    parts(
        "FROM rust:1.90-slim\nRUN apt-get update && apt-get install -y pkg-config libssl-dev && rm -rf \
         /var/lib/apt/lists/*\nWORKDIR /src\nCOPY . .\nRUN cargo install --path .\nCMD [\"app\"]\n",
        "FROM debian:13-slim\nRUN apt-get update && apt-get install -y --no-install-recommends ca-certificates libssl3t64 \
         tzdata && rm -rf /var/lib/apt/lists/*\nWORKDIR /src\n\
         COPY --from=build /usr/local/cargo/bin/app /usr/local/bin/app\nCMD [\"app\"]\n",
    );
    parts(
        "FROM rust:1.90-alpine\nWORKDIR /src\nCOPY . .\nRUN --mount=type=cache,target=/src/target cargo build --release && \
         cp target/release/app /app\nCMD [\"/app\"]\n",
        "FROM alpine:3\nRUN apk add --no-cache ca-certificates libgcc tzdata\nWORKDIR /src\nCOPY --from=build /app /app\n\
         CMD [\"/app\"]\n",
    );
    for (from, run, cmd) in [
        // OpenSSL 1.1 is gone; a library that is not known; the program is not in the image, or not this one.
        (
            "rust:1.60-slim",
            "RUN apt-get install -y libssl-dev && cargo build --release",
            "./target/release/a",
        ),
        ("rust:1.50", "RUN cargo build --release", "./target/release/a"),
        (
            "rust:1.90-slim",
            "RUN apt-get install -y libopus-dev && cargo build --release",
            "./target/release/a",
        ),
        (
            "rust:1.90-slim",
            "RUN --mount=type=cache,target=/src/target cargo build --release",
            "./target/release/a",
        ),
        ("rust:1.90-slim", "RUN cargo build --release", "./target/debug/a"),
        ("rust:1.90-slim", "RUN cargo build --release", "cargo run --release"),
        ("rust:1.90-slim", "RUN cargo install cargo-watch", "cargo-watch"),
        ("rust:slim", "RUN cargo build --release", "./target/release/a"),
    ] {
        stays(&format!("FROM {from}\nWORKDIR /src\nCOPY . .\n{run}\nCMD {cmd}\n"));
    }
}

#[test]
fn rust_asks_where_any_library_may_be_linked_with() {
    let source = "FROM rust:1.90\nWORKDIR /src\nCOPY . .\nRUN cargo build --release\nCMD [\"./target/release/app\"]\n";
    let mut options = asked();
    let open = split(source, &options);
    assert_eq!(stages(&open.text), 1);
    assert!(open.offered.iter().any(|o| o.question.as_ref().is_some_and(|q| q.key == "libraries")));
    for (answer, expected) in [
        ("libssl3t64, libpq5", "ca-certificates libpq5 libssl3t64 tzdata"),
        ("none", "ca-certificates tzdata"),
    ] {
        options.config.answers.insert("libraries".to_owned(), answer.to_owned());
        let text = split(source, &options).text;
        assert!(text.contains(&format!("recommends {expected} &&")), "{text}");
    }
    options.config.answers.insert("libraries".to_owned(), "a; rm -rf /".to_owned());
    assert_eq!(stages(&split(source, &options).text), 1);
}

#[test]
fn java_runs_on_the_runtime_of_its_kit() {
    parts(
        "FROM maven:3.9-eclipse-temurin-21\nWORKDIR /app\nCOPY pom.xml .\nRUN mvn dependency:go-offline\nCOPY src ./src\n\
         RUN mvn -B package\nEXPOSE 8080\nENTRYPOINT [\"java\", \"-jar\", \"target/app-1.0.jar\"]\n",
        "FROM eclipse-temurin:21-jre\nWORKDIR /app\nCOPY --from=build /app/target /app/target\nEXPOSE 8080\n\
         ENTRYPOINT [\"java\", \"-jar\", \"target/app-1.0.jar\"]\n",
    );
    parts(
        "FROM eclipse-temurin:21-jdk-alpine\nENV JAVA_OPTS=\"\"\nWORKDIR /app\nCOPY . .\n\
         RUN chmod +x mvnw && ./mvnw clean package && cp target/*.jar app.jar\n\
         CMD exec java $JAVA_OPTS -Djava.security.egd=file:/dev/./urandom -jar app.jar\n",
        "FROM eclipse-temurin:21-jre-alpine\nENV JAVA_OPTS=\"\"\nWORKDIR /app\nCOPY --from=build /app/app.jar /app/app.jar\n\
         CMD [\"/bin/sh\", \"-c\", \"exec java $JAVA_OPTS -Djava.security.egd=file:/dev/./urandom -jar app.jar\"]\n",
    );
    parts(
        "FROM gradle:8.5-jdk17\nWORKDIR /src\nCOPY . .\nRUN gradle bootJar\nCMD [\"java\", \"-jar\", \"build/libs/a.jar\"]\n",
        "FROM eclipse-temurin:17-jre\nWORKDIR /src\nCOPY --from=build /src/build/libs /src/build/libs\n\
         CMD [\"java\", \"-jar\", \"build/libs/a.jar\"]\n",
    );
    for (from, cmd) in [
        ("maven:3-jdk-8", "[\"java\", \"-jar\", \"target/a.jar\"]"),
        ("maven:3.9", "[\"java\", \"-jar\", \"target/a.jar\"]"),
        ("maven:3.9-amazoncorretto-21", "[\"java\", \"-jar\", \"target/a.jar\"]"),
        ("maven:3.9-eclipse-temurin-21", "[\"mvn\", \"spring-boot:run\"]"),
        ("maven:3.9-eclipse-temurin-21", "[\"java\", \"-jar\", \"target/*.jar\"]"),
        ("maven:3.9-eclipse-temurin-21", "[\"java\", \"-cp\", \"target/classes\", \"a.Main\"]"),
        (
            "maven:3.9-eclipse-temurin-21",
            "[\"java\", \"-javaagent:agent.jar\", \"-jar\", \"target/a.jar\"]",
        ),
        (
            "maven:3.9-eclipse-temurin-21",
            "[\"java\", \"-jar\", \"target/a.jar\", \"server\", \"config.yml\"]",
        ),
        ("maven:3.9-eclipse-temurin-21", "[\"java\", \"-jar\", \"lib/a.jar\"]"),
    ] {
        stays(&format!("FROM {from}\nWORKDIR /app\nCOPY . .\nRUN mvn package\nCMD {cmd}\n"));
    }
}

#[test]
fn dotnet_runs_where_it_is_published() {
    parts(
        "FROM mcr.microsoft.com/dotnet/sdk:10.0.100-noble\nWORKDIR /src\nCOPY . .\nRUN dotnet publish -c Release -o /app\n\
         WORKDIR /app\nENV ASPNETCORE_URLS=http://+:8080\nENTRYPOINT [\"dotnet\", \"App.dll\"]\n",
        "FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble\nCOPY --from=build /app /app\nWORKDIR /app\n\
         ENV ASPNETCORE_URLS=http://+:8080\nENTRYPOINT [\"dotnet\", \"App.dll\"]\n",
    );
    for (tag, run, cmd) in [
        // Settings are read where it starts; cultures differ; it brings its own runtime.
        ("10.0", "RUN dotnet publish -o out", "[\"dotnet\", \"out/App.dll\"]"),
        ("10.0-alpine", "RUN dotnet publish -o /app\nWORKDIR /app", "[\"dotnet\", \"App.dll\"]"),
        (
            "10.0",
            "RUN dotnet publish --self-contained -o /app\nWORKDIR /app",
            "[\"dotnet\", \"App.dll\"]",
        ),
        ("10.0", "RUN dotnet build -o /app\nWORKDIR /app", "[\"dotnet\", \"App.dll\"]"),
        (
            "10.0@sha256:0000000000000000000000000000000000000000000000000000000000000000",
            "RUN dotnet publish -o /app\nWORKDIR /app",
            "[\"dotnet\", \"App.dll\"]",
        ),
    ] {
        let source = format!(
            "FROM mcr.microsoft.com/dotnet/sdk:{tag}\nWORKDIR /src\nCOPY . .\n{run}\nENTRYPOINT {cmd}\n"
        );
        assert_eq!(stages(&split(&source, &asked()).text), 1, "{source}");
    }
}

#[test]
fn compilers_stay_behind_where_sources_run() {
    parts(
        "FROM node:24-alpine\nRUN apk add --no-cache python3 make g++\nWORKDIR /app\nCOPY package*.json ./\nRUN npm ci\n\
         COPY . .\nRUN npm run build\nRUN mkdir -p uploads\nUSER node\nCMD [\"node\", \"dist/main.js\"]\n",
        "FROM node:24-alpine\nRUN apk add --no-cache libstdc++ python3\nWORKDIR /app\nCOPY --from=build /app /app\n\
         RUN mkdir -p uploads\nUSER node\nCMD [\"node\", \"dist/main.js\"]\n",
    );
    parts(
        "FROM ruby:3.4-slim\nRUN apt-get update && apt-get install -y --no-install-recommends build-essential libpq-dev \
         nodejs && rm -rf /var/lib/apt/lists/*\nWORKDIR /app\nCOPY Gemfile Gemfile.lock ./\nRUN bundle install\nCOPY . .\n\
         CMD [\"bundle\", \"exec\", \"puma\"]\n",
        "FROM ruby:3.4-slim\nRUN apt-get update && apt-get install -y --no-install-recommends libpq5 nodejs && rm -rf \
         /var/lib/apt/lists/*\nWORKDIR /app\nCOPY Gemfile Gemfile.lock ./\n\
         COPY --from=build /usr/local/bundle /usr/local/bundle\nCOPY . .\nCMD [\"bundle\", \"exec\", \"puma\"]\n",
    );
    // What is built in stays one folder, and other languages' toolchains may be called.
    parts(
        "FROM node:24-alpine\nRUN apk add --no-cache make g++ openjdk21-jdk\nWORKDIR /app\nCOPY package*.json ./\n\
         COPY public ./public\nRUN npm ci\nCOPY . .\nCMD [\"node\", \"a.js\"]\n",
        "FROM node:24-alpine\nRUN apk add --no-cache libstdc++ openjdk21-jdk\nWORKDIR /app\n\
         COPY --from=build /app /app\nCOPY . .\nCMD [\"node\", \"a.js\"]\n",
    );
    let python = |install: &str, pip: &str, cmd: &str| {
        format!(
            "FROM python:3.14-slim\nRUN apt-get update && apt-get install -y --no-install-recommends {install} \
                 && rm -rf /var/lib/apt/lists/*\nWORKDIR /app\nCOPY . .\nRUN {pip}\nCMD {cmd}\n"
        )
    };
    let pip = "pip install -r requirements.txt";
    for source in [
        python("gcc libldap2-dev", pip, "[\"python\", \"a.py\"]"),
        python("gcc", "pip install -e .", "[\"python\", \"a.py\"]"),
        python("gcc", "pip install --user -r requirements.txt", "[\"python\", \"a.py\"]"),
        python("gcc", "pip install poetry && poetry install", "[\"python\", \"a.py\"]"),
        python("gcc", pip, "[\"/usr/local/bin/gunicorn\", \"a\"]"),
        python("gcc", pip, "[\"uwsgi\", \"--ini\", \"uwsgi.ini\"]"),
        python("gcc openjdk-21-jdk", pip, "[\"python\", \"a.py\"]"),
        python("gcc make", pip, "[\"make\", \"run\"]"),
        python("gcc", pip, "[\"pytest\"]"),
        python("gcc", pip, "[\"bash\"]"),
        python(
            "gcc",
            "pip install -r requirements.txt && apt-get purge -y gcc",
            "[\"python\", \"a.py\"]",
        ),
        python("curl", pip, "[\"python\", \"a.py\"]"),
    ] {
        stays(&source);
    }
    // A release without support would be named twice.
    let old = python("gcc", pip, "[\"python\", \"a.py\"]").replace("3.14", "3.8");
    assert_eq!(stages(&split(&old, &asked()).text), 1);
    let mut undated = asked();
    undated.config.today = None;
    assert_eq!(stages(&split(&old, &undated).text), 2);
    assert_eq!(stages(&split(&old.replace("3.8", "2.7"), &undated).text), 1);
}

/// Files that are parted in two.
const WHOLE: [&str; 6] = [
    "# a\nFROM golang:1.26\nLABEL a=b\nENV PORT=80\nARG V=1\nWORKDIR /src\n# b\nCOPY go.mod ./\nRUN go mod download\nCOPY . .\n\
     COPY templates ./templates\nRUN mkdir -p /data && go build -o /usr/local/bin/app ./cmd/app\nVOLUME /data\nEXPOSE 8080\n\
     CMD [\"app\"]\n",
    "FROM golang:1.25-alpine AS b\nRUN apk add --no-cache git bash\nRUN adduser -D app\nWORKDIR /app\nCOPY . .\n\
     RUN go build -o bin/ ./...\nUSER app\nENTRYPOINT [\"./bin/app\"]\nCMD [\"-v\"]\n",
    "FROM rust:1.90-slim\nRUN apt-get update && apt-get install -y libssl-dev\nWORKDIR /src\nCOPY . .\n\
     RUN cargo build --release && mv target/release/app /app\nCMD [\"/app\"]\n",
    "FROM maven:3.9-eclipse-temurin-21\nWORKDIR /app\nCOPY . .\nRUN mvn package\nCMD java -jar target/a.jar\n",
    "FROM mcr.microsoft.com/dotnet/sdk:10.0\nWORKDIR /src\nCOPY . .\nRUN dotnet publish -o /app\nWORKDIR /app\n\
     ENTRYPOINT [\"dotnet\", \"App.dll\"]\n",
    "FROM python:3.14-slim\nRUN apt-get update && apt-get install -y gcc libpq-dev\nWORKDIR /app\nCOPY a.txt .\n\
     RUN pip install -r a.txt\nCOPY . .\nCMD [\"gunicorn\", \"a\"]\n",
];

#[test]
fn mutants_are_parted_soundly_or_not_at_all() {
    let (options, mut parted) = (asked(), 0);
    for seed in 0..1_200u64 {
        let mut random = Random::new(seed);
        let base = *random.pick(&WHOLE);
        let mutant = mutate(base, &mut random);
        let outcome = std::panic::catch_unwind(|| {
            let hardened = harden::harden(&mutant, &options);
            let (before, after) = (&hardened.before.file, &hardened.after.file);
            let sound = (!is_accepted(before) || is_accepted(after))
                && unread_shell(after) <= unread_shell(before)
                && lost_comments(before, after).is_empty()
                && untouched_bytes_stay(&mutant, &hardened)
                && harden::harden(&hardened.text, &options).text == hardened.text;
            (sound, stages(&hardened.text) > stages(&mutant))
        });
        assert!(matches!(outcome, Ok((true, _))), "seed {seed}: {outcome:?}\n{mutant:?}");
        parted += usize::from(outcome.is_ok_and(|(_, is_parted)| is_parted));
    }
    println!("{parted} parted");
    assert!(parted > 30, "{parted}");
}
