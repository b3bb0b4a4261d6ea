//! Decisions, amounts of time and money, letters, limits on contact.

use redress_domain::procedure::Severity;

use super::{Mistake, assert_found, codes, donnington, mistake};

#[rustfmt::skip]
const MISTAKES: &[Mistake] = &[
    mistake("bands = []", "bands = [{ from_pence = 9, to_pence = 1, basis = \"b\" }]", "compensation-band", "compensation.bands[0]", "from_pence"),
    mistake("days = 10\nearly_target = 5", "days = 0", "clock-length", "actions.days", "days = 0"),
    mistake("days = 10\nearly_target = 5", "days = 10\nearly_target = 10", "early-target", "actions.early_target", "early_target = 10"),
    mistake("windows = []", "windows = [{ length = 0, unit = \"month\", from = \"reply\" }]", "escalation-window", "escalation.windows[0].length", "length = 0"),
    mistake("id = \"failure\"\nlabel = \"Service failure\"\ncounts_as_failure = true", "id = \"failure\"\nlabel = \"Service failure\"\ncounts_as_failure = false", "no-failure-class", "triage", "[[triage]]"),
    mistake("effect = \"reclassified\"", "effect = \"withdrawn\"", "family-without-outcome", "codes.comment.family", "not_a_failure"),
    // Amounts
    mistake("bands = []", "bands = [{ from_pence = 0, to_pence = 50, basis = \"b\" }, { from_pence = 50, to_pence = 99, basis = \"b\" }]", "compensation-band", "compensation.bands[1]", "from_pence"),
    mistake("days = 2", "days = 0", "clock-length", "info_request.days", "days = 0"),
    mistake("window_months = 12", "window_months = 0", "months", "repeats.window_months", "window_months"),
    mistake("within_months = 3", "within_months = 0", "months", "reopening.within_months", "within_months"),
    mistake("[reopening]", "[time_limit]\nmonths = 0\n\n[reopening]", "months", "time_limit.months", "months = 0"),
    mistake("within_months = 2", "within_months = 121", "months", "external_bodies.fundraising-regulator.within_months", "121"),
    mistake("windows = []", "windows = [{ length = 2, unit = \"month\", from = \"reply\" }, { length = 521, unit = \"working_day\", from = \"event\" }]", "escalation-window", "escalation.windows[1].length", "521"),
    // Limits on contact
    mistake("max_months = 12", "max_months = 0", "months", "behaviour.max_months", "max_months"),
    mistake("review_months = 6", "review_months = 13", "months", "behaviour.review_months", "review_months"),
    mistake("decided_by = [\"chair\", \"vice-chair\"]", "decided_by = []", "behaviour-without-decider", "behaviour.decided_by", "decided_by"),
    mistake("[behaviour]\nwarn_first = true\nlimits = [", "[behaviour]\nwarn_first = true\nlimits = []\nold = [", "unknown-field", "behaviour.old", "old"),
    // What returns ask
    mistake("[[staff_matters]]", "[[splits]]\nid = \"age\"\nlabel = \"Age\"\noptions = []\n\n[[staff_matters]]", "split-without-options", "splits.age.options", "options = []"),
    mistake("[[staff_matters]]", "[[splits]]\nid = \"age\"\nlabel = \"Age\"\noptions = [{ id = \"old\", label = \"Old\" }, { id = \"old\", label = \"Older\" }]\n\n[[staff_matters]]", "duplicate-id", "splits.age.options[1].id", "options ="),
    mistake("[[staff_matters]]", "[[splits]]\nid = \"age\"\nlabel = \" \"\noptions = [{ id = \"old\", label = \"Old\" }]\n\n[[staff_matters]]", "empty-text", "splits.age.label", "label ="),
    mistake("[[staff_matters]]", "[[splits]]\nid = \"age\"\nlabel = \"Age\"\nfor_return = \"KO 41\"\noptions = [{ id = \"old\", label = \"Old\" }]\n\n[[staff_matters]]", "bad-id", "splits.age.for_return", "for_return"),
    // Letters
    mistake("{received_on}, and its", "{recieved_on}, and its", "unknown-place", "letters.acknowledgement.body", "body"),
    mistake("{received_on}, and its", "{received_on, and its", "bad-place", "letters.acknowledgement.body", "body"),
    mistake("Thank you for telling us", "{finding} Thank you for telling us", "letter-discloses", "letters.acknowledgement.body", "body"),
    mistake("title = \"Our decision\"", "title = \"Our decision\"\ndiscloses = false", "letter-discloses", "letters.reply.body", "body"),
];

#[test]
fn each_mistake_of_conduct_is_found_at_its_place() {
    assert_found(MISTAKES, Severity::Error);
}

#[test]
fn a_case_can_be_decided_and_reclassified() {
    let undecided =
        ["upheld", "partly-upheld", "not-upheld", "resolved"].iter().fold(donnington().to_owned(), |text, effect| {
            text.replace(&format!("effect = \"{effect}\""), "effect = \"withdrawn\"")
        });
    assert_eq!(codes(&undecided), ["no-deciding-outcome"]);
    let causes_only = donnington().replace("\"not_a_failure\"", "\"cause\"");
    assert_eq!(codes(&causes_only), ["outcome-without-family"]);
}

#[test]
fn a_limit_on_contact_is_one_of_a_list() {
    let start = donnington().find("limits = [\n").unwrap();
    let end = start + donnington()[start..].find("]\n").unwrap();
    let none = [&donnington()[..start], "limits = [", &donnington()[end..]].concat();
    assert_eq!(codes(&none), ["behaviour-without-limits"]);
}

/// R16
#[test]
fn a_letter_that_says_finished_names_somebody_outside() {
    let start = donnington().find("[[external_bodies]]").unwrap();
    let end = donnington().find("[report]").unwrap();
    let alone = [&donnington()[..start], &donnington()[end..]].concat();
    let alone = alone.replace("external_bodies.charity-commission.scope_note", "external_bodies");
    assert_eq!(codes(&alone), [""; 0]);
    let warned = super::findings(&alone, Severity::Warning);
    assert!(warned.iter().any(|finding| finding.code == "letter-without-outside-body"), "{warned:#?}");
}
