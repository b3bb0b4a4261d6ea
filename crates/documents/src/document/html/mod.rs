//! A document as HTML: a page that stands by itself, or the inside of a page of the application.

mod blocks;
mod table;
mod write;

use self::blocks::Sections;
use self::write::{attribute, element, escaped};
use super::text::heading;
use super::{Document, Entry};

/// The styles of the page that stands by itself; it names nothing outside the file.
const STYLES: &str = include_str!("report.css");

/// A whole page in one file: no script, nothing loaded from elsewhere, no links into the application.
pub fn to_html(document: &Document) -> String {
    let title = heading(&document.title);
    let place = heading(&format!("{} {}", document.organisation, document.period));
    let mut page = String::from("<!DOCTYPE html>\n<html");
    attribute(&mut page, "lang", &document.language);
    page.push_str(">\n<head>\n<meta charset=\"utf-8\">\n");
    element(&mut page, "title", "", &format!("{title} – {place}"));
    page.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    if let Some(author) = &document.author {
        page.push_str("<meta name=\"author\"");
        attribute(&mut page, "content", author);
        page.push_str(">\n");
    }
    page.push_str("<style>\n");
    page.push_str(STYLES);
    page.push_str("</style>\n</head>\n<body>\n<main>\n<header>\n");
    element(&mut page, "h1", "", &title);
    page.push_str(&format!(
        "<p class=\"lead\">{}<br>{}</p>\n",
        escaped(&document.organisation),
        escaped(&document.period)
    ));
    facts(&mut page, &document.facts);
    page.push_str("</header>\n");
    page.push_str(&Sections { is_within: false }.written(document));
    page.push_str("</main>\n</body>\n</html>\n");
    page
}

/// The sections alone, headings from level 2, dressed in the classes of the application's pages and with links to what is behind
/// the figures. Title and facts are the page's own.
pub fn to_html_fragment(document: &Document) -> String {
    Sections { is_within: true }.written(document)
}

fn facts(page: &mut String, facts: &[Entry]) {
    if facts.is_empty() {
        return;
    }
    page.push_str("<dl class=\"facts\">\n");
    for fact in facts {
        let value = escaped(&fact.value.value.printed()).into_owned();
        page.push_str(&format!("<div><dt>{}</dt> <dd>{value}</dd></div>\n", escaped(&fact.label)));
    }
    page.push_str("</dl>\n");
}
