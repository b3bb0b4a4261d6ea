//! The filter, the panel and the board: whoever cannot sit or cannot come to a decision is found before a case is.

use redress_domain::procedure::Severity;

use super::{Mistake, assert_found, codes, donnington, mistake};

const TIE: &str = "tie = \"board\"";
const SIZE: &str = "size = 2\nquorum = 2";
const MEMBERS: &str = "[stages.panel]\nmembers = [\"chair\", \"vice-chair\"]\ndeputies = [\"trustee\"]";
const BOARD_2: &str = "[stages.board]\nmembers = [\"trustee\", \"chair\", \"vice-chair\"]\nrecused = [\"chair\", \"vice-chair\"]\ngrounds = [\"policy\", \"procedure\", \"budget\", \"tie\"]\n";
const STEP_FILTER: &str =
    "    { kind = \"filter\", label = \"Is a review of value to the customer or the charity?\", part = \"6\" },\n";
const STEP_PANEL: &str =
    "    { kind = \"panel\", label = \"Chair and Vice Chair each record a decision\", part = \"7\" },\n";
const STEP_BOARD: &str = "    { kind = \"board\", label = \"Back to the board, where it goes against policy, procedure or budget\", part = \"6\" },\n";

#[rustfmt::skip]
const MISTAKES: &[Mistake] = &[
    // Filter
    mistake("[stages.filter]\nroles = [\"chair\", \"vice-chair\"]", "[stages.filter]\nroles = [\"mayor\"]", "unknown-role", "stages.review-panel.filter.roles[0]", "mayor"),
    mistake("[stages.filter]\nroles = [\"chair\", \"vice-chair\"]", "[stages.filter]\nroles = []", "filter-without-roles", "stages.review-panel.filter.roles", "roles = []"),
    mistake("[stages.filter]\nroles = [\"chair\", \"vice-chair\"]", "[stages.filter]\nroles = [\"chair\", \"chair\"]", "value-twice", "stages.review-panel.filter.roles[1]", "roles"),
    mistake(STEP_FILTER, "", "rules-without-step", "stages.review-panel.filter", "[stages.filter]"),
    mistake(STEP_FILTER, "", "guard-without-step", "stages.review-panel.closing[0]", "\"filter\""),
    // Panel
    mistake(MEMBERS, "[stages.panel]\nmembers = [\"chair\", \"mayor\"]", "unknown-role", "stages.review-panel.panel.members[1]", "mayor"),
    mistake("deputies = [\"trustee\"]", "deputies = [\"mayor\"]", "unknown-role", "stages.review-panel.panel.deputies[0]", "mayor"),
    mistake(MEMBERS, "[stages.panel]\nmembers = []\ndeputies = []", "panel-without-members", "stages.review-panel.panel.members", "members = []"),
    mistake(MEMBERS, "[stages.panel]\nmembers = [\"chair\", \"chair\"]", "value-twice", "stages.review-panel.panel.members[1]", "members"),
    mistake(MEMBERS, "[stages.panel]\nmembers = [\"chair\", \"vice-chair\", \"trustee\"]", "panel-members", "stages.review-panel.panel.members", "members"),
    mistake(SIZE, "size = 0\nquorum = 1", "panel-size", "stages.review-panel.panel.size", "size = 0"),
    mistake(SIZE, "size = 16\nquorum = 1", "panel-size", "stages.review-panel.panel.size", "size = 16"),
    mistake(SIZE, "size = 2\nquorum = 0", "panel-quorum", "stages.review-panel.panel.quorum", "quorum = 0"),
    mistake(SIZE, "size = 2\nquorum = 3", "panel-quorum", "stages.review-panel.panel.quorum", "quorum = 3"),
    mistake(SIZE, "size = 2\nquorum = 2\noutsiders = 1", "panel-outsiders", "stages.review-panel.panel.outsiders", "outsiders = 1"),
    mistake(SIZE, "size = 2\nquorum = 2\noutsiders = 4294967295", "panel-outsiders", "stages.review-panel.panel.outsiders", "outsiders"),
    mistake("independent = true", "independent = true\nowner_excluded = [\"chair\", \"vice-chair\"]", "panel-excluded", "stages.review-panel.panel.members", "members"),
    mistake(BOARD_2, "", "tie-without-board", "stages.review-panel.panel.tie", "tie"),
    mistake("grounds = [\"policy\", \"procedure\", \"budget\", \"tie\"]", "grounds = [\"policy\"]", "tie-without-board", "stages.review-panel.panel.tie", "tie"),
    mistake(TIE, "tie = \"coin\"", "unknown-value", "stages.review-panel.panel.tie", "coin"),
    mistake(STEP_PANEL, "", "rules-without-step", "stages.review-panel.panel", "[stages.panel]"),
    // Board
    mistake("[stages.board]\nmembers = [\"trustee\", ", "[stages.board]\nmembers = [\"mayor\", ", "unknown-role", "stages.immediate-resolution.board.members[0]", "mayor"),
    mistake("recused = [\"chair\", ", "recused = [\"mayor\", ", "unknown-role", "stages.immediate-resolution.board.recused[0]", "mayor"),
    mistake("recused = [\"chair\", \"vice-chair\"]", "recused = [\"chair\", \"vice-chair\", \"trustee\"]", "board-without-members", "stages.immediate-resolution.board.members", "members"),
    mistake("grounds = [\"not-satisfied\"]", "grounds = []", "board-without-grounds", "stages.immediate-resolution.board.grounds", "grounds"),
    mistake("grounds = [\"not-satisfied\"]", "grounds = [\"tie\"]", "ground-without-panel", "stages.immediate-resolution.board.grounds", "grounds"),
    mistake("grounds = [\"not-satisfied\"]", "grounds = [\"budget\", \"budget\"]", "value-twice", "stages.immediate-resolution.board.grounds[1]", "grounds"),
    mistake(BOARD_2, "", "step-without-rules", "stages.review-panel.steps[5].kind", "board"),
    mistake(STEP_BOARD, "", "rules-without-step", "stages.review-panel.board", "[stages.board]"),
];

/// R56, R59, R61, R65
#[test]
fn each_mistake_of_a_review_is_found_at_its_place() {
    assert_found(MISTAKES, Severity::Error);
}

#[test]
fn a_filter_or_a_panel_that_closing_does_not_wait_for_is_worth_a_warning() {
    let unwaited = [
        mistake(
            "closing = [\n    \"filter\",\n",
            "closing = [\n",
            "filter-without-guard",
            "stages.review-panel.closing",
            "closing",
        ),
        mistake("    \"panel\",\n", "", "panel-without-guard", "stages.review-panel.closing", "closing"),
    ];
    assert_found(&unwaited, Severity::Warning);
}

#[test]
fn closing_waits_for_no_filter_and_no_panel_that_are_not_there() {
    let between = |text: &str, from: &str, to: &str| {
        let start = text.find(from).unwrap();
        let end = start + text[start..].find(to).unwrap();
        [&text[..start], &text[end..]].concat()
    };
    let unfiltered = between(donnington(), "[stages.filter]", "[stages.panel]");
    assert!(codes(&unfiltered).contains(&"guard-without-filter"));
    let filter = unfiltered.find("tests = [").is_none();
    assert!(filter);
    let unseated = between(
        donnington(),
        "[stages.panel]",
        "[stages.board]\nmembers = [\"trustee\", \"chair\", \"vice-chair\"]\nrecused = [\"chair\", \"vice-chair\"]\ngrounds = [\"policy\"",
    );
    let found = codes(&unseated);
    assert!(found.contains(&"guard-without-panel") && found.contains(&"ground-without-panel"), "{found:?}");
    let untested = between(donnington(), "tests = [\n", "decline_is_final")
        .replace("decline_is_final", "tests = []\ndecline_is_final");
    assert_eq!(codes(&untested), ["filter-without-tests"]);
}

#[test]
fn panels_of_every_sound_shape_are_taken() {
    let odd = donnington().replace(SIZE, "size = 3\nquorum = 2\noutsiders = 1");
    let casting = donnington().replace(TIE, "tie = \"chair\"");
    let alone = donnington().replace(MEMBERS, "[stages.panel]").replace(SIZE, "size = 3\nquorum = 3\noutsiders = 3");
    let alone = alone.replace("panel.deputies", "panel.members");
    for sound in [odd, casting, alone] {
        assert_eq!(codes(&sound), [""; 0]);
    }
}
