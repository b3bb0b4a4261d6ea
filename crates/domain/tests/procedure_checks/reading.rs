//! Reading the file: its form, its ids, and the texts that people read.

use redress_domain::procedure::{Procedure, Severity};

use super::{Mistake, assert_found, donnington, errors, mistake};

#[rustfmt::skip]
const MISTAKES: &[Mistake] = &[
    mistake("[terms]", "[terms", "syntax", "", "[terms"),
    mistake("cases = \"service failures\"", "plural = \"x\"", "unknown-field", "terms.plural", "plural = "),
    mistake("language = \"en-GB\"\n", "", "missing-field", "", ""),
    mistake("digits = 4", "digits = \"four\"", "wrong-type", "intake.reference.digits", "digits"),
    mistake("stop = \"plan-done\"", "stop = \"plan-finished\"", "unknown-value", "clocks.plan.stop", "plan-finished"),
    mistake("\"agreement\", \"plan-done\"", "\"agreed\", \"plan-done\"", "unknown-value", "stages.immediate-resolution.closing[1]", "agreed"),
    mistake("meaning = \"Getting it done took too long.\"\n", "", "missing-field", "codes.delay", "[[codes]]"),
    mistake("id = \"delay\"", "id = \"appointment\"", "duplicate-id", "codes[1].id", "id = \"appointment\""),
    mistake("id = \"trustee\"\nlabel = \"Trustee\"", "id = \"staff\"\nlabel = \"Trustee\"", "duplicate-id", "roles[1].id", "id = \"staff\""),
    mistake("id = \"quality\"", "id = \"Quality!\"", "bad-id", "codes[2].id", "Quality!"),
    mistake("person = \"customer\"", "person = \" \"", "empty-text", "terms.person", "person"),
    mistake("label = \"Delay\"", "label = \"De\\nlay\"", "not-one-line", "codes.delay.label", "De\\nlay"),
    mistake("language = \"en-GB\"", "language = \"English\"", "bad-language", "language", "English"),
    mistake("prefix = \"SF-\"", "prefix = \"=SF\"", "bad-reference", "intake.reference.prefix", "=SF"),
    mistake("prefix = \"SF-\"", "prefix = \"SF1\"", "bad-reference", "intake.reference.prefix", "SF1"),
    mistake("separator = \"-\"", "separator = \"x\"", "bad-reference", "intake.reference.separator", "separator"),
    mistake("digits = 4", "digits = 10", "bad-reference", "intake.reference.digits", "digits"),
    mistake("channels = [\"letter\", \"email\", \"web\", \"in-person\", \"phone\"]", "channels = []", "no-channel", "intake.channels", "channels"),
    mistake("channels = [\"letter\"", "channels = [\"email\"", "value-twice", "intake.channels[1]", "channels"),
    mistake("S2 = \"Stage 2 - Direct\"\n", "", "report-row-missing", "report.rows", "[report.rows]"),
    // Every id and every text that is read
    mistake("id = \"one-contact\"", "id = \"no-visits\"", "duplicate-id", "behaviour.limits[3].id", "id = \"no-visits\""),
    mistake("id = \"value-to-charity\"", "id = \"value-to-customer\"", "duplicate-id", "stages.review-panel.filter.tests[1].id", "value-to-customer"),
    mistake("id = \"reasonably-done\"", "id = \"action-taken\"", "duplicate-id", "stages.review-panel.panel.questions[1].id", "action-taken"),
    mistake("{ id = \"admission\"", "{ id = \"explanation\"", "duplicate-id", "response.contents[1].id", "How it came about"),
    mistake("id = \"final\"", "id = \"reply\"", "duplicate-id", "letters[4].id", "id = \"reply\""),
    mistake("id = \"easy-read\"", "id = \"audio\"", "duplicate-id", "adjustments[2].id", "id = \"audio\""),
    mistake("id = \"goodwill\"", "id = \"payment\"", "duplicate-id", "remedies[4].id", "id = \"payment\""),
    mistake("id = \"misconduct\"", "id = \"Misconduct\"", "bad-id", "staff_matters[3].id", "Misconduct"),
    mistake("id = \"handbook\"", "id = \"policy\"", "duplicate-id", "evidence[2].id", "id = \"policy\""),
    mistake("id = \"other-customers\"", "id = \"law\"", "duplicate-id", "reasonableness[4].id", "id = \"law\""),
    mistake("label = \"Large print\"", "label = \" \"", "empty-text", "adjustments.large-print.label", "label"),
    mistake("title = \"Our decision\"", "title = \"\"", "empty-text", "letters.reply.title", "title"),
    mistake("[compensation]", "[compensation]\nscheme = \"\"", "empty-text", "compensation.scheme", "scheme"),
    mistake("purpose = \"How to recognise one", "purpose = \"\" # \"How to recognise one", "empty-text", "parts.2.purpose", "purpose"),
    mistake("\"Promise only", "\"\", \"Promise only", "empty-text", "intake.checklist[6]", "Promise"),
    mistake("label = \"Close the review\"", "label = \"\"", "empty-text", "stages.review-panel.steps[10].label", "close"),
    mistake("contact = \"www.fundraisingregulator.org.uk\"", "contact = \"\"", "empty-text", "external_bodies.fundraising-regulator.contact", "contact"),
    mistake("ESC = \"Stage 2 - Review Panel\"", "ESC = \"\"", "empty-text", "report.rows.ESC", "ESC"),
];

#[test]
fn each_mistake_in_reading_is_found_at_its_place() {
    assert_found(MISTAKES, Severity::Error);
}

#[test]
fn all_mistakes_are_told_at_once() {
    let text = donnington().replace("person = \"customer\"", "person = \"\"").replace("digits = 4", "digits = 1");
    let text = text.replace("owner_roles = [\"trustee\"]", "owner_roles = [\"manager\"]");
    let found = errors(&text);
    for code in ["empty-text", "bad-reference", "unknown-role"] {
        assert!(found.iter().any(|finding| finding.code == code), "{code}");
    }
}

#[test]
fn a_finding_is_written_with_the_fields_of_the_contract() {
    let finding = errors(&donnington().replace("digits = 4", "digits = 1")).remove(0);
    let line = 1 + donnington()[..donnington().find("digits = 4").unwrap()].matches('\n').count();
    let written = serde_json::to_value(&finding).unwrap();
    let expected = serde_json::json!({
        "severity": "error",
        "code": "bad-reference",
        "at": format!("p.toml:{line} intake.reference.digits"),
        "message": "A running number cannot have 1 digits. Give it 3 to 9.",
    });
    assert_eq!(written, expected);
    let warnings = Procedure::load("p.toml", donnington()).findings;
    assert_eq!(serde_json::to_value(&warnings[0]).unwrap()["severity"], "warning");
    assert!(serde_json::to_value(&warnings[0]).unwrap()["requirement"].is_string());
}
