//! The advisories of RustSec, and those of them that concern a lock file.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};
use rustsec::advisory::Informational;
use rustsec::database::Query;
use rustsec::{Database, Lockfile};

use super::Answer;
use super::excepted::{self, Excepted};
use crate::run::{output, run};

const SOURCE: &str = "https://github.com/rustsec/advisory-db";

/// All of them, and of which day they are.
pub struct Advisories {
    database: Database,
    as_of: String,
}

impl Advisories {
    /// Those of today, of which a copy is kept in `kept`; where they cannot be fetched, an older copy if it `may_be_old`.
    pub fn fetched(kept: &Path, may_be_old: bool) -> Result<Self> {
        fetch(kept, may_be_old)?;
        Self::in_folder(kept)
    }

    /// Those in a folder.
    pub fn in_folder(folder: &Path) -> Result<Self> {
        let as_of = output(git(folder).args(["log", "-1", "--format=%cs"]));
        Ok(Self {
            database: Database::open(folder).with_context(|| format!("{} holds no advisories", folder.display()))?,
            as_of: as_of.map_or_else(|_| "a folder of no known day".to_owned(), |day| day.trim().to_owned()),
        })
    }

    /// Those that concern a package of the lock file and are not excepted. An exception that excepts nothing is a finding too.
    pub fn concerning(&self, lock: &str, excepted: &Excepted) -> Result<Answer> {
        let lock: Lockfile = lock.parse().context("Cargo.lock cannot be read")?;
        let (mut findings, mut told) = (Vec::new(), Vec::new());
        // An older copy may not know of an advisory yet.
        let is_known = |id: &&String| id.parse().is_ok_and(|id| self.database.get(&id).is_some());
        let mut unused: Vec<&String> = excepted.keys().filter(is_known).collect();
        let threats = self.database.query_vulnerabilities(&lock, &Query::crate_scope());
        let remarks = self.database.query_vulnerabilities(&lock, &Query::crate_scope().informational(true));
        for found in threats.into_iter().chain(remarks) {
            let advisory = &found.advisory;
            let mended: Vec<String> = found.versions.patched().iter().map(ToString::to_string).collect();
            let mended = if mended.is_empty() { "no version".to_owned() } else { mended.join(", ") };
            let (id, name, version) = (&advisory.id, &found.package.name, &found.package.version);
            let line = format!("{id} {name} {version}: {} Mended in {mended}.", sentence(&advisory.title));
            if let Some(why) = excepted.get(id.as_str()) {
                unused.retain(|excepted| *excepted != id.as_str());
                told.push(format!("{line} Excepted: {why}"));
            } else if matches!(advisory.informational, None | Some(Informational::Unsound)) {
                findings.push(line);
            } else {
                told.push(line);
            }
        }
        findings
            .extend(unused.into_iter().map(|id| format!("{id} concerns nothing: take it out of {}", excepted::FILE)));
        let (packages, number) = (lock.packages.len(), self.database.iter().count());
        Ok(Answer::Asked {
            what: format!("{packages} packages, {number} advisories of {}", self.as_of),
            findings,
            told,
        })
    }
}

fn sentence(title: &str) -> String {
    format!("{}.", title.trim_end_matches('.'))
}

/// Fetches what is new. An older copy serves where nothing can be fetched and it `may_be_old`; its day is told.
fn fetch(kept: &Path, may_be_old: bool) -> Result<()> {
    if !kept.join(".git").is_dir() {
        let mut clone = Command::new("git");
        return run(patient(&mut clone).args(["clone", "--quiet", "--depth", "1", SOURCE]).arg(kept))
            .with_context(|| format!("{SOURCE} cannot be fetched"));
    }
    match run(git(kept).args(["fetch", "--quiet", "--depth", "1", "origin", "HEAD"])) {
        Ok(()) => run(git(kept).args(["reset", "--quiet", "--hard", "FETCH_HEAD"])),
        Err(_) if may_be_old => Ok(()),
        Err(why) => Err(why),
    }
}

/// Git on a repository of its own in this folder, and on none further up.
fn git(folder: &Path) -> Command {
    let mut command = Command::new("git");
    command.arg("--git-dir").arg(folder.join(".git")).arg("--work-tree").arg(folder);
    patient(&mut command);
    command
}

/// Asks nobody for a password, gives up when nothing comes, and knows of no other repository.
fn patient(command: &mut Command) -> &mut Command {
    command.args(["-c", "http.lowSpeedLimit=1000", "-c", "http.lowSpeedTime=20"]);
    command.env("GIT_TERMINAL_PROMPT", "0").env_remove("GIT_DIR").env_remove("GIT_WORK_TREE")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A database of three advisories: `glue` before 1.2.0 is unsafe, `paint` is unsound, `nails` unmaintained.
    fn three() -> Result<(tempfile::TempDir, Advisories)> {
        let folder = tempfile::tempdir()?;
        write(folder.path(), "glue", "RUSTSEC-2020-0001", "", "patched = [\">= 1.2.0\"]")?;
        write(folder.path(), "paint", "RUSTSEC-2020-0002", "informational = \"unsound\"", "patched = []")?;
        write(folder.path(), "nails", "RUSTSEC-2020-0003", "informational = \"unmaintained\"", "patched = []")?;
        let advisories = Advisories::in_folder(folder.path())?;
        Ok((folder, advisories))
    }

    fn write(folder: &Path, package: &str, id: &str, kind: &str, versions: &str) -> Result<()> {
        let folder = folder.join("crates").join(package);
        std::fs::create_dir_all(&folder)?;
        let head = format!("[advisory]\nid = \"{id}\"\npackage = \"{package}\"\ndate = \"2020-01-01\"\n{kind}");
        let text = format!("```toml\n{head}\n\n[versions]\n{versions}\n```\n\n# It comes apart\n\nIn rain.\n");
        Ok(std::fs::write(folder.join(format!("{id}.md")), text)?)
    }

    fn lock(packages: &[(&str, &str)]) -> String {
        let one = |(name, version): &(&str, &str)| {
            format!(
                "[[package]]\nname = \"{name}\"\nversion = \"{version}\"\n\
                 source = \"registry+https://github.com/rust-lang/crates.io-index\"\n"
            )
        };
        format!("version = 4\n\n{}", packages.iter().map(one).collect::<Vec<_>>().join("\n"))
    }

    fn excepted(id: &str) -> Excepted {
        Excepted::from([(id.to_owned(), "It is kept dry.".to_owned())])
    }

    /// Findings, and what is told.
    fn asked(packages: &[(&str, &str)], excepted: &Excepted) -> Result<(Vec<String>, Vec<String>)> {
        let (_folder, advisories) = three()?;
        match advisories.concerning(&lock(packages), excepted)? {
            Answer::Asked { findings, told, .. } => Ok((findings, told)),
            Answer::Unreachable(why) => anyhow::bail!(why),
        }
    }

    #[test]
    fn what_is_unsafe_or_unsound_is_found_and_what_was_mended_is_not() -> Result<()> {
        let (findings, told) = asked(&[("glue", "1.1.9"), ("paint", "3.0.0")], &Excepted::new())?;
        assert_eq!(
            findings,
            [
                "RUSTSEC-2020-0001 glue 1.1.9: It comes apart. Mended in >=1.2.0.",
                "RUSTSEC-2020-0002 paint 3.0.0: It comes apart. Mended in no version.",
            ]
        );
        assert_eq!(told, Vec::<String>::new());
        assert_eq!(asked(&[("glue", "1.2.0"), ("wood", "1.0.0")], &Excepted::new())?, (vec![], vec![]));
        Ok(())
    }

    #[test]
    fn what_nobody_maintains_is_told() -> Result<()> {
        let (findings, told) = asked(&[("nails", "0.1.0")], &Excepted::new())?;
        assert_eq!(findings, Vec::<String>::new());
        assert_eq!(told, ["RUSTSEC-2020-0003 nails 0.1.0: It comes apart. Mended in no version."]);
        Ok(())
    }

    #[test]
    fn an_exception_is_told_with_its_reason_and_found_once_it_excepts_nothing() -> Result<()> {
        let excepted = excepted("RUSTSEC-2020-0001");
        let (findings, told) = asked(&[("glue", "1.0.0")], &excepted)?;
        assert_eq!(findings, Vec::<String>::new());
        assert_eq!(
            told,
            ["RUSTSEC-2020-0001 glue 1.0.0: It comes apart. Mended in >=1.2.0. Excepted: It is kept dry."]
        );
        let (findings, _) = asked(&[("glue", "1.2.0")], &excepted)?;
        assert_eq!(findings, [format!("RUSTSEC-2020-0001 concerns nothing: take it out of {}", excepted::FILE)]);
        let (findings, _) = asked(&[("glue", "1.2.0")], &self::excepted("RUSTSEC-2021-0001"))?;
        assert_eq!(findings, Vec::<String>::new(), "an older copy need not know it");
        Ok(())
    }

    #[test]
    fn a_folder_without_advisories_is_not_taken_for_one_that_finds_nothing() -> Result<()> {
        let folder = tempfile::tempdir()?;
        assert!(Advisories::in_folder(folder.path()).is_err());
        Ok(())
    }
}
