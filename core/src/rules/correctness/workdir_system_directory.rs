//! The working directory belongs to the kernel.

use crate::model::user_flags::under;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "workdir-system-directory",
    title: "WORKDIR is a directory of the system",
    category: Category::Correctness,
    severity: Severity::High,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["DS-0030", "AVD-DS-0030"],
    why: "`/proc`, `/sys` and `/dev` are mounted over when the container runs: what the build puts there is \
          gone. Other directories of the system hold files that yours may replace.",
    how: "Work in a folder of your own: `WORKDIR /app`.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            WORKDIR «/proc/app»
            ",
        ),
        Example::bad(
            "
            FROM debian:13-slim
            WORKDIR «/usr/bin»
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            WORKDIR /etc/nginx/conf.d
            WORKDIR /development
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            WORKDIR /root
            WORKDIR /usr/src/app
            ",
        ),
    ],
    links: &[],
    check: Check::Stage(check),
};

/// Mounted over, or of the kernel.
const LOST: [&str; 6] = ["/proc", "/sys", "/dev", "/boot", "/initrd", "/lost+found"];

/// Full of programs or settings of the system.
const SHARED: [&str; 8] =
    ["/etc", "/bin", "/sbin", "/lib", "/lib64", "/usr/bin", "/usr/sbin", "/usr/lib"];

fn check(stage: &Stage, cx: &mut Context<'_>) {
    for workdir in &stage.workdirs {
        let Some(path) = workdir.value.as_deref() else { continue };
        if LOST.iter().any(|folder| under(path, folder)) {
            cx.report(workdir.span, format!("`{path}` belongs to the system, and what is put there may be gone when the container runs"));
        } else if SHARED.contains(&path) {
            let message = format!("`{path}` is a directory of the system");
            cx.report(workdir.span, message).severity(Severity::Info);
        }
    }
}
