//! Money as people write it, in pence.

/// Pence of an amount in pounds; `None` for what is no amount.
pub(super) fn pence_of(text: &str) -> Option<u64> {
    let plain = text.trim().trim_start_matches('£');
    let (pounds, pence) = plain.split_once('.').unwrap_or((plain, ""));
    // A comma parts thousands and nothing else: `12,50` may be meant as £12.50 and must not become £1,250.
    let mut groups = pounds.split(',');
    if groups.next().is_some_and(str::is_empty) || groups.any(|group| group.len() != 3) {
        return None;
    }
    let pounds = pounds.replace(',', "");
    let digits = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    if pounds.is_empty() || pence.len() > 2 || !digits(&pounds) || !digits(pence) {
        return None;
    }
    let pence: u64 = format!("{pence:0<2}").parse().ok()?;
    pounds.parse::<u64>().ok()?.checked_mul(100)?.checked_add(pence)
}

#[cfg(test)]
mod tests {
    use super::pence_of;

    #[test]
    fn money_is_read_in_pounds_and_kept_in_pence() {
        for (text, pence) in [
            ("25", 2_500),
            ("12.5", 1_250),
            ("12.05", 1_205),
            ("£1,200.00", 120_000),
            ("1,250", 125_000),
            ("1,250.50", 125_050),
            ("0.01", 1),
        ] {
            assert_eq!(pence_of(text), Some(pence), "{text}");
        }
    }

    #[test]
    fn what_is_no_amount_is_refused() {
        for text in [
            "12,50",
            "1,2",
            ",250",
            "1,250,",
            "1.250,50",
            "",
            ".",
            "-5",
            "1.234",
            "12p",
            "1e3",
            "99999999999999999999",
            "½",
        ] {
            assert_eq!(pence_of(text), None, "{text}");
        }
    }
}
