//! Which requirements each test says it shows, in a comment above it: `/// R37, R51` or `/// R37: words`.

mod scripts;
mod sources;

use std::collections::BTreeSet;

use crate::tidy::Finding;
use crate::workspace::SourceFile;

/// A test that shows a requirement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    pub requirement: u32,
    /// `domain::case::plan::an_action_is_done_when_it_has_taken_place`
    pub test: String,
    /// `path:line` of the comment.
    pub at: String,
}

impl Claim {
    /// The file in which the test stands.
    pub fn path(&self) -> &str {
        self.at.rsplit_once(':').map_or(&self.at, |(path, _)| path)
    }
}

/// What the tests of a tree say.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Scanned {
    /// In order of file and line.
    pub claims: Vec<Claim>,
    pub findings: Vec<Finding>,
}

/// Reads them all.
pub fn of(files: &[SourceFile]) -> Scanned {
    let mut scanned = Scanned::default();
    for file in files {
        if file.path.starts_with("crates/") && file.path.ends_with(".rs") {
            sources::scan(file, &mut scanned);
        } else if file.path.starts_with("e2e/") && file.path.ends_with(".mjs") {
            scripts::scan(file, &mut scanned);
        }
    }
    scanned
}

/// Every test of a tree by its name, whether it shows a requirement or not.
pub fn tests(files: &[SourceFile]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for file in files {
        if file.path.starts_with("crates/") && file.path.ends_with(".rs") {
            found.extend(sources::tests(file));
        } else if file.path.starts_with("e2e/") && file.path.ends_with(".mjs") {
            found.extend(scripts::tests(file));
        }
    }
    found
}

/// Comments seen, until what stands below them is known.
#[derive(Debug, Default)]
struct Waiting {
    /// Their places, and what follows the slashes.
    comments: Vec<(String, String)>,
}

impl Waiting {
    /// Keeps a comment if it begins with a requirement.
    fn comment(&mut self, at: String, text: &str) {
        let mut start = text.trim_start().chars();
        if start.next() == Some('R') && start.next().is_some_and(|c| c.is_ascii_digit()) {
            self.comments.push((at, text.trim().to_owned()));
        }
    }

    /// A test follows: it shows them.
    fn test(&mut self, test: &str, scanned: &mut Scanned) {
        for (at, text) in self.comments.drain(..) {
            match requirements(&text) {
                Some(numbers) => scanned.claims.extend(numbers.into_iter().map(|requirement| Claim {
                    requirement,
                    test: test.to_owned(),
                    at: at.clone(),
                })),
                None => scanned.findings.push(Finding::error(at, "write `R37, R51` or `R37: words`, numbers in full")),
            }
        }
    }

    /// Something else follows.
    fn no_test(&mut self, scanned: &mut Scanned) {
        let what = "no test stands below it: a claim belongs directly above one";
        scanned.findings.extend(self.comments.drain(..).map(|(at, _)| Finding::error(at, what)));
    }
}

/// `R37, R51: words`
fn requirements(text: &str) -> Option<Vec<u32>> {
    let list = text.split_once(':').map_or(text, |(list, _)| list);
    list.split(", ").map(|word| word.strip_prefix('R')?.parse().ok()).collect()
}

/// `crates/domain/tests/case/plan.rs` is `domain::case::plan`, and a crate's or a folder's own file is left out.
fn module(path: &str) -> String {
    let path = path.trim_start_matches("crates/").trim_end_matches(".rs").trim_end_matches(".test.mjs");
    let parts = path.split('/').enumerate();
    let parts = parts.filter(|(at, part)| !(*at == 1 && matches!(*part, "src" | "tests")));
    parts.map(|(_, part)| part).filter(|part| !matches!(*part, "main" | "mod" | "lib")).collect::<Vec<_>>().join("::")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_of_a_claim_is_numbers_in_full() {
        assert_eq!(requirements("R37"), Some(vec![37]));
        assert_eq!(requirements("R37, R51: done is done, R9"), Some(vec![37, 51]));
        for wrong in ["R37 and R51", "R37-R40", "R37,R51", "R37, 51", "R37.", "R37,", "R37x"] {
            assert_eq!(requirements(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_file_is_named_by_crate_and_module() {
        assert_eq!(module("crates/domain/tests/case/plan.rs"), "domain::case::plan");
        assert_eq!(module("crates/web/tests/web/main.rs"), "web::web");
        assert_eq!(module("crates/domain/src/period/tests.rs"), "domain::period::tests");
        assert_eq!(module("e2e/journeys.test.mjs"), "e2e::journeys");
    }
}
