//! Who may use whom: the table in ARCHITECTURE.md against what cargo knows.

use std::collections::BTreeMap;

use super::Finding;
use crate::workspace::Crate;

/// The file with the table.
pub const TABLE: &str = "ARCHITECTURE.md";
/// Head of the table by which it is found.
const HEAD: [&str; 4] = ["crate", "what it is for", "may use", "sole owner of"];
/// For tests alone; what it owns for them, it does not take from the owner.
const TEST_CRATE: &str = "testkit";

/// A line of the table.
#[derive(Debug, PartialEq, Eq)]
struct Rule {
    name: String,
    /// Crates of the workspace that it uses: exactly these.
    uses: Vec<String>,
    /// Packages from elsewhere that no other crate uses.
    owns: Vec<String>,
}

/// Compares the table with the crates.
pub fn check(table: &str, crates: &[Crate]) -> Vec<Finding> {
    let rules = read(table);
    if rules.is_empty() {
        let head = HEAD.join(" | ");
        return vec![Finding::error(TABLE, format!("there is no table headed `{head}`"))];
    }
    let mut findings = listed(&rules, crates);
    let folders: BTreeMap<&str, &str> = crates.iter().map(|one| (one.package.as_str(), one.name.as_str())).collect();
    for one in crates {
        if let Some(rule) = rules.iter().find(|rule| rule.name == one.name) {
            findings.extend(direction(rule, one, &folders));
        }
        findings.extend(ownership(&rules, one));
    }
    findings
}

fn listed(rules: &[Rule], crates: &[Crate]) -> Vec<Finding> {
    let in_table = |one: &&Crate| !rules.iter().any(|rule| rule.name == one.name);
    let missing = crates.iter().filter(in_table);
    let missing = missing.map(|one| Finding::error(TABLE, format!("the table lacks the crate `{}`", one.name)));
    let gone = rules.iter().filter(|rule| !crates.iter().any(|one| one.name == rule.name));
    let gone = gone.map(|rule| Finding::error(TABLE, format!("there is no crate `{}`", rule.name)));
    missing.chain(gone).collect()
}

/// The crates it uses are those of the table, no more and no fewer; its tests may use the test crate as well.
fn direction(rule: &Rule, one: &Crate, folders: &BTreeMap<&str, &str>) -> Vec<Finding> {
    let at = format!("crates/{}/Cargo.toml", one.name);
    let mut findings = Vec::new();
    for dependency in &one.dependencies {
        let Some(used) = folders.get(dependency.package.as_str()) else { continue };
        let for_tests = dependency.dev && *used == TEST_CRATE;
        if !for_tests && !rule.uses.iter().any(|allowed| allowed == used) {
            findings.push(Finding::error(&at, format!("`{}` may not use `{used}` ({TABLE})", one.name)));
        }
    }
    let is_used =
        |name: &str| one.dependencies.iter().any(|dependency| folders.get(dependency.package.as_str()) == Some(&name));
    for unused in rule.uses.iter().filter(|name| !is_used(name)) {
        findings
            .push(Finding::error(TABLE, format!("`{}` does not use `{unused}`, although the table says so", one.name)));
    }
    findings
}

fn ownership(rules: &[Rule], one: &Crate) -> Vec<Finding> {
    if one.name == TEST_CRATE {
        return Vec::new();
    }
    let taken = one.dependencies.iter().filter(|dependency| !dependency.dev).filter_map(|dependency| {
        let owner = rules.iter().find(|rule| rule.owns.contains(&dependency.package) && rule.name != one.name)?;
        Some((dependency, owner))
    });
    let message = |owner: &Rule, package: &str| format!("`{package}` belongs to `{}` alone ({TABLE})", owner.name);
    taken
        .map(|(dependency, owner)| {
            Finding::error(format!("crates/{}/Cargo.toml", one.name), message(owner, &dependency.package))
        })
        .collect()
}

/// The lines under the head, up to the first line that is not of the table.
fn read(text: &str) -> Vec<Rule> {
    let rows = text.lines().map(cells).skip_while(|row| row.as_slice() != HEAD.as_slice()).skip(2);
    rows.map_while(|row| match row.as_slice() {
        [name, _, uses, owns] => {
            Some(Rule { name: quoted(name).into_iter().next()?, uses: quoted(uses), owns: quoted(owns) })
        }
        _ => None,
    })
    .collect()
}

fn cells(line: &str) -> Vec<&str> {
    let inner = line.trim().strip_prefix('|').and_then(|line| line.strip_suffix('|'));
    inner.map(|line| line.split('|').map(str::trim).collect()).unwrap_or_default()
}

/// What stands in backticks.
fn quoted(cell: &str) -> Vec<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::Dependency;

    const SMALL: &str = "
| crate | what it is for | may use | sole owner of |
|---|---|---|---|
| `domain` | rules | - | `jiff` |
| `store` | SQL | `domain` | `rusqlite` |

After it.
";

    fn of(name: &str, uses: &[(&str, bool)]) -> Crate {
        let dependencies = uses.iter().map(|(package, dev)| Dependency { package: (*package).to_owned(), dev: *dev });
        Crate { name: name.to_owned(), package: format!("redress-{name}"), dependencies: dependencies.collect() }
    }

    fn findings(crates: &[Crate]) -> Vec<String> {
        check(SMALL, crates).into_iter().map(|finding| format!("{}: {}", finding.at, finding.what)).collect()
    }

    #[test]
    fn the_table_as_it_is_holds() {
        let domain = of("domain", &[("jiff", false)]);
        let store = of("store", &[("redress-domain", false), ("rusqlite", false)]);
        assert_eq!(findings(&[domain, store]), [""; 0]);
    }

    #[test]
    fn a_crate_that_looks_up_is_found() {
        let domain = of("domain", &[("redress-store", false)]);
        let store = of("store", &[("redress-domain", false)]);
        assert_eq!(
            findings(&[domain, store]),
            ["crates/domain/Cargo.toml: `domain` may not use `store` (ARCHITECTURE.md)"]
        );
    }

    #[test]
    fn a_package_used_beside_its_owner_is_found_but_not_in_tests() {
        let domain = of("domain", &[("rusqlite", false)]);
        let store = of("store", &[("redress-domain", false), ("jiff", true)]);
        let expected = ["crates/domain/Cargo.toml: `rusqlite` belongs to `store` alone (ARCHITECTURE.md)"];
        assert_eq!(findings(&[domain, store]), expected);
    }

    #[test]
    fn a_line_that_is_no_longer_true_is_found() {
        let store = of("store", &[]);
        let expected = [
            "ARCHITECTURE.md: there is no crate `domain`",
            "ARCHITECTURE.md: `store` does not use `domain`, although the table says so",
        ];
        assert_eq!(findings(&[store]), expected);
        assert_eq!(check("no table", &[]).len(), 1);
    }
}
