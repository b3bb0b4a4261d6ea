//! The security document: every row well formed, every test and file that it names in the tree.

use std::collections::BTreeSet;

use crate::requirements::claims;
use crate::tidy::{Finding, lines};
use crate::workspace::SourceFile;

/// Each requirement of ASVS that applies, how it is held, and what shows it; kept by hand.
const PAGE: &str = "docs/security/asvs.md";
/// How the third cell begins where something is missing.
const NOT_HELD: &str = "not held";

/// Rows that name a test or a file that is not there, or neither, and numbers twice or out of their order.
pub fn check(files: &[SourceFile]) -> Vec<Finding> {
    let Some(page) = files.iter().find(|file| file.path == PAGE) else {
        return vec![Finding::error(PAGE, "it is missing")];
    };
    let tests = claims::tests(files);
    let paths: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
    let is_there = |name: &str| paths.contains(name) || tests.contains(name);
    let (mut findings, mut last) = (Vec::new(), Vec::new());
    for (at, line) in lines(page) {
        let Some((number, cells)) = row(line) else { continue };
        if number <= last {
            findings.push(Finding::error(&at, "its number is there already, or belongs further up"));
        }
        last = number;
        findings.extend(wrong(&cells, &is_there).into_iter().map(|what| Finding::error(&at, what)));
    }
    findings
}

/// Number and cells of the row of a requirement; `None` for any other line.
fn row(line: &str) -> Option<(Vec<u32>, Vec<&str>)> {
    let inner = line.strip_prefix("| ")?.strip_suffix(" |")?;
    let cells: Vec<&str> = inner.split(" | ").map(str::trim).collect();
    let number: Vec<u32> = cells.first()?.split('.').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    (number.len() == 3).then_some((number, cells))
}

/// What is wrong with a row, and how to mend it.
fn wrong(cells: &[&str], is_there: &dyn Fn(&str) -> bool) -> Vec<String> {
    let [_, _, how, shown] = cells else { return vec!["it has four cells: number, words, how, test".to_owned()] };
    let named: Vec<&str> = shown.split('`').skip(1).step_by(2).collect();
    let gone = named.iter().filter(|name| !is_there(name));
    let mut wrong: Vec<String> = gone.map(|name| format!("there is no test or file `{name}`")).collect();
    if named.is_empty() && !how.starts_with(NOT_HELD) {
        wrong.push(format!("name the test or file that shows it, or begin with `{NOT_HELD}`"));
    }
    if how.contains(NOT_HELD) && !how.starts_with(NOT_HELD) {
        wrong.push(format!("`{NOT_HELD}` comes first, so that it is seen"));
    }
    wrong
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is found in a tree with one test, one file and these rows.
    fn found(rows: &[&str]) -> Vec<String> {
        let file = |path: &str, text: &str| SourceFile { path: path.to_owned(), text: text.to_owned() };
        let page = format!("| number | in our words | how | test |\n|---|---|---|---|\n{}\n", rows.join("\n"));
        let test = file("crates/app/tests/app/brake.rs", "#[test]\nfn it_grows() {}\n\nfn helper() {}\n");
        let files = [file(PAGE, &page), test, file("SECURITY.md", "")];
        check(&files).into_iter().map(|finding| format!("{}: {}", finding.at, finding.what)).collect()
    }

    #[test]
    fn a_row_with_its_test_its_file_or_what_is_missing_passes() {
        let rows = [
            "| 6.1.1 | Words | here | `app::app::brake::it_grows`, `SECURITY.md` |",
            "| 6.2.9 | Words | not held: nothing | - |",
            "| 6.2.10 | Words | not held in full | `SECURITY.md` |",
        ];
        assert_eq!(found(&rows), [""; 0]);
    }

    #[test]
    fn what_is_gone_is_found_at_its_row() {
        for gone in ["app::app::brake::helper", "app::app::brake", "SECURITY", ""] {
            let found = found(&[&format!("| 6.1.1 | Words | here | `SECURITY.md`, `{gone}` |")]);
            assert_eq!(found, [format!("docs/security/asvs.md:3: there is no test or file `{gone}`")]);
        }
    }

    #[test]
    fn a_row_that_shows_nothing_or_hides_what_is_missing_is_found() {
        for row in [
            "| 6.1.1 | Words | here | - |",
            "| 6.1.1 | Words | held, but not held there | `SECURITY.md` |",
            "| 6.1.1 | Words | here |",
        ] {
            assert_eq!(found(&[row]).len(), 1, "{row}");
        }
    }

    #[test]
    fn numbers_come_once_and_in_order() {
        let row = |number: &str| format!("| {number} | Words | here | `SECURITY.md` |");
        assert_eq!(found(&[&row("6.1.1"), &row("6.1.1")]).len(), 1);
        assert_eq!(found(&[&row("6.2.10"), &row("6.2.9")]).len(), 1);
        assert_eq!(found(&[&row("6.2.9"), &row("6.2.10"), &row("7.1.1")]), [""; 0]);
    }

    #[test]
    fn without_the_document_that_is_said() {
        assert_eq!(check(&[]), [Finding::error(PAGE, "it is missing")]);
    }
}
