//! Passwords: which are good enough, and their hashes.
//!
//! As ASVS 5.0 has it (6.2.1 to 6.2.12): eight characters at least, no rules about which, nothing that is known from
//! breaches or guessed from who somebody is. How far a password stands from the common ones is reckoned by zxcvbn, which
//! carries the lists with it: nothing is asked of anybody outside.

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use redress_domain::case::FieldError;
use redress_store::StoreError;

use crate::error::AppError;
use crate::turns::Turns;

/// Shortest password, in characters. Longer is better; of which characters is not asked.
const LEAST_CHARACTERS: usize = 8;
/// Longest password, in bytes: hashing one costs time.
const MOST_BYTES: usize = 1_024;
/// A password that is found within so many guesses is refused: the common ones, and close variations of them.
const LEAST_GUESSES: u64 = 1_000_000;
/// Characters that are looked at for guesses: what follows can only make it harder.
const LOOKED_AT: usize = 100;

/// Whether a password may be chosen by somebody, of whom `known` says what everybody can know: names and address.
///
/// # Errors
/// What is wrong with it, for the field `password`.
pub(crate) fn check(password: &str, known: &[&str]) -> Result<(), FieldError> {
    let wrong = |code, message: &str| Err(FieldError::new("password", code, message));
    if password.chars().count() < LEAST_CHARACTERS || password.len() > MOST_BYTES {
        return wrong("length", "A password has at least 8 characters and at most 1,024 bytes.");
    }
    let known = known_words(known);
    let looked_at: String = password.chars().take(LOOKED_AT).collect();
    let words: Vec<&str> = known.iter().map(String::as_str).collect();
    if zxcvbn::zxcvbn(&looked_at, &words).guesses() < LEAST_GUESSES {
        return wrong(
            "guessable",
            "This password is one of those tried first: it is common, or close to your own or your organisation's name. \
             Choose another; three or four words that do not belong together are easy to remember and hard to guess.",
        );
    }
    Ok(())
}

/// Names and addresses as a whole, an address up to the @, and each of their words of three letters or more.
fn known_words(known: &[&str]) -> Vec<String> {
    let wholes = known.iter().flat_map(|text| [Some(*text), text.split_once('@').map(|(local, _)| local)]).flatten();
    let squeezed = known.iter().map(|text| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>());
    let words = known.iter().flat_map(|text| text.split(|c: char| !c.is_alphanumeric()));
    let words = words.filter(|word| word.chars().count() >= 3).map(str::to_owned);
    wholes.map(str::to_owned).chain(squeezed).chain(words).filter(|word| !word.is_empty()).collect()
}

/// Whether a typed password is too long to be looked at.
pub(crate) fn is_too_long(password: &str) -> bool {
    password.len() > MOST_BYTES
}

/// So that a storm of sign-ins takes neither the memory nor the room of other requests.
static HASHING: Turns = Turns::new("signing in", 2, 30);

/// Hashes a password with Argon2id (19 MiB, two passes), off the threads that answer requests.
pub(crate) async fn hash(password: String) -> Result<String, AppError> {
    let hashing = move || {
        let hashed = Argon2::default().hash_password(password.as_bytes());
        hashed.map(|hash| hash.to_string()).map_err(|error| StoreError::inconsistent(error.to_string()))
    };
    Ok(HASHING.take(hashing).await??)
}

/// Verifies a password; without a stored hash one is computed all the same, so that both answers take as long.
pub(crate) async fn verify(password: String, stored: Option<String>) -> Result<bool, AppError> {
    let verifying = move || match stored.as_deref().map(PasswordHash::new) {
        Some(Ok(hash)) => Argon2::default().verify_password(password.as_bytes(), &hash).is_ok(),
        _ => {
            // The result does not matter, only the time it took.
            drop(Argon2::default().hash_password(password.as_bytes()));
            false
        }
    };
    Ok(HASHING.take(verifying).await?)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

    use super::*;

    const KNOWN: [&str; 3] = ["Ada Lovelace", "ada.lovelace@donnington.example", "Donnington Partnership"];

    fn refused(password: &str) -> Option<&'static str> {
        check(password, &KNOWN).err().map(|error| error.code)
    }

    /// The most common of eight characters or more in the lists that were published after breaches.
    #[test]
    fn what_is_tried_first_is_refused() {
        for common in [
            "password",
            "12345678",
            "123456789",
            "1234567890",
            "qwertyuiop",
            "password1",
            "iloveyou",
            "sunshine",
            "princess",
            "football",
            "baseball",
            "superman",
            "trustno1",
            "Passw0rd",
            "P@ssw0rd",
            "11111111",
            "abcd1234",
            "1q2w3e4r",
            "qwerty123",
            "aaaaaaaa",
            "whatever",
            "starwars",
            "michelle",
            "letmein1",
            "welcome1",
        ] {
            assert_eq!(refused(common), Some("guessable"), "{common}");
        }
    }

    #[test]
    fn what_everybody_knows_of_somebody_is_refused() {
        for known in [
            "donnington",
            "Donnington1",
            "DonningtonPartnership",
            "lovelace",
            "AdaLovelace",
            "ada.lovelace",
            "Lovelace1",
            "ada.lovelace@donnington.example",
            "donnington partnership",
        ] {
            assert_eq!(refused(known), Some("guessable"), "{known}");
        }
        assert_eq!(check("Donnington1", &[]), Ok(()), "elsewhere it is a name like any other");
    }

    #[test]
    fn length_is_all_that_is_asked_beside() {
        for good in
            ["correct horse", "glowing turnip ferry", "zwölf grüne Äpfel", "vmqzkwpt", "                a        ?"]
        {
            assert_eq!(refused(good), None, "{good}");
        }
        assert_eq!(refused("vmqzkwp"), Some("length"));
        assert_eq!(refused(&"long ".repeat(205)), Some("length"));
        assert_eq!(refused(&"glowing turnip ferry ".repeat(40)), None);
    }
}
