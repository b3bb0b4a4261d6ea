//! `cargo xtask bench`: builds for release and hands over to the program that measures.

use std::process::Command;

use anyhow::Result;

use crate::run::run;
use crate::workspace::Workspace;

/// Measures; the options are those of `redress-bench`.
pub fn bench(workspace: &Workspace, options: &[&str]) -> Result<()> {
    let packages = ["build", "--locked", "--release", "--package", "redress", "--package", "redress-bench"];
    run(&mut workspace.cargo(packages))?;
    let release = workspace.target.join("release");
    let mut command = Command::new(release.join("redress-bench"));
    command
        .arg("--binary")
        .arg(release.join("redress"))
        .arg("--output")
        .arg(workspace.target.join("bench/latest.md"))
        .args(options)
        .current_dir(&workspace.root);
    run(&mut command)
}
