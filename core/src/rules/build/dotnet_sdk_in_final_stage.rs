//! The whole SDK to run one program.

use crate::image::Reference;
use crate::model::{SourceKind, splits};
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "dotnet-sdk-in-final-stage",
    title: "The final image is the .NET SDK",
    category: Category::Build,
    severity: Severity::Medium,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "The SDK is several times as large as the runtime, and brings compilers and tools that an attacker \
          may use.",
    how: "Build in a stage from the SDK, and copy the result to `mcr.microsoft.com/dotnet/aspnet` or \
          `runtime`.",
    examples: &[
        Example::bad(
            r#"
            FROM «mcr.microsoft.com/dotnet/sdk:10.0»
            COPY . /src
            RUN dotnet publish -o /app /src
            ENTRYPOINT ["dotnet", "/app/app.dll"]
            "#,
        )
        .fixed(
            r#"
            FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
            COPY . /src
            RUN dotnet publish -o /app /src

            FROM mcr.microsoft.com/dotnet/aspnet:10.0
            COPY --from=build /app /app
            ENTRYPOINT ["dotnet", "/app/app.dll"]
            "#,
        ),
        Example::bad(
            r#"
            FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
            RUN dotnet publish -o /app
            FROM «mcr.microsoft.com/dotnet/sdk:10.0»
            WORKDIR /app
            COPY --from=build /app .
            ENTRYPOINT ["dotnet", "app.dll"]
            "#,
        )
        .fixed(
            r#"
            FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
            RUN dotnet publish -o /app
            FROM mcr.microsoft.com/dotnet/aspnet:10.0
            WORKDIR /app
            COPY --from=build /app .
            ENTRYPOINT ["dotnet", "app.dll"]
            "#,
        ),
        Example::good(
            r#"
            FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
            RUN dotnet publish -o /app
            FROM mcr.microsoft.com/dotnet/aspnet:10.0
            COPY --from=build /app /app
            ENTRYPOINT ["dotnet", "/app/app.dll"]
            "#,
        ),
        Example::good(
            r#"
            FROM mcr.microsoft.com/dotnet/sdk:10.0
            ENTRYPOINT ["dotnet", "test"]
            "#,
        ),
    ],
    links: &["https://learn.microsoft.com/dotnet/core/docker/build-container"],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let file = cx.file;
    if !stage.is_final {
        return;
    }
    let Base::Image(image) = file.root_of(stage) else { return };
    let repository = image.repository();
    let sdk = repository == "mcr.microsoft.com/dotnet/sdk"
        || repository == "mcr.microsoft.com/dotnet/core/sdk"
        || repository == "microsoft/dotnet"
            && image.tag.as_deref().is_some_and(|tag| tag.contains("sdk"));
    let launched = [Keyword::Entrypoint, Keyword::Cmd]
        .into_iter()
        .filter_map(|keyword| file.launch(stage, keyword));
    let runs = launched.flat_map(|launch| &launch.script.commands).any(|command| {
        command.is("dotnet")
            && command.args().first().is_some_and(|word| word.text().ends_with(".dll"))
    });
    if !stage.is_dev() && sdk && runs {
        let root = file.lineage(stage).last().unwrap_or(stage);
        let split = splits::of_dotnet(file).and_then(|split| super::mend::fix(split, cx.config));
        let fix = split.or_else(|| smaller(file, stage, image));
        let finding =
            cx.report(root.base_span, "the image only runs a program, and brings the whole SDK");
        finding.fix = fix;
    }
}

/// Takes the runtime for the last of several stages, where nothing in it calls the SDK.
fn smaller(file: &Dockerfile, stage: &Stage, image: &Reference) -> Option<Fix> {
    const PLAIN: [&str; 14] = [
        "apt-get", "apt", "mkdir", "chmod", "chown", "rm", "ln", "useradd", "groupadd", "echo",
        "cd", "set", "true", "touch",
    ];
    let mut runs = file.runs_of(stage);
    let calls_none = runs.all(|run| {
        !run.is_exec
            && run.script.is_clear()
            && run.script.commands.iter().all(|c| c.words.is_empty() || c.is_one_of(&PLAIN))
    });
    let runtime = splits::dotnet_runtime(image)?;
    let built = file.copies_of(stage).any(|copy| matches!(copy.from, Some(SourceKind::Stage(_))));
    let literal = stage.base_raw == image.raw && matches!(stage.base, Base::Image(_));
    let change = "the SDK is not in the image, and a web program that is told no address listens on port 8080";
    let fix = Fix::review("run on the runtime", Phase::Base, change);
    (calls_none && built && literal).then(|| fix.replace(stage.base_span, runtime))
}
