//! Reports are written, approved, published, and stay as they were published (R81, R84, R99, R103, R109, R110).

use std::collections::BTreeMap;

use redress_app::{AppError, Done, DraftView, PublishedReport};
use redress_domain::case::Command as CaseCommand;
use redress_domain::procedure::SectionId;
use redress_domain::publication::{Author, Command, DraftStage, DraftText, Standing, TakenBack, Telling, ToldOf};
use redress_domain::statistics::{Edition, NarrativeTexts, RowId};
use redress_testkit::both_engines;
use redress_testkit::commands::{
    close, decide, hand_to, learn, name_subject, no_compensation, no_written_reply, phoned, triage,
};
use redress_testkit::house::{DONNINGTON, House};

const PERIOD: &str = "2025-26-Q4";

/// An upheld case of Jean Gray, closed on 3 March; it is 7 April.
fn upheld(house: &House) -> String {
    let reference = house.log();
    house.acts("sam", &reference, [triage(), hand_to("asha")]);
    house.at("2026-03-03T15:00:00Z");
    let decided = decide("upheld", "2026-03-03");
    let end = [no_compensation(), no_written_reply(), close(), learn()];
    house.acts("asha", &reference, [phoned("2026-03-03T14:30:00Z"), decided].into_iter().chain(end));
    house.at("2026-04-07T09:00:00Z");
    reference
}

fn text(purpose: &str, finding: &str, reference: &str) -> Command {
    let of = ToldOf { reference: reference.to_owned(), row: RowId::S1 };
    let released = NarrativeTexts { finding: Some(finding.to_owned()), ..NarrativeTexts::default() };
    Command::Write(DraftText {
        author: Some(Author { name: "Asha Patel".to_owned(), post: "Trustee".to_owned() }),
        texts: BTreeMap::from([(SectionId::Purpose, purpose.to_owned())]),
        narratives: vec![Telling { of, released: Some(released) }],
        withhold_others: false,
    })
}

fn sound(reference: &str) -> Command {
    text("To learn from what went wrong", "A notice gave the wrong time", reference)
}

fn give(house: &House, who: &str, command: Command) -> Result<Done, AppError> {
    house.wait(house.app.write_report(&house.actor(who), PERIOD, command, None, None))
}

fn draft(house: &House, who: &str) -> DraftView {
    house.wait(house.app.report_draft(&house.actor(who), PERIOD)).unwrap()
}

fn publish(house: &House, reference: &str) {
    give(house, "asha", sound(reference)).unwrap();
    give(house, "asha", Command::Ask).unwrap();
    give(house, "chair", Command::Approve).unwrap();
    give(house, "chair", Command::Publish).unwrap();
}

fn edition(house: &House, who: &str, version: Option<u32>, edition: Edition) -> Result<PublishedReport, AppError> {
    house.wait(house.app.edition(&house.actor(who), PERIOD, version, edition))
}

fn json(house: &House, version: u32, of: Edition) -> String {
    edition(house, "sam", Some(version), of).unwrap().json
}

fn fields(refused: AppError) -> Vec<(String, &'static str)> {
    let AppError::Invalid(errors) = refused else { panic!("{refused}") };
    errors.into_iter().map(|error| (error.field, error.code)).collect()
}

both_engines! {
    /// R81, R84, R109, R110
    fn what_is_published_stays_character_for_character_and_a_correction_lists_what_differs(db) {
        let house = House::donnington(db);
        let reference = upheld(&house);
        publish(&house, &reference);
        house.verified();
        let frozen = [Edition::Internal, Edition::Public].map(|of| json(&house, 1, of));
        let [internal, public] = &frozen;
        assert!(internal.contains(&reference) && internal.contains("Asha Patel"), "{internal}");
        assert!(!public.contains(&reference) && public.contains("A notice gave the wrong time"), "{public}");
        assert!(!public.contains("The notice gave the wrong time"), "what was written of the case stays inside");

        // The case is reopened, another one is logged late, and what was written of the first is erased.
        house.act("admin", &reference, CaseCommand::Reopen { reason: "New facts".to_owned() }).unwrap();
        house.verified();
        db.tamper("UPDATE handlings SET finding = NULL, explanation = NULL, action_taken = NULL, learning = NULL");
        assert_eq!([Edition::Internal, Edition::Public].map(|of| json(&house, 1, of)), frozen);

        give(&house, "chair", Command::Correct { reason: "A decision was taken back".to_owned() }).unwrap();
        give(&house, "asha", Command::Ask).unwrap();
        give(&house, "chair", Command::Approve).unwrap();
        give(&house, "chair", Command::Publish).unwrap();
        assert_eq!([Edition::Internal, Edition::Public].map(|of| json(&house, 1, of)), frozen);
        let second = edition(&house, "sam", None, Edition::Internal).unwrap();
        let issue = second.report.issue.unwrap();
        assert_eq!((second.line.version, issue.reason.as_deref()), (2, Some("A decision was taken back")));
        let closed = issue.changes.iter().find(|change| {
            [change.table.as_str(), &change.row, &change.measure] == ["volumes", "S1", "closed"]
        });
        let closed = closed.unwrap();
        assert_eq!((closed.before.as_deref(), closed.after.as_deref()), (Some("1"), Some("0")));
        assert!(issue.changes.iter().any(|change| change.table == "narratives" && change.reference == reference));
        let editions = house.wait(house.app.editions(&house.actor("sam"), PERIOD)).unwrap();
        assert_eq!(editions.iter().map(|line| line.version).collect::<Vec<_>>(), [1, 2]);
    }

    /// R109
    fn who_writes_who_approves_and_who_does_neither(db) {
        let house = House::donnington(db);
        let reference = upheld(&house);
        assert_eq!(give(&house, "sam", sound(&reference)).unwrap_err().code(), "not-permitted");
        give(&house, "chair", sound(&reference)).unwrap();
        assert_eq!(give(&house, "asha", Command::Approve).unwrap_err().code(), "not-permitted");
        assert_eq!(give(&house, "asha", Command::Publish).unwrap_err().code(), "not-permitted");
        give(&house, "chair", Command::Ask).unwrap();
        assert_eq!(give(&house, "chair", Command::Approve).unwrap_err().code(), "approval-own-request");
        let seen = draft(&house, "vice");
        let stale = house.wait(house.app.write_report(&house.actor("vice"), PERIOD, Command::Approve, Some(seen.revision - 1), None));
        assert_eq!(stale.unwrap_err().code(), "stale");
        give(&house, "vice", Command::Approve).unwrap();
        assert!(matches!(draft(&house, "sam").draft.standing, Standing::Approved { .. }));
        give(&house, "chair", Command::Publish).unwrap();
        let issue = edition(&house, "sam", None, Edition::Public).unwrap().report.issue.unwrap();
        assert_eq!(issue.approved_by.as_deref(), Some("vice of donnington"));
    }

    /// R109
    fn a_figure_that_changes_takes_the_approval_back_and_the_draft_says_so(db) {
        let house = House::donnington(db);
        let reference = upheld(&house);
        give(&house, "asha", sound(&reference)).unwrap();
        give(&house, "asha", Command::Ask).unwrap();
        give(&house, "chair", Command::Approve).unwrap();
        assert_eq!(draft(&house, "sam").blockers, []);
        house.act("admin", &reference, CaseCommand::Reopen { reason: "New facts".to_owned() }).unwrap();
        let seen = draft(&house, "sam");
        assert_eq!(seen.draft.standing, Standing::Writing { taken_back: Some(TakenBack::FiguresChanged) });
        assert_eq!(give(&house, "chair", Command::Publish).unwrap_err().code(), "report-not-ready");
        assert_eq!(edition(&house, "sam", None, Edition::Internal).unwrap_err().code(), "not-found");
    }

    /// R103, R110
    fn texts_that_tell_who_somebody_is_are_refused_without_repeating_them(db) {
        let house = House::donnington(db);
        let reference = upheld(&house);
        let finding = "narratives.0.finding".to_owned();
        for (said, code) in [
            ("The GRAY family was not told", "names-person"),
            ("She rang from 01632-960 001", "holds-phone"),
            ("See SF-2026-0001", "names-case"),
            ("sam of Donnington printed it", "names-staff"),
            ("Write to vice@donnington.example", "holds-email"),
        ] {
            let refused = give(&house, "asha", text("To learn", said, &reference)).unwrap_err();
            assert!(!refused.to_string().to_lowercase().contains("gray"), "{refused}");
            assert_eq!(fields(refused).last(), Some(&(finding.clone(), code)), "{said}");
        }
        // A word that is somebody's name is a word elsewhere; a whole name is not.
        give(&house, "asha", text("Gray skies", "A notice gave the wrong time", &reference)).unwrap();
        let whole = text("We wronged Jean Gray", "A notice gave the wrong time", &reference);
        assert_eq!(fields(give(&house, "asha", whole).unwrap_err()), [("texts.purpose".to_owned(), "names-person")]);
    }

    /// R84
    fn a_changed_edition_is_found_and_named(db) {
        let changes = [
            "UPDATE report_editions SET internal = REPLACE(internal, 'Asha', 'Usha')",
            "UPDATE report_editions SET public = public || ' '",
            "UPDATE report_editions SET reason = 'Because'",
            "UPDATE report_editions SET seq = seq - 1",
            "DELETE FROM report_editions",
        ];
        for sql in changes {
            let other = redress_testkit::engines::TestDatabase::like(db);
            let house = House::donnington(&other);
            let reference = upheld(&house);
            publish(&house, &reference);
            house.verified();
            other.tamper(sql);
            let found = house.wait(house.app.verify(DONNINGTON)).expect_err(sql).to_string();
            assert!(found.contains("report_editions '2025-26-Q4' version 1"), "{sql}: {found}");
        }
    }

    /// R110
    fn whom_a_case_is_about_reads_the_figures_and_not_the_case(db) {
        let house = House::donnington(db);
        let reference = upheld(&house);
        house.act("admin", &reference, name_subject("bill")).unwrap();
        publish(&house, &reference);
        let [his, hers] = ["bill", "carol"].map(|who| edition(&house, who, None, Edition::Internal).unwrap());
        assert!(hers.json.contains(&reference) && !his.json.contains(&reference), "{}", his.json);
        assert_eq!((his.report.volumes, his.report.outcomes), (hers.report.volumes, hers.report.outcomes));
        let seen = draft(&house, "bill");
        assert!(seen.narratives.is_empty() && seen.draft.narratives.is_empty());
        // What he cannot see stays when he writes.
        give(&house, "chair", Command::Correct { reason: "A slip".to_owned() }).unwrap();
        let nothing = DraftText { author: seen.draft.author, ..DraftText::default() };
        give(&house, "bill", Command::Write(nothing)).unwrap();
        assert_eq!(draft(&house, "carol").draft.narratives.len(), 1);
    }

    /// R84, R110
    fn everybody_reads_the_public_edition_and_nothing_else(db) {
        let house = House::donnington(db);
        let published = || house.wait(house.app.published(DONNINGTON)).unwrap();
        let public = |period: &str| house.wait(house.app.published_edition(DONNINGTON, period, None));
        let reference = upheld(&house);
        let stage = |house: &House| {
            let periods = house.wait(house.app.report_periods(&house.actor("sam"))).unwrap();
            let of = periods.into_iter().find(|one| one.period.id == PERIOD).unwrap();
            (of.state(), of.draft)
        };
        assert_eq!((published(), stage(&house)), (Vec::new(), ("due", None)));
        give(&house, "asha", sound(&reference)).unwrap();
        assert_eq!(stage(&house), ("draft", Some(DraftStage::Writing)));
        publish(&house, &reference);
        assert_eq!(stage(&house), ("published", None));
        assert_eq!(published().iter().map(|one| (one.period.id.as_str(), one.version)).collect::<Vec<_>>(), [(PERIOD, 1)]);
        assert_eq!(public(PERIOD).unwrap().json, json(&house, 1, Edition::Public));
        for absent in ["2025-26-Q3", "nothing"] {
            assert_eq!(public(absent).unwrap_err().code(), "not-found");
        }
        assert_eq!(house.wait(house.app.published("nowhere")).unwrap_err().code(), "not-found");
    }
}
