//! Whatever is put before the loader, it answers with a procedure or with a place, and never panics.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

use proptest::prelude::*;
use redress_domain::procedure::{Loaded, Procedure, Severity, shipped};

fn codes(loaded: &Loaded) -> Vec<&str> {
    loaded.findings.iter().map(|finding| finding.code).collect()
}

/// Either a procedure without errors, or none with at least one error; every finding has a place and says something.
fn assert_answered(loaded: &Loaded) {
    let refused = loaded.findings.iter().any(|finding| finding.severity == Severity::Error);
    assert_eq!(loaded.procedure.is_none(), refused);
    for finding in &loaded.findings {
        assert!(finding.at.starts_with("x.toml"), "{finding:?}");
        assert!(finding.message.len() > 10, "{finding:?}");
        assert!(finding.code.split('-').all(|word| word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())));
    }
}

#[test]
fn what_is_no_text_is_refused() {
    let load = |bytes: &[u8]| Procedure::load_bytes("x.toml", bytes);
    assert_eq!(codes(&load(&vec![b'#'; 10 * 1024 * 1024])), ["file-too-large"]);
    assert_eq!(codes(&load(&[0xff, 0xfe, 0x00, 0x80])), ["not-utf8"]);
    assert_eq!(codes(&load(b"id = \"a\"\n# \0")), ["control-character"]);
    assert_eq!(codes(&load(b"\x7fELF\x02\x01")), ["control-character"]);
    assert_eq!(codes(&load(b"")), ["missing-field"]);
    let late = load(b"id = \"a\"\ntitle = \"\xc3\"");
    assert_eq!(late.findings[0].at, "x.toml:2:10");
}

#[test]
fn deep_nesting_and_long_lists_are_refused() {
    let deep = format!("id = {}{}", "[".repeat(200_000), "]".repeat(200_000));
    assert_eq!(codes(&Procedure::load("x.toml", &deep)), ["syntax"]);
    let tables = format!("[a{}]", ".a".repeat(200_000));
    assert_answered(&Procedure::load("x.toml", &tables));

    let donnington = shipped::find("donnington-service-failure").unwrap().text;
    let code = "\n[[codes]]\nid = \"delay\"\nlabel = \"D\"\nmeaning = \"D\"\nfamily = \"cause\"\n";
    let loaded = Procedure::load("x.toml", &format!("{donnington}{}", code.repeat(5_000)));
    assert_eq!(codes(&loaded), ["too-many"]);
}

/// One change to a file.
#[derive(Debug, Clone)]
enum Change {
    DeleteLine(usize),
    RepeatLine(usize),
    SwapLines(usize, usize),
    SwapWords(usize, usize),
    SetByte(usize, u8),
    CutAt(usize),
}

fn change() -> impl Strategy<Value = Change> {
    let at = any::<usize>;
    prop_oneof![
        at().prop_map(Change::DeleteLine),
        at().prop_map(Change::RepeatLine),
        (at(), at()).prop_map(|(a, b)| Change::SwapLines(a, b)),
        (at(), at()).prop_map(|(a, b)| Change::SwapWords(a, b)),
        (at(), any::<u8>()).prop_map(|(a, byte)| Change::SetByte(a, byte)),
        at().prop_map(Change::CutAt),
    ]
}

fn apply(bytes: Vec<u8>, change: &Change) -> Vec<u8> {
    let split = |by: u8| bytes.split(|b| *b == by).map(<[u8]>::to_vec).collect::<Vec<_>>();
    let swap = |mut pieces: Vec<Vec<u8>>, a: usize, b: usize, by: u8| {
        let count = pieces.len();
        pieces.swap(a % count, b % count);
        pieces.join(&by)
    };
    match change {
        Change::DeleteLine(at) => {
            let mut lines = split(b'\n');
            lines.remove(at % lines.len());
            lines.join(&b'\n')
        }
        Change::RepeatLine(at) => {
            let mut lines = split(b'\n');
            let at = at % lines.len();
            lines.insert(at, lines[at].clone());
            lines.join(&b'\n')
        }
        Change::SwapLines(a, b) => swap(split(b'\n'), *a, *b, b'\n'),
        Change::SwapWords(a, b) => swap(split(b' '), *a, *b, b' '),
        Change::SetByte(at, byte) => {
            let mut bytes = bytes;
            let at = at % bytes.len().max(1);
            if let Some(place) = bytes.get_mut(at) {
                *place = *byte;
            }
            bytes
        }
        Change::CutAt(at) => bytes[..at % (bytes.len() + 1)].to_vec(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_damaged_procedure_is_valid_or_refused_with_a_place(
        which in 0..shipped::all().len(),
        changes in prop::collection::vec(change(), 1..6),
    ) {
        let text = shipped::all()[which].text.as_bytes().to_vec();
        assert_answered(&Procedure::load_bytes("x.toml", &changes.iter().fold(text, apply)));
    }

    #[test]
    fn any_bytes_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        assert_answered(&Procedure::load_bytes("x.toml", &bytes));
    }

    #[test]
    fn any_text_is_answered(text in "\\PC{0,200}") {
        assert_answered(&Procedure::load("x.toml", &text));
    }
}
