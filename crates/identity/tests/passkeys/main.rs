//! Passkeys: a key is taken from its device, its owner and this address only.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

use redress_identity::passkeys::{Key, PasskeyError, Passkeys, Usage};
use redress_testkit::elsewhere::Device;
use serde_json::Value;

const ORIGIN: &str = "https://complaints.example.org";
const NAME: &str = "complaints.example.org";
const HANDLE: [u8; 16] = [7; 16];
const NOT_BELIEVED: PasskeyError = PasskeyError::NotBelieved { copied: false };

fn passkeys() -> Passkeys {
    Passkeys::at(&ORIGIN.parse().unwrap()).unwrap()
}

fn added(passkeys: &Passkeys, device: &mut Device) -> Key {
    let begun = passkeys.begin_adding(HANDLE, "ada@example.org", "Ada", &[]).unwrap();
    passkeys.finish_adding(&begun.ceremony, &device.create(&begun.options)).unwrap()
}

fn signed_in(passkeys: &Passkeys, device: &mut Device, key: &Key) -> Result<Usage, PasskeyError> {
    let begun = passkeys.begin_signing_in().unwrap();
    passkeys.finish_signing_in(&begun.ceremony, &device.get(&begun.options), key)
}

#[test]
fn a_key_that_was_added_signs_its_owner_in() {
    let (passkeys, mut device) = (passkeys(), Device::new(ORIGIN, NAME));
    let key = added(&passkeys, &mut device);
    assert_eq!(key.credential_id, device.credential_id);
    let begun = passkeys.begin_signing_in().unwrap();
    let answer = device.get(&begun.options);
    let claimed = passkeys.claimed(&answer).unwrap();
    assert_eq!((claimed.handle, claimed.credential_id), (HANDLE, key.credential_id.clone()));
    passkeys.finish_signing_in(&begun.ceremony, &answer, &key).unwrap();
}

#[test]
fn the_device_keeps_the_key_and_asks_its_owner() {
    let passkeys = passkeys();
    let begun = passkeys.begin_adding(HANDLE, "ada@example.org", "Ada", &[vec![1, 2, 3]]).unwrap();
    let options: Value = serde_json::from_str(&begun.options).unwrap();
    let asked = &options["publicKey"];
    assert_eq!(asked["authenticatorSelection"]["residentKey"], "required");
    assert_eq!(asked["authenticatorSelection"]["userVerification"], "required");
    assert_eq!(asked["attestation"], "none");
    assert_eq!(asked["rp"]["id"], NAME);
    assert_eq!(asked["excludeCredentials"][0]["id"], "AQID");
    let begun = passkeys.begin_signing_in().unwrap();
    let options: Value = serde_json::from_str(&begun.options).unwrap();
    assert_eq!(options["publicKey"]["userVerification"], "required");
    assert!(options.get("mediation").is_none_or(Value::is_null));
    assert!(options["publicKey"]["allowCredentials"].as_array().is_none_or(Vec::is_empty));
}

#[test]
fn another_page_another_name_or_an_absent_owner_is_noticed() {
    let bends: [fn(&mut Device); 4] = [
        |device| device.origin = "https://complaints.example.org.evil.test".to_owned(),
        |device| device.origin = "http://complaints.example.org".to_owned(),
        |device| device.relying_party = "evil.test".to_owned(),
        |device| device.verifies = false,
    ];
    let passkeys = passkeys();
    for (number, bend) in bends.into_iter().enumerate() {
        let mut device = Device::new(ORIGIN, NAME);
        let key = added(&passkeys, &mut device);
        bend(&mut device);
        assert_eq!(signed_in(&passkeys, &mut device, &key), Err(NOT_BELIEVED), "signing in {number}");
        let begun = passkeys.begin_adding(HANDLE, "ada@example.org", "Ada", &[]).unwrap();
        let answer = device.create(&begun.options);
        assert_eq!(passkeys.finish_adding(&begun.ceremony, &answer), Err(NOT_BELIEVED), "adding {number}");
    }
}

#[test]
fn an_answer_serves_for_its_own_challenge_and_key() {
    let (passkeys, mut device, mut other) = (passkeys(), Device::new(ORIGIN, NAME), Device::new(ORIGIN, NAME));
    let (key, others) = (added(&passkeys, &mut device), added(&passkeys, &mut other));
    let [first, second] = [(); 2].map(|()| passkeys.begin_signing_in().unwrap());
    let answer = device.get(&first.options);
    assert_eq!(passkeys.finish_signing_in(&second.ceremony, &answer, &key), Err(NOT_BELIEVED));
    assert_eq!(passkeys.finish_signing_in(&first.ceremony, &answer, &others), Err(NOT_BELIEVED));
    other.credential_id.clone_from(&device.credential_id);
    assert_eq!(signed_in(&passkeys, &mut other, &key), Err(NOT_BELIEVED));
}

#[test]
fn a_counter_that_does_not_move_on_shows_a_copy() {
    let (passkeys, mut device) = (passkeys(), Device::new(ORIGIN, NAME));
    let mut key = added(&passkeys, &mut device);
    for _ in 0..3 {
        key.usage = signed_in(&passkeys, &mut device, &key).unwrap();
    }
    device.counter = 1;
    assert_eq!(signed_in(&passkeys, &mut device, &key), Err(PasskeyError::NotBelieved { copied: true }));
}

#[test]
fn what_is_no_answer_is_said_to_be_none() {
    let passkeys = passkeys();
    let begun = passkeys.begin_signing_in().unwrap();
    for answer in ["", "{}", "null", "[1]", "{\"id\": 7}"] {
        assert_eq!(passkeys.claimed(answer), Err(PasskeyError::Unreadable), "{answer}");
        assert_eq!(passkeys.finish_adding(&begun.ceremony, answer), Err(PasskeyError::Kept), "{answer}");
    }
}

#[test]
fn an_address_of_numbers_has_no_passkeys() {
    assert!(Passkeys::at(&"http://127.0.0.1:8080".parse().unwrap()).is_none());
    assert!(Passkeys::at(&"http://localhost:8080".parse().unwrap()).is_some());
}
