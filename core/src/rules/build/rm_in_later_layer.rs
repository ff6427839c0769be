//! Deleting in a later layer frees nothing.

use crate::model::layers;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "rm-in-later-layer",
    title: "A file is deleted in a later layer than it came in",
    category: Category::Build,
    severity: Severity::Low,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "Layers only add. The file is hidden, yet it is still in the layer that brought it: \
          the image is not smaller, and whoever has it can read the file.",
    how: "Bring, use and delete the file in one RUN, or don't bring it at all: `RUN \
          --mount=type=bind,source=file,target=/tmp/file …`.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            COPY tool.deb /tmp/tool.deb
            RUN dpkg -i /tmp/tool.deb && rm «/tmp/tool.deb»
            ",
        )
        .fixed(
            "
            FROM debian:13-slim
            RUN --mount=type=bind,source=tool.deb,target=/tmp/tool.deb dpkg -i /tmp/tool.deb
            ",
        ),
        Example::bad(
            "
            FROM debian:13-slim AS build
            RUN make /out/tool.deb
            FROM debian:13-slim
            # The tool itself.
            COPY --from=build /out/tool.deb /tmp/
            RUN dpkg -i /tmp/tool.deb \\
             && rm «/tmp/tool.deb»
            ",
        )
        .fixed(
            "
            FROM debian:13-slim AS build
            RUN make /out/tool.deb
            FROM debian:13-slim
            # The tool itself.
            RUN --mount=type=bind,from=build,source=/out/tool.deb,target=/tmp/tool.deb \\
                dpkg -i /tmp/tool.deb
            ",
        ),
        Example::bad(
            "
            FROM debian:13-slim
            RUN curl -fsSL -o /tmp/tool.tgz https://example.org/tool.tgz
            RUN tar -xzf /tmp/tool.tgz -C /opt
            RUN rm -f «/tmp/tool.tgz»
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN curl -fsSL -o /tmp/tool.tgz https://example.org/tool.tgz && tar -xzf /tmp/tool.tgz && rm /tmp/tool.tgz
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim AS build
            COPY tool.deb /tmp/tool.deb
            RUN dpkg -i /tmp/tool.deb && rm /tmp/tool.deb
            FROM debian:13-slim
            COPY --from=build /opt /opt
            RUN rm /etc/motd
            ",
        ),
    ],
    links: &[],
    check: Check::Run(check),
};

fn check(run: &Run, cx: &mut Context<'_>) {
    let stage = cx.this_stage();
    if !stage.weighs() {
        return;
    }
    for rm in run.named("rm") {
        for word in rm.operands() {
            let Some(path) = word.literal().filter(|path| path.starts_with('/')) else { continue };
            let Some(source) = layers::brought_by(cx.file, stage, cx.at, path) else { continue };
            let file = cx.file;
            let message = format!("`{path}` came in an earlier layer and stays there");
            let finding = cx.report(word.span, message);
            finding.note(source, "it came in here");
            super::mend_mount(finding, file, run, rm, word.span, path);
        }
    }
}
