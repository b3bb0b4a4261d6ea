//! Claims above browser tests: `// R37` above `test("…"`.

use super::{Scanned, Waiting, module};
use crate::tidy::lines;
use crate::workspace::SourceFile;

/// Adds the claims of a file, and what is wrong with them.
pub fn scan(file: &SourceFile, scanned: &mut Scanned) {
    let mut waiting = Waiting::default();
    for (at, line) in lines(file) {
        let text = line.trim();
        if let Some(comment) = text.strip_prefix("//") {
            waiting.comment(at, comment);
        } else if let Some(title) = title(text) {
            waiting.test(&format!("{}: {title}", module(&file.path)), scanned);
        } else {
            waiting.no_test(scanned);
        }
    }
}

/// The title of a test that begins here: `test("…", …`.
fn title(line: &str) -> Option<&str> {
    let call = line.strip_prefix("test(")?;
    let mark = call.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'))?;
    call.get(1..)?.split(mark).next()
}

/// Names of the tests of a file.
pub fn tests(file: &SourceFile) -> Vec<String> {
    let titles = file.text.lines().filter_map(|line| title(line.trim()));
    titles.map(|title| format!("{}: {title}", module(&file.path))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> (Vec<String>, usize) {
        let mut scanned = Scanned::default();
        scan(&SourceFile { path: "e2e/a.test.mjs".to_owned(), text: text.to_owned() }, &mut scanned);
        let claims = scanned.claims.iter().map(|claim| format!("{} {}", claim.requirement, claim.test)).collect();
        (claims, scanned.findings.len())
    }

    #[test]
    fn claims_stand_above_a_test_and_take_its_title() {
        let text =
            "// A.\n\n// R1, R2\ntest(\"it is so\", limit, () => {});\n\n  // R3: words\n  test(`so too`, () => {});\n";
        assert_eq!(
            found(text),
            (vec!["1 e2e::a: it is so".into(), "2 e2e::a: it is so".into(), "3 e2e::a: so too".into()], 0)
        );
    }

    #[test]
    fn a_claim_above_something_else_is_found() {
        assert_eq!(found("// R1\nconst a = 1;\n"), (vec![], 1));
        assert_eq!(found("// R1 and R2\ntest(\"it is so\");\n"), (vec![], 1));
        assert_eq!(found("// R1\nafter(async () => {});\n"), (vec![], 1));
    }
}
