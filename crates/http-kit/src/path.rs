//! Text in addresses.

use std::fmt::Write;

/// Text as one segment of a path: everything but unreserved characters by percent signs (RFC 3986). References of cases come
/// from files too and may hold anything.
pub fn segment(text: &str) -> String {
    text.bytes().fold(String::with_capacity(text.len()), |mut path, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            path.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(path, "%{byte:02X}");
        }
        path
    })
}

#[cfg(test)]
mod tests {
    use super::segment;

    #[test]
    fn text_cannot_leave_its_segment() {
        assert_eq!(segment("SF-2026-0001"), "SF-2026-0001");
        assert_eq!(segment("../a b?c#d/é"), "..%2Fa%20b%3Fc%23d%2F%C3%A9");
    }
}
