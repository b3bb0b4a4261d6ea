//! A device that keeps passkeys, as a phone does: it makes keys, and signs when its owner is there (W3C Web Authentication).

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

const PRESENT: u8 = 0x01;
const VERIFIED: u8 = 0x04;
const KEY_FOLLOWS: u8 = 0x40;

/// One passkey on a device; what it says can be bent to see whether that is noticed.
#[derive(Debug)]
pub struct Device {
    pair: EcdsaKeyPair,
    pub credential_id: Vec<u8>,
    pub handle: Vec<u8>,
    /// How often it has signed.
    pub counter: u32,
    /// The page that asks.
    pub origin: String,
    /// The name the key is for.
    pub relying_party: String,
    /// Whether its owner proved to be there, by PIN or finger.
    pub verifies: bool,
}

impl Device {
    pub fn new(origin: &str, relying_party: &str) -> Self {
        let random = SystemRandom::new();
        let key = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &random).unwrap();
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, key.as_ref(), &random).unwrap();
        Self {
            credential_id: Sha256::digest(pair.public_key()).to_vec(),
            pair,
            handle: Vec::new(),
            counter: 0,
            origin: origin.to_owned(),
            relying_party: relying_party.to_owned(),
            verifies: true,
        }
    }

    /// Answers to the options of `navigator.credentials.create`.
    pub fn create(&mut self, options: &str) -> String {
        let options: Value = serde_json::from_str(options).unwrap();
        let asked = &options["publicKey"];
        self.handle = URL_SAFE_NO_PAD.decode(asked["user"]["id"].as_str().unwrap()).unwrap();
        let mut data = self.data(KEY_FOLLOWS);
        data.extend([0; 16]); // No make or model.
        data.extend(u16::try_from(self.credential_id.len()).unwrap().to_be_bytes());
        data.extend(&self.credential_id);
        data.extend(self.public_key());
        let client = self.client("webauthn.create", asked);
        let object = [&b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData"[..], &cbor_bytes(&data)].concat();
        self.answer(json!({"clientDataJSON": base64url(&client), "attestationObject": base64url(&object)}))
    }

    /// Answers to the options of `navigator.credentials.get`.
    pub fn get(&mut self, options: &str) -> String {
        let options: Value = serde_json::from_str(options).unwrap();
        self.counter += 1;
        let data = self.data(0);
        let client = self.client("webauthn.get", &options["publicKey"]);
        let signed = [data.as_slice(), Sha256::digest(&client).as_slice()].concat();
        let signature = self.pair.sign(&SystemRandom::new(), &signed).unwrap();
        self.answer(json!({
            "clientDataJSON": base64url(&client), "authenticatorData": base64url(&data),
            "signature": base64url(signature.as_ref()), "userHandle": base64url(&self.handle),
        }))
    }

    fn answer(&self, response: Value) -> String {
        let id = base64url(&self.credential_id);
        let answer = json!({"id": id, "rawId": id, "type": "public-key", "response": response, "extensions": {}});
        answer.to_string()
    }

    fn data(&self, flags: u8) -> Vec<u8> {
        let verified = if self.verifies { VERIFIED } else { 0 };
        let mut data = Sha256::digest(&self.relying_party).to_vec();
        data.push(PRESENT | verified | flags);
        data.extend(self.counter.to_be_bytes());
        data
    }

    fn client(&self, kind: &str, asked: &Value) -> Vec<u8> {
        json!({"type": kind, "challenge": asked["challenge"], "origin": self.origin}).to_string().into_bytes()
    }

    /// RFC 9053: an elliptic curve key for ES256 on P-256.
    fn public_key(&self) -> Vec<u8> {
        let point = self.pair.public_key().as_ref();
        let mut key = vec![0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21];
        key.extend(cbor_bytes(&point[1..33]));
        key.push(0x22);
        key.extend(cbor_bytes(&point[33..]));
        key
    }
}

/// RFC 8949: a byte string.
fn cbor_bytes(bytes: &[u8]) -> Vec<u8> {
    let length = u16::try_from(bytes.len()).unwrap().to_be_bytes();
    let head = if bytes.len() < 256 { vec![0x58, length[1]] } else { vec![0x59, length[0], length[1]] };
    [head.as_slice(), bytes].concat()
}

fn base64url(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}
