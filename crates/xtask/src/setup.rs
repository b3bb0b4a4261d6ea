//! Brings a fresh Debian machine with Rust and Node to where every test can run.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::run::{output, run, succeeds};
use crate::workspace::Workspace;

/// The oldest Node that every part runs on: major, minor.
const NODE: (u32, u32) = (20, 19);

/// A program tests need, and the Debian packages it comes in.
struct Need {
    what: &'static str,
    /// A shell command that succeeds when it is there.
    test: &'static str,
    packages: &'static [&'static str],
}

const NEEDS: [Need; 5] = [
    Need { what: "a C compiler", test: "command -v cc", packages: &["gcc", "libc6-dev"] },
    Need { what: "the PostgreSQL server", test: "test -x \"$(pg_config --bindir)/initdb\"", packages: &["postgresql"] },
    Need { what: "Poppler", test: "command -v pdftotext && command -v pdfinfo", packages: &["poppler-utils"] },
    Need { what: "Chromium", test: "command -v chromium", packages: &["chromium"] },
    Need {
        what: "Python with virtual environments",
        test: "python3 -c 'import venv, ensurepip'",
        packages: &["python3", "python3-venv"],
    },
];

/// Gets what is missing, or says what to install.
pub fn set_up(workspace: &Workspace) -> Result<()> {
    check_node()?;
    install_packages()?;
    make_oracle(workspace)?;
    install_browser_tests(workspace)
}

/// The Python that answers for the calendars independently.
pub fn oracle_python(workspace: &Workspace) -> PathBuf {
    workspace.target.join("oracle-venv/bin/python")
}

fn check_node() -> Result<()> {
    let version = output(Command::new("node").arg("--version")).unwrap_or_default();
    let mut parts = version.trim().trim_start_matches('v').split('.').map(|part| part.parse::<u32>().ok());
    match (parts.next().flatten(), parts.next().flatten()) {
        (Some(major), Some(minor)) if (major, minor) >= NODE => Ok(()),
        _ => {
            let (major, minor) = NODE;
            let found = if version.is_empty() { "none" } else { version.trim() };
            bail!("Node.js {major}.{minor} or newer with npm is needed; found: {found}. Debian's own may be too old.")
        }
    }
}

fn install_packages() -> Result<()> {
    let missing: Vec<&Need> = NEEDS.iter().filter(|need| !is_there(need)).collect();
    let packages: Vec<&str> = missing.iter().flat_map(|need| need.packages).copied().collect();
    if packages.is_empty() {
        return Ok(());
    }
    let whats = missing.iter().map(|need| need.what).collect::<Vec<_>>().join(", ");
    if !is_root() || !succeeds(Command::new("apt-get").arg("--version")) {
        bail!("missing: {whats}. Install them, on Debian with:\n  sudo apt-get install {}", packages.join(" "));
    }
    println!("installing {}", packages.join(" "));
    run(apt_get().args(["update", "--quiet"]))?;
    run(apt_get().args(["install", "--quiet", "--yes", "--no-install-recommends"]).args(&packages))?;
    match missing.iter().find(|need| !is_there(need)) {
        Some(need) => bail!("{} is still missing: `{}` fails", need.what, need.test),
        None => Ok(()),
    }
}

fn apt_get() -> Command {
    let mut command = Command::new("apt-get");
    command.env("DEBIAN_FRONTEND", "noninteractive");
    command
}

fn is_there(need: &Need) -> bool {
    succeeds(Command::new("sh").args(["-c", need.test]))
}

fn is_root() -> bool {
    output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

/// A virtual environment with the packages the calendars are compared with.
fn make_oracle(workspace: &Workspace) -> Result<()> {
    let wanted = workspace.root.join("crates/domain/tests/oracle/requirements.txt");
    let folder = workspace.target.join("oracle-venv");
    let stamp = folder.join("installed.txt");
    if same_text(&wanted, &stamp) && succeeds(Command::new(oracle_python(workspace)).arg("--version")) {
        return Ok(());
    }
    run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder))?;
    let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"];
    run(Command::new(oracle_python(workspace)).args(pip).arg(&wanted))?;
    copy(&wanted, &stamp)
}

/// `npm ci`, left out when this very lock file was installed before.
fn install_browser_tests(workspace: &Workspace) -> Result<()> {
    let folder = workspace.root.join("e2e");
    let (lock, stamp) = (folder.join("package-lock.json"), folder.join("node_modules/.installed-lock"));
    if same_text(&lock, &stamp) {
        return Ok(());
    }
    run(Command::new("npm").args(["ci", "--no-audit", "--no-fund"]).current_dir(&folder))?;
    copy(&lock, &stamp)
}

fn same_text(one: &Path, other: &Path) -> bool {
    matches!((fs::read(one), fs::read(other)), (Ok(one), Ok(other)) if one == other)
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::copy(from, to).with_context(|| format!("{} cannot be copied to {}", from.display(), to.display()))?;
    Ok(())
}
