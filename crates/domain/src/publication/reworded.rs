//! What a public correction tells of changed words: that they changed. What was taken out is not printed again (R110).

use crate::statistics::{Difference, Report};

/// Tables that hold words somebody wrote.
const WRITTEN: [&str; 2] = ["texts", "narratives"];
/// Tables whose rows are named by what somebody wrote.
const NAMED: [&str; 1] = ["service-areas"];

/// The differences of a public edition: figures with both values, texts as added, reworded or taken out, and no row by a name that
/// the edition does not print any more.
pub fn for_everybody(changes: Vec<Difference>, now: &Report) -> Vec<Difference> {
    changes.into_iter().map(|change| told(change, now)).collect()
}

fn told(change: Difference, now: &Report) -> Difference {
    if NAMED.contains(&change.table.as_str()) && !now.service_areas.iter().any(|area| area.id == change.row) {
        return Difference { row: "no longer listed".to_owned(), ..change };
    }
    if !WRITTEN.contains(&change.table.as_str()) {
        return change;
    }
    let is_said = |text: &Option<String>| text.as_ref().is_some_and(|text| !text.is_empty());
    let what = match (is_said(&change.before), is_said(&change.after)) {
        (false, _) => "added",
        (true, true) => "reworded",
        (true, false) => "taken out",
    };
    Difference { before: None, after: Some(what.to_owned()), ..change }
}
