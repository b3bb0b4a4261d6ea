//! Rust sources: a first line that says what the file is for, a length one can read, no word that has no business there.

use super::{Finding, lines};
use crate::workspace::SourceFile;

/// Beyond it a file is split; beyond the first it is looked at.
const LONG: usize = 400;
const TOO_LONG: usize = 500;

/// A word, where it may stand, and why nowhere else. Written in two halves, so that this list does not find itself.
struct Forbidden {
    halves: (&'static str, &'static str),
    /// Beginnings of paths.
    allowed: &'static [&'static str],
    why: &'static str,
}

const FORBIDDEN: [Forbidden; 8] = [
    Forbidden { halves: ("todo", "!("), allowed: &[], why: "finish it, or leave it out" },
    Forbidden { halves: ("unimple", "mented!("), allowed: &[], why: "finish it, or leave it out" },
    Forbidden { halves: ("dbg", "!("), allowed: &[], why: "it was for looking; take it out" },
    Forbidden { halves: ("#[ig", "nore"), allowed: &[], why: "a test runs or is not there" },
    Forbidden { halves: ("thread::", "sleep"), allowed: &["crates/bench/"], why: "wait for the thing itself" },
    Forbidden {
        halves: ("time::", "sleep"),
        allowed: &["crates/http-kit/src/", "crates/cli/src/"],
        why: "wait for the thing itself; only time limits of connections may wait for time",
    },
    Forbidden { halves: ("allow(clippy::", "all"), allowed: &[], why: "allow the one lint, with its reason" },
    Forbidden { halves: ("// TO", "DO"), allowed: &[], why: "open an issue" },
];

/// How a statement begins. Only `store` speaks SQL, and the test kit to set up what the product never makes.
const SQL: [&str; 6] =
    ["\"SELECT ", "\"INSERT INTO ", "\"UPDATE ", "\"DELETE FROM ", "\"CREATE TABLE", "\"ALTER TABLE"];

/// Checks every Rust file.
pub fn check(files: &[SourceFile]) -> Vec<Finding> {
    files.iter().filter(|file| file.path.ends_with(".rs")).flat_map(of_file).collect()
}

fn of_file(file: &SourceFile) -> Vec<Finding> {
    let mut findings = Vec::new();
    if !file.text.starts_with("//! ") {
        findings.push(Finding::error(format!("{}:1", file.path), "the first line says what the file is for: `//! …`"));
    }
    findings.extend(length(file));
    findings.extend(words(file));
    if speaks_no_sql(&file.path) {
        let found = lines(file).filter(|(_, line)| SQL.iter().any(|start| line.contains(start)));
        findings.extend(found.map(|(at, _)| Finding::error(at, "SQL stands in `store` alone")));
    }
    findings
}

fn length(file: &SourceFile) -> Option<Finding> {
    let length = file.text.lines().count();
    let what = format!("{length} lines: look for the noun that is missing");
    match length {
        0..=LONG => None,
        _ if length <= TOO_LONG => Some(Finding::warning(&file.path, what)),
        _ => Some(Finding::error(&file.path, what)),
    }
}

fn words(file: &SourceFile) -> Vec<Finding> {
    let mut findings = Vec::new();
    for Forbidden { halves, allowed, why } in &FORBIDDEN {
        if allowed.iter().any(|start| file.path.starts_with(start)) {
            continue;
        }
        let word = format!("{}{}", halves.0, halves.1);
        let found = lines(file).filter(|(_, line)| line.contains(&word));
        findings.extend(found.map(|(at, _)| Finding::error(at, format!("`{word}`: {why}"))));
    }
    findings
}

/// Product code outside `store`; tests everywhere may look into a database.
fn speaks_no_sql(path: &str) -> bool {
    let own = ["crates/store/", "crates/testkit/", "crates/xtask/"];
    path.contains("/src/") && !own.iter().any(|start| path.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> Vec<String> {
        let file = SourceFile { path: path.to_owned(), text: text.to_owned() };
        check(&[file]).into_iter().map(|finding| finding.at).collect()
    }

    #[test]
    fn a_file_as_it_should_be_passes() {
        assert_eq!(found("crates/app/src/a.rs", "//! What it is for.\n\npub fn a() {}\n"), [""; 0]);
    }

    #[test]
    fn each_fault_is_found_at_its_line() {
        assert_eq!(found("crates/app/src/a.rs", "// What it is for.\n"), ["crates/app/src/a.rs:1"]);
        assert_eq!(found("crates/app/src/a.rs", &format!("//! A.\n{}!()\n", "todo")), ["crates/app/src/a.rs:2"]);
        assert_eq!(found("crates/app/src/a.rs", "//! A.\nlet sql = \"SELECT 1\";\n"), ["crates/app/src/a.rs:2"]);
        assert_eq!(
            found("crates/app/src/a.rs", &format!("//! A.\n{}", "\n".repeat(TOO_LONG))),
            ["crates/app/src/a.rs"]
        );
    }

    #[test]
    fn what_is_allowed_in_a_place_is_found_elsewhere_only() {
        let text = format!("//! A.\ntokio::time::{}(limit)\n", "sleep");
        assert_eq!(found("crates/http-kit/src/a.rs", &text), [""; 0]);
        assert_eq!(found("crates/app/src/a.rs", &text), ["crates/app/src/a.rs:2"]);
        assert_eq!(found("crates/store/src/a.rs", "//! A.\nlet sql = \"SELECT 1\";\n"), [""; 0]);
    }
}
