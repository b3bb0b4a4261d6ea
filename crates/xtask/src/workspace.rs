//! The workspace as cargo and git know it: its crates, its target folder, its files.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::run::output;

/// The workspace this chore runs in.
#[derive(Debug)]
pub struct Workspace {
    pub root: PathBuf,
    /// Where cargo builds; not always `target` under the root.
    pub target: PathBuf,
    pub crates: Vec<Crate>,
}

/// A crate of the workspace.
#[derive(Debug)]
pub struct Crate {
    /// Folder under `crates/`: the name people use.
    pub name: String,
    /// Name of the package: `redress-domain`.
    pub package: String,
    pub dependencies: Vec<Dependency>,
}

/// Something a crate depends on.
#[derive(Debug)]
pub struct Dependency {
    pub package: String,
    /// Only its tests do.
    pub dev: bool,
}

/// A text file of the tree.
#[derive(Debug)]
pub struct SourceFile {
    /// Path under the root, with `/`.
    pub path: String,
    pub text: String,
}

impl Workspace {
    /// Asks cargo.
    pub fn load() -> Result<Self> {
        let text = output(Command::new(cargo()).args(["metadata", "--format-version", "1", "--no-deps"]))?;
        let metadata: Value = serde_json::from_str(&text).context("`cargo metadata` cannot be read")?;
        let folder = |field: &str| Ok::<_, anyhow::Error>(PathBuf::from(text_at(&metadata, field)?));
        let packages = metadata.get("packages").and_then(Value::as_array).context("no packages")?;
        let mut crates = packages.iter().map(Crate::read).collect::<Result<Vec<_>>>()?;
        crates.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(Self { root: folder("workspace_root")?, target: folder("target_directory")?, crates })
    }

    /// The built binary of the development profile.
    pub fn binary(&self) -> PathBuf {
        self.target.join("debug/redress")
    }

    /// A `cargo` command at the root.
    pub fn cargo<'a>(&self, words: impl IntoIterator<Item = &'a str>) -> Command {
        let mut command = Command::new(cargo());
        command.args(words).current_dir(&self.root);
        command
    }

    /// Every text file that is in the repository or about to be, in order of path.
    pub fn files(&self) -> Result<Vec<SourceFile>> {
        let words = ["ls-files", "--cached", "--others", "--exclude-standard", "-z"];
        let listed = output(Command::new("git").args(words).current_dir(&self.root))?;
        let mut paths: Vec<&str> = listed.split('\0').filter(|path| !path.is_empty()).collect();
        paths.sort_unstable();
        paths.dedup();
        // Pictures and workbooks are not text; a file listed and deleted is no longer there.
        let read = |path: &str| fs::read_to_string(self.root.join(path)).ok();
        Ok(paths.into_iter().filter_map(|path| Some(SourceFile { text: read(path)?, path: path.to_owned() })).collect())
    }

    /// A file of the tree that must be there.
    pub fn read(&self, path: &str) -> Result<String> {
        fs::read_to_string(self.root.join(path)).with_context(|| format!("{path} cannot be read"))
    }
}

impl Crate {
    fn read(package: &Value) -> Result<Self> {
        let manifest = PathBuf::from(text_at(package, "manifest_path")?);
        let name = manifest.parent().and_then(Path::file_name).context("a crate without a folder")?;
        let dependencies = package.get("dependencies").and_then(Value::as_array).context("no dependencies")?;
        Ok(Self {
            name: name.to_string_lossy().into_owned(),
            package: text_at(package, "name")?.to_owned(),
            dependencies: dependencies.iter().map(Dependency::read).collect::<Result<_>>()?,
        })
    }
}

impl Dependency {
    fn read(dependency: &Value) -> Result<Self> {
        let dev = dependency.get("kind").and_then(Value::as_str) == Some("dev");
        Ok(Self { package: text_at(dependency, "name")?.to_owned(), dev })
    }
}

fn text_at<'a>(value: &'a Value, field: &str) -> Result<&'a str> {
    value.get(field).and_then(Value::as_str).with_context(|| format!("`cargo metadata` names no {field}"))
}

/// The cargo that started us.
fn cargo() -> String {
    std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned())
}
