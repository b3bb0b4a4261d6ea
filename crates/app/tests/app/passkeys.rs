//! Passkeys: adding one, signing in with it, taking it away.

use redress_app::{App, AppError, Elsewhere, Passkeys, SignedIn, SignedInWith};
use redress_domain::staff::UserId;
use redress_testkit::both_engines;
use redress_testkit::elsewhere::Device;
use redress_testkit::house::{DONNINGTON, House};

const ORIGIN: &str = "https://complaints.example.org";

/// The application at an address that passkeys are bound to.
pub fn with_passkeys(house: &House) -> App {
    let passkeys = Passkeys::at(&ORIGIN.parse().unwrap());
    house.app.clone().with_sign_in_elsewhere(Elsewhere { passkeys, ..Elsewhere::default() })
}

pub fn device() -> Device {
    Device::new(ORIGIN, "complaints.example.org")
}

fn session_of(house: &House, app: &App, id: &str) -> (SignedIn, String) {
    let id = UserId::new(id);
    let begun = app.begin_session(DONNINGTON, &id, SignedInWith::SingleSignOn, "a browser");
    let session = house.wait(begun).unwrap().unwrap();
    (house.wait(app.session(&session.secret)).unwrap().unwrap(), session.secret)
}

/// Adds the device's passkey to somebody's account.
pub fn add(house: &House, app: &App, id: &str, device: &mut Device) -> Result<(), AppError> {
    let (who, _) = session_of(house, app, id);
    let asked = house.wait(app.begin_adding_passkey(&who))?;
    house.wait(app.add_passkey(&who, &asked.ceremony, &device.create(&asked.options), "My phone"))
}

/// Who is signed in with the device.
fn signed_in(house: &House, app: &App, device: &mut Device) -> Option<String> {
    let asked = house.wait(app.begin_passkey_sign_in()).unwrap();
    let answer = device.get(&asked.options);
    let session = house.wait(app.finish_passkey_sign_in(&asked.ceremony, answer, "a browser")).unwrap()?;
    assert_eq!(session.still_due, None, "a passkey counts as two factors");
    house.wait(app.session(&session.secret)).unwrap().map(|who| who.staff.id.to_string())
}

both_engines! {
    fn a_passkey_signs_its_owner_in_until_it_is_taken_away(db) {
        let (house, mut phone) = (House::donnington(db), device());
        let app = with_passkeys(&house);
        house.wait(app.ask_second_factor(&house.actor("admin"), vec!["staff".to_owned()])).unwrap();
        assert_eq!(signed_in(&house, &app, &mut phone), None, "nobody knows it yet");
        add(&house, &app, "sam", &mut phone).unwrap();
        assert_eq!(signed_in(&house, &app, &mut phone).as_deref(), Some("sam"));
        house.at("2026-03-03T11:00:00Z");
        assert_eq!(signed_in(&house, &app, &mut phone).as_deref(), Some("sam"));
        let (who, session) = session_of(&house, &app, "sam");
        let own = house.wait(app.own_passkeys(&who)).unwrap().lines.remove(0);
        assert_eq!((own.name.as_str(), own.used_at), ("My phone", Some(house.app.now())));
        house.verified();
        let renewed = house.wait(app.remove_passkey(&who, &session, own.number, "a browser")).unwrap();
        assert!(house.wait(app.session(&session)).unwrap().is_none());
        assert!(house.wait(app.session(&renewed.secret)).unwrap().is_some());
        assert_eq!(signed_in(&house, &app, &mut phone), None);
        house.verified();
    }

    fn a_passkey_is_added_by_whoever_began_and_once(db) {
        let (house, mut phone) = (House::donnington(db), device());
        let app = with_passkeys(&house);
        let ((sam, _), (bill, _)) = (session_of(&house, &app, "sam"), session_of(&house, &app, "bill"));
        let asked = house.wait(app.begin_adding_passkey(&sam)).unwrap();
        let answer = phone.create(&asked.options);
        let taken = house.wait(app.add_passkey(&bill, &asked.ceremony, &answer, "Mine"));
        assert!(matches!(taken, Err(AppError::Invalid(_))), "{taken:?}");
        add(&house, &app, "sam", &mut phone).unwrap();
        assert!(add(&house, &app, "bill", &mut phone).is_err(), "a key opens one account");
        let unnamed = house.wait(app.add_passkey(&sam, "", "", " "));
        assert!(matches!(unnamed, Err(AppError::Invalid(errors)) if errors[0].field == "name"));
        for _ in 1..20 {
            add(&house, &app, "sam", &mut device()).unwrap();
        }
        assert!(add(&house, &app, "sam", &mut device()).is_err(), "there is an end to it");
        assert!(!house.wait(app.own_passkeys(&sam)).unwrap().is_room);
        house.verified();
    }

    fn a_passkey_of_an_account_that_ended_opens_nothing(db) {
        let (house, mut phone) = (House::donnington(db), device());
        let app = with_passkeys(&house);
        add(&house, &app, "carol", &mut phone).unwrap();
        house.wait(app.end_account(&house.actor("admin"), UserId::new("carol"))).unwrap();
        assert_eq!(signed_in(&house, &app, &mut phone), None);
        let (admin, trustee) = (house.actor("admin"), vec!["trustee".to_owned()]);
        house.wait(app.reopen_account(&admin, UserId::new("carol"), trustee)).unwrap();
        assert_eq!(signed_in(&house, &app, &mut phone), None, "whoever comes back shows anew who they are");
        house.verified();
    }

    fn an_answer_serves_once_and_a_copied_key_is_noticed(db) {
        let (house, mut phone) = (House::donnington(db), device());
        let app = with_passkeys(&house);
        add(&house, &app, "sam", &mut phone).unwrap();
        let asked = house.wait(app.begin_passkey_sign_in()).unwrap();
        let answer = phone.get(&asked.options);
        let finish = |answer: String| house.wait(app.finish_passkey_sign_in(&asked.ceremony, answer, "")).unwrap();
        assert!(finish(answer.clone()).is_some());
        assert!(finish(answer).is_none());
        assert!(signed_in(&house, &app, &mut phone).is_some());
        phone.counter = 0;
        assert_eq!(signed_in(&house, &app, &mut phone), None);
    }

    fn without_an_address_there_are_no_passkeys(db) {
        let house = House::donnington(db);
        assert!(!house.app.takes_passkeys());
        assert!(matches!(house.wait(house.app.begin_passkey_sign_in()), Err(AppError::NotFound { .. })));
    }
}
