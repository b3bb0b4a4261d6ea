//! Every text file: no place of somebody's machine, and no requirement that does not exist.

use super::{Finding, lines};
use crate::workspace::SourceFile;

/// Requirements are R1 to this.
const REQUIREMENTS: u32 = 111;
/// Beginnings of paths that only some machine has, in two halves so that this list does not find itself.
const MACHINE_PATHS: [(&str, &str); 4] = [("/wo", "rk/"), ("/ro", "ot/"), ("/home", "/"), ("/Use", "rs/")];
/// Files made by others' tools, or data of the world.
const LEFT_OUT: [&str; 5] = [".lock", "package-lock.json", ".csv", ".svg", "LICENSE"];

/// Checks them.
pub fn check(files: &[SourceFile]) -> Vec<Finding> {
    let ours = files.iter().filter(|file| !LEFT_OUT.iter().any(|end| file.path.ends_with(end)));
    ours.flat_map(|file| lines(file).flat_map(|(at, line)| of_line(&at, line)).collect::<Vec<_>>()).collect()
}

fn of_line(at: &str, line: &str) -> Vec<Finding> {
    let paths = MACHINE_PATHS.iter().map(|(one, other)| format!("{one}{other}"));
    let paths = paths.filter(|path| names_path(line, path));
    let paths = paths.map(|path| Finding::error(at, format!("`{path}` is a place on somebody's machine")));
    let unknown = requirements(line).filter(|number| !(1..=REQUIREMENTS).contains(number));
    let unknown = unknown.map(|number| Finding::error(at, format!("there is no requirement R{number}")));
    paths.chain(unknown).collect()
}

/// An absolute path: nothing that belongs to a name stands before it.
fn names_path(line: &str, path: &str) -> bool {
    line.match_indices(path).any(|(at, _)| {
        let before = line.get(..at).and_then(|before| before.chars().next_back());
        !before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '}' | '*'))
    })
}

/// Numbers cited as `R37`, alone or in a list.
fn requirements(line: &str) -> impl Iterator<Item = u32> {
    let words = line.split(|c: char| !c.is_alphanumeric() && c != '_');
    words.filter_map(|word| {
        let digits = word.strip_prefix('R')?;
        let cited = !digits.is_empty() && digits.len() <= 3 && digits.chars().all(|c| c.is_ascii_digit());
        cited.then(|| digits.parse().ok()).flatten()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cited_requirements_are_read() {
        assert_eq!(requirements("(R12, R33-R35) and R111.").collect::<Vec<_>>(), [12, 33, 35, 111]);
        assert_eq!(requirements("CR12 R2D2 R R1234 SR5").count(), 0);
    }

    #[test]
    fn a_requirement_that_does_not_exist_is_found() {
        assert_eq!(of_line("a:1", "by R111"), []);
        assert_eq!(of_line("a:1", &format!("by R{}", REQUIREMENTS + 1)).len(), 1);
    }

    #[test]
    fn only_absolute_paths_are_of_a_machine() {
        let (one, other) = ("/wo", "rk/");
        assert_eq!(of_line("a:1", &format!("see {one}{other}main")).len(), 1);
        assert_eq!(of_line("a:1", &format!("see e2e{one}{other}main")), []);
    }
}
