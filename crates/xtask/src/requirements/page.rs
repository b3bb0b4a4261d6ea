//! The page that people read: each requirement, where it is met, and the tests that show it.

use super::claims::Claim;
use super::list::Requirement;

const HEAD: &str = "# Requirements

What the sources ask for, where a person meets it, and the tests that show it. Written by `cargo xtask gen` from
[requirements.toml](requirements.toml) and from the comments above the tests; `cargo xtask tidy` refuses a requirement that
has lost its test or its place.

Met at: `/cases` is a page, `GET /cases` a path of the API under `/api/v1`, `redress serve` a command. In a procedure's file
the field `settled` says how a gap or contradiction of its source was settled.
";

/// Writes it.
pub fn write(requirements: &[Requirement], claims: &[Claim]) -> String {
    let mut page = HEAD.to_owned();
    for row in requirements {
        page.push_str(&section(row, claims));
    }
    page
}

fn section(row: &Requirement, claims: &[Claim]) -> String {
    let places: Vec<String> = row.places.iter().map(|place| format!("`{place}`")).collect();
    let shown = claims.iter().filter(|claim| claim.requirement == row.number);
    let tests: Vec<String> = shown.map(|claim| format!("- [`{}`](../{})", claim.test, claim.path())).collect();
    format!(
        "\n## R{}\n\n{}\n\nMet at: {}\n\n{}\n",
        row.number,
        row.behaviour.trim(),
        or_nothing(places.join(", ")),
        or_nothing(tests.join("\n"))
    )
}

/// What the check refuses is still written, so that it can be seen.
fn or_nothing(text: String) -> String {
    if text.is_empty() { "nothing yet".to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_requirement_comes_with_its_places_and_its_own_tests() {
        let row = Requirement {
            number: 37,
            behaviour: "Done is done.\n".to_owned(),
            places: vec!["/cases".to_owned(), "redress serve".to_owned()],
            at: String::new(),
        };
        let claim = |requirement, test: &str| Claim {
            requirement,
            test: test.to_owned(),
            at: "crates/domain/tests/a.rs:7".to_owned(),
        };
        let page = write(&[row], &[claim(36, "domain::a::other"), claim(37, "domain::a::it_is_so")]);
        assert_eq!(
            page.strip_prefix(HEAD).unwrap(),
            "\n## R37\n\nDone is done.\n\nMet at: `/cases`, `redress serve`\n\n\
             - [`domain::a::it_is_so`](../crates/domain/tests/a.rs)\n"
        );
    }
}
