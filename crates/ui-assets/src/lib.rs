//! GOV.UK and MOJ Frontend, our styles, font and scripts, built by npm and embedded.
//!
//! Every file is served under a name that holds its digest (`/assets/app-0123456789abcdef.css`), so an answer may be kept for ever:
//! `Cache-Control: public, max-age=31536000, immutable`. The styles' own classes are listed at the head of `ui/app.scss`.

/// One embedded file.
#[derive(Debug, Clone, Copy)]
pub struct Asset {
    /// The file's content.
    pub bytes: &'static [u8],
    /// What to send as `Content-Type`.
    pub content_type: &'static str,
}

struct Row {
    name: &'static str,
    url: &'static str,
    asset: Asset,
}

static ASSETS: &[Row] = include!(concat!(env!("OUT_DIR"), "/table.rs"));

/// The file served at `path`, given in full (`/assets/app-….css`) or as what follows `/assets/`.
pub fn find(path: &str) -> Option<Asset> {
    let file = path.strip_prefix("/assets/").unwrap_or(path);
    let row = ASSETS.iter().find(|row| row.url.strip_prefix("/assets/") == Some(file))?;
    Some(row.asset)
}

/// Where a page finds the file called `name`: `app.css`, `app.mjs`, `favicon.svg` or `notices.txt` (the licences of what is embedded).
/// A name that is no file answers an address at which nothing is served.
pub fn url(name: &str) -> &'static str {
    ASSETS.iter().find(|row| row.name == name).map_or("/assets/no-such-asset", |row| row.url)
}

/// The fonts that printed documents are set in, each a whole TTF file: the pages' family in regular and bold, and Arabic letters.
pub fn print_fonts() -> impl Iterator<Item = &'static [u8]> {
    ASSETS.iter().filter(|row| row.name.ends_with(".ttf")).map(|row| row.asset.bytes)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

    use super::*;

    fn text(name: &str) -> &'static str {
        std::str::from_utf8(find(url(name)).expect(name).bytes).expect(name)
    }

    #[test]
    fn pages_find_what_they_link_to() {
        for name in ["app.css", "app.mjs", "favicon.svg", "notices.txt"] {
            let (stem, ending) = name.split_once('.').unwrap();
            let served = url(name);
            assert!(served.starts_with(&format!("/assets/{stem}-")) && served.ends_with(ending), "{served}");
            assert!(!find(served).unwrap().bytes.is_empty());
            assert!(find(served.strip_prefix("/assets/").unwrap()).is_some(), "the router gives the last part alone");
        }
    }

    #[test]
    fn what_is_not_embedded_is_not_found() {
        for path in ["", "app.css", "/assets/app.css", "/assets/../Cargo.toml", url("secrets.txt")] {
            assert!(find(path).is_none(), "{path}");
        }
    }

    #[test]
    fn every_file_the_styles_name_is_embedded() {
        let named: Vec<&str> = text("app.css")
            .split("url(")
            .skip(1)
            .map(|rest| rest.split(')').next().unwrap().trim_matches('"'))
            .collect();
        assert!(named.iter().any(|name| name.ends_with(".woff2")), "the font is named");
        for name in named {
            assert!(find(name).is_some(), "{name}");
        }
    }

    #[test]
    fn every_module_the_script_imports_is_embedded_as_a_script() {
        let imports: Vec<&str> =
            text("app.mjs").split("from \"./").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        assert_eq!(imports.len(), 3);
        for module in imports {
            assert!(find(module).expect(module).content_type.starts_with("text/javascript"), "{module}");
        }
    }

    #[test]
    fn nothing_that_belongs_to_gov_uk_alone_is_shipped() {
        let css = text("app.css");
        for forbidden in ["GDS Transport", "crest", "crown", "govuk-header__logotype"] {
            assert!(!css.contains(forbidden), "{forbidden} in app.css");
        }
        for row in ASSETS {
            assert!(!row.name.contains("crest") && !row.name.contains("crown"), "{}", row.name);
        }
    }

    #[test]
    fn styles_of_our_own_survive_the_build() {
        for class in [".rd-next", ".rd-days", ".rd-chip--late", ".rd-scroll", ".moj-timeline__item", ".govuk-button"] {
            assert!(text("app.css").contains(class), "{class}");
        }
    }

    #[test]
    fn fonts_for_print_are_plain_truetype() {
        assert_eq!(print_fonts().count(), 3);
        assert!(print_fonts().all(|font| font.starts_with(&[0, 1, 0, 0])));
    }

    #[test]
    fn licences_of_what_is_embedded_are_served() {
        for words in ["GOV.UK Frontend", "MOJ Frontend", "Permission is hereby granted", "SIL OPEN FONT LICENSE"] {
            assert!(text("notices.txt").contains(words), "{words}");
        }
    }
}
