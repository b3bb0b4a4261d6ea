//! Where a person can meet a requirement: pages, API paths and commands, as the tree itself lists them.

use std::collections::BTreeSet;

use crate::workspace::SourceFile;

const WEB: &str = "crates/web/src/";
/// The forms of a case: each names the last part of its address.
const FORMS: &str = "crates/web/src/commands/";
/// The part of a page's address that stands for any of the forms.
const ANY_FORM: &str = "{command}";
/// A line for each route of the API, compared with the router by a test of it.
const API: &str = "crates/api/tests/golden/routes.txt";
/// A section for each command, written by `cargo xtask gen`.
const COMMANDS: &str = "docs/generated/commands.md";
const METHODS: [&str; 5] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/// All of them, as the list of requirements writes them: `/cases`, `GET /cases`, `redress serve`.
pub fn of(files: &[SourceFile]) -> BTreeSet<String> {
    let mut places = pages(files);
    for file in files {
        match file.path.as_str() {
            API => places.extend(file.text.lines().filter_map(route)),
            COMMANDS => places.extend(file.text.lines().filter_map(command)),
            _ => {}
        }
    }
    places
}

fn pages(files: &[SourceFile]) -> BTreeSet<String> {
    let under = |folder: &'static str| files.iter().filter(move |file| file.path.starts_with(folder));
    let forms: Vec<&str> = under(FORMS).flat_map(|file| file.text.lines().filter_map(form)).collect();
    let routes = under(WEB).flat_map(|file| file.text.split(".route(").skip(1).filter_map(quoted));
    let mut pages = BTreeSet::new();
    for route in routes {
        if route.contains(ANY_FORM) {
            pages.extend(forms.iter().map(|form| route.replace(ANY_FORM, form)));
        } else {
            pages.insert(route.to_owned());
        }
    }
    pages
}

/// `slug: "plan",`
fn form(line: &str) -> Option<&str> {
    quoted(line.trim().strip_prefix("slug:")?)
}

/// The text between the quotation marks with which it begins.
fn quoted(text: &str) -> Option<&str> {
    Some(text.trim_start().strip_prefix('"')?.split_once('"')?.0)
}

/// `GET  /cases nobody=401 staff=200`
fn route(line: &str) -> Option<String> {
    let mut words = line.split_whitespace();
    let (method, path) = (words.next()?, words.next()?);
    METHODS.contains(&method).then(|| format!("{method} {path}"))
}

/// `` ## `redress serve` ``
fn command(line: &str) -> Option<String> {
    Some(line.strip_prefix("## `")?.strip_suffix('`')?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(path: &str, text: &str) -> Vec<String> {
        let form = "    slug: \"plan\",\n    slug,\n";
        let file = |path: &str, text: &str| SourceFile { path: path.to_owned(), text: text.to_owned() };
        of(&[file(path, text), file("crates/web/src/commands/plan.rs", form)]).into_iter().collect()
    }

    #[test]
    fn pages_are_routes_with_the_forms_filled_in() {
        let routes = ".route(\"/cases\", get(a))\n.route(\n    \"/cases/{reference}/{command}\",\n    get(b),\n)";
        assert_eq!(places("crates/web/src/routes.rs", routes), ["/cases", "/cases/{reference}/plan"]);
        assert_eq!(places("crates/api/src/routes.rs", routes), [""; 0], "those are not pages");
    }

    #[test]
    fn routes_of_the_api_come_with_their_method() {
        let golden = "# Written anew with UPDATE=1.\nGET  /cases nobody=401\nPOST /cases nobody=401\n";
        assert_eq!(places(API, golden), ["GET /cases", "POST /cases"]);
    }

    #[test]
    fn commands_are_the_sections_of_their_page() {
        assert_eq!(places(COMMANDS, "# Commands\n\n## `redress serve`\n\n  serve  Serves\n"), ["redress serve"]);
    }
}
