//! The compiler and tools of Java in an image that only runs a program.

use crate::image::Reference;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "jdk-in-final-stage",
    title: "The final image brings the whole JDK",
    category: Category::Build,
    severity: Severity::Low,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["jdk-instead-of-jre"],
    why: "A JDK adds a compiler and tools to the runtime: 150 MB and more to pull, and the means \
          to compile for whoever breaks in.",
    how: "Build in a stage with the JDK, and run on the `jre` tag of the same image, or on a \
          runtime that `jlink` made.",
    examples: &[
        Example::bad(
            r#"
            FROM «eclipse-temurin:21-jdk-alpine»
            COPY app.jar /app.jar
            CMD ["java", "-jar", "/app.jar"]
            "#,
        )
        .fixed(
            r#"
            FROM eclipse-temurin:21-jre-alpine
            COPY app.jar /app.jar
            CMD ["java", "-jar", "/app.jar"]
            "#,
        ),
        Example::bad(
            r#"
            FROM «openjdk:11-jdk-slim»
            COPY app.jar /app.jar
            ENTRYPOINT ["java", "-jar", "/app.jar"]
            "#,
        ),
        Example::good(
            r#"
            FROM eclipse-temurin:21-jdk AS build
            RUN ./mvnw package
            FROM eclipse-temurin:21-jre
            COPY --from=build /app.jar /app.jar
            CMD ["java", "-jar", "/app.jar"]
            "#,
        ),
        Example::good(
            r#"
            FROM openjdk:17-jdk-slim
            CMD ["java", "-jar", "/app.jar"]
            "#,
        ),
        Example::good(
            r#"
            FROM eclipse-temurin:21-jdk
            CMD ["./mvnw", "spring-boot:run"]
            "#,
        ),
        Example::good(
            r#"
            FROM eclipse-temurin:21-jdk
            CMD ["java", "-jar", "/jenkins-agent.jar"]
            RUN javac -version
            "#,
        ),
    ],
    links: &[],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let file = cx.file;
    let Some(image) = file.root_image(stage).filter(|image| has_runtime(image)) else { return };
    if !stage.is_final || stage.is_dev() {
        return;
    }
    let launches = [Keyword::Entrypoint, Keyword::Cmd];
    let launches: Vec<&Launch> =
        launches.iter().filter_map(|keyword| file.launch(stage, *keyword)).collect();
    let commands = || launches.iter().flat_map(|launch| &launch.script.commands);
    let runs_jar =
        commands().any(|c| c.is("java") && c.args().iter().any(|word| word.text() == "-jar"));
    // What is called somewhere is there for a reason.
    const TOOLS: [&str; 11] = [
        "javac", "jcmd", "jmap", "jstack", "jps", "jstat", "jlink", "mvn", "mvnw", "gradle",
        "gradlew",
    ];
    let runs = file.lineage(stage).flat_map(|stage| file.runs_of(stage));
    let builds =
        runs.flat_map(|run| &run.script.commands).chain(commands()).any(|c| c.is_one_of(&TOOLS));
    let root = file.lineage(stage).last().unwrap_or(stage);
    let name = root.base_raw.as_str();
    if !runs_jar || builds || launches.iter().any(|launch| launch.script.commands.len() > 1) {
        return;
    }
    let literal = !name.contains('$');
    let finding =
        cx.report(root.base_span, "only `java -jar` runs here, for which a JRE is enough");
    let tag = image.tag.as_deref().unwrap_or("");
    let fix = literal && image.repository() == "eclipse-temurin" && image.digest.is_none();
    if let Some(at) = name.rfind(tag).filter(|_| fix && tag.contains("jdk")) {
        let start = root.base_span.start + at as u32;
        let change = "compiler and tools of the JDK are not in the image";
        let fix = Fix::review("run on the JRE", Phase::Base, change);
        finding.fix(
            fix.replace(Span::new(start, start + tag.len() as u32), tag.replacen("jdk", "jre", 1)),
        );
    }
}

/// Whether it is a JDK whose publisher also has the JRE in the same version (tags on Docker Hub, read 2026-11).
fn has_runtime(image: &Reference) -> bool {
    let jdk = image.tag_parts().any(|part| part == "jdk");
    let first = image.tag.as_deref().unwrap_or("").split(['.', '-', 'u']).next().unwrap_or("");
    match image.repository().as_str() {
        "eclipse-temurin" | "azul/zulu-openjdk" => jdk,
        "openjdk" => jdk && matches!(first, "8" | "11"),
        _ => false,
    }
}
