//! One case as somebody in it is given it.

use std::collections::BTreeSet;

use redress_domain::case::letter::{LetterData, fill};
use redress_domain::case::{
    Case, CaseGiven, Event, EventGiven, Fact, LeftOut, LetterGiven, Recipient, Recorded, disclosed,
};
use redress_domain::procedure::Procedure;
use redress_store::{CaseOfPerson, Person, Reader, StoreError, find_people};
use serde_json::Value;

use super::names::Names;
use crate::people::COMPLAINANT;
use crate::settings::Settings;

/// Fields that say nothing to a reader.
const UNTOLD: [&str; 2] = ["digest", "special"];

/// A case in which somebody was found, with what it is read by.
#[derive(Clone, Copy)]
pub(super) struct FoundCase<'a> {
    pub(super) settings: &'a Settings,
    pub(super) procedure: &'a Procedure,
    pub(super) case: &'a Case,
    pub(super) case_no: i64,
    pub(super) history: &'a [Recorded],
}

/// What is kept in a case of somebody who is in it.
pub(super) fn case_given(
    reader: &mut Reader<'_>,
    found: &FoundCase<'_>,
    of: &CaseOfPerson,
    with_safety_notes: bool,
) -> Result<CaseGiven, StoreError> {
    let FoundCase { settings, procedure, case, case_no, history } = *found;
    let people = find_people(reader, &settings.organisation.id, case_no)?;
    let mut names = Names::but(&of.party, of.number, &people, settings, procedure);
    let mut left_out = BTreeSet::new();
    let mut events = Vec::new();
    for recorded in history {
        match told(&recorded.event.fact, of.number, with_safety_notes) {
            Ok(fact) => events.push(event_given(recorded, fact, &mut names)?),
            Err(kind) => {
                left_out.insert(kind);
            }
        }
        if !with_safety_notes && carries_safety_note(&recorded.event.fact) {
            left_out.insert(LeftOut::SafetyNotes);
        }
    }
    let letters = letters(settings, procedure, case, &people, of, &mut names);
    left_out.append(&mut names.left_out);
    Ok(CaseGiven {
        reference: case.reference.clone(),
        received_on: case.received_on,
        closed_on: case.current().and_then(|handling| handling.closed_on),
        is_complainant: of.number == COMPLAINANT,
        person: of.party.clone(),
        events,
        letters,
        left_out,
    })
}

/// The matter is the complainant's: whoever acts for them is told what is kept of themselves.
fn told(fact: &Fact, number: u32, with_safety_notes: bool) -> Result<Fact, LeftOut> {
    let theirs = match fact {
        Fact::RepresentativeSet(set) => set.person.number == number,
        Fact::PersonCorrected { person, .. } => person.number == number,
        Fact::AccessGiven { person, .. } => *person == number,
        Fact::ConsentRecorded(_) => true,
        _ => number == COMPLAINANT,
    };
    if theirs { disclosed(fact, with_safety_notes) } else { Err(LeftOut::OtherPeople) }
}

fn carries_safety_note(fact: &Fact) -> bool {
    matches!(fact, Fact::ContactMade { safety: Some(_), .. } | Fact::ContactTried { safety: Some(_), .. })
}

fn event_given(recorded: &Recorded, fact: Fact, names: &mut Names<'_>) -> Result<EventGiven, StoreError> {
    let what = fact.kind().to_owned();
    let event = serde_json::to_value(Event::from(fact)).map_err(|error| StoreError::inconsistent(error.to_string()))?;
    let mut said = Vec::new();
    if let Some(mut fact) = event.get("fact").and_then(|fact| fact.get(&what)).cloned() {
        names.without_in(&mut fact);
        flatten("", &fact, &mut said);
    }
    Ok(EventGiven { at: recorded.at, what, by: names.by(&recorded.by), said })
}

/// Names of things, and what is said of each: `agreement: agreed, on`, `2026-03-03`.
fn flatten(label: &str, value: &Value, said: &mut Vec<(String, String)>) {
    let within = |name: &str| {
        let name = name.replace(['_', '-'], " ");
        if label.is_empty() { name } else { format!("{label}, {name}") }
    };
    match value {
        Value::Null => {}
        Value::Bool(truth) => said.push((label.to_owned(), if *truth { "yes" } else { "no" }.to_owned())),
        Value::Number(number) => said.push((label.to_owned(), number.to_string())),
        Value::String(text) => said.push((label.to_owned(), text.clone())),
        Value::Array(values) => values.iter().for_each(|value| flatten(label, value, said)),
        Value::Object(fields) => {
            for (name, value) in fields.iter().filter(|(name, _)| !UNTOLD.contains(&name.as_str())) {
                flatten(&within(name), value, said);
            }
        }
    }
}

/// The letters that were made for the person, with the case as it is now, as the page of the case shows them.
fn letters(
    settings: &Settings,
    procedure: &Procedure,
    case: &Case,
    people: &[Person],
    of: &CaseOfPerson,
    names: &mut Names<'_>,
) -> Vec<LetterGiven> {
    let representative = case.representative.as_ref().map(|representative| representative.person.number);
    let to = match of.number {
        COMPLAINANT => Recipient::Complainant,
        number if Some(number) == representative => Recipient::Representative,
        _ => return Vec::new(),
    };
    let name =
        |number: u32| people.iter().find(|person| person.number == number).map(|person| person.party.name.as_str());
    let made = case.letters.iter().filter(|made| made.to == to);
    let letters = made.filter_map(|made| {
        let letter = procedure.letter(&made.letter)?;
        let data = LetterData {
            organisation: &settings.organisation.name,
            charity_number: settings.organisation.charity_number.as_deref(),
            person: name(COMPLAINANT),
            recipient: name(of.number),
            procedure,
            case,
            staffing: &settings.staffing,
            today: made.on,
        };
        let text = names.without(&fill(letter, &data));
        Some(LetterGiven { made_on: made.on, title: letter.title.clone(), text })
    });
    letters.collect()
}
