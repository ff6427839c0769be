//! Well-known install scripts, and what is better than piping them into a shell (R61 of the hardening reference).

/// A part of the address, and what to do instead.
const INSTALLERS: &[(&str, &str)] = &[
    (
        "astral.sh/uv",
        "uv can be copied from its image: `COPY --from=ghcr.io/astral-sh/uv:<version> /uv /uvx /usr/local/bin/`",
    ),
    (
        "bun.sh/install",
        "Bun can be copied from its image: `COPY --from=oven/bun:<version> /usr/local/bin/bun /usr/local/bin/`",
    ),
    (
        "bun.com/install",
        "Bun can be copied from its image: `COPY --from=oven/bun:<version> /usr/local/bin/bun /usr/local/bin/`",
    ),
    (
        "deno.land",
        "Deno can be copied from its image: `COPY --from=denoland/deno:bin-<version> /deno /usr/local/bin/`",
    ),
    (
        "getcomposer.org",
        "Composer can be copied from its image: `COPY --from=composer:<version> /usr/bin/composer /usr/local/bin/`",
    ),
    ("sh.rustup.rs", "the image `rust:<version>` brings the toolchain"),
    (
        "deb.nodesource.com",
        "the image `node:<version>` brings Node.js; otherwise add the repository with its key in `/etc/apt/keyrings`",
    ),
    ("rpm.nodesource.com", "the image `node:<version>` brings Node.js"),
    (
        "nvm-sh/nvm",
        "the image `node:<version>` brings Node.js in one version, which is all that an image needs",
    ),
    (
        "creationix/nvm",
        "the image `node:<version>` brings Node.js in one version, which is all that an image needs",
    ),
    (
        "install.python-poetry.org",
        "Poetry can be installed in a version of your choice: `pip install poetry==<version>`",
    ),
    (
        "bootstrap.pypa.io",
        "the image `python:<version>` brings pip; distributions have a package for it",
    ),
    (
        "get.docker.com",
        "the client can be copied from its image: `COPY --from=docker:<version>-cli /usr/local/bin/docker /usr/local/bin/`",
    ),
    ("get.helm.sh", "Helm can be copied from the image `alpine/helm:<version>`"),
    ("get-helm", "Helm can be copied from the image `alpine/helm:<version>`"),
    (
        "golangci-lint",
        "golangci-lint can be copied from the image `golangci/golangci-lint:<version>`",
    ),
    ("aquasecurity/trivy", "Trivy can be copied from the image `aquasec/trivy:<version>`"),
    ("packagecloud.io", "add the repository by hand, with its key in `/etc/apt/keyrings`"),
];

/// What is better than the install script of an address.
pub fn better(url: &str) -> Option<&'static str> {
    INSTALLERS.iter().find(|(part, _)| url.contains(part)).map(|(_, better)| *better)
}
