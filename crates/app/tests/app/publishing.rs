//! Reports are written, approved, published, and stay as they were published (R81, R84, R99, R103, R109, R110).

use std::collections::BTreeMap;

use redress_app::{AppError, Done, DraftView, PublicEdition, PublishedReport};
use redress_domain::case::{By, Command as CaseCommand, ErasureGround, Log, Received};
use redress_domain::procedure::SectionId;
use redress_domain::publication::{Author, Command, DraftStage, DraftText, Standing, TakenBack, Telling, ToldOf};
use redress_domain::statistics::{Edition, NarrativeTexts, RowId};
use redress_domain::time::Instant;
use redress_store::{StoreError, Tx, erase_case};
use redress_testkit::both_engines;
use redress_testkit::commands::{
    close, decide, hand_to, learn, name_subject, no_compensation, no_written_reply, phoned, triage,
};
use redress_testkit::engines::TestDatabase;
use redress_testkit::house::{DONNINGTON, House, call};

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

fn at(instant: &str) -> Instant {
    Instant::parse(instant).unwrap()
}

/// Erases the first case, whatever state it is in.
fn erase_first(db: &TestDatabase) {
    let work = move |tx: &mut Tx<'_>| -> Result<(), StoreError> {
        let ground = ErasureGround::Decided { reason: "Asked for".to_owned() };
        erase_case(tx, DONNINGTON, 1, &ground, at("2026-04-08T09:00:00Z"), &By::Operator, [[7; 16], [8; 16]])
    };
    db.store().write_blocking(work).unwrap();
}

/// What is said to whoever opens the newest public edition.
fn public(house: &House, period: &str) -> Result<PublicEdition, AppError> {
    house.wait(house.app.published_edition(DONNINGTON, period, None))
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

        // Another case of the quarter is logged late, and closed; the first is reopened; and what was written of it is erased.
        let late = Log { received: Received::At(at("2026-03-20T10:00:00Z")), ..call(at("2026-04-07T09:00:00Z")) };
        let late = house.wait(house.app.log(&house.actor("sam"), late, Vec::new(), None)).unwrap().reference;
        house.acts("sam", &late, [triage(), hand_to("asha")]);
        let decided = decide("not-upheld", "2026-04-07");
        let end = [no_compensation(), no_written_reply(), close(), learn()];
        house.acts("asha", &late, [phoned("2026-04-07T08:30:00Z"), decided].into_iter().chain(end));
        house.act("admin", &reference, CaseCommand::Reopen { reason: "New facts".to_owned() }).unwrap();
        erase_first(db);
        house.verified();
        assert_eq!([Edition::Internal, Edition::Public].map(|of| json(&house, 1, of)), frozen);
        let told = house.view("chair", &reference).unwrap().history;
        assert!(!format!("{told:?}").contains("The notice gave the wrong time"));

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
        let received = issue.changes.iter().find(|change| [change.table.as_str(), &change.row, &change.measure] == ["volumes", "S1", "received"]);
        assert_eq!(received.and_then(|change| change.after.as_deref()), Some("2"), "the late one is counted");
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

    /// R109
    fn who_rewrites_a_report_does_not_approve_it_and_a_forged_approval_is_found(db) {
        let house = House::donnington(db);
        let reference = upheld(&house);
        give(&house, "asha", sound(&reference)).unwrap();
        give(&house, "vice", text("Rewritten from end to end", "A notice gave the wrong time", &reference)).unwrap();
        give(&house, "asha", Command::Ask).unwrap();
        assert_eq!(give(&house, "vice", Command::Approve).unwrap_err().code(), "approval-own-text");
        give(&house, "chair", Command::Return { reason: "Say what was learnt".to_owned() }).unwrap();
        give(&house, "asha", Command::Ask).unwrap();
        house.verified();
        let forge = |from: &str, to: &str| {
            db.tamper(&format!("UPDATE report_drafts SET draft = REPLACE(draft, '{from}', '{to}')"));
            house.wait(house.app.verify(DONNINGTON)).map_err(|error| error.to_string())
        };
        let found = forge(r#"{"is":"asked","by":"user:asha""#, r#"{"is":"approved","asked_by":"user:asha","by":"user:chair""#);
        assert!(found.unwrap_err().contains("report_drafts '2025-26-Q4'"));
        forge(r#"{"is":"approved","asked_by":"user:asha","by":"user:chair""#, r#"{"is":"asked","by":"user:asha""#).unwrap();
        give(&house, "chair", Command::Approve).unwrap();
        house.verified();
        assert!(forge("Rewritten", "Changed").is_err(), "another text than the approved one");
        forge("Changed", "Rewritten").unwrap();
        give(&house, "chair", Command::Publish).unwrap();
        house.verified();
    }

    /// R109, R110
    fn both_editions_are_read_before_they_are_published_as_they_are_published(db) {
        let house = House::donnington(db);
        let reference = upheld(&house);
        let preview = |who: &str| house.wait(house.app.report_preview(&house.actor(who), PERIOD));
        assert_eq!(preview("sam").unwrap_err().code(), "not-found");
        give(&house, "asha", sound(&reference)).unwrap();
        give(&house, "asha", Command::Ask).unwrap();
        give(&house, "chair", Command::Approve).unwrap();
        let seen = preview("vice").unwrap();
        give(&house, "chair", Command::Publish).unwrap();
        for (seen, of) in [(seen.internal, Edition::Internal), (seen.public, Edition::Public)] {
            assert_eq!(edition(&house, "carol", None, of).unwrap().report, seen);
        }
        assert_eq!(preview("chair").unwrap_err().code(), "report-published");
    }

    /// R110
    fn a_correction_does_not_print_again_what_was_taken_out_and_the_old_version_is_withheld(db) {
        let house = House::donnington(db);
        let reference = upheld(&house);
        let careless = "The child at the corner was told the wrong time";
        give(&house, "asha", text(careless, "A notice gave the wrong time", &reference)).unwrap();
        for (who, command) in [("asha", Command::Ask), ("chair", Command::Approve), ("chair", Command::Publish)] {
            give(&house, who, command).unwrap();
        }
        give(&house, "chair", Command::Correct { reason: "Words are taken out".to_owned() }).unwrap();
        publish(&house, &reference);
        let [internal, public_two] = [Edition::Internal, Edition::Public].map(|of| json(&house, 2, of));
        assert!(internal.contains(careless) && !public_two.contains(careless), "{public_two}");
        let changes = edition(&house, "sam", None, Edition::Public).unwrap().report.issue.unwrap().changes;
        let told: Vec<_> = changes.iter().filter(|change| change.table == "texts").map(|change| change.after.as_deref()).collect();
        assert_eq!(told, [Some("reworded")]);
        let old = edition(&house, "sam", Some(1), Edition::Public).unwrap();
        assert_eq!((old.superseded_by, old.report.issue.unwrap().superseded_by), (Some(2), Some(2)));

        let withhold = |who: &str, reason: &str| {
            house.wait(house.app.withhold_edition(&house.actor(who), PERIOD, 1, reason, None)).map(drop)
        };
        assert_eq!(withhold("asha", "A child").unwrap_err().code(), "not-permitted");
        assert_eq!(fields(withhold("chair", " ").unwrap_err()), [("reason".to_owned(), "required")]);
        assert_eq!(fields(withhold("chair", "It named Jean Gray").unwrap_err()), [("reason".to_owned(), "names-person")]);
        withhold("chair", "It told too much").unwrap();
        assert_eq!(withhold("chair", "It told too much").unwrap_err().code(), "edition-withheld");
        house.verified();
        let old_one = house.wait(house.app.published_edition(DONNINGTON, PERIOD, Some(1))).unwrap();
        let PublicEdition::Withheld { withheld, superseded_by, .. } = old_one else { panic!("{old_one:?}") };
        assert_eq!((withheld.reason.as_str(), superseded_by), ("It told too much", Some(2)));
        assert!(matches!(public(&house, PERIOD).unwrap(), PublicEdition::Published(_)));
        assert_eq!(edition(&house, "sam", Some(1), Edition::Public).unwrap().json, old.json, "kept as it was published");
        db.tamper("DELETE FROM report_withheld");
        assert!(house.wait(house.app.verify(DONNINGTON)).unwrap_err().to_string().contains("report_withheld"));
    }

    /// R84, R110
    fn everybody_reads_the_public_edition_and_nothing_else(db) {
        let house = House::donnington(db);
        let published = || house.wait(house.app.published(DONNINGTON)).unwrap();
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
        let listed = published();
        let versions: Vec<u32> = listed[0].versions.iter().map(|line| line.version).collect();
        assert_eq!((listed.len(), listed[0].period.id.as_str(), versions), (1, PERIOD, vec![1]));
        let PublicEdition::Published(shown) = public(&house, PERIOD).unwrap() else { panic!("it is not withheld") };
        assert_eq!((shown.json, shown.superseded_by), (json(&house, 1, Edition::Public), None));
        for absent in ["2025-26-Q3", "nothing"] {
            assert_eq!(public(&house, absent).unwrap_err().code(), "not-found");
        }
        assert_eq!(house.wait(house.app.published("nowhere")).unwrap_err().code(), "not-found");
    }
}
