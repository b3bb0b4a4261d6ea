//! Claims above Rust tests: `#[test]`, an attribute that ends so, or an entry of `both_engines!`.

use super::{Scanned, Waiting, module};
use crate::tidy::lines;
use crate::workspace::SourceFile;

/// The macro whose every function is a test.
const ENGINES: &str = "both_engines! {";

/// Adds the claims of a file, and what is wrong with them.
pub fn scan(file: &SourceFile, scanned: &mut Scanned) {
    let mut waiting = Waiting::default();
    let (mut in_engines, mut is_test) = (false, false);
    for (at, line) in lines(file) {
        let text = line.trim();
        if let Some(comment) = text.strip_prefix("///") {
            waiting.comment(at, comment);
        } else if text.starts_with("#[") {
            is_test |= names_test(text);
        } else {
            match name(text).filter(|_| is_test || in_engines) {
                Some(name) => waiting.test(&format!("{}::{name}", module(&file.path)), scanned),
                None if file.path.contains("/tests/") => waiting.no_test(scanned),
                // A rule of the program cites its requirement in the same words.
                None => waiting = Waiting::default(),
            }
            is_test = false;
            in_engines = line == ENGINES || (in_engines && line != "}");
        }
    }
}

/// `#[test]`, `#[tokio::test]`, `#[tokio::test(flavor = "multi_thread")]`
fn names_test(attribute: &str) -> bool {
    let path = attribute.trim_start_matches("#[").split(['(', ']']).next().unwrap_or_default();
    path == "test" || path.ends_with("::test")
}

/// The name of a function whose head this is.
fn name(line: &str) -> Option<&str> {
    let line = line.trim_start_matches("pub ").trim_start_matches("async ");
    line.strip_prefix("fn ")?.split(|c: char| !c.is_alphanumeric() && c != '_').next()
}

/// Names of the tests of a file, `both_engines!` and `proptest!` included.
pub fn tests(file: &SourceFile) -> Vec<String> {
    let (mut found, mut in_engines, mut is_test) = (Vec::new(), false, false);
    for line in file.text.lines() {
        let text = line.trim();
        if text.is_empty() || text.starts_with("//") {
            continue;
        }
        if text.starts_with("#[") {
            is_test |= names_test(text);
            continue;
        }
        let is_head = is_test || (in_engines && line.starts_with("    fn "));
        found.extend(name(text).filter(|_| is_head).map(|name| format!("{}::{name}", module(&file.path))));
        is_test = false;
        in_engines = line == ENGINES || (in_engines && line != "}");
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scanned(path: &str, text: &str) -> Scanned {
        let mut scanned = Scanned::default();
        scan(&SourceFile { path: path.to_owned(), text: text.to_owned() }, &mut scanned);
        scanned
    }

    /// Claims of a file of tests, as `number test`, and the places of findings.
    fn found(text: &str) -> (Vec<String>, Vec<String>) {
        let Scanned { claims, findings } = scanned("crates/a/tests/b.rs", text);
        let claims = claims.iter().map(|claim| format!("{} {}", claim.requirement, claim.test)).collect();
        (claims, findings.into_iter().map(|finding| finding.at).collect())
    }

    #[test]
    fn claims_stand_above_a_test_among_its_words_and_attributes() {
        let text = "/// What it is about.\n/// R1, R2: words\n#[test]\n#[cfg(unix)]\nfn one() {}\n\n\
                    /// R3\n#[tokio::test(flavor = \"multi_thread\")]\nasync fn two() {}\n";
        assert_eq!(found(text).0, ["1 a::b::one", "2 a::b::one", "3 a::b::two"]);
    }

    #[test]
    fn every_function_of_both_engines_is_a_test_and_none_after_it() {
        let text =
            "both_engines! {\n    /// R1\n    fn one(db) {\n        work(db);\n    }\n}\n\n/// R2\nfn helper() {}\n";
        assert_eq!(found(text), (vec!["1 a::b::one".to_owned()], vec!["crates/a/tests/b.rs:8".to_owned()]));
    }

    #[test]
    fn a_claim_above_no_test_or_in_another_form_is_found() {
        for text in [
            "/// R1\nfn helper() {}\n",
            "/// R1\n\n#[test]\nfn one() {}\n",
            "/// R1 and R2\n#[test]\nfn one() {}\n",
            "/// R1\nconst A: u8 = 1;\n",
        ] {
            assert_eq!(found(text), (vec![], vec!["crates/a/tests/b.rs:1".to_owned()]), "{text}");
        }
    }

    #[test]
    fn other_comments_claim_nothing() {
        assert_eq!(found("/// As R1 has it.\n#[test]\nfn one() {}\n// R2\n#[test]\nfn two() {}\n"), (vec![], vec![]));
    }

    #[test]
    fn a_rule_of_the_program_may_begin_with_its_requirement() {
        let text = "/// R1: a rule.\nfn rule() {}\n\nmod tests {\n    /// R2\n    #[test]\n    fn one() {}\n}\n";
        let Scanned { claims, findings } = scanned("crates/a/src/b.rs", text);
        assert_eq!(claims.iter().map(|claim| claim.requirement).collect::<Vec<_>>(), [2]);
        assert_eq!(findings, []);
    }
}
