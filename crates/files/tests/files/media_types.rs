//! The type is what the bytes say, and what a browser could run is nothing in particular.

use redress_files::{is_shown_inline, media_type};

const GIF: &[u8] = b"GIF89a\x01\0\x01\0\0\0\0;";

#[test]
fn what_could_run_is_bytes_like_any_others() {
    for active in [
        "<!DOCTYPE html><script>alert(1)</script>",
        "<html><body onload=alert(1)>",
        "  \n<HTML>",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>",
        "<?xml version=\"1.0\"?><svg/>",
        "#!/bin/sh\nrm -rf /",
        "\u{feff}<script>",
    ] {
        assert_eq!(media_type(active.as_bytes()), "application/octet-stream", "{active}");
    }
}

#[test]
fn a_picture_is_known_by_its_bytes_whatever_it_hides() {
    assert_eq!(media_type(GIF), "image/gif");
    assert_eq!(media_type(&[GIF, b"<script>alert(1)</script>"].concat()), "image/gif");
    assert_eq!(media_type(b"\x89PNG\r\n\x1a\n rest"), "image/png");
    assert_eq!(media_type(b"\xff\xd8\xff\xe0 rest"), "image/jpeg");
    assert_eq!(media_type(b"%PDF-1.7\n"), "application/pdf");
}

#[test]
fn only_text_is_text() {
    assert_eq!(media_type(b"# Heating\n"), "text/plain");
    assert_eq!(media_type("Dear Sir,\r\n\tthe heating.\n".as_bytes()), "text/plain");
    assert_eq!(media_type(&"é".repeat(9_000).into_bytes()), "text/plain");
    // The head may end within a character; elsewhere a broken one is no text.
    assert_eq!(media_type(&format!("x{}", "é".repeat(9_000)).into_bytes()), "text/plain");
    assert_eq!(media_type(b"caf\xe9"), "application/octet-stream");
    assert_eq!(media_type(b"a\0b"), "application/octet-stream");
    assert_eq!(media_type(b""), "application/octet-stream");
}

#[test]
fn only_pictures_are_shown_where_they_are() {
    for shown in ["image/png", "image/jpeg", "image/gif", "image/webp"] {
        assert!(is_shown_inline(shown));
    }
    for saved in ["application/pdf", "text/html", "image/svg+xml", "text/plain", "application/octet-stream", ""] {
        assert!(!is_shown_inline(saved), "{saved}");
    }
}

#[test]
fn an_archive_is_never_opened() {
    // 10 MiB of nothing in some ten kilobytes: told by its first bytes, it costs what its first bytes cost.
    use std::io::Write;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("bomb", zip::write::SimpleFileOptions::default()).unwrap();
    zip.write_all(&vec![0; 10 * 1024 * 1024]).unwrap();
    let bytes = zip.finish().unwrap().into_inner();
    assert!(bytes.len() < 20_000);
    assert_eq!(media_type(&bytes), "application/zip");
}
