//! A checkpoint is what was signed, byte for byte, or it is refused.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

use proptest::prelude::*;
use redress_domain::checkpoint::{Checkpoint, CheckpointError, PublicKey, SigningKey, Statement};
use redress_domain::time::Instant;

/// The first secret, and its public key, of the test vectors of RFC 8032, section 7.1.
const SECRET: &str = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
const PUBLIC: &str = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

fn key() -> SigningKey {
    SigningKey::from_secret(hex::decode(SECRET).unwrap().as_slice().try_into().unwrap()).unwrap()
}

fn statement() -> Statement {
    Statement {
        organisation: "donnington".to_owned(),
        number: 2,
        made_at: Instant::parse("2026-03-03T10:00:00.5Z").unwrap(),
        events: 17,
        head: [7; 32],
        previous: Some([9; 32]),
    }
}

#[test]
fn the_keys_are_those_of_the_standard() {
    assert_eq!(key().public().to_string(), PUBLIC);
    assert_eq!(PUBLIC.parse(), Ok(key().public()));
    for wrong in ["", &PUBLIC.to_uppercase(), &PUBLIC[1..], &format!("{PUBLIC} ")] {
        assert!(wrong.parse::<PublicKey>().is_err(), "{wrong}");
    }
    assert!(!format!("{:?}", key()).contains("9d61b1"));
}

#[test]
fn what_was_signed_is_read_back() {
    let first = Statement { number: 1, previous: None, ..statement() };
    for says in [statement(), first] {
        let made = Checkpoint::sign(says.clone(), &key());
        let read = Checkpoint::read(made.text().as_bytes()).unwrap();
        assert_eq!((read.says(), read.key(), read.digest()), (&says, key().public(), made.digest()));
        let json: serde_json::Value = serde_json::from_str(made.text()).unwrap();
        assert_eq!(json["organisation"], "donnington");
        assert!(u64::try_from(made.text().len()).unwrap() < Checkpoint::BYTES_LIMIT / 2);
    }
}

#[test]
fn every_bit_counts() {
    let text = Checkpoint::sign(statement(), &key()).text().as_bytes().to_vec();
    for at in 0..text.len() {
        for bit in 0..8 {
            let mut changed = text.clone();
            changed[at] ^= 1 << bit;
            assert!(Checkpoint::read(&changed).is_err(), "bit {bit} of byte {at}");
        }
    }
}

#[test]
fn a_line_written_otherwise_is_named_and_another_statement_is_a_forgery() {
    let text = Checkpoint::sign(statement(), &key()).text().to_owned();
    let read = |from: &str, to: &str| Checkpoint::read(text.replacen(from, to, 1).as_bytes()).unwrap_err();
    assert_eq!(read("\"events\": 17", "\"events\": 16"), CheckpointError::Forged);
    assert_eq!(read("donnington", "doddington"), CheckpointError::Forged);
    assert_eq!(read("\"events\": 17", "\"events\": 017"), CheckpointError::Form { line: 6 });
    assert_eq!(read("00.5Z", "00.50Z"), CheckpointError::Form { line: 5 });
    assert_eq!(read("}\n", "}"), CheckpointError::Form { line: 11 });
    assert_eq!(read("}\n", "}\n\n"), CheckpointError::Form { line: 12 });
    assert_eq!(read("\n", "\r\n"), CheckpointError::Form { line: 1 });
}

proptest! {
    #[test]
    fn whatever_is_written_elsewhere_or_left_out_is_noticed(at in any::<prop::sample::Index>(), with in any::<u8>(), how in 0..3) {
        let text = Checkpoint::sign(statement(), &key()).text().as_bytes().to_vec();
        let at = at.index(text.len());
        let mut changed = text.clone();
        match how {
            0 => changed[at] = with,
            1 => changed.insert(at, with),
            _ => drop(changed.remove(at)),
        }
        prop_assume!(changed != text);
        prop_assert!(Checkpoint::read(&changed).is_err());
    }
}
