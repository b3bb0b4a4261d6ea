//! Whatever is put before the loader, it answers with a procedure or with a place, and never panics.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

use proptest::prelude::*;
use redress_domain::procedure::{Loaded, Procedure, Route, Severity, shipped};

fn codes(loaded: &Loaded) -> Vec<&str> {
    loaded.findings.iter().map(|finding| finding.code).collect()
}

/// Either a procedure without errors that holds together, or none with at least one error; every finding has a place
/// and says something.
fn assert_answered(loaded: &Loaded) {
    let refused = loaded.findings.iter().any(|finding| finding.severity == Severity::Error);
    assert_eq!(loaded.procedure.is_none(), refused);
    if let Some(procedure) = &loaded.procedure {
        assert_holds_together(procedure);
    }
    for finding in &loaded.findings {
        let line = finding.at.strip_prefix("x.toml").and_then(|place| place.strip_prefix(':'));
        let line = line.and_then(|place| place.split([':', ' ']).next()).and_then(|line| line.parse::<usize>().ok());
        assert!(line.is_some_and(|line| line > 0) || finding.code == "file-too-large", "{finding:?}");
        assert!(finding.message.len() > 10, "{finding:?}");
        assert!(finding.code.split('-').all(|word| word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())));
    }
}

/// What whoever holds a procedure relies on.
fn assert_holds_together(procedure: &Procedure) {
    let known = |roles: &[String]| roles.iter().all(|role| procedure.role(role).is_some());
    let last = procedure.stages.len() - 1;
    assert!(procedure.stage_for(Route::S1).is_some() && procedure.timescale(Route::S1).is_some());
    for (index, stage) in procedure.stages.iter().enumerate() {
        assert!(!stage.owner_roles.is_empty() && known(&stage.owner_roles) && known(&stage.owner_excluded));
        assert!(stage.steps.iter().all(|step| procedure.part(&step.part).is_some()));
        assert_eq!(procedure.is_last_stage(stage), index == last, "{} leads nowhere", stage.id);
        if let Some(filter) = &stage.filter {
            assert!(!filter.tests.is_empty() && !filter.roles.is_empty() && known(&filter.roles));
        }
        if let Some(panel) = &stage.panel {
            assert!(known(&panel.members) && known(&panel.deputies));
            assert!((1..=panel.size).contains(&panel.quorum) && panel.outsiders <= panel.size);
        }
        if let Some(board) = &stage.board {
            assert!(board.members.iter().any(|role| !board.recused.contains(role)) && known(&board.members));
        }
    }
}

#[test]
fn what_is_no_text_is_refused() {
    let load = |bytes: &[u8]| Procedure::load_bytes("x.toml", bytes);
    assert_eq!(codes(&load(&vec![b'#'; 10 * 1024 * 1024])), ["file-too-large"]);
    assert_eq!(codes(&load(&vec![0xff; 10 * 1024 * 1024])), ["file-too-large"]);
    assert_eq!(codes(&load(&vec![b'#'; 1024 * 1024])), ["missing-field"], "a comment of exactly the limit");
    assert_eq!(codes(&load(&vec![b'#'; 1024 * 1024 + 1])), ["file-too-large"]);
    assert_eq!(codes(&load(&[0xff, 0xfe, 0x00, 0x80])), ["not-utf8"]);
    assert_eq!(codes(&load(b"id = \"a\"\n# \0")), ["control-character"]);
    assert_eq!(codes(&load(b"\x7fELF\x02\x01")), ["control-character"]);
    assert_eq!(codes(&load(b"PK\x03\x04\x14\x00")), ["control-character"]);
    assert_eq!(codes(&load(b"\x1f\x8b\x08\x00\x00")), ["not-utf8"]);
    assert_eq!(codes(&load(b"")), ["missing-field"]);
    let late = load(b"id = \"a\"\ntitle = \"\xc3\"");
    assert_eq!(late.findings[0].at, "x.toml:2:10");
}

#[test]
fn deep_nesting_and_long_lists_are_refused() {
    let deep = format!("id = {}{}", "[".repeat(200_000), "]".repeat(200_000));
    assert_eq!(codes(&Procedure::load("x.toml", &deep)), ["syntax"]);
    let tables = format!("[a{}]", ".a".repeat(200_000));
    assert!(Procedure::load("x.toml", &tables).procedure.is_none());

    let donnington = shipped::find("donnington-service-failure").unwrap().text;
    for (list, rest) in [
        ("codes", "label = \"D\"\nmeaning = \"D\"\nfamily = \"cause\"\n"),
        ("remedies", "label = \"D\"\n"),
        ("letters", "title = \"D\"\nbody = \"D\"\n"),
    ] {
        let many = format!("\n[[{list}]]\nid = \"delay\"\n{rest}").repeat(5_000);
        assert_eq!(codes(&Procedure::load("x.toml", &format!("{donnington}{many}"))), ["too-many"]);
    }
}

/// One change to a file.
#[derive(Debug, Clone)]
enum Change {
    DeleteLine(usize),
    RepeatLine(usize),
    SwapLines(usize, usize),
    SwapWords(usize, usize),
    /// A table of a list is there twice.
    RepeatTable(usize),
    DeleteTable(usize),
    /// Two strings change places, wherever they stand: ids, as a rule.
    SwapStrings(usize, usize),
    /// What stands after a `=` becomes a value of another kind.
    SetValue(usize, &'static str),
    SetByte(usize, u8),
    CutAt(usize),
}

const VALUES: [&str; 12] = [
    "0",
    "-1",
    "4294967295",
    "99999999999999999999",
    "1.5",
    "true",
    "\"\"",
    "\"x\"",
    "[]",
    "[\"x\"]",
    "{}",
    "2026-03-02",
];

fn change() -> impl Strategy<Value = Change> {
    let at = any::<usize>;
    prop_oneof![
        at().prop_map(Change::DeleteLine),
        at().prop_map(Change::RepeatLine),
        (at(), at()).prop_map(|(a, b)| Change::SwapLines(a, b)),
        (at(), at()).prop_map(|(a, b)| Change::SwapWords(a, b)),
        at().prop_map(Change::RepeatTable),
        at().prop_map(Change::DeleteTable),
        (at(), at()).prop_map(|(a, b)| Change::SwapStrings(a, b)),
        (at(), prop::sample::select(&VALUES[..])).prop_map(|(at, value)| Change::SetValue(at, value)),
        (at(), any::<u8>()).prop_map(|(a, byte)| Change::SetByte(a, byte)),
        at().prop_map(Change::CutAt),
    ]
}

/// The bytes cut up at a mark, changed, and joined again.
fn cut(bytes: &[u8], mark: &str, change: impl FnOnce(&mut Vec<String>)) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes);
    let mut pieces: Vec<String> = text.split(mark).map(str::to_owned).collect();
    change(&mut pieces);
    pieces.join(mark).into_bytes()
}

fn apply(bytes: Vec<u8>, change: &Change) -> Vec<u8> {
    let repeat = |at: usize| {
        move |pieces: &mut Vec<String>| {
            let at = at % pieces.len();
            pieces.insert(at, pieces[at].clone());
        }
    };
    let delete = |at: usize| move |pieces: &mut Vec<String>| drop(pieces.remove(at % pieces.len()));
    let swap = |a: usize, b: usize| {
        move |pieces: &mut Vec<String>| {
            let count = pieces.len();
            pieces.swap(a % count, b % count);
        }
    };
    match change {
        Change::DeleteLine(at) => cut(&bytes, "\n", delete(*at)),
        Change::RepeatLine(at) => cut(&bytes, "\n", repeat(*at)),
        Change::SwapLines(a, b) => cut(&bytes, "\n", swap(*a, *b)),
        Change::SwapWords(a, b) => cut(&bytes, " ", swap(*a, *b)),
        Change::RepeatTable(at) => cut(&bytes, "\n[[", repeat(*at)),
        Change::DeleteTable(at) => cut(&bytes, "\n[[", delete(*at)),
        // Between quotation marks stands every second piece, until a text of several lines turns that round.
        Change::SwapStrings(a, b) => cut(&bytes, "\"", swap(a | 1, b | 1)),
        Change::SetValue(at, value) => cut(&bytes, " = ", |pieces| {
            let at = at % pieces.len();
            let rest = pieces[at].split_once('\n').map_or(String::new(), |(_, rest)| format!("\n{rest}"));
            pieces[at] = format!("{value}{rest}");
        }),
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
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_damaged_procedure_is_valid_or_refused_with_a_place(
        which in 0..shipped::all().len(),
        changes in prop::collection::vec(change(), 1..4),
    ) {
        let text = shipped::all()[which].text.as_bytes().to_vec();
        assert_answered(&Procedure::load_bytes("x.toml", &changes.iter().fold(text, apply)));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        assert_answered(&Procedure::load_bytes("x.toml", &bytes));
    }

    #[test]
    fn any_text_is_answered(text in "\\PC{0,200}") {
        assert_answered(&Procedure::load("x.toml", &text));
    }
}

/// Every line of the file that says most, up to its notes on the source, so that no field goes untried.
#[test]
fn each_line_left_out_is_answered() {
    let (rules, _) = shipped::find("donnington-service-failure").unwrap().text.split_once("[[settled]]").unwrap();
    let lines: Vec<&str> = rules.lines().collect();
    for left_out in 0..lines.len() {
        let kept = lines.iter().enumerate().filter(|(at, _)| *at != left_out).map(|(_, line)| *line);
        assert_answered(&Procedure::load("x.toml", &kept.collect::<Vec<_>>().join("\n")));
    }
}
