//! Names that would leave their folder, turn round on the screen, or mean a device.

use proptest::prelude::*;
use redress_files::{NAME_LIMIT, clean_name};

#[test]
fn a_name_says_what_it_says_and_no_more() {
    for (given, clean) in [
        ("report.pdf", "report.pdf"),
        ("Brief vom März.docx", "Brief vom März.docx"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\windows\\win.ini", "win.ini"),
        ("C:\\fakepath\\photo.jpg", "photo.jpg"),
        ("/", "file"),
        ("..", "file"),
        ("...", "file"),
        ("", "file"),
        (" \t\n ", "file"),
        (".htaccess", "htaccess"),
        ("a\0b.png", "ab.png"),
        ("photo\u{202e}gpj.exe", "photogpj.exe"),
        ("a\u{200b}b\u{feff}c.txt", "abc.txt"),
        ("line\r\nSet-Cookie: x=1.txt", "line Set-Cookie_ x=1.txt"),
        ("\"quoted\"; filename=evil.html", "_quoted_; filename=evil.html"),
        ("<script>.html", "_script_.html"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("Com1.tar.gz", "_Com1.tar.gz"),
        ("LPT¹", "_LPT¹"),
        ("console.txt", "console.txt"),
        ("trailing. . .", "trailing"),
    ] {
        assert_eq!(clean_name(given), clean, "{given:?}");
    }
}

#[test]
fn a_name_of_ten_thousand_bytes_keeps_its_ending() {
    let clean = clean_name(&format!("{}.pdf", "é".repeat(5_000)));
    assert!(clean.len() <= NAME_LIMIT && clean.ends_with(".pdf"), "{clean}");
    assert!(clean_name(&"x".repeat(10_000)).len() <= NAME_LIMIT);
    assert!(clean_name(&format!("a.{}", "x".repeat(10_000))).len() <= NAME_LIMIT);
}

proptest! {
    #[test]
    fn whatever_the_name_the_clean_one_is_harmless(given in any::<String>()) {
        let clean = clean_name(&given);
        prop_assert!(!clean.is_empty() && clean.len() <= NAME_LIMIT);
        let harmful = clean.contains(['/', '\\', ':', '"', '\u{202e}']) || clean.contains(char::is_control);
        prop_assert!(!harmful);
        prop_assert!(!clean.starts_with('.') && !clean.ends_with(['.', ' ']));
        prop_assert_eq!(clean_name(&clean), clean);
    }
}
