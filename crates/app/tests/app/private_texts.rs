//! No text for others holds what tells who somebody is, whoever it is and wherever they stand in the register (R103, R110).

use std::collections::BTreeMap;

use redress_app::AppError;
use redress_domain::case::{Command as CaseCommand, Log, Party};
use redress_domain::improvement::{Audience, Command as Improve, LessonText};
use redress_domain::procedure::SectionId;
use redress_domain::publication::{Command, DraftText};
use redress_testkit::both_engines;
use redress_testkit::commands::{close, decide, hand_to, learn_in, no_compensation, no_written_reply, phoned, triage};
use redress_testkit::house::{DONNINGTON, House, call};

const PERIOD: &str = "2025-26-Q4";

fn house(db: &redress_testkit::engines::TestDatabase) -> House {
    let house = House::donnington(db);
    house.user(DONNINGTON, "grimsby", &["staff"]);
    // Not upheld, still open, and of another time: none of them is listed anywhere in the report.
    house.closed();
    for (name, phone) in [("Nora Quill", "0131 496 0555"), ("Olive Garner", ""), ("Tom Woods", "")] {
        let party = Party {
            name: name.to_owned(),
            phone: Some(phone.to_owned()).filter(|phone| !phone.is_empty()),
            address: Some("12 Larch Rise, Donnington".to_owned()),
            ..Party::default()
        };
        let log = Log {
            complainant: Some(party),
            ..call(redress_domain::time::Instant::parse("2026-01-05T10:00:00Z").unwrap())
        };
        house.wait(house.app.log(&house.actor("sam"), log, Vec::new(), None)).unwrap();
    }
    house
}

const TOLD: [(&str, &str); 17] = [
    ("Mail zed@x.example", "holds-email"),
    ("Somebody on 07700 900321", "holds-phone"),
    ("ring 01632 960181", "holds-phone"),
    ("131 496 0555 was engaged", "holds-phone"),
    ("Their flat in AB12 3CD", "holds-postcode"),
    ("12 High Street, EH3 7NW", "holds-postcode"),
    ("At 12 Larch Rise it was dark", "holds-address"),
    ("Mrs Nora Quill had waited", "names-person"),
    ("Mrs Nobody-On-Record had waited", "names-person"),
    ("Garner wrote to us", "names-person"),
    ("We met Olive Garner\u{2019}s sister", "names-person"),
    ("Mr Woods waited", "names-person"),
    ("We kept Woods waiting", "names-person"),
    ("Then Grimsby did it", "names-staff"),
    ("As in SF 2026 0047", "names-case"),
    ("As in SF\u{2011}2026\u{2011}0047", "names-case"),
    ("As in sf/2026/0047", "names-case"),
];
/// Words that are somebody's name as well, figures and dates.
const SOUND: [&str; 5] = [
    "Woods were cleared. Olive trees were planted",
    "The notice was given to Donnington Partnership by the Chair in May 2026",
    "In 2025 120 cases came, 01/02/2026 was the last day, and 0.5 of 1234567890 was left",
    "The garner of grain stood open from 10 to 12",
    "Stage 1 took 10 days in Q2 2026-27",
];

fn write(house: &House, text: &str) -> Result<(), AppError> {
    let texts = BTreeMap::from([(SectionId::Summary, text.to_owned())]);
    let command = Command::Write(DraftText { texts, ..DraftText::default() });
    house.wait(house.app.write_report(&house.actor("asha"), PERIOD, command, None, None)).map(drop)
}

fn codes(refused: AppError) -> Vec<(String, &'static str)> {
    let AppError::Invalid(errors) = refused else { panic!("{refused}") };
    errors.into_iter().map(|error| (error.field, error.code)).collect()
}

both_engines! {
    /// R103, R110: whoever is on record, in whatever state their case is
    fn a_report_names_nobody_on_record_and_holds_no_way_to_reach_anybody(db) {
        let house = house(db);
        for (said, code) in TOLD {
            let found = codes(write(&house, said).expect_err(said));
            assert!(found.contains(&("texts.summary".to_owned(), code)), "{said}: {found:?}");
        }
        for sound in SOUND {
            write(&house, sound).unwrap_or_else(|error| panic!("{sound}: {error}"));
        }
    }

    /// R103, R110: not with the people of its own cases alone
    fn a_lesson_is_compared_with_everybody_on_record(db) {
        let house = house(db);
        let improve = |command: Improve| house.wait(house.app.improve(&house.actor("bill"), command, None, None));
        for (number, (happened, code)) in (1..).zip(TOLD) {
            let lesson = LessonText {
                title: "A notice".to_owned(),
                happened: happened.to_owned(),
                changed: "It is read twice".to_owned(),
                code: None,
                service_area: None,
                improvement: None,
                cases: vec!["SF-2026-0001".to_owned()],
            };
            improve(Improve::DraftLesson(lesson)).unwrap();
            let found = codes(improve(Improve::ShareLesson { number, audience: Audience::Public }).expect_err(happened));
            assert!(found.contains(&("happened".to_owned(), code)), "{happened}: {found:?}");
        }
    }

    /// R110: a service area is written by hand as well
    fn a_service_area_that_is_a_name_is_not_published(db) {
        let house = house(db);
        let reference = house.log();
        house.acts("sam", &reference, [triage(), hand_to("asha")]);
        house.at("2026-03-03T16:00:00Z");
        let end: [CaseCommand; 6] = [
            phoned("2026-03-03T15:30:00Z"), decide("not-upheld", "2026-03-03"), no_compensation(), no_written_reply(), close(),
            learn_in("Garner\u{2019}s flat"),
        ];
        house.acts("asha", &reference, end);
        house.at("2026-04-07T09:00:00Z");
        let author = redress_domain::publication::Author { name: "Asha Patel".to_owned(), post: "Trustee".to_owned() };
        let give = |command| house.wait(house.app.write_report(&house.actor("asha"), PERIOD, command, None, None));
        give(Command::Write(DraftText { author: Some(author), withhold_others: true, ..DraftText::default() })).unwrap();
        let found = codes(give(Command::Ask).unwrap_err());
        assert!(found.iter().all(|(field, code)| field.starts_with("service_areas.") && *code == "names-person"), "{found:?}");
    }
}
