//! Erasing, end to end: what was said of people is found nowhere any more, and everything else stands.

use std::fs;

use redress_app::{Actor, AppError, PersonSought};
use redress_domain::case::{Command, Due, LinkKind, Log, Party, RecordConsent, Representative, Rule};
use redress_domain::procedure::{Channel, Means};
use redress_domain::register::BroughtBy;
use redress_domain::staff::UserId;
use redress_domain::statistics::Edition;
use redress_domain::time::Instant;
use redress_store::{Engine, StoreError};
use redress_testkit::both_engines;
use redress_testkit::commands::{self, day};
use redress_testkit::engines::TestDatabase;
use redress_testkit::house::{DONNINGTON, House, call};

use crate::attachments::attach;

/// Letters that stand nowhere by chance; short enough to be one word of the search index.
const PLANTED: &str = "zqxjvwkplanted";
/// The procedure with a time limit of a year.
const RETENTION: &str =
    "\n[retention]\nmonths = 12\n\n[[retention.rules]]\nid = \"withdrawn\"\noutcomes = [\"withdrawn\"]\nmonths = 3\n";

fn planted(what: &str) -> String {
    format!("{what} {PLANTED}")
}

/// A case with the letters in every field that can be filled on its way to being closed.
fn plant(house: &House) -> String {
    let party = |name: &str| Party {
        name: planted(name),
        email: Some(format!("{PLANTED}@person.example")),
        phone: Some("01632 960123".to_owned()),
        address: Some(planted("1 High Street")),
    };
    let log = Log {
        brought_by: BroughtBy::Representative,
        channel: Channel::Letter,
        complainant: Some(party("Jean")),
        representative: Some(Representative {
            party: party("Ruth"),
            relation: planted("sister"),
            authority: Some(planted("a letter")),
        }),
        summary: planted("The meeting was held early"),
        outcome_wanted: Some(planted("an apology")),
        ..call(Instant::parse("2026-03-03T09:00:00Z").unwrap())
    };
    let done = house.wait(house.app.log(&house.actor("sam"), log, Vec::new(), None)).unwrap();
    let reference = done.reference;
    let text = |what: &str| planted(what);
    house.acts(
        "sam",
        &reference,
        [
            Command::Triage { class: "failure".to_owned(), note: Some(text("clear")) },
            commands::note(&text("a note")),
            Command::RecordSafetyNote { text: text("a dog") },
            Command::Apologise {
                who: UserId::new("sam"),
                means: Means::Phone,
                on: day("2026-03-03"),
                words: Some(text("sorry")),
            },
            commands::hand_to("asha"),
            Command::MakePromise { what: text("a call"), due: Due::On(day("2026-03-06")), appointment: false },
            Command::CompleteAction { number: 1, on: day("2026-03-03"), note: Some(text("called")) },
            Command::RecordConsent(RecordConsent {
                given: true,
                means: Means::Phone,
                on: day("2026-03-03"),
                expires_on: None,
                note: Some(text("on the phone")),
            }),
            Command::NameSubject { who: UserId::new("bill"), note: Some(text("he chaired it")) },
            Command::Join { body: text("the council"), we_lead: true, note: Some(text("they own the hall")) },
            Command::Link { to: "SF-2026-0001".to_owned(), kind: LinkKind::Related, note: Some(text("the same hall")) },
        ],
    );
    attach(house, "sam", &reference, &format!("{PLANTED}.txt"), PLANTED.as_bytes()).unwrap();
    house.act("carol", &reference, Command::DeclareInterest { what: text("a neighbour") }).unwrap();
    let matter = Command::RecordStaffMatter {
        kind: "training-need".to_owned(),
        about: Some(UserId::new("sam")),
        text: text("training"),
    };
    house.act("chair", &reference, matter).unwrap();
    house.at("2026-03-03T15:00:00Z");
    let mut contact = commands::phoned("2026-03-03T14:30:00Z");
    let mut decision = commands::decide("not-upheld", "2026-03-03");
    if let Command::RecordContact(contact) = &mut contact {
        contact.note = Some(text("spoke long"));
        contact.issue = Some(text("travelled for nothing"));
        contact.remedy_wanted = Some(text("a note of what was said"));
    }
    if let Command::Decide(decide) = &mut decision {
        decide.finding = Some(text("the notice was right"));
        decide.explanation = Some(text("it was read wrongly"));
        decide.action_taken = Some(text("explained"));
        decide.considered.facts = Some(text("as she tells it"));
        decide.considered.evidence[0].reference = text("Meetings");
    }
    let asha = [
        contact,
        decision,
        commands::no_compensation(),
        commands::no_written_reply(),
        commands::close(),
        commands::learn(),
    ];
    house.acts("asha", &reference, asha);
    reference
}

/// Every value of every table that has the letters in it.
fn found_in_tables(db: &TestDatabase) -> Vec<String> {
    let columns = match db.engine() {
        Engine::Sqlite => {
            "SELECT t.name, c.name FROM sqlite_master t JOIN pragma_table_info(t.name) c
             WHERE t.type = 'table' AND t.name <> 'case_search'"
        }
        Engine::Postgres => {
            "SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT) FROM information_schema.columns
             WHERE table_schema = 'public'"
        }
    };
    let engine = db.engine();
    let read = db.store().read_blocking(move |reader| -> Result<Vec<String>, StoreError> {
        let mut found = Vec::new();
        for (table, column) in reader.query(columns, &[], |row| Ok((row.text(0)?, row.text(1)?)))? {
            let value = match engine {
                Engine::Sqlite => format!("CAST({column} AS TEXT)"),
                Engine::Postgres => format!("{column}::text"),
            };
            let sql = format!("SELECT 1 FROM {table} WHERE LOWER({value}) LIKE '%{PLANTED}%' LIMIT 1");
            if reader.query_opt(&sql, &[], |row| row.int(0))?.is_some() {
                found.push(format!("{table}.{column}"));
            }
        }
        Ok(found)
    });
    read.unwrap()
}

/// The files of an SQLite database that have the letters in their bytes.
fn found_in_files(db: &TestDatabase) -> Vec<String> {
    let Some(path) = db.address().strip_prefix("sqlite://") else { return Vec::new() };
    let holds = |end: &&str| {
        let bytes = fs::read(format!("{path}{end}")).unwrap_or_default();
        bytes.to_ascii_lowercase().windows(PLANTED.len()).any(|window| window == PLANTED.as_bytes())
    };
    ["", "-wal", "-shm"].iter().filter(|end| holds(end)).map(|end| (*end).to_owned()).collect()
}

/// Files kept with cases.
fn files(house: &House) -> Vec<std::path::PathBuf> {
    let Ok(folders) = fs::read_dir(house.files.path().join(DONNINGTON)) else { return Vec::new() };
    let inner = folders.flat_map(|folder| fs::read_dir(folder.unwrap().path()).unwrap());
    inner.map(|file| file.unwrap().path()).collect()
}

fn adopt_retention(house: &House) {
    let file = redress_domain::procedure::shipped::find("donnington-service-failure").unwrap();
    let text = file.text.replacen("version = \"", "version = \"r", 1);
    let text = format!("{text}{RETENTION}");
    house.wait(house.app.adopt_procedure(DONNINGTON, file.file, &text, None)).unwrap();
}

fn run(house: &House) -> Vec<String> {
    let operator = Actor::operator(DONNINGTON);
    let mut erased = Vec::new();
    loop {
        let portion = house.wait(house.app.erase_due(&operator, None)).unwrap().erased;
        if portion.is_empty() {
            return erased;
        }
        erased.extend(portion);
    }
}

both_engines! {
    fn what_was_planted_is_found_nowhere_after_retention(db) {
        let house = House::donnington(db);
        adopt_retention(&house);
        let other = house.closed();
        let reference = plant(&house);
        assert_eq!(files(&house).len(), 1);
        assert!(found_in_tables(db).len() > 5, "{:?}", found_in_tables(db));
        let report = |house: &House| {
            let chair = house.actor("chair");
            let report = house.wait(house.app.report(&chair, "2025-26-Q4", Edition::Internal));
            serde_json::to_value(report.unwrap()).unwrap()
        };
        let before = report(&house);

        house.at("2027-03-03T16:00:00Z");
        assert_eq!(run(&house), [other, reference.clone()]);
        house.app.clear_files_blocking().unwrap();

        assert_eq!(found_in_tables(db), Vec::<String>::new());
        assert_eq!(found_in_files(db), Vec::<String>::new());
        assert_eq!(files(&house), Vec::<std::path::PathBuf>::new());
        let view = house.view("sam", &reference).unwrap();
        assert!(view.case.erasure.is_some() && view.complainant.is_none() && view.offered.is_empty());
        assert!(!format!("{view:?}").to_lowercase().contains(PLANTED));
        let found = house.wait(house.app.list_cases(&house.actor("sam"), redress_app::CaseQuery { words: Some(PLANTED.to_owned()), ..Default::default() }));
        assert!(found.unwrap().cases.is_empty());
        house.verified();
        let after = report(&house);
        for figures in ["volumes", "outcomes", "timescales", "channels", "causes"] {
            assert_eq!(after.get(figures), before.get(figures), "{figures}");
        }
        assert!(run(&house).is_empty());
    }

    fn an_erased_case_takes_nothing_more_and_its_reference_is_taken(db) {
        let house = House::donnington(db);
        let reference = house.closed();
        let admin = house.actor("admin");
        let empty = house.wait(house.app.erase(&admin, &reference, " ")).unwrap_err();
        assert!(matches!(empty, AppError::Invalid(_)));
        house.wait(house.app.erase(&admin, &reference, "She asked for it")).unwrap();
        let refused = house.act("sam", &reference, commands::note("More")).unwrap_err();
        assert!(matches!(refused, AppError::Refused(Rule::Erased { .. })), "{refused:?}");
        let again = house.wait(house.app.erase(&admin, &reference, "Again")).unwrap_err();
        assert!(matches!(again, AppError::Refused(Rule::Erased { .. })));
        house.verified();
    }

    fn open_and_held_cases_stay(db) {
        let house = House::donnington(db);
        let (open, held) = (house.log(), house.closed());
        let admin = house.actor("admin");
        let refused = house.wait(house.app.erase(&admin, &open, "She asked for it")).unwrap_err();
        assert!(matches!(refused, AppError::Refused(Rule::NotClosed)));
        house.act("admin", &held, Command::HoldRecords { reason: "The ombudsman asked".to_owned() }).unwrap();
        let refused = house.wait(house.app.erase(&admin, &held, "She asked for it")).unwrap_err();
        assert!(matches!(refused, AppError::Refused(Rule::RecordsHeld { .. })));
        adopt_retention(&house);
        house.at("2027-06-03T16:00:00Z");
        let due = house.wait(house.app.due_to_be_erased(&admin, None, 10)).unwrap();
        assert_eq!(due.cases.iter().map(|case| (case.reference.as_str(), case.held)).collect::<Vec<_>>(), [(held.as_str(), true)]);
        assert!(run(&house).is_empty());
        house.act("admin", &held, Command::ReleaseRecords { reason: "It is over".to_owned() }).unwrap();
        assert_eq!(run(&house), [held]);
        house.verified();
    }

    fn nobody_else_erases_and_nothing_says_that_there_is_a_case(db) {
        let house = House::donnington(db);
        let reference = house.closed();
        for who in ["sam", "asha", "chair"] {
            let refused = house.wait(house.app.erase(&house.actor(who), &reference, "Why not")).unwrap_err();
            assert!(matches!(refused, AppError::NotFound { .. }), "{who}: {refused:?}");
        }
        assert!(house.view("sam", &reference).unwrap().case.erasure.is_none());
    }

    fn particulars_are_put_right_without_the_old_ones(db) {
        let house = House::donnington(db);
        let reference = house.log();
        let party = Party { name: "Jean Grey".to_owned(), phone: Some("01632 960002".to_owned()), ..Party::default() };
        let correct = |party: &Party| Command::CorrectPerson { number: 1, party: party.clone() };
        house.act("sam", &reference, correct(&party)).unwrap();
        let view = house.view("sam", &reference).unwrap();
        assert_eq!(view.complainant, Some(party.clone()));
        assert!(!format!("{:?}", view.history).contains("Jean"));
        let unchanged = house.act("sam", &reference, correct(&party)).unwrap_err();
        assert!(matches!(unchanged, AppError::Invalid(_)));
        house.verified();
    }

    fn a_person_is_given_what_is_theirs_and_not_what_is_others(db) {
        let house = House::donnington(db);
        let reference = house.closed();
        house.act("sam", &reference, commands::note("asha of donnington rang Jean Gray back")).unwrap();
        house.act("sam", &reference, commands::name_subject("bill")).unwrap();
        let sought = PersonSought { phone: Some("01632 960001".to_owned()), ..PersonSought::default() };
        let admin = house.actor("admin");
        let given = house.wait(house.app.subject_access(&admin, sought, Vec::new(), false)).unwrap();
        let told = serde_json::to_string(&given).unwrap();
        assert!(told.contains("Jean Gray back") && told.contains("The community meeting was held earlier"));
        for kept in ["asha", "sam of", "\"sam\"", "bill"] {
            assert!(!told.contains(kept), "{kept}: {told}");
        }
        assert!(told.contains("kept-out") && told.contains("staff-names"));
        let view = house.view("sam", &reference).unwrap();
        assert_eq!(view.history.last().unwrap().event.fact.kind(), "access-given");
        house.verified();
    }
}
