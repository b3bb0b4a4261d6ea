//! The list of requirements, kept by hand in `docs/requirements.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::LIST;
use crate::tidy::Finding;
use crate::workspace::SourceFile;

/// A row of the list.
#[derive(Debug, PartialEq, Eq)]
pub struct Requirement {
    pub number: u32,
    /// What can be seen, in a sentence.
    pub behaviour: String,
    /// Pages, API paths and commands where a person meets it.
    pub places: Vec<String>,
    /// `path:line` of its head.
    pub at: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    behaviour: String,
    r#where: Vec<String>,
}

/// Every row, by number.
pub fn read(files: &[SourceFile]) -> Result<Vec<Requirement>, Vec<Finding>> {
    let Some(file) = files.iter().find(|file| file.path == LIST) else {
        return Err(vec![Finding::error(LIST, "it is missing")]);
    };
    let rows: BTreeMap<String, Row> =
        toml::from_str(&file.text).map_err(|error| vec![Finding::error(LIST, error.to_string())])?;
    let (mut requirements, mut findings) = (Vec::new(), Vec::new());
    for (head, row) in rows {
        let at = place_of(file, &head);
        match head.strip_prefix('R').and_then(|digits| digits.parse().ok()) {
            Some(number) => {
                requirements.push(Requirement { number, behaviour: row.behaviour, places: row.r#where, at });
            }
            None => findings.push(Finding::error(at, format!("`{head}` is not the number of a requirement: `R37`"))),
        }
    }
    requirements.sort_by_key(|row| row.number);
    if findings.is_empty() { Ok(requirements) } else { Err(findings) }
}

fn place_of(file: &SourceFile, head: &str) -> String {
    let wanted = format!("[{head}]");
    let line = (1_usize..).zip(file.text.lines()).find(|(_, line)| line.trim() == wanted);
    line.map_or_else(|| LIST.to_owned(), |(number, _)| format!("{LIST}:{number}"))
}

/// Findings in one line.
pub fn told(findings: &[Finding]) -> String {
    findings.iter().map(|finding| finding.what.as_str()).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> Result<Vec<Requirement>, Vec<Finding>> {
        read(&[SourceFile { path: LIST.to_owned(), text: text.to_owned() }])
    }

    #[test]
    fn rows_come_by_number_whatever_their_order() {
        let text = "[R10]\nbehaviour = \"b\"\nwhere = []\n\n[R9]\nbehaviour = \"a\"\nwhere = [\"/cases\"]\n";
        let rows = read_text(text).unwrap();
        let told: Vec<_> = rows.iter().map(|row| (row.number, row.behaviour.as_str(), row.at.as_str())).collect();
        assert_eq!(told, [(9, "a", "docs/requirements.toml:5"), (10, "b", "docs/requirements.toml:1")]);
    }

    #[test]
    fn a_row_given_twice_or_misspelt_is_refused() {
        let row = "behaviour = \"b\"\nwhere = []\n";
        for text in [
            format!("[R1]\n{row}[R1]\n{row}"),
            format!("[Q1]\n{row}"),
            format!("[R1]\n{row}tests = []\n"),
            "[R1]\nwhere = []\n".to_owned(),
        ] {
            assert_eq!(read_text(&text).unwrap_err().len(), 1, "{text}");
        }
    }
}
