//! The page: whole, by itself, and to be heard as well as seen.

use redress_documents::document::{Section, Value, to_html, to_html_fragment};
use scraper::{ElementRef, Html, Selector};

use crate::readers::{page, seen};
use crate::sample::quarter;

fn all<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

#[test]
fn the_page_is_whole_and_asks_for_nothing() {
    let page = page(&to_html(&quarter()));
    assert_eq!(all(&page, "html[lang=en-GB]").len(), 1);
    assert_eq!(
        seen(all(&page, "title")[0]),
        "Service failures: quarterly report – Donnington Ombudsman July to September 2026"
    );
    assert_eq!(all(&page, "h1").len(), 1);
    for loaded in ["script", "link", "img", "iframe", "a:not([href^='#'])", "[src]", "[style]", "[onclick]"] {
        assert!(all(&page, loaded).is_empty(), "{loaded}");
    }
}

#[test]
fn no_heading_level_is_skipped_however_deep_sections_nest() {
    let mut document = quarter();
    for at in 0..9 {
        let inner = std::mem::take(&mut document.sections);
        document.sections = vec![Section { heading: format!("Part {at}"), blocks: Vec::new(), sections: inner }];
    }
    let page = page(&to_html(&document));
    let levels: Vec<u32> =
        all(&page, "h1,h2,h3,h4,h5,h6").iter().map(|h| h.value().name()[1..].parse().unwrap()).collect();
    assert_eq!(levels[..6], [1, 2, 3, 4, 5, 6]);
    assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
}

/// Whoever reads on a telephone, or hears the page, goes to the part they came for.
#[test]
fn a_long_document_begins_with_its_contents() {
    let mut document = quarter();
    let part = |number: usize| Section {
        heading: format!("Part <{number}>"),
        blocks: Vec::new(),
        sections: vec![Section { heading: "Within".to_owned(), blocks: Vec::new(), sections: Vec::new() }],
    };
    document.sections = (1..=7).map(part).collect();
    let page = page(&to_html(&document));
    let links = all(&page, "nav a");
    assert_eq!(links.len(), 7);
    for (at, link) in links.into_iter().enumerate() {
        let heading = all(&page, &format!("h2{}", link.value().attr("href").unwrap()));
        assert_eq!((heading.len(), seen(heading[0])), (1, seen(link)));
        assert_eq!(seen(link), format!("Part <{}>", at + 1));
    }
    document.sections.truncate(3);
    assert!(all(&crate::readers::page(&to_html(&document)), "nav").is_empty());
}

#[test]
fn tables_have_captions_and_every_heading_its_scope() {
    let page = page(&to_html(&quarter()));
    let tables = all(&page, "table");
    assert_eq!(tables.len(), 3);
    for table in tables {
        let count = |selector: &str| table.select(&Selector::parse(selector).unwrap()).count();
        assert_eq!(count("caption"), 1);
        assert_eq!(count("th:not([scope=col]):not([scope=row])"), 0);
        assert_eq!(count("tbody th[scope=row]"), count("tbody tr"));
        assert_eq!(count("th:empty"), 0, "an empty heading tells nothing");
    }
}

#[test]
fn a_picture_is_one_image_with_its_words() {
    let page = page(&to_html(&quarter()));
    let image = all(&page, "figure > [role=img]");
    assert_eq!(image[0].attr("aria-label"), Some("A bar for each cause: delay 11, quality 6, attitude 3."));
    assert_eq!(all(&page, "figure figcaption").len(), 1);
}

#[test]
fn masked_numbers_are_explained_to_eye_and_ear() {
    let html = to_html(&quarter());
    let page = page(&html);
    assert!(html.contains("<p class=\"govuk-body-s\">* means: not shown, so that nobody can be recognised.</p>"));
    let cells = all(&page, "td:has(.govuk-visually-hidden)");
    assert_eq!(cells.iter().map(|cell| seen(*cell)).collect::<Vec<_>>(), ["*", "–"]);
}

#[test]
fn only_the_application_is_led_to_and_only_from_within_it() {
    let mut document = quarter();
    let mut links = redress_documents::document::Table::new("Links", "", ["To"]);
    for href in ["/cases/1?a=1&b=\"2\"", "javascript:alert(1)", "//elsewhere.example/", "https://elsewhere.example/"] {
        links.push(href, [redress_documents::document::Cell::from(Value::Count(1)).linked(href)]);
    }
    document.sections = vec![crate::sample::section("Links", vec![redress_documents::document::Block::Table(links)])];
    let fragment = Html::parse_fragment(&to_html_fragment(&document));
    let hrefs: Vec<_> = all(&fragment, "a").iter().filter_map(|a| a.attr("href").map(str::to_owned)).collect();
    assert_eq!(hrefs, ["/cases/1?a=1&b=\"2\""]);
    assert!(!to_html(&document).contains("<a "));
}
