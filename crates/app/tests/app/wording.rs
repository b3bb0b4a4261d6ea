//! The organisation's own words for person, case and cases are part of the version they were adopted with (R2).

use redress_app::{Adoption, AppError};
use redress_domain::procedure::{OwnWords, shipped};
use redress_testkit::both_engines;
use redress_testkit::house::{DONNINGTON, House};

fn words(person: &str, case: &str, cases: &str) -> OwnWords {
    OwnWords { person: Some(person.to_owned()), case: Some(case.to_owned()), cases: Some(cases.to_owned()) }
}

/// Adopts the shipped procedure in these words; the version it is kept as.
fn adopt(house: &House, who: &str, words: &OwnWords, adoption: Option<Adoption>) -> Result<String, AppError> {
    let (file, actor) = (shipped::find("donnington-service-failure").unwrap(), house.actor(who));
    let adopting = house.app.adopt_procedure_as(&actor, file.file, file.text, words, adoption);
    house.wait(adopting).map(|procedure| procedure.version.clone())
}

/// Person, case and cases as the page of a case says them.
fn said(house: &House, reference: &str) -> [String; 3] {
    let terms = house.view("sam", reference).unwrap().procedure.terms.clone();
    [terms.person, terms.case, terms.cases]
}

/// Version and day of adoption of each version that is kept.
fn kept(house: &House) -> Vec<(String, Option<String>)> {
    let kept = house.wait(house.app.list_procedures(DONNINGTON)).unwrap();
    kept.into_iter().map(|kept| (kept.version, kept.adopted_on.map(|on| on.to_string()))).collect()
}

both_engines! {
    /// R2, R73
    fn a_case_keeps_the_words_it_began_with(db) {
        let house = House::donnington(db);
        let before = house.log();
        let version = adopt(&house, "admin", &words("resident", "complaint", "complaints"), None).unwrap();
        assert_eq!(version, "1.0-resident.complaint.complaints");
        let resident = house.log();
        adopt(&house, "admin", &words("l'été \"\\", "thing", "things"), None).unwrap();
        let quoted = house.log();
        adopt(&house, "admin", &OwnWords::default(), None).unwrap();
        let after = house.log();
        let own = ["customer", "service failure", "service failures"];
        assert_eq!((said(&house, &before), said(&house, &after)), (own.map(str::to_owned), own.map(str::to_owned)));
        assert_eq!(said(&house, &resident), ["resident", "complaint", "complaints"]);
        assert_eq!(said(&house, &quoted), ["l'été \"\\", "thing", "things"]);
        assert_eq!(house.view("sam", &resident).unwrap().case.procedure_version, version);
        house.verified();
    }

    /// R2, R73
    fn the_same_words_are_the_same_version_to_be_adopted_later(db) {
        let house = House::donnington(db);
        let given = words("resident", "complaint", "complaints");
        let version = adopt(&house, "admin", &given, None).unwrap();
        let adoption = Adoption {
            body: "The board".to_owned(),
            signatory: "A. Clerk".to_owned(),
            date: "2026-03-01".parse().unwrap(),
        };
        assert_eq!(adopt(&house, "admin", &given, Some(adoption)).unwrap(), version);
        let adopted = (version, Some("2026-03-01".to_owned()));
        assert_eq!(kept(&house), [("1.0".to_owned(), None), adopted]);
        house.verified();
    }

    fn words_that_cannot_be_and_two_wordings_of_one_mark_are_refused_and_nothing_is_kept(db) {
        let house = House::donnington(db);
        let Err(AppError::Invalid(errors)) = adopt(&house, "admin", &words("two\nlines", " ", "fine"), None) else {
            panic!("taken");
        };
        let told: Vec<_> = errors.iter().map(|error| (error.field.as_str(), error.code)).collect();
        assert_eq!(told, [("person", "not-one-line"), ("case", "empty-text")]);
        assert_eq!(adopt(&house, "sam", &words("a", "b", "c"), None).unwrap_err().code(), "not-found");
        assert_eq!(kept(&house).len(), 1);

        adopt(&house, "admin", &words("our friend's", "b", "c"), None).unwrap();
        let clash = adopt(&house, "admin", &words("our friend’s", "b", "c"), None).unwrap_err();
        assert_eq!(clash.code(), "exists");
        assert!(clash.to_string().contains("1.0-our-friend_s.b.c; give the new one a new version"), "{clash}");
        assert_eq!(kept(&house).len(), 2);
        house.verified();
    }
}
