//! Tokens signed as a provider signs them, by another library than the one that checks them.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair};
use serde_json::{Value, json};

/// As tokens and addresses carry bytes (RFC 4648, section 5).
pub fn base64url(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

#[derive(Debug)]
enum Pair {
    P256(EcdsaKeyPair),
    Ed25519(Ed25519KeyPair),
}

/// A key of the provider's, with its name.
#[derive(Debug)]
pub struct Signer {
    pub kid: String,
    pair: Pair,
}

impl Signer {
    pub fn p256(kid: &str) -> Self {
        let random = SystemRandom::new();
        let key = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).unwrap();
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, key.as_ref(), &random).unwrap();
        Self { kid: kid.to_owned(), pair: Pair::P256(pair) }
    }

    pub fn ed25519(kid: &str) -> Self {
        let key = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).unwrap();
        Self { kid: kid.to_owned(), pair: Pair::Ed25519(Ed25519KeyPair::from_pkcs8(key.as_ref()).unwrap()) }
    }

    fn algorithm(&self) -> &'static str {
        match self.pair {
            Pair::P256(_) => "ES256",
            Pair::Ed25519(_) => "EdDSA",
        }
    }

    /// The public half, as the provider publishes it (RFC 7517).
    pub fn jwk(&self) -> Value {
        let mut jwk = match &self.pair {
            Pair::P256(pair) => {
                let point = pair.public_key().as_ref();
                json!({"kty": "EC", "crv": "P-256", "x": base64url(&point[1..33]), "y": base64url(&point[33..])})
            }
            Pair::Ed25519(pair) => json!({"kty": "OKP", "crv": "Ed25519", "x": base64url(pair.public_key())}),
        };
        jwk["kid"] = json!(self.kid);
        jwk["use"] = json!("sig");
        jwk["alg"] = json!(self.algorithm());
        jwk
    }

    /// A signed token (RFC 7515).
    pub fn sign(&self, claims: &Value) -> String {
        let header = json!({"alg": self.algorithm(), "kid": self.kid});
        let text = format!("{}.{}", base64url(header.to_string()), base64url(claims.to_string()));
        let signature = match &self.pair {
            Pair::P256(pair) => pair.sign(&SystemRandom::new(), text.as_bytes()).unwrap().as_ref().to_vec(),
            Pair::Ed25519(pair) => pair.sign(text.as_bytes()).as_ref().to_vec(),
        };
        format!("{text}.{}", base64url(signature))
    }
}

/// A token that nobody signed (RFC 7519, section 6).
pub fn unsigned(claims: &Value) -> String {
    format!("{}.{}.", base64url(json!({"alg": "none"}).to_string()), base64url(claims.to_string()))
}

/// A token signed with a secret that client and provider share.
pub fn with_secret(claims: &Value, secret: &str) -> String {
    let text = format!("{}.{}", base64url(json!({"alg": "HS256"}).to_string()), base64url(claims.to_string()));
    let key = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, secret.as_bytes());
    format!("{text}.{}", base64url(ring::hmac::sign(&key, text.as_bytes())))
}
