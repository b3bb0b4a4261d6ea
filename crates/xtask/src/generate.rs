//! `cargo xtask gen`: what the program writes about itself, in `docs/generated`, and the map of requirements.

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::run::{output, run};
use crate::workspace::Workspace;
use crate::{limits, requirements};

/// Everything in it is written anew.
const FOLDER: &str = "docs/generated/";

/// The package and the program in it.
const PROGRAM: &str = "redress";
/// Where the procedures that come with the program stand.
const PROCEDURES: &str = "crates/domain/procedures/";

/// Writes them again.
pub fn write(workspace: &Workspace) -> Result<()> {
    run(&mut workspace.cargo(["build", "--package", PROGRAM]))?;
    let documents = documents(workspace)?;
    let folder = workspace.root.join(FOLDER);
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("{FOLDER} cannot be emptied"))?;
    }
    for (name, text) in documents {
        let path = workspace.root.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(&path, text).with_context(|| format!("{} cannot be written", path.display()))?;
    }
    Ok(())
}

/// Fails when one of them is not what the built program says today.
pub fn check(workspace: &Workspace) -> Result<()> {
    let mut differing = Vec::new();
    let documents = documents(workspace)?;
    for (name, text) in &documents {
        if fs::read_to_string(workspace.root.join(name)).ok().as_ref() != Some(text) {
            differing.push(name.clone());
        }
    }
    let there = workspace.files()?.into_iter().map(|file| file.path).filter(|path| path.starts_with(FOLDER));
    differing.extend(there.filter(|path| !documents.contains_key(path)));
    if differing.is_empty() {
        return Ok(());
    }
    bail!("not up to date: {}; run `cargo xtask gen`", differing.join(", "))
}

/// Their texts, by path under the root.
fn documents(workspace: &Workspace) -> Result<BTreeMap<String, String>> {
    let mut documents = BTreeMap::new();
    let files = workspace.files()?;
    documents.insert(requirements::PAGE.to_owned(), requirements::page(&files)?);
    documents.insert(format!("{FOLDER}limits.md"), limits::page(&files));
    documents.insert(format!("{FOLDER}openapi.json"), redress(workspace, &["openapi"])?);
    documents.insert(format!("{FOLDER}commands.md"), commands(workspace)?);
    for id in shipped_procedures(workspace)? {
        documents.insert(format!("{FOLDER}procedures/{id}.md"), procedure(workspace, &id)?);
    }
    Ok(documents)
}

/// Ids of the procedures that come with the program: the names of their files.
fn shipped_procedures(workspace: &Workspace) -> Result<Vec<String>> {
    let files = workspace.files()?.into_iter();
    let name = |path: &str| Some(path.strip_prefix(PROCEDURES)?.strip_suffix(".toml")?.to_owned());
    Ok(files.filter_map(|file| name(&file.path)).collect())
}

/// What a procedure says, and what whoever adopts it should know.
fn procedure(workspace: &Workspace, id: &str) -> Result<String> {
    let says = redress(workspace, &["procedure", "show", id])?;
    let findings = redress(workspace, &["procedure", "check", id])?;
    Ok(format!(
        "# {id}\n\n```text\n{}\n```\n\n## What `redress procedure check` finds\n\n```text\n{}\n```\n",
        says.trim_end(),
        findings.trim_end()
    ))
}

/// The help of every command, as one page.
fn commands(workspace: &Workspace) -> Result<String> {
    let mut page = String::from("# Commands\n\nWhat each command says to `--help`. Written by `cargo xtask gen`.\n");
    let mut waiting = vec![Vec::new()];
    while let Some(path) = waiting.pop() {
        let mut words = path.clone();
        words.push("--help".to_owned());
        let help = redress(workspace, &words.iter().map(String::as_str).collect::<Vec<_>>())?;
        let title = std::iter::once(PROGRAM).chain(path.iter().map(String::as_str)).collect::<Vec<_>>().join(" ");
        page.push_str(&format!("\n## `{title}`\n\n```text\n{}\n```\n", help.trim_end()));
        for name in subcommands(&help).into_iter().rev() {
            let mut deeper = path.clone();
            deeper.push(name);
            waiting.push(deeper);
        }
    }
    Ok(page)
}

/// Names under `Commands:` in a help text.
fn subcommands(help: &str) -> Vec<String> {
    let under = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    // A description that runs over is indented deeper than a name.
    let names = under.filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let names = names.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help");
    names.map(str::to_owned).collect()
}

fn redress(workspace: &Workspace, words: &[&str]) -> Result<String> {
    // The help tells the values of variables that are set; it must not depend on who runs this.
    output(Command::new(workspace.binary()).args(words).env_clear())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subcommands_are_found_in_help() {
        let help = "Does things.\n\nUsage: redress <COMMAND>\n\nCommands:\n  serve      Serves\n             pages\n  \
                    calendar   Counts days\n  help       Prints this\n\nOptions:\n  -h, --help\n";
        assert_eq!(subcommands(help), ["serve", "calendar"]);
        assert!(subcommands("Usage: redress serve\n\nOptions:\n  --listen\n").is_empty());
    }
}
