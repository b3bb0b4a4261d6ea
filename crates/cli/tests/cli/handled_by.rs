//! The optional column of a register that says who handled what: nobody reviews what they handled.

use serde_json::Value;

use crate::home::{Home, SAMPLE};

/// The sample with a last column `handled_by`, filled by line number, the heading being line 1.
fn handled(by: &[(usize, &str)]) -> String {
    let name = |line: usize| by.iter().find(|(of, _)| *of == line).map_or("", |(_, name)| *name);
    let line = |(at, line): (usize, &str)| match at {
        0 => format!("{line},handled_by\n"),
        _ => format!("{line},{}\n", name(at + 1)),
    };
    SAMPLE.lines().enumerate().map(line).collect()
}

/// R60
#[test]
fn a_review_by_whoever_handled_the_first_stage_is_refused_with_everything_else() {
    let home = Home::of_spso();
    let register = handled(&[(2, "Fiona Laird; Callum Reid"), (3, "Morag Sinclair;callum reid"), (4, "Fiona Laird")]);
    let ran = home.import(&register).ended(1, &["nothing was imported: 1 to be mended"]);
    assert!(ran.out.starts_with("line 3, column handled_by, value \"callum reid\": "), "{}", ran.out);
    assert!(ran.out.contains("first stage on line 2"), "{}", ran.out);
    let file = home.file("register.csv", &register);
    let import = ["import", "register", &file, "--organisation", "spso", "--procedure", "spso-customer-service"];
    let findings: Vec<Value> =
        home.run(&[&import[..], &["--format", "json"]].concat()).ended(1, &[]).json().as_array().unwrap().clone();
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert_eq!((&findings[0]["line"], &findings[0]["code"]), (&3.into(), &"reviewed-own-handling".into()));
    home.run(&["verify"]).ended(0, &["0 cases"]);
    home.import(handled(&[(2, "Fiona Laird; Callum Reid"), (3, "Morag Sinclair")])).ended(0, &["20 cases added"]);
}

/// R60
#[test]
fn who_handled_a_case_comes_out_as_it_went_in() {
    let first = Home::of_spso();
    first.import(handled(&[(2, "Fiona Laird; Callum Reid"), (3, "'=Morag"), (12, "\"Reid, Callum\"")])).fine();
    let exported = first.export();
    assert!(exported.starts_with("reference,") && exported.lines().next().unwrap().ends_with(",handled_by"));
    for name in ["Fiona Laird; Callum Reid", "'=Morag", "\"Reid, Callum\""] {
        assert!(exported.contains(&format!(",{name}\r\n")), "no {name} in {exported}");
    }
    let second = Home::of_spso();
    second.import(&exported).ended(0, &["20 cases added"]);
    assert_eq!(second.export(), exported);
    second.import(&exported).ended(0, &["0 cases added; 20 were there already"]);
    second.run(&["verify"]).ended(0, &["20 cases"]);
}

#[test]
fn the_column_is_written_only_where_somebody_is_named() {
    let home = Home::with_sample();
    assert!(!home.export().contains("handled_by"));
    let empty = Home::of_spso();
    empty.import(handled(&[])).fine();
    assert_eq!(empty.export(), home.export());
}
