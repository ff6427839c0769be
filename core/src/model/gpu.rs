//! What images and packages for graphics cards have to do with each other (NVIDIA's documentation and the tags of
//! `nvidia/cuda`, read 2026-11).

use crate::image::Reference;

/// Whether it is one of NVIDIA's CUDA images.
pub fn is_cuda(image: &Reference) -> bool {
    image.repository() == "nvidia/cuda"
}

/// The main version of CUDA that an image brings.
pub fn cuda_of(image: &Reference) -> Option<u32> {
    image.tag.as_deref()?.split('.').next()?.parse().ok()
}

/// The main version of CUDA that a Python package or its index is for: 11 for `cu118`, 12 for `torch==2.7+cu126`.
pub fn wheel_cuda(text: &str) -> Option<u32> {
    let at = text.rfind("+cu").or_else(|| text.rfind("/cu"))? + 3;
    let digits = text[at..].split(|c: char| !c.is_ascii_digit()).next().unwrap_or("");
    let major = if digits.len() == 3 { &digits[..2] } else { return None };
    major.parse().ok()
}

/// Whether a package belongs to the host: the driver, and what gives it to containers.
pub fn is_of_the_host(package: &str) -> bool {
    const NAMES: [&str; 4] =
        ["nvidia-container-toolkit", "nvidia-container-runtime", "nvidia-docker2", "cuda-drivers"];
    let name = package.split('=').next().unwrap_or(package);
    let driver = name.strip_prefix("nvidia-driver-");
    NAMES.contains(&name)
        || driver.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether a CUDA image brings what a package would install.
pub fn brings(image: &Reference, package: &str) -> bool {
    let has = |part: &str| image.tag_parts().any(|other| other == part);
    let name = package.split('=').next().unwrap_or(package);
    let is = |start: &str| {
        name.strip_prefix(start).is_some_and(|rest| {
            rest.is_empty()
                || rest.starts_with('-') && rest[1..].starts_with(|c: char| c.is_ascii_digit())
        })
    };
    let runtime = has("runtime") || has("devel");
    has("devel") && (is("cuda-toolkit") || name == "nvidia-cuda-toolkit")
        || runtime && (is("cuda-libraries") || is("cuda-runtime"))
        || has("cudnn") && name.starts_with("libcudnn")
}
