//! What is written like an email address, a telephone number or a postcode, whoever's it is.

/// How many of a number's last digits are compared with those on record.
pub(super) const PHONE_DIGITS: std::ops::RangeInclusive<usize> = 6..=9;
/// Digits of a number with its leading 0, and of one with its country.
const NATIONAL: std::ops::RangeInclusive<usize> = 10..=11;
const INTERNATIONAL: std::ops::RangeInclusive<usize> = 9..=15;
/// Fewest digits before the first gap of a number: 020. A date has two.
const AREA_CODE: usize = 3;

/// `zed@x.example`
pub(super) fn has_email(plain: &str) -> bool {
    plain.split(|c: char| c.is_whitespace() || "<>()[],;\"".contains(c)).any(|word| {
        word.split_once('@').is_some_and(|(name, host)| {
            let host = host.trim_end_matches(|c: char| !c.is_alphanumeric());
            name.ends_with(|c: char| c.is_alphanumeric() || c == '+' || c == '_' || c == '-')
                && host.split_once('.').is_some_and(|(first, rest)| !first.is_empty() && !rest.is_empty())
        })
    })
}

/// `01632 960181`, `(020) 7946 0000`, `+44 1632 960181`: by groups of digits that a space, a hyphen or the like parts.
pub(super) fn has_phone(plain: &str) -> bool {
    groups(plain).iter().any(|run| {
        (0..run.len()).any(|from| {
            let Some(groups) = run.get(from..) else { return false };
            let Some(first) = groups.first() else { return false };
            let allowed = match (first.plus, first.digits.starts_with('0')) {
                (true, _) => INTERNATIONAL,
                (false, true) if first.digits.starts_with("00") => INTERNATIONAL,
                (false, true) if first.digits.len() >= AREA_CODE => NATIONAL,
                _ => return false,
            };
            let mut length = 0_usize;
            groups.iter().any(|group| {
                length = length.saturating_add(group.digits.len());
                allowed.contains(&length)
            })
        })
    })
}

/// Digits that stand together but for spaces, brackets and the like.
pub(super) fn digit_runs(plain: &str) -> Vec<String> {
    let joined = |run: Vec<Group>| run.into_iter().map(|group| group.digits).collect::<String>();
    groups(plain).into_iter().map(joined).filter(|run| run.len() >= *PHONE_DIGITS.start()).collect()
}

/// The digits by which a number is known, however its beginning is written: 01632 960001 is +44 1632 960001.
pub(super) fn last_digits(phone: &str) -> Option<String> {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    let from = digits.len().saturating_sub(*PHONE_DIGITS.end());
    digits.get(from..).filter(|last| last.len() >= *PHONE_DIGITS.start()).map(str::to_owned)
}

/// Digits without a gap, and whether a plus stands before them.
#[derive(Default)]
struct Group {
    plus: bool,
    digits: String,
}

/// Groups of digits, those together that could be one number.
fn groups(plain: &str) -> Vec<Vec<Group>> {
    let mut runs: Vec<Vec<Group>> = vec![Vec::new()];
    let (mut open, mut plus) = (false, false);
    for letter in plain.chars() {
        let Some(run) = runs.last_mut() else { break };
        match letter {
            '0'..='9' => {
                if !open {
                    run.push(Group { plus, digits: String::new() });
                }
                run.iter_mut().last().into_iter().for_each(|group| group.digits.push(letter));
                (open, plus) = (true, false);
            }
            ' ' | '(' | ')' | '-' | '.' | '/' => open = false,
            '+' => (open, plus) = (false, true),
            _ => {
                (open, plus) = (false, false);
                if !run.is_empty() {
                    runs.push(Vec::new());
                }
            }
        }
    }
    runs
}

/// `EH3 7NW`, `eh37nw`: a postcode of the United Kingdom.
pub(super) fn has_postcode(plain: &str) -> bool {
    let words: Vec<&str> = plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let alone = words.iter().any(|word| {
        let at = word.len().saturating_sub(3);
        word.split_at_checked(at).is_some_and(|(outward, inward)| is_postcode(outward, inward))
    });
    alone || words.windows(2).any(|pair| matches!(pair, [outward, inward] if is_postcode(outward, inward)))
}

fn is_postcode(outward: &str, inward: &str) -> bool {
    // `Q2 2nd` and `M5 5km` are none, and written with small letters.
    let is_measured =
        ["st", "nd", "rd", "th", "am", "pm", "km", "kg", "cm", "mm", "bn"].iter().any(|end| inward.ends_with(end));
    let is_outward = match outward.to_ascii_uppercase().trim_start_matches(|c: char| c.is_ascii_uppercase()).as_bytes()
    {
        [b'0'..=b'9'] | [b'0'..=b'9', b'0'..=b'9' | b'A'..=b'Z'] => {
            (1..=2).contains(&outward.bytes().take_while(u8::is_ascii_alphabetic).count())
        }
        _ => false,
    };
    let is_inward = match inward.to_ascii_uppercase().as_bytes() {
        [b'0'..=b'9', unit @ ..] => unit.len() == 2 && unit.iter().all(u8::is_ascii_uppercase),
        _ => false,
    };
    is_outward && is_inward && !is_measured
}

#[cfg(test)]
mod tests {
    use super::*;

    /// R103
    #[test]
    fn numbers_addresses_and_postcodes_are_told_from_figures_and_dates() {
        for phone in ["07700 900321", "ring 01632 960181", "(020) 7946-0000", "+44 (0)1632 960181", "0044 1632.960181"]
        {
            assert!(has_phone(phone), "{phone}");
        }
        for figures in ["In 2025 120 cases, in 2026 1,204", "01/02/2026 10 cases", "2025-26 and 0.5", "0 of 1234567890"]
        {
            assert!(!has_phone(figures), "{figures}");
        }
        for email in ["Mail zed@x.example", "<o'neil.z+1@mail.x.example>.", "to:zed@x.example"] {
            assert!(has_email(email), "{email}");
        }
        for other in ["@mention", "3 @ 4.50", "a@b", "x @y.example"] {
            assert!(!has_email(other), "{other}");
        }
        for postcode in ["AB12 3CD", "in EH3 7NW.", "eh37nw", "W1A 0AX", "M1 1AE"] {
            assert!(has_postcode(postcode), "{postcode}");
        }
        for other in ["S1 2nd quarter", "Q2 4th", "R99 5am", "SF 2026 0047", "2025-26 Q4", "Stage 1 10 days"] {
            assert!(!has_postcode(other), "{other}");
        }
    }
}
