//! Each rule between the first word of a report and its correction.

use redress_domain::publication::{CheckSeen, Command, DraftText, Standing, TakenBack, shown_with, withhold};

use crate::world::{World, correct, send_back, upheld, write};

/// R81, R84, R109
#[test]
fn a_report_is_written_approved_by_somebody_else_published_and_corrected() {
    let mut world = World::new();
    world.gives("asha", &[write("To learn"), Command::Ask]);
    assert_eq!(world.code("asha", &Command::Approve), "approval-own-request");
    assert_eq!(world.code("asha", &Command::Ask), "approval-asked");
    world.gives("chair", &[Command::Approve, Command::Publish]);
    assert_eq!(world.standing(), &Standing::Published);
    for command in [write("Again"), Command::Ask, Command::Approve, Command::Publish, send_back()] {
        assert_eq!(world.code("chair", &command), "report-published");
    }
    let published = world.draft.clone().unwrap();
    assert_eq!(world.code("chair", &Command::Correct { reason: " ".to_owned() }), "required");
    world.gives("chair", &[correct()]);
    let corrected = world.draft.clone().unwrap();
    assert_eq!((corrected.version, corrected.reason.is_some()), (2, true));
    assert!(corrected.says_as_much_as(&published));
}

/// R109
#[test]
fn nobody_approves_words_they_were_the_last_to_change_whoever_asked() {
    let mut world = World::new();
    world.gives("asha", &[write("To learn")]);
    world.gives("chair", &[write("Another text altogether")]);
    world.gives("asha", &[Command::Ask]);
    assert_eq!(world.code("chair", &Command::Approve), "approval-own-text");
    assert_eq!(world.code("asha", &Command::Approve), "approval-own-request");
    // Keeping the same words again changes nobody's part in them.
    world.gives("vice", &[write("Another text altogether")]);
    assert_eq!(world.code("chair", &Command::Approve), "approval-own-text");
    world.gives("vice", &[Command::Approve]);
}

/// R109
#[test]
fn a_report_sent_back_says_why_and_is_asked_for_anew() {
    let mut world = World::new();
    assert_eq!(world.code("chair", &send_back()), "approval-not-asked");
    world.gives("asha", &[write("To learn"), Command::Ask]);
    assert_eq!(world.code("chair", &Command::Return { reason: String::new() }), "required");
    world.gives("chair", &[send_back()]);
    let Standing::Returned { reason, .. } = world.standing() else { panic!("{:?}", world.standing()) };
    assert_eq!(reason, "Say what was learnt");
    assert_eq!(world.code("chair", &Command::Approve), "approval-not-asked");
    world.gives("asha", &[write("To learn, and to say so"), Command::Ask]);
    world.gives("chair", &[Command::Approve]);
}

/// R92, R102, R109
#[test]
fn what_is_missing_is_told_all_at_once() {
    let mut world = World::new();
    world.today = "2026-03-31";
    world.failing = vec![CheckSeen { id: "R92".to_owned(), detail: "The outcomes do not add up.".to_owned() }];
    world.gives("asha", &[Command::Write(DraftText::default())]);
    let all = ["period-not-over", "check-fails", "no-author", "narratives-unsettled"];
    assert_eq!(world.in_the_way("asha", &Command::Ask), all);
    assert_eq!(world.in_the_way("chair", &Command::Publish), [&all[..], &["not-approved"]].concat());
    world.gives("asha", &[Command::Write(DraftText { withhold_others: true, ..DraftText::default() })]);
    assert!(!world.in_the_way("asha", &Command::Ask).contains(&"narratives-unsettled"));
}

/// R109
#[test]
fn where_the_procedure_asks_for_no_approval_none_is_given() {
    let mut world = World { approval: false, ..World::new() };
    world.gives("asha", &[write("To learn")]);
    assert_eq!(world.code("asha", &Command::Ask), "approval-not-needed");
    assert_eq!(world.code("chair", &Command::Approve), "approval-not-needed");
    world.gives("asha", &[Command::Publish]);
}

/// R109
#[test]
fn an_approval_is_taken_back_by_a_changed_word_and_by_a_changed_figure() {
    let mut world = World::new();
    world.gives("asha", &[write("To learn"), Command::Ask]);
    world.gives("chair", &[Command::Approve]);
    world.gives("asha", &[write("To learn")]);
    assert!(matches!(world.standing(), Standing::Approved { .. }), "the same text again changes nothing");
    let approved = world.draft.clone().unwrap();
    assert_eq!(shown_with(approved.clone(), "these"), approved);
    world.figures = "others".to_owned();
    let taken_back = |because| Standing::Writing { taken_back: Some(because) };
    assert_eq!(shown_with(approved, "others").standing, taken_back(TakenBack::FiguresChanged));
    assert_eq!(world.in_the_way("chair", &Command::Publish), ["not-approved"]);
    world.figures = "these".to_owned();
    world.gives("asha", &[write("To learn more")]);
    assert_eq!(*world.standing(), taken_back(TakenBack::TextsChanged));
    assert_eq!(world.in_the_way("chair", &Command::Publish), ["not-approved"]);
}

/// R99, R102
#[test]
fn a_narrative_is_of_an_upheld_case_named_once_and_says_what_was_found() {
    let mut world = World::new();
    let Command::Write(text) = write("To learn") else { unreachable!() };
    let with = |change: &dyn Fn(&mut DraftText)| {
        let mut text = text.clone();
        change(&mut text);
        Command::Write(text)
    };
    let unknown = with(&|text| text.narratives[0].of.reference.push('9'));
    assert_eq!(world.code("asha", &unknown), "unknown");
    assert_eq!(world.code("asha", &with(&|text| text.narratives.push(text.narratives[0].clone()))), "twice");
    let silent = with(&|text| text.narratives[0].released.as_mut().unwrap().finding = Some("  ".to_owned()));
    assert_eq!(world.code("asha", &silent), "required");
    let long = with(&|text| text.author.as_mut().unwrap().post = "x".repeat(201));
    assert_eq!(world.code("asha", &long), "too-long");
    let many = with(&|text| text.narratives = vec![text.narratives[0].clone(); 501]);
    assert_eq!(world.code("asha", &many), "too-many");
    assert_eq!(world.code("chair", &correct()), "report-not-published");
}

/// R102, R110
#[test]
fn what_the_report_has_no_room_for_is_withheld_in_so_many_words() {
    let mut world = World { untold: 3, ..World::new() };
    world.gives("asha", &[write("To learn")]);
    assert_eq!(world.in_the_way("asha", &Command::Ask), ["narratives-unsettled"]);
    let Command::Write(text) = write("To learn") else { unreachable!() };
    world.gives("asha", &[Command::Write(DraftText { withhold_others: true, ..text }), Command::Ask]);
}

/// A correction tells of a case no longer upheld nothing.
#[test]
fn a_correction_begins_with_what_is_still_upheld() {
    let mut world = World { approval: false, ..World::new() };
    world.gives("asha", &[write("To learn"), Command::Publish]);
    assert!(world.draft.as_ref().unwrap().telling(&upheld()).is_some());
    world.narratives.clear();
    world.gives("asha", &[correct()]);
    assert!(world.draft.unwrap().narratives.is_empty());
}

/// R110
#[test]
fn a_version_is_withheld_once_and_with_a_reason() {
    assert_eq!(withhold(false, " A name stood in it ").unwrap(), "A name stood in it");
    assert!(withhold(false, " ").is_err());
    assert!(withhold(true, "Again").unwrap_err().to_string().contains("withheld already"));
}
