//! Who the people are stands nowhere in the files of the database, is found all the same, and opens only where it was sealed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

use redress_domain::case::{Log, Party};
use redress_store::{
    KeyPlace, Keys, KeysInMemory, PersonSought, Store, StoreError, StoreOptions, Viewer, find_cases_of, find_people,
    list_cases_of_person, search, verify,
};
use redress_testkit::both_engines;
use redress_testkit::house::{DONNINGTON, House, call};

/// Words that stand nowhere by chance.
const PLANTED: [&str; 4] =
    ["Quxkowzan Vrelbithorp", "quxko.vrelbi@zanthorpe.qqyzz", "01632 9607731", "17 Wibblesham Crosk"];

fn planted() -> Party {
    let [name, email, phone, address] = PLANTED.map(str::to_owned);
    Party { name, email: Some(email), phone: Some(phone), address: Some(address) }
}

fn log(house: &House, party: Party) -> String {
    let log = Log { complainant: Some(party), ..call(house.app.now()) };
    house.wait(house.app.log(&house.actor("sam"), log, Vec::new(), None)).unwrap().reference
}

/// The parts of what was planted, in small letters.
fn parts() -> Vec<String> {
    let words = PLANTED.iter().flat_map(|text| text.split(|letter: char| !letter.is_alphanumeric()));
    words.filter(|word| word.len() > 4).map(str::to_lowercase).collect()
}

fn hold(text: &str) -> Option<String> {
    let text = text.to_lowercase();
    parts().into_iter().find(|part| text.contains(part))
}

fn found(store: &Store, question: &str) -> Vec<i64> {
    let question = question.to_owned();
    let read = store.read_blocking(move |reader| -> Result<_, StoreError> {
        search(reader, &Viewer::everything(DONNINGTON), &question, 10)
    });
    read.unwrap()
}

both_engines! {
    fn nothing_of_the_people_stands_in_the_database_and_they_are_found_all_the_same(db) {
        let house = House::donnington(db);
        house.log();
        log(&house, planted());
        let all = db.everything();
        assert!(all.contains("community meeting"), "what is looked through holds what is not sealed");
        assert_eq!(hold(&all), None);

        for question in ["Quxkowzan", "vrelbithorp quxkowzan", "quxk", "q", "zanthorpe", "9607731", "01632 9607", "meeting quxko"] {
            assert_eq!(found(db.store(), question), [2], "{question}");
        }
        for question in ["quxk vrelbithorp", "Quxkowzann", "ibblesham", "wibblesham"] {
            assert!(found(db.store(), question).is_empty(), "{question}");
        }
        let read = db.store().read_blocking(|reader| -> Result<_, StoreError> {
            let of = Party { email: Some("QUXKO.vrelbi@zanthorpe.qqyzz".to_owned()), ..Party::default() };
            let sought = PersonSought { name: Some("quxkowzan VRELBITHORP".to_owned()), ..PersonSought::default() };
            let other = PersonSought { phone: Some("01632 960773".to_owned()), ..sought.clone() };
            let viewer = Viewer::everything(DONNINGTON);
            Ok((
                find_cases_of(reader, DONNINGTON, &of, 5)?,
                list_cases_of_person(reader, &viewer, &sought, 5)?,
                list_cases_of_person(reader, &viewer, &other, 5)?,
                find_cases_of(reader, DONNINGTON, &Party::default(), 5)?,
            ))
        });
        let (reached, named, other, nobody) = read.unwrap();
        assert_eq!((reached, other.len(), nobody.len()), (vec![2], 0, 0));
        assert_eq!(named[0].party, planted());
    }

    fn a_sealed_text_that_was_moved_or_changed_does_not_open_and_its_row_is_named(db) {
        let house = House::donnington(db);
        house.log();
        log(&house, planted());
        let changes = [
            ("UPDATE people SET name = (SELECT name FROM people WHERE case_no = 2) WHERE case_no = 1", 1),
            ("UPDATE people SET phone = email WHERE case_no = 2", 2),
            ("UPDATE people SET address = SUBSTR(address, 1, 40) || 'ff' || SUBSTR(address, 43) WHERE case_no = 2", 2),
            ("UPDATE people SET email_digest = NULL WHERE case_no = 2", 2),
            ("UPDATE people SET sealed_with = NULL, name = 'Jean Gray', phone = '01632 960001' WHERE case_no = 1", 1),
        ];
        for (sql, case_no) in changes {
            let undone = db.store().write_blocking(move |tx| -> Result<(), StoreError> {
                assert!(tx.execute(sql, &[])? > 0);
                let broken = verify(tx, DONNINGTON).unwrap_err().to_string();
                assert!(broken.contains(&format!("SF-2026-000{case_no}, people 1: ")), "{sql}: {broken}");
                assert_eq!(hold(&broken), None);
                if !sql.contains("digest") {
                    assert_eq!(find_people(tx, DONNINGTON, case_no).unwrap_err().code(), "store-inconsistent", "{sql}");
                }
                Err(StoreError::Unstorable)
            });
            assert_eq!(undone, Err(StoreError::Unstorable), "{sql}");
        }
        house.verified();
    }

    fn without_its_key_nothing_opens_and_no_new_key_is_made(db) {
        let house = House::donnington(db);
        log(&house, planted());
        for place in [KeysInMemory::default(), KeysInMemory::of(&[[8; 32]])] {
            let before = place.read().unwrap();
            let keys = Keys::kept_in(place.clone());
            let refused = Store::open(&db.url(), &keys, StoreOptions::default()).unwrap_err();
            assert_eq!(refused.code(), "sealing-key-missing");
            assert!(refused.to_string().contains("sealing.key"), "{refused}");
            assert_eq!(place.read().unwrap(), before);
        }
    }

    fn a_key_is_made_when_somebody_is_first_known(db) {
        let place = KeysInMemory::default();
        let keys = Keys::kept_in(place.clone());
        let store = Store::open(&db.url(), &keys, StoreOptions::default()).unwrap();
        assert!(found(&store, "nobody").is_empty());
        assert_eq!(place.read().unwrap().len(), 0);
        let sealed = store.write_blocking(|tx| tx.seal("a test", b"somebody")).unwrap();
        assert_eq!(place.read().unwrap().len(), 1);
        let again = store.write_blocking(|tx| tx.seal("a test", b"somebody")).unwrap();
        assert_eq!(sealed.split_once('.').unwrap().0, again.split_once('.').unwrap().0);
    }
}
