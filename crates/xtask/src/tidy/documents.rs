//! Documents: a change log that is kept, decisions numbered without gaps, links that lead somewhere.

use std::collections::BTreeSet;

use super::{Finding, lines};
use crate::workspace::SourceFile;

const CHANGELOG: &str = "CHANGELOG.md";
const DECISIONS: &str = "docs/decisions/";

/// Checks them.
pub fn check(files: &[SourceFile]) -> Vec<Finding> {
    let mut findings = change_log(files);
    findings.extend(decisions(files));
    findings.extend(links(files));
    findings
}

fn change_log(files: &[SourceFile]) -> Vec<Finding> {
    let Some(file) = files.iter().find(|file| file.path == CHANGELOG) else {
        return vec![Finding::error(CHANGELOG, "it is missing")];
    };
    let wanted = ["## Unreleased", "### For users", "### For administrators", "### For developers"];
    let missing = wanted.into_iter().filter(|head| !file.text.lines().any(|line| line == *head));
    missing.map(|head| Finding::error(CHANGELOG, format!("there is no section `{head}`"))).collect()
}

/// `0001-name.md`, `0002-name.md`, and so on, each headed by its number.
fn decisions(files: &[SourceFile]) -> Vec<Finding> {
    let records = files.iter().filter_map(|file| Some((file, file.path.strip_prefix(DECISIONS)?)));
    let mut findings = Vec::new();
    for (expected, (file, name)) in (1_u32..).zip(records) {
        if !name.starts_with(&format!("{expected:04}-")) {
            findings.push(Finding::error(&file.path, format!("the next decision is number {expected:04}")));
        } else if !file.text.starts_with(&format!("# {expected:04} ")) {
            findings.push(Finding::error(&file.path, format!("its first line is not `# {expected:04} …`")));
        }
    }
    findings
}

/// Links of Markdown to files of the tree. Pictures may come later than the text: they are not text files.
fn links(files: &[SourceFile]) -> Vec<Finding> {
    let paths: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
    let mut findings = Vec::new();
    for file in files.iter().filter(|file| file.path.ends_with(".md")) {
        let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        for (at, line) in lines(file) {
            let broken = targets(line).filter(|target| !leads_somewhere(&paths, &joined(folder, target)));
            findings.extend(broken.map(|target| Finding::error(&at, format!("`{target}` leads nowhere"))));
        }
    }
    findings
}

fn targets(line: &str) -> impl Iterator<Item = &str> {
    let after = line.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let paths = after.filter_map(|target| target.split('#').next());
    paths.filter(|path| {
        !path.is_empty() && !path.contains("://") && !path.starts_with("mailto:") && !path.ends_with(".png")
    })
}

fn leads_somewhere(paths: &BTreeSet<&str>, target: &str) -> bool {
    let folder = format!("{}/", target.trim_end_matches('/'));
    paths.contains(target) || paths.iter().any(|path| path.starts_with(&folder))
}

/// A target seen from a folder, `..` resolved.
fn joined(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." | "" => {}
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> SourceFile {
        SourceFile { path: path.to_owned(), text: text.to_owned() }
    }

    #[test]
    fn a_gap_between_decisions_is_found() {
        let one = file("docs/decisions/0001-a.md", "# 0001 A\n");
        let three = file("docs/decisions/0003-c.md", "# 0003 C\n");
        let found = decisions(&[one, three]);
        assert_eq!(found.first().map(|finding| finding.at.as_str()), Some("docs/decisions/0003-c.md"));
        assert_eq!(found.len(), 1);
    }

    #[test]
    fn a_link_to_nothing_is_found() {
        let from = file("docs/a.md", "[b](b.md#part) [c](../crates/) [d](https://d.example) [e](e.md)");
        let found = links(&[from, file("docs/b.md", ""), file("crates/x/y.rs", "")]);
        assert_eq!(found, [Finding::error("docs/a.md:1", "`e.md` leads nowhere")]);
    }

    #[test]
    fn a_change_log_without_its_sections_is_found() {
        assert_eq!(change_log(&[]).len(), 1);
        assert_eq!(change_log(&[file(CHANGELOG, "# Changes\n\n## Unreleased\n\n### For users\n")]).len(), 2);
    }
}
