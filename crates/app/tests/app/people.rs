//! Who acts for the person, one after the other.

use redress_app::CaseQuery;
use redress_domain::case::{Command, Party, Representative};
use redress_testkit::both_engines;
use redress_testkit::commands::triage;
use redress_testkit::engines::TestDatabase;
use redress_testkit::house::{DONNINGTON, House};

fn set(name: &str) -> Command {
    let party = Party { name: name.to_owned(), email: Some("help@advice.example".to_owned()), ..Party::default() };
    Command::SetRepresentative(Representative { party, relation: "advice worker".to_owned(), authority: None })
}

fn found(house: &House, words: &str) -> usize {
    let query = CaseQuery { words: Some(words.to_owned()), ..CaseQuery::default() };
    house.wait(house.app.list_cases(&house.actor("sam"), query)).unwrap().cases.len()
}

fn with_two(db: &TestDatabase) -> (House, String) {
    let house = House::donnington(db);
    let reference = house.log();
    house.acts("sam", &reference, [triage(), set(" Ada Lind "), set("Ben Moor")]);
    (house, reference)
}

both_engines! {
    /// R26
    fn a_second_representative_takes_over_from_the_first_who_is_kept(db) {
        let (house, reference) = with_two(db);
        let view = house.view("sam", &reference).unwrap();
        assert_eq!(view.representative.unwrap().name, "Ben Moor");
        assert_eq!(view.case.former_representatives.len(), 1);
        let numbers = view.case.former_representatives.iter().chain(&view.case.representative);
        assert_eq!(numbers.map(|one| one.person.number).collect::<Vec<_>>(), [2, 3]);
        assert!(view.history.iter().all(|event| !format!("{event:?}").contains("Moor")), "a name is in the history");
        for words in ["ada lind", "ben moor", "jean gray"] {
            assert_eq!(found(&house, words), 1, "{words}");
        }
        house.verified();
    }

    fn what_is_changed_in_their_rows_is_found(db) {
        for sql in ["UPDATE people SET name = 'Ada Lynd' WHERE number = 2", "DELETE FROM people WHERE number = 3"] {
            let other = TestDatabase::like(db);
            let (house, _) = with_two(&other);
            other.tamper(sql);
            let broken = house.wait(house.app.verify(DONNINGTON)).expect_err(sql).to_string();
            assert!(broken.contains("people"), "{broken}");
        }
    }

    fn adjustments_begin_the_persons_next_case_where_they_agreed_and_not_otherwise(db) {
        let (house, reference) = with_two(db);
        let needs = |carry_forward| Command::RecordAdjustments {
            kinds: vec!["large-print".to_owned()],
            note: None,
            carry_forward,
        };
        house.acts("sam", &reference, [needs(false)]);
        let unasked = house.log();
        assert!(house.view("sam", &unasked).unwrap().case.adjustments.kinds.is_empty());
        house.acts("sam", &reference, [needs(true)]);
        let next = house.log();
        assert_eq!(house.view("sam", &next).unwrap().case.adjustments.kinds, ["large-print"]);
        house.verified();
    }
}
