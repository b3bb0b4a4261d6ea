//! The register that Donnington kept before: closed cases of two years, in which late lunches became rare.

use redress_domain::procedure::{Channel, Route};
use redress_domain::register::{BroughtBy, PlacedCase, RegisterCase, RegisterClosure, RegisterHandling};
use redress_domain::time::{Date, minus_months, plus_days};

/// Months before today in which the lunches came in time: so long ago that months on both sides can be compared.
const CHANGED: u32 = 17;
/// Late lunches in each month before that, oldest first.
const LATE: [u32; 16] = [4, 3, 5, 4, 3, 4, 5, 4, 3, 4, 4, 5, 3, 4, 5, 4];
/// Late lunches in each month after it, while the register was still kept.
const LATE_SINCE: [u32; 3] = [1, 0, 1];
/// Months in which something else went wrong: now and then, before and after alike.
const OTHERS: [u32; 6] = [31, 28, 25, 21, 18, 15];

/// The month, by its first day, in which the lunches began to be ordered earlier.
pub fn changed_in(today: Date) -> Date {
    minus_months(today.first_of_month(), CHANGED)
}

/// The cases of the register.
pub fn cases(today: Date) -> Vec<PlacedCase> {
    let before = (CHANGED.saturating_add(1)..).zip(LATE.into_iter().rev());
    let since = (1..).zip(LATE_SINCE).map(|(after, count)| (CHANGED.saturating_sub(after), count));
    let late = before.chain(since).flat_map(|(back, count)| (0..count).map(move |which| late(today, back, which)));
    let mut cases: Vec<RegisterCase> = late.chain(OTHERS.map(|back| other(today, back))).collect();
    cases.sort_by_key(|case| case.received_on);
    let numbered = |(line, case): (u64, RegisterCase)| {
        let reference = format!("LB-{}-{line:03}", case.received_on.year());
        PlacedCase { line, case: RegisterCase { reference, ..case } }
    };
    (1..).zip(cases).map(numbered).collect()
}

fn late(today: Date, back: u32, which: u32) -> RegisterCase {
    let told = [
        "The lunch came three quarters of an hour late",
        "Lunch for the walking group was not there at noon",
        "The sandwiches came when the meeting was over",
    ];
    let which_words = usize::try_from(back.saturating_add(which)).unwrap_or(0) % told.len();
    let summary = told.get(which_words).copied().unwrap_or_default();
    let on = plus_days(minus_months(today.first_of_month(), back), which.saturating_mul(5).saturating_add(2));
    case(on, "Catering", summary, "delay", "The lunch was ordered too late")
}

fn other(today: Date, back: u32) -> RegisterCase {
    let on = plus_days(minus_months(today.first_of_month(), back), 10);
    case(on, "Information", "The programme gave a wrong room", "communication", "The programme was not read again")
}

fn case(received_on: Date, area: &str, summary: &str, code: &str, finding: &str) -> RegisterCase {
    let closed =
        RegisterClosure { on: plus_days(received_on, 3), outcome: "upheld".to_owned(), code: Some(code.to_owned()) };
    RegisterCase {
        reference: String::new(),
        received_on,
        channel: Channel::Phone,
        brought_by: BroughtBy::Complainant,
        service_area: Some(area.to_owned()),
        summary: Some(summary.to_owned()),
        outcome_wanted: None,
        handlings: vec![RegisterHandling {
            route: Route::S1,
            received_on,
            closed: Some(closed),
            extended_to: None,
            finding: Some(finding.to_owned()),
            explanation: None,
            action_taken: Some("Said sorry and took the price off the bill".to_owned()),
            learning: None,
            handled_by: Vec::new(),
        }],
        external: None,
    }
}
