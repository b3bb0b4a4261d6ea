//! The number in a printed one: `£1,250.00` is 1250 shown as pounds with two decimals.

/// A number with how it was printed, so that a spreadsheet can show it alike.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct PrintedNumber {
    /// The number itself; a percentage is the number before its sign.
    pub(super) number: f64,
    /// The number format of a spreadsheet that prints it as it was.
    pub(super) format: String,
}

impl PrintedNumber {
    /// `None` where the text is no number, or one with more digits than a spreadsheet keeps.
    pub(super) fn read(printed: &str) -> Option<PrintedNumber> {
        /// A spreadsheet keeps fifteen digits.
        const MOST_DIGITS: usize = 15;

        let is_of_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '−');
        let start = printed.find(is_of_number)?;
        let end = printed.rfind(|c: char| c.is_ascii_digit())?.checked_add(1)?;
        let (before, digits, after) = (printed.get(..start)?, printed.get(start..end)?, printed.get(end..)?);
        let plain = digits.replace(',', "").replace('−', "-");
        if !plain.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-')) {
            return None;
        }
        let count = plain.chars().filter(char::is_ascii_digit).count();
        let is_unit =
            |text: &str| text.chars().count() <= 3 && !text.contains(['"', '\\']) && !text.contains(is_of_number);
        if count > MOST_DIGITS || !is_unit(before) || !is_unit(after) {
            return None;
        }
        let decimals = plain.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        let whole = if digits.contains(',') { "#,##0" } else { "0" };
        let point = if decimals > 0 { format!(".{}", "0".repeat(decimals)) } else { String::new() };
        let format = format!("{}{whole}{point}{}", quoted(before), quoted(after));
        Some(PrintedNumber { number: plain.parse().ok()?, format })
    }
}

/// Words of a number format, empty where there are none.
fn quoted(unit: &str) -> String {
    if unit.is_empty() { String::new() } else { format!("\"{unit}\"") }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

    use super::PrintedNumber;

    #[test]
    fn printed_numbers_keep_value_and_look() {
        for (printed, number, format) in [
            ("2.91", 2.91, "0.00"),
            ("12", 12.0, "0"),
            ("58.3%", 58.3, "0.0\"%\""),
            ("£1,250.00", 1250.0, "\"£\"#,##0.00"),
            ("−4", -4.0, "0"),
        ] {
            assert_eq!(PrintedNumber::read(printed).unwrap(), PrintedNumber { number, format: format.to_owned() });
        }
    }

    #[test]
    fn what_is_no_number_stays_text() {
        for text in ["", "-", "n/a", "1.2.3", "3 of 4", "S1-0042", "1234567890123456", "=1+1", "1e9", "12 working days"]
        {
            assert_eq!(PrintedNumber::read(text), None, "{text}");
        }
    }
}
