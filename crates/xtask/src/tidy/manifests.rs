//! Manifests and lock files: every crate under the workspace's rules, every lock without addresses.

use super::{Finding, lines};
use crate::workspace::SourceFile;

/// What every crate takes from the workspace.
const SHARED: [&str; 5] = ["version", "edition", "rust-version", "license", "publish"];
/// The one source of packages that a Cargo lock may name.
const CARGO_SOURCE: &str = "source = \"registry+https://github.com/rust-lang/crates.io-index\"";

/// Checks them all.
pub fn check(files: &[SourceFile]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in files {
        let name = file.path.rsplit('/').next().unwrap_or_default();
        match name {
            "Cargo.toml" if file.path.starts_with("crates/") => findings.extend(of_crate(file)),
            "package-lock.json" => findings.extend(of_npm_lock(file)),
            "package.json" => findings.extend(has_lock(file, files)),
            ".npmrc" => findings.extend(without_registry(file)),
            _ => {}
        }
    }
    match files.iter().find(|file| file.path == "Cargo.lock") {
        Some(lock) => findings.extend(of_cargo_lock(lock)),
        None => findings.push(Finding::error("Cargo.lock", "it is missing: commit it")),
    }
    findings
}

fn of_crate(file: &SourceFile) -> Vec<Finding> {
    let has = |wanted: &str| file.text.lines().any(|line| line.trim() == wanted);
    let mut findings = Vec::new();
    for field in SHARED {
        let wanted = format!("{field}.workspace = true");
        if !has(&wanted) {
            findings.push(Finding::error(&file.path, format!("add `{wanted}` under [package]")));
        }
    }
    if !file.text.contains("[lints]\nworkspace = true") {
        findings.push(Finding::error(&file.path, "add `[lints]` with `workspace = true`"));
    }
    if !file.text.lines().any(|line| line.starts_with("description = ")) {
        findings.push(Finding::error(&file.path, "say in `description` what the crate is for"));
    }
    let versions = lines(file).filter(|(_, line)| line.contains("version = \""));
    findings.extend(versions.map(|(at, _)| Finding::error(at, "versions stand in the workspace's Cargo.toml alone")));
    findings
}

fn of_cargo_lock(lock: &SourceFile) -> Vec<Finding> {
    let foreign = lines(lock).filter(|(_, line)| line.starts_with("source = ") && *line != CARGO_SOURCE);
    foreign.map(|(at, _)| Finding::error(at, "packages come from the public registry alone")).collect()
}

fn of_npm_lock(lock: &SourceFile) -> Vec<Finding> {
    let addresses = lines(lock).filter(|(_, line)| line.trim_start().starts_with("\"resolved\""));
    let what = "a lock names no addresses: `omit-lockfile-registry-resolved=true` in .npmrc, then make it anew";
    addresses.map(|(at, _)| Finding::error(at, what)).collect()
}

fn has_lock(manifest: &SourceFile, files: &[SourceFile]) -> Option<Finding> {
    let lock = manifest.path.replace("package.json", "package-lock.json");
    let there = files.iter().any(|file| file.path == lock);
    (!there).then(|| Finding::error(lock, "it is missing: commit it"))
}

fn without_registry(file: &SourceFile) -> Vec<Finding> {
    let named = lines(file).filter(|(_, line)| line.trim_start().starts_with("registry"));
    named.map(|(at, _)| Finding::error(at, "where packages come from is each builder's own setting")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> SourceFile {
        SourceFile { path: path.to_owned(), text: text.to_owned() }
    }

    const CRATE: &str = "[package]\ndescription = \"x\"\nversion.workspace = true\nedition.workspace = true\n\
        rust-version.workspace = true\nlicense.workspace = true\npublish.workspace = true\n\n[lints]\nworkspace = true\n";

    #[test]
    fn a_crate_under_the_rules_passes() {
        let lock = format!("[[package]]\n{CARGO_SOURCE}\n");
        assert_eq!(check(&[file("Cargo.lock", &lock), file("crates/a/Cargo.toml", CRATE)]), []);
    }

    #[test]
    fn a_crate_outside_the_rules_is_found() {
        let own = CRATE.replace("edition.workspace = true", "edition = \"2021\"").replace("[lints]", "[other]");
        let found = check(&[file("Cargo.lock", ""), file("crates/a/Cargo.toml", &own)]);
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn an_address_in_a_lock_is_found() {
        let npm = "{\n  \"resolved\": \"https://elsewhere.example/x.tgz\"\n}";
        let cargo = "source = \"git+https://elsewhere.example/x\"";
        let found = check(&[file("Cargo.lock", cargo), file("e2e/package-lock.json", npm)]);
        assert_eq!(
            found.iter().map(|finding| finding.at.as_str()).collect::<Vec<_>>(),
            ["e2e/package-lock.json:2", "Cargo.lock:1"]
        );
    }
}
