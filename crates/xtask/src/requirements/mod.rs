//! The map of requirements: each with its behaviour, the tests that show it and where a person meets it.

pub mod claims;
mod list;
mod page;
mod places;

use std::collections::BTreeSet;

use anyhow::{Result, bail};

use crate::tidy::Finding;
use crate::workspace::SourceFile;
use claims::Claim;
use list::Requirement;

/// Kept by hand: what is asked, and where a person meets it.
const LIST: &str = "docs/requirements.toml";
/// Written by `cargo xtask gen`: the same, with the tests.
pub const PAGE: &str = "docs/requirements.md";
/// Every requirement up to this one, the last, has a row.
const BUILT: u32 = 111;

/// The page as it should read today.
pub fn page(files: &[SourceFile]) -> Result<String> {
    match list::read(files) {
        Ok(requirements) => Ok(page::write(&requirements, &claims::of(files).claims)),
        Err(findings) => bail!("{LIST} cannot be read: {}", list::told(&findings)),
    }
}

/// Rows without a test or a place, places that are not there, tests that show what nobody asked for.
pub fn check(files: &[SourceFile]) -> Vec<Finding> {
    let requirements = match list::read(files) {
        Ok(requirements) => requirements,
        Err(findings) => return findings,
    };
    let claims::Scanned { claims, mut findings } = claims::of(files);
    let places = places::of(files);
    findings.extend(missing(&requirements));
    findings.extend(requirements.iter().flat_map(|row| of_row(row, &claims, &places)));
    findings.extend(unasked(&requirements, &claims));
    findings
}

fn missing(requirements: &[Requirement]) -> Vec<Finding> {
    let listed: BTreeSet<u32> = requirements.iter().map(|row| row.number).collect();
    let missing = (1..=BUILT).filter(|number| !listed.contains(number));
    missing.map(|number| Finding::error(LIST, format!("R{number} has no row"))).collect()
}

/// One finding for a row, however much of it is wrong.
fn of_row(row: &Requirement, claims: &[Claim], places: &BTreeSet<String>) -> Option<Finding> {
    let mut wrong = Vec::new();
    if !claims.iter().any(|claim| claim.requirement == row.number) {
        wrong.push(format!("no test shows it: write `/// R{}` above the one that does", row.number));
    }
    if row.places.is_empty() {
        wrong.push("nobody meets it on a page, by the API or by a command".to_owned());
    }
    let unknown = row.places.iter().filter(|place| !places.contains(*place));
    wrong.extend(unknown.map(|place| format!("there is no page, API path or command `{place}`")));
    (!wrong.is_empty()).then(|| Finding::error(&row.at, format!("R{}: {}", row.number, wrong.join("; "))))
}

fn unasked(requirements: &[Requirement], claims: &[Claim]) -> Vec<Finding> {
    let listed: BTreeSet<u32> = requirements.iter().map(|row| row.number).collect();
    let unasked = claims.iter().filter(|claim| !listed.contains(&claim.requirement));
    unasked.map(|claim| Finding::error(&claim.at, format!("R{} has no row in {LIST}", claim.requirement))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROUTES: &str = "Router::new().route(\"/cases\", get(show))";
    const TEST: &str = "/// R1\n#[test]\nfn it_is_so() {}\n";

    fn row(number: u32, place: &str) -> String {
        format!("[R{number}]\nbehaviour = \"It is so.\"\nwhere = [\"{place}\"]\n")
    }

    /// What is found in a tree with a list, a test file and one page.
    fn found(list: &str, test: &str) -> Vec<String> {
        let file = |path: &str, text: &str| SourceFile { path: path.to_owned(), text: text.to_owned() };
        let routes = file("crates/web/src/routes.rs", ROUTES);
        let files = [file(LIST, list), file("crates/domain/tests/a.rs", test), routes];
        // The short lists of these tests leave most rows out.
        let told = check(&files).into_iter().filter(|finding| !finding.what.ends_with("has no row"));
        told.map(|finding| format!("{}: {}", finding.at, finding.what)).collect()
    }

    #[test]
    fn a_row_with_a_test_and_a_place_passes() {
        assert_eq!(found(&row(1, "/cases"), TEST), [""; 0]);
    }

    #[test]
    fn a_row_that_lost_its_test_and_its_place_is_found_once() {
        let found = found(&row(1, "/elsewhere"), "#[test]\nfn it_is_so() {}\n");
        assert_eq!(found.len(), 1);
        assert!(found[0].starts_with("docs/requirements.toml:1: R1: no test shows it"), "{}", found[0]);
        assert!(found[0].ends_with("there is no page, API path or command `/elsewhere`"), "{}", found[0]);
    }

    #[test]
    fn a_row_without_any_place_is_found() {
        assert_eq!(found("[R1]\nbehaviour = \"It is so.\"\nwhere = []\n", TEST).len(), 1);
    }

    #[test]
    fn a_test_of_what_has_no_row_is_found_where_it_stands() {
        let found = found(&row(1, "/cases"), &TEST.replace("R1", "R1, R2"));
        assert_eq!(found, ["crates/domain/tests/a.rs:1: R2 has no row in docs/requirements.toml"]);
    }

    #[test]
    fn every_row_that_is_left_out_is_found() {
        let list = SourceFile { path: LIST.to_owned(), text: row(7, "/cases") };
        let left_out = check(&[list]).into_iter().filter(|finding| finding.what.ends_with("has no row"));
        assert_eq!(left_out.count(), usize::try_from(BUILT).unwrap() - 1);
    }

    #[test]
    fn without_the_list_there_is_no_page() {
        assert_eq!(check(&[]).len(), 1);
        assert!(page(&[]).is_err());
    }
}
