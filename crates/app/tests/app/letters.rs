//! Letters: what one says, and when it may not be made.

use redress_app::{AppError, LetterText};
use redress_domain::case::{Command, Party, Recipient, RecordConsent, Representative};
use redress_domain::procedure::Means;
use redress_testkit::both_engines;
use redress_testkit::commands::{day, triage};
use redress_testkit::house::{CHARITY_NUMBER, House};

fn make(letter: &str, to: Recipient) -> Command {
    Command::MakeLetter { letter: letter.to_owned(), to }
}

fn text(house: &House, reference: &str, letter: &str, to: Recipient) -> Result<LetterText, AppError> {
    house.wait(house.app.letter(&house.actor("sam"), reference, letter, to))
}

fn consent(given: bool) -> Command {
    let on = day("2026-03-03");
    Command::RecordConsent(RecordConsent { given, means: Means::Phone, on, expires_on: None, note: None })
}

const PERSON: Recipient = Recipient::Complainant;
const FRIEND: Recipient = Recipient::Representative;

both_engines! {
    /// R1
    fn a_letter_is_filled_in_from_the_case_under_the_organisations_name_and_number(db) {
        let house = House::donnington(db);
        let reference = house.log();
        house.act("sam", &reference, triage()).unwrap();
        assert_eq!(text(&house, &reference, "acknowledgement", PERSON).unwrap_err().code(), "not-found");
        house.act("sam", &reference, make("acknowledgement", PERSON)).unwrap();
        let letter = text(&house, &reference, "acknowledgement", PERSON).unwrap();
        assert_eq!(letter.letterhead, format!("Donnington Partnership, registered charity {CHARITY_NUMBER}"));
        for said in ["Dear Jean Gray", &reference, "17 March 2026", "Donnington Partnership"] {
            assert!(letter.text.contains(said), "{said} is not in: {}", letter.text);
        }
        assert!(!letter.text.contains(['{', '}']), "{}", letter.text);
        assert_eq!(house.act("sam", &reference, make("none", PERSON)).unwrap_err().code(), "invalid");
        assert_eq!(text(&house, &reference, "none", PERSON).unwrap_err().code(), "not-found");
        house.verified();
    }

    /// R15, R16, R63, R105
    fn none_says_that_the_procedure_is_finished_before_it_is(db) {
        let house = House::donnington(db);
        let reference = house.under_review();
        assert_eq!(house.act("sam", &reference, make("final", PERSON)).unwrap_err().code(), "not-finished");
        house.close_review(&reference);
        house.act("sam", &reference, make("final", PERSON)).unwrap();
        let letter = text(&house, &reference, "final", PERSON).unwrap();
        for said in ["Charity Commission for England and Wales", "Fundraising Regulator", "Not upheld"] {
            assert!(letter.text.contains(said), "{said} is not in: {}", letter.text);
        }
        house.act("admin", &reference, Command::Reopen { reason: "A page was missing".to_owned() }).unwrap();
        assert_eq!(text(&house, &reference, "final", PERSON).unwrap_err().code(), "not-finished");
        house.verified();
    }

    /// R26: consent comes before disclosure, and what is taken back holds at once
    fn a_representative_is_told_only_with_consent(db) {
        let house = House::donnington(db);
        let reference = house.closed();
        assert_eq!(house.act("sam", &reference, make("reply", FRIEND)).unwrap_err().code(), "no-representative");
        let party = Party { name: "Ada Lind".to_owned(), ..Party::default() };
        let representative = Representative { party, relation: "sister".to_owned(), authority: None };
        house.act("sam", &reference, Command::SetRepresentative(representative)).unwrap();
        assert_eq!(house.act("sam", &reference, make("reply", FRIEND)).unwrap_err().code(), "no-consent");
        house.acts("sam", &reference, [make("acknowledgement", FRIEND), consent(true), make("reply", FRIEND)]);
        assert!(text(&house, &reference, "reply", FRIEND).is_ok());
        house.act("sam", &reference, consent(false)).unwrap();
        assert_eq!(text(&house, &reference, "reply", FRIEND).unwrap_err().code(), "no-consent");
        house.verified();
    }

    /// R79: what follows for staff is in no letter; what the person needs heads each
    fn adjustments_head_a_letter_and_staff_matters_are_in_none(db) {
        let house = House::donnington(db);
        let reference = house.closed();
        let secret = "Formal warning";
        let matter = Command::RecordStaffMatter { kind: "misconduct".to_owned(), about: None, text: secret.to_owned() };
        house.act("asha", &reference, matter).unwrap();
        let kinds = vec!["large-print".to_owned()];
        let needs = Command::RecordAdjustments { kinds, note: None, carry_forward: false };
        house.acts("sam", &reference, [needs]);
        for letter in ["acknowledgement", "who-has-it", "reply"] {
            house.act("sam", &reference, make(letter, PERSON)).unwrap();
            let text = text(&house, &reference, letter, PERSON).unwrap().text;
            assert!(text.starts_with("Needed: Large print.") && !text.contains(secret), "{text}");
        }
    }
}
