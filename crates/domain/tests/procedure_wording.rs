//! The organisation's own words for person, case and cases stand in the text of a procedure, and nothing else changes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

use proptest::prelude::*;
use redress_domain::procedure::diff::diff;
use redress_domain::procedure::{OwnWords, Procedure, shipped};

fn words(person: &str, case: &str, cases: &str) -> OwnWords {
    OwnWords { person: Some(person.to_owned()), case: Some(case.to_owned()), cases: Some(cases.to_owned()) }
}

fn load(text: &str) -> Procedure {
    let loaded = Procedure::load("worded.toml", text);
    loaded.procedure.unwrap_or_else(|| panic!("{:?}", loaded.findings))
}

fn donnington() -> &'static str {
    shipped::find("donnington-service-failure").unwrap().text
}

fn terms(procedure: &Procedure) -> [&str; 3] {
    [&procedure.terms.person, &procedure.terms.case, &procedure.terms.cases]
}

/// The lines that differ: the one in the old text, the one in the new.
fn changed_lines<'t>(old: &'t str, new: &'t str) -> Vec<(&'t str, &'t str)> {
    assert_eq!(old.split('\n').count(), new.split('\n').count());
    old.split('\n').zip(new.split('\n')).filter(|(old, new)| old != new).collect()
}

/// A word people could think of, with what TOML gives a meaning to.
fn word() -> impl Strategy<Value = String> {
    "[\\p{L}\\p{N} '\"\\\\#={}\\[\\]…🏠-]{1,40}".prop_filter("not empty", |word| !word.trim().is_empty())
}

/// R2
#[test]
fn the_words_stand_in_the_text_and_in_its_version() {
    let worded = words("resident", "complaint", "complaints").put_into(donnington());
    assert_eq!(
        changed_lines(donnington(), &worded),
        [
            ("version = \"1.0\"", "version = \"1.0-resident.complaint.complaints\""),
            ("person = \"customer\"", "person = \"resident\""),
            ("case = \"service failure\"", "case = \"complaint\""),
            ("cases = \"service failures\"", "cases = \"complaints\""),
        ]
    );
    let one = OwnWords { person: Some("member".to_owned()), ..OwnWords::default() }.put_into(donnington());
    assert_eq!(terms(&load(&one)), ["member", "service failure", "service failures"]);
    assert_eq!(load(&one).version, "1.0-member.service-failure.service-failures");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// R2
    #[test]
    fn any_words_change_the_three_values_and_the_version_alone(
        which in 0..shipped::all().len(), person in word(), case in word(), cases in word(),
    ) {
        let file = shipped::all()[which];
        let given = words(&person, &case, &cases);
        prop_assert_eq!(given.check(), []);
        let worded = given.put_into(file.text);
        let (before, after) = (load(file.text), load(&worded));
        prop_assert_eq!(terms(&after), [person.trim(), case.trim(), cases.trim()]);
        prop_assert!(after.version.starts_with(&before.version) && after.version != before.version);
        prop_assert!(changed_lines(file.text, &worded).len() <= 4);
        let own = ["terms.case", "terms.cases", "terms.person", "version"];
        for change in diff(&before, &after).unwrap() {
            prop_assert!(own.contains(&change.path.as_str()), "{}", change.path);
        }
        prop_assert_eq!(given.put_into(&worded), worded.clone());
        prop_assert_eq!(
            words("tenant", "report", "reports").put_into(&worded),
            words("tenant", "report", "reports").put_into(file.text),
            "the words given last are the words"
        );
    }

    #[test]
    fn a_text_that_is_no_procedure_comes_back_as_it_is(text in "(?s).{0,200}") {
        prop_assert_eq!(words("a", "b", "c").put_into(&text), text);
    }
}

#[test]
fn no_words_and_the_words_it_has_leave_a_text_as_it_is() {
    assert!(OwnWords::default().is_empty());
    for file in shipped::all() {
        let procedure = load(file.text);
        let [person, case, cases] = terms(&procedure);
        assert_eq!(OwnWords::default().put_into(file.text), file.text);
        assert_eq!(words(person, case, cases).put_into(file.text), file.text);
    }
}

/// However the file writes its terms, and whatever stands beside them.
#[test]
fn every_way_to_write_the_terms_keeps_its_form_and_its_comments() {
    let table = "[terms]\nperson = \"customer\"\ncase = \"service failure\"\ncases = \"service failures\"\n";
    let head = "language = \"en-GB\"\n";
    let ways = [
        (
            "terms = { cases = 'xs', person = 'x', case = 'x' } # ours: \"x\"\n",
            "terms = { cases = \"Ys\", person = \"é\", case = \"Y\" } # ours: \"x\"\n",
        ),
        (
            "terms.person = 'x' # x\nterms.\"case\" = 'x'\nterms . cases = 'xs'\n",
            "terms.person = \"é\" # x\nterms.\"case\" = \"Y\"\nterms . cases = \"Ys\"\n",
        ),
    ];
    for (way, expected) in ways {
        let text = donnington().replace(table, "").replace(head, &format!("{head}{way}"));
        let worded = words("é", "Y", "Ys").put_into(&text);
        assert!(worded.contains(expected), "{way}");
        assert_eq!(terms(&load(&worded)), ["é", "Y", "Ys"]);
    }
}

#[test]
fn words_are_refused_by_the_rule_for_those_of_a_file() {
    let long = "x".repeat(301);
    for (word, code) in
        [(" ", "empty-text"), ("two\nlines", "not-one-line"), ("\u{7}", "not-one-line"), (&long, "not-one-line")]
    {
        let finding = words("resident", word, "cases").check().remove(0);
        assert_eq!((finding.at.as_str(), finding.code), ("case", code), "{word:?}");
        let escaped = toml::Value::String(word.to_owned()).to_string();
        let file = donnington().replace("case = \"service failure\"", &format!("case = {escaped}"));
        let of_file = Procedure::load("x.toml", &file).findings.remove(0);
        assert_eq!((of_file.code, of_file.message), (finding.code, finding.message), "{word:?}");
    }
}
