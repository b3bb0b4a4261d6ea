//! The page of limits: each number that the program names, with what its comment says of it, so that the page cannot say otherwise.

use crate::workspace::SourceFile;

/// Crates of the program; what makes its demonstration up is left out.
const FOLDERS: [&str; 10] =
    ["api", "app", "cli", "documents", "domain", "files", "http-kit", "identity", "store", "web"];
const HEAD: &str = "# Limits

Every whole number and every time that the program names, most of them bounds: what its comment says, how much, and where. Written by
`cargo xtask gen` from the code itself. What PostgreSQL is told on connecting stands in `crates/store/src/engine/pg.rs`.

| what | how much | where |
|---|---|---|
";

/// The page.
pub fn page(files: &[SourceFile]) -> String {
    let of_program = |file: &&SourceFile| {
        let folder = file.path.strip_prefix("crates/").and_then(|path| path.split_once("/src/"));
        let of_program = |(name, path): (&str, &str)| FOLDERS.contains(&name) && !path.starts_with("demo/");
        folder.is_some_and(of_program) && file.path.ends_with(".rs")
    };
    let rows = files.iter().filter(of_program).flat_map(rows);
    HEAD.to_owned() + &rows.collect::<String>()
}

/// A row for each bound of a file.
fn rows(file: &SourceFile) -> Vec<String> {
    let mut rows = Vec::new();
    let (mut comment, mut is_whole) = (String::new(), true);
    for line in file.text.lines().map(str::trim) {
        if line.starts_with("#[cfg(test)]") {
            break;
        }
        if let Some(more) = line.strip_prefix("/// ") {
            comment = if is_whole { more.to_owned() } else { format!("{comment} {more}") };
            is_whole = false;
            continue;
        }
        is_whole = true;
        match constant(line) {
            // The comment of one holds for those that follow it without their own.
            Some((name, value)) => rows.push(format!("| {comment} | `{value}` | `{name}` in `{}` |\n", file.path)),
            None => comment.clear(),
        }
    }
    rows
}

/// Name and value of a constant that is a number or a time: `const KEPT: i64 = 10_000;`.
fn constant(line: &str) -> Option<(&str, &str)> {
    const TYPES: [&str; 9] = ["usize", "u8", "u16", "u32", "u64", "i32", "i64", "Duration", "NonZeroU32"];
    let (_, declared) = line.split_once("const ")?;
    let (name, rest) = declared.split_once(": ")?;
    let (kind, value) = rest.split_once(" = ")?;
    TYPES.contains(&kind).then_some((name, value.strip_suffix(';')?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(path: &str, text: &str) -> String {
        page(&[SourceFile { path: path.to_owned(), text: text.to_owned() }])
    }

    #[test]
    fn a_bound_is_told_with_its_comment() {
        let text = "/// Most tries\n/// kept at once.\npub const KEPT: i64 = 10_000;\n";
        let told = of("crates/store/src/tries.rs", text);
        let row = "| Most tries kept at once. | `10_000` | `KEPT` in `crates/store/src/tries.rs` |\n";
        assert_eq!(told, HEAD.to_owned() + row);
    }

    #[test]
    fn those_that_follow_without_a_comment_share_the_one_before() {
        let told = of(
            "crates/store/src/a.rs",
            "/// Least and most.\nconst LEAST: u8 = 1;\nconst MOST: u8 = 9;\n/// Own.\nconst X: u8 = 0;\n",
        );
        let row = |what: &str, value: u8, name: &str| {
            format!("| {what} | `{value}` | `{name}` in `crates/store/src/a.rs` |\n")
        };
        assert_eq!(
            told,
            HEAD.to_owned()
                + &row("Least and most.", 1, "LEAST")
                + &row("Least and most.", 9, "MOST")
                + &row("Own.", 0, "X")
        );
    }

    #[test]
    fn nothing_else_is() {
        for (path, text) in [
            ("crates/store/src/a.rs", "/// Most of all.\nconst NAME: &str = \"x\";\n"),
            ("crates/cli/src/demo/a.rs", "/// Most tries.\nconst KEPT: i64 = 3;\n"),
            ("crates/store/src/a.rs", "#[cfg(test)]\nmod tests {\n/// Most tries.\nconst KEPT: i64 = 3;\n}\n"),
            ("crates/store/tests/a.rs", "/// Most tries.\nconst KEPT: i64 = 3;\n"),
            ("crates/xtask/src/a.rs", "/// Most tries.\nconst KEPT: i64 = 3;\n"),
        ] {
            assert_eq!(of(path, text), HEAD, "{text}");
        }
    }
}
