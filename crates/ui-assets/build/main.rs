//! Makes the files the pages are dressed in and the table of them that the library embeds.
//!
//! Two steps: `npm` makes a folder of plain files out of `ui/`, `embed` gives each a name with its digest in it and writes the table.
//! A packager without Node sets `UI_DIST` to such a folder (`dist` in this crate's build output) and the first step is left out.

mod embed;
mod npm;

use std::env;
use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    match build() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            for line in message.lines() {
                println!("cargo::error={line}");
            }
            ExitCode::FAILURE
        }
    }
}

fn build() -> Result<(), String> {
    println!("cargo::rerun-if-env-changed=UI_DIST");
    println!("cargo::rerun-if-changed=ui");
    println!("cargo::rerun-if-changed=build");
    let out = folder("OUT_DIR")?;
    let dist = match env::var_os("UI_DIST") {
        Some(ready) => {
            let ready = PathBuf::from(ready);
            println!("cargo::rerun-if-changed={}", ready.display());
            ready
        }
        None => npm::make_dist(&folder("CARGO_MANIFEST_DIR")?.join("ui"), &out)?,
    };
    embed::write_table(&dist, &out)
}

fn folder(variable: &str) -> Result<PathBuf, String> {
    env::var_os(variable).map(PathBuf::from).ok_or_else(|| format!("{variable} is not set: run this through cargo"))
}
