//! Registers that are wrong: nothing is taken over, and every finding has its line and column.

use rust_xlsxwriter::Workbook;
use serde_json::Value;

use crate::home::{Home, Ran, SAMPLE};

/// The sample with one text in it changed, where it stands first.
fn changed(from: &str, to: &str) -> String {
    assert!(SAMPLE.contains(from), "{from}");
    SAMPLE.replacen(from, to, 1)
}

/// That a register is refused with a finding of this line, column and code, and that nothing was taken over.
#[track_caller]
fn refused(register: impl AsRef<[u8]>, line: u64, column: &str, code: &str) {
    let home = Home::of_spso();
    let findings = findings(&home, register);
    let found = findings.iter().any(|finding| {
        finding["line"] == line
            && finding["column"] == column
            && finding["code"] == code
            && finding["why"].as_str().unwrap().len() > 10
    });
    assert!(found, "no {code} on line {line} in {column}: {findings:#?}");
    home.run(&["organisation", "list"]).ended(0, &["no procedure yet"]);
    home.run(&["verify"]).ended(0, &["0 cases"]);
}

fn findings(home: &Home, register: impl AsRef<[u8]>) -> Vec<Value> {
    let ran: Ran = {
        let file = home.file("bad.csv", register);
        let import = ["import", "register", &file, "--organisation", "spso", "--procedure", "spso-customer-service"];
        home.run(&[&import[..], &["--format", "json"]].concat())
    };
    ran.ended(1, &["nothing was imported"]).json().as_array().unwrap().clone()
}

#[test]
fn dates_that_cannot_be() {
    refused(changed("2016-12-08", "2016-02-30"), 2, "handling_closed_on", "date-does-not-exist");
    refused(changed("2016-12-08", "8/12/2016"), 2, "handling_closed_on", "date-form");
    refused(changed("2016-12-08", "2016-12-01"), 2, "handling_closed_on", "date-order");
}

#[test]
fn ids_that_nobody_knows() {
    refused(changed(",S1,2016", ",S9,2016"), 2, "handling", "id-unknown");
    refused(changed("not-upheld", "mostly-upheld"), 2, "outcome", "id-unknown");
    refused(changed("upheld,communication", "upheld,weather"), 7, "decision_code", "id-unknown");
    refused(changed(",phone,", ",pigeon,"), 2, "channel", "id-unknown");
}

#[test]
fn handlings_that_one_case_cannot_have() {
    refused(changed("An apology,ESC,2017-01-09", "An apology,S1,2017-01-09"), 3, "handling", "handling-twice");
    refused(changed("201700112,2017-04-11,email", "201608902,2017-04-11,email"), 4, "received_on", "case-differs");
}

#[test]
fn files_that_are_no_register() {
    refused("", 1, "", "file-empty");
    refused(changed("reference,", ""), 1, "reference", "column-missing");
    let mut broken = SAMPLE.as_bytes().to_vec();
    let at = SAMPLE.find("Calls about").unwrap();
    broken[at] = 0xFF;
    refused(broken, 2, "summary", "not-utf8");
    let long = changed("Calls about", &"x".repeat(8_000_000));
    refused(long, 2, "", "row-too-long");
}

#[test]
fn a_formula_in_a_workbook() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (row, line) in (0..).zip(SAMPLE.lines().take(2)) {
        for (column, cell) in (0..).zip(line.split(',')) {
            sheet.write_string(row, column, cell).unwrap();
        }
    }
    sheet.write_formula(1, 5, "=1+1").unwrap();
    refused(workbook.save_to_buffer().unwrap(), 2, "summary", "formula-cell");
}

#[test]
fn every_finding_is_listed_in_words() {
    let home = Home::of_spso();
    let twice = changed("2016-12-08", "2016-02-30").replacen("upheld,delay", "upheld,weather", 1);
    let ran = home.import(twice).ended(1, &["2 to be mended"]);
    assert!(ran.out.starts_with("line 2, column handling_closed_on, value \"2016-02-30\": "), "{}", ran.out);
    assert!(ran.out.contains("\nline 9, column decision_code, value \"weather\": "), "{}", ran.out);
}

#[test]
fn a_reference_that_is_taken_by_another_case() {
    let home = Home::with_sample();
    let before = home.export();
    let other = changed("Calls about the progress", "Letters about the progress").replace(
        "201608902,2016-12-05,phone,self,Communication,Calls",
        "201608902,2016-12-05,phone,self,Communication,Letters",
    );
    let findings = findings(&home, other);
    assert_eq!((&findings[0]["line"], &findings[0]["code"]), (&2.into(), &"reference-taken".into()));
    assert_eq!(home.export(), before);
}

#[test]
fn a_file_that_is_not_there() {
    let home = Home::of_spso();
    let import =
        ["import", "register", "nowhere.csv", "--organisation", "spso", "--procedure", "spso-customer-service"];
    home.run(&import).ended(2, &["[file-not-found]"]);
}
