//! conda keeps its packages twice.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "conda-cache-kept",
    title: "conda leaves its downloads in the image",
    category: Category::Build,
    severity: Severity::Low,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[],
    why: "conda keeps the archives it downloads and unpacks under `pkgs` beside the installed \
          files: often more than a gigabyte that nothing uses.",
    how: "End the RUN with `conda clean -ay`, or put a cache mount on `/opt/conda/pkgs`.",
    examples: &[
        Example::bad(
            "
            FROM continuumio/miniconda3:25.9.1-1
            RUN «conda install» -y numpy=2.3.4
            ",
        )
        .fixed(
            "
            FROM continuumio/miniconda3:25.9.1-1
            RUN conda install -y numpy=2.3.4 && conda clean -ay
            ",
        ),
        Example::bad(
            "
            FROM debian:13-slim
            RUN «/opt/conda/bin/conda install» -y numpy=2.3.4
            ",
        )
        .fixed(
            "
            FROM debian:13-slim
            RUN /opt/conda/bin/conda install -y numpy=2.3.4 && /opt/conda/bin/conda clean -ay
            ",
        ),
        Example::good(
            "
            FROM continuumio/miniconda3:25.9.1-1
            RUN conda install -y numpy=2.3.4 && conda clean --all --yes
            ",
        ),
        Example::good(
            "
            FROM continuumio/miniconda3:25.9.1-1
            RUN conda create --yes --name app
            ",
        ),
        Example::good(
            "
            FROM continuumio/miniconda3:25.9.1-1
            RUN --mount=type=cache,target=/opt/conda/pkgs conda install -y numpy=2.3.4
            ",
        ),
    ],
    links: &[],
    check: Check::Run(check),
};

fn check(run: &Run, cx: &mut Context<'_>) {
    // An environment that is made without packages is empty.
    let fetches = |(install, command): &(&Install, &Command)| {
        install.verb != "create"
            || !install.packages.is_empty()
            || command.has_one_flag_of(&["--file", "-f", "--clone"])
    };
    let mut installs = run.installs_by(&[Manager::Conda]);
    let Some((install, command)) = installs.find(fetches) else { return };
    let cleans = ["conda", "mamba", "micromamba"].iter().any(|name| run.runs(&[name], &["clean"]));
    if cleans
        || run.mounts_over("/opt/conda/pkgs")
        || run.deletes("/opt/conda/pkgs")
        || !cx.this_stage().weighs()
    {
        return;
    }
    let seam = cx.file.tail(run).filter(|_| command.is_own_step());
    // `-f`, which takes little more, is only known since conda 4.6. The program is called as the author calls it,
    // since it may not be in PATH.
    let Some(program) = command.name_word() else { return };
    let clean = format!("{} clean -ay", cx.text(program.span));
    let message =
        format!("`{} {}` leaves its downloads in the layer", command.name(), install.verb);
    let finding = cx.report(install.head(command), message);
    if let Some(seam) = seam {
        let fix =
            Fix::safe("clean up in the same layer", Phase::Join, Proof::Differs(&["exec.args"]));
        finding.fix(fix.insert(seam.at, format!("{}{clean}", seam.joint)));
    }
}
