//! What is taken to be in the images that stages start from. Nothing is looked up, so this is little, and the same
//! for every image: enough to compare two plans.

use super::Config;

/// The search path of an image, where it sets none.
const PATH: &str = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/// The configuration of an image, and whether it is one for Windows.
pub fn image(reference: &str) -> (Config, bool) {
    let nonroot = ["nonroot", "cgr.dev/chainguard/"].iter().any(|part| reference.contains(part));
    let windows = ["/windows:", "/windows/", "servercore", "nanoserver", "-windows-"];
    let windows = windows.iter().any(|part| reference.contains(part));
    let user = if nonroot { "65532" } else { "" };
    (Config { env: vec![PATH.to_owned()], user: user.to_owned(), ..Config::default() }, windows)
}

/// The configuration of `scratch`.
pub fn scratch() -> Config {
    Config { env: vec![PATH.to_owned()], working_dir: "/".to_owned(), ..Config::default() }
}

/// An image's reference in full, as the builder asks for it: `docker.io/library/debian:12`.
pub fn full_reference(written: &str) -> Result<String, String> {
    let fault = |why: String| format!("`{written}` is not an image reference: {why}");
    let image = crate::image::Reference::parse(written).map_err(fault)?;
    let host = match image.host() {
        "index.docker.io" => "docker.io",
        host => host,
    };
    let official = host == "docker.io" && !image.path.contains('/');
    let mut full = format!("{host}/{}{}", if official { "library/" } else { "" }, image.path);
    if let Some(tag) = image.effective_tag() {
        full += &format!(":{tag}");
    }
    if let Some(digest) = &image.digest {
        full += &format!("@{digest}");
    }
    Ok(full)
}
