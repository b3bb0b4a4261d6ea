//! The Pareto chart: which few of many causes make up most of the whole.

use serde::Serialize;

use super::Hundredths;

/// The vital few make up this share of the whole, in percent.
const VITAL: u64 = 80;
/// More names than this are left to the table.
const NAMES_TOLD: usize = 5;

/// Counts in order of size.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Pareto {
    /// The largest first, equal ones by their label; those of nought are left out.
    pub items: Vec<ParetoItem>,
    /// All together.
    pub total: u64,
    /// How many of the first items make up four fifths of the total.
    pub vital: usize,
    /// What it shows, for people.
    pub sentence: String,
}

/// One of the counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ParetoItem {
    /// Its name.
    pub label: String,
    /// How many.
    pub count: u32,
    /// In percent of the total.
    pub share: Hundredths,
    /// With all before it, in percent of the total.
    pub cumulative: Hundredths,
}

/// Orders counts. `items` and `counted` are what they are called, in the plural: `causes`, `complaints upheld`.
pub fn pareto(items: &str, counted: &str, counts: &[(String, u32)]) -> Pareto {
    let mut sorted: Vec<&(String, u32)> = counts.iter().filter(|(_, count)| *count > 0).collect();
    sorted.sort_by(|(one, fewer), (other, more)| more.cmp(fewer).then_with(|| one.cmp(other)));
    let total = sorted.iter().map(|(_, count)| u64::from(*count)).sum();
    let percent = |count: u64| Hundredths::ratio(count.saturating_mul(100), total).unwrap_or_default();
    let mut sum = 0;
    let mut vital = 0;
    let mut listed = Vec::with_capacity(sorted.len());
    for (label, count) in sorted {
        vital += usize::from(sum * 100 < total * VITAL);
        sum += u64::from(*count);
        listed.push(ParetoItem {
            label: label.clone(),
            count: *count,
            share: percent((*count).into()),
            cumulative: percent(sum),
        });
    }
    let sentence = sentence(items, counted, &listed, total, vital);
    Pareto { items: listed, total, vital, sentence }
}

fn sentence(items: &str, counted: &str, listed: &[ParetoItem], total: u64, vital: usize) -> String {
    let few = listed.get(..vital).unwrap_or_default();
    let Some(last) = few.last() else {
        return "There is nothing to show yet.".to_owned();
    };
    let all = listed.len();
    match (all, total) {
        (1, 1) => return format!("There is one {counted}, under {}.", last.label),
        (1, _) => return format!("The {total} {counted} all fall under {}.", last.label),
        _ => {}
    }
    if 2 * vital > all {
        return format!(
            "No few {items} stand out: it takes {vital} of {all} to make up {VITAL}% of the {total} {counted}."
        );
    }
    let names: Vec<String> =
        few.iter().take(NAMES_TOLD).map(|item| format!("{} ({})", item.label, item.count)).collect();
    let more = few.len().saturating_sub(names.len());
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let make = if vital == 1 { "makes" } else { "make" };
    let (share, names) = (last.cumulative, names.join(", "));
    format!("{vital} of {all} {items} {make} up {share}% of the {total} {counted}: {names}{more}.")
}
