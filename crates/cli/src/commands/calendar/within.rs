//! A length of time as somebody writes it: `5 working days`.

use std::str::FromStr;

/// A number of working days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Within {
    pub working_days: u32,
}

impl FromStr for Within {
    type Err = String;

    /// Reads `5 working days`, `1 working day` or `5`.
    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("“{text}” is not a number of working days: write it like \"5 working days\"");
        let mut words = text.split_whitespace();
        let number =
            words.next().filter(|number| number.bytes().all(|byte| byte.is_ascii_digit())).ok_or_else(wrong)?;
        let working_days = number.parse().map_err(|_| wrong())?;
        let unit: Vec<String> = words.map(str::to_ascii_lowercase).collect();
        match unit.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
            [] | ["working", "day" | "days"] => Ok(Self { working_days }),
            _ => Err(wrong()),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

    use super::Within;

    #[test]
    fn working_days_are_read_and_nothing_else() {
        for (text, working_days) in [("5 working days", 5), ("1 working day", 1), (" 20  Working Days ", 20), ("0", 0)]
        {
            assert_eq!(text.parse::<Within>(), Ok(Within { working_days }), "{text}");
        }
        for text in [
            "",
            "working days",
            "five working days",
            "5 days",
            "24 hours",
            "-5 working days",
            "+5",
            "5 working days more",
            "99999999999",
        ] {
            assert!(text.parse::<Within>().is_err(), "{text}");
        }
    }
}
