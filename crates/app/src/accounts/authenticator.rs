//! Codes of an authenticator: six digits that change every 30 seconds (TOTP, RFC 6238, over HMAC-SHA-1 as all of them do).

use ring::hmac;

/// Seconds that a code lasts.
const STEP_SECONDS: i64 = 30;
/// Steps before and after now whose codes are taken: clocks differ, and typing takes time.
const STEPS_AROUND: i64 = 1;
const BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// The step whose code was typed, where it is one of those around now.
pub(crate) fn step_of(secret: &[u8], typed: &str, now_seconds: i64) -> Option<i64> {
    let typed: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    let now = now_seconds.div_euclid(STEP_SECONDS);
    let steps = now.saturating_sub(STEPS_AROUND)..=now.saturating_add(STEPS_AROUND);
    // Each is compared, so that the time says nothing of which.
    steps.fold(None, |found, step| {
        let same = bool::from(subtle::ConstantTimeEq::ct_eq(code(secret, step).as_bytes(), typed.as_bytes()));
        if same { Some(step) } else { found }
    })
}

/// The code of a step.
pub(crate) fn code(secret: &[u8], step: i64) -> String {
    format!("{:06}", truncated(secret, step) % 1_000_000)
}

/// 31 bits of the step's digest, from where its last four bits say (RFC 4226, section 5.3).
fn truncated(secret: &[u8], step: i64) -> u32 {
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, secret);
    let digest = hmac::sign(&key, &step.to_be_bytes());
    let from = digest.as_ref().last().map_or(0, |last| usize::from(last & 0x0f));
    let four = digest.as_ref().iter().skip(from).take(4);
    four.fold(0, |number: u32, byte| (number << 8) | u32::from(*byte)) & 0x7fff_ffff
}

/// A secret as people type it into an authenticator, in groups of four (base 32, RFC 4648).
pub(crate) fn base32(bytes: &[u8]) -> String {
    let bits: Vec<u8> = bytes.iter().flat_map(|byte| (0..8).rev().map(move |at| (byte >> at) & 1)).collect();
    let digit = |five: &[u8]| {
        let padded = five.iter().chain(std::iter::repeat(&0)).take(5);
        let value = padded.fold(0_usize, |value, bit| (value << 1) | usize::from(*bit));
        BASE32.get(value).copied().map_or('A', char::from)
    };
    bits.chunks(5).map(digit).collect()
}

/// What an authenticator reads from a QR code (the `otpauth` addresses that authenticators share).
pub(crate) fn otpauth(secret: &[u8], organisation: &str, email: &str) -> String {
    let issuer = escaped(organisation);
    let account = escaped(email);
    format!("otpauth://totp/{issuer}:{account}?secret={}&issuer={issuer}", base32(secret))
}

fn escaped(text: &str) -> String {
    let escape = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(escape).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

    use super::*;

    const SECRET: &[u8] = b"12345678901234567890";

    /// RFC 6238, appendix B: the last six of the eight digits given there for SHA-1.
    #[test]
    fn the_published_examples_come_out() {
        for (seconds, published) in [
            (59, "94287082"),
            (1_111_111_109, "07081804"),
            (1_111_111_111, "14050471"),
            (1_234_567_890, "89005924"),
            (2_000_000_000, "69279037"),
            (20_000_000_000, "65353130"),
        ] {
            assert_eq!(code(SECRET, seconds / 30), published[2..]);
            assert_eq!(step_of(SECRET, &published[2..], seconds), Some(seconds / 30));
        }
    }

    /// RFC 4226, appendix D.
    #[test]
    fn the_published_counters_come_out() {
        let published =
            ["755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489"];
        for (step, published) in (0..).zip(published) {
            assert_eq!(code(SECRET, step), published);
        }
    }

    #[test]
    fn a_code_is_taken_one_step_early_or_late_and_no_further() {
        let typed = code(SECRET, 100);
        for (now, taken) in [(98, false), (99, true), (100, true), (101, true), (102, false)] {
            assert_eq!(step_of(SECRET, &typed, now * 30).is_some(), taken, "{now}");
        }
        assert_eq!(step_of(SECRET, &format!(" {} {}", &typed[..3], &typed[3..]), 3_000), Some(100));
        for nonsense in ["", "1", "1234567", "abcdef"] {
            assert_eq!(step_of(SECRET, nonsense, 3_000), None);
        }
    }

    /// RFC 4648, section 10, without padding.
    #[test]
    fn base_32_is_that_of_the_standard() {
        for (text, published) in
            [("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("foobar", "MZXW6YTBOI")]
        {
            assert_eq!(base32(text.as_bytes()), published);
        }
    }

    #[test]
    fn names_cannot_break_out_of_the_address() {
        let address = otpauth(SECRET, "A & B?secret=x", "a+b@example.org");
        assert_eq!(
            address,
            "otpauth://totp/A%20%26%20B%3Fsecret%3Dx:a%2Bb%40example.org\
             ?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=A%20%26%20B%3Fsecret%3Dx"
        );
    }
}
