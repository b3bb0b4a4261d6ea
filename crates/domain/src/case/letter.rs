//! Letters: which may be made, and their texts filled in from the case.
//!
//! A letter can hold only what stands in [`PLACEHOLDERS`], so that neither notes, nor other people, nor what follows for
//! members of staff (R79) ever get into one.

use super::people::Recipient;
use super::refusal::Rule;
use super::state::{Case, Handling};
use crate::procedure::{ConsentBefore, ExternalBody, Letter, Procedure};
use crate::staff::{Staff, Staffing};
use crate::time::{Date, long_date};

/// What stands where a letter wants something that the case does not have: to be seen, and filled in by hand.
pub const BLANK: &str = "______";

/// What a letter can hold, each written in braces: `{person}`.
pub const PLACEHOLDERS: [&str; 23] = [
    "action_taken",
    "adjustments",
    "case",
    "charity_number",
    "decision",
    "due_on",
    "explanation",
    "finding",
    "next_stage",
    "organisation",
    "outcome_wanted",
    "outside_bodies",
    "owner",
    "owner_contact",
    "person",
    "received_on",
    "recipient",
    "reference",
    "remedies",
    "stage",
    "summary",
    "today",
    "what_changed",
];

/// What a letter is filled in from.
#[derive(Debug, Clone, Copy)]
pub struct LetterData<'a> {
    /// Name of the organisation, with its registered charity number if it has one (R1).
    pub organisation: &'a str,
    pub charity_number: Option<&'a str>,
    /// Name of the complainant.
    pub person: Option<&'a str>,
    /// Name of whom the letter goes to: the complainant, or who acts for them.
    pub recipient: Option<&'a str>,
    /// The version the case is pinned to.
    pub procedure: &'a Procedure,
    pub case: &'a Case,
    pub staffing: &'a Staffing,
    pub today: Date,
}

/// Whether a letter may be made of a case now.
///
/// # Errors
/// [`Rule::NotFinished`] of one that says that the procedure is finished before the last stage is closed (R105); and as
/// [`may_tell`].
pub fn may_make(procedure: &Procedure, case: &Case, letter: &Letter, to: Recipient, today: Date) -> Result<(), Rule> {
    if letter.says_finished && !case.exhausted {
        return Err(Rule::NotFinished);
    }
    may_tell(procedure, case, to, letter.discloses, today)
}

/// Whether somebody may be written to; `discloses` says that it tells them of the case.
///
/// # Errors
/// [`Rule::Anonymous`], [`Rule::NoRepresentative`]; [`Rule::NoConsent`] where the procedure asks for the person's consent
/// before a representative is told, and none covers today (R26).
pub fn may_tell(procedure: &Procedure, case: &Case, to: Recipient, discloses: bool, today: Date) -> Result<(), Rule> {
    if case.is_anonymous() {
        return Err(Rule::Anonymous);
    }
    if to == Recipient::Complainant {
        return Ok(());
    }
    if case.representative.is_none() {
        return Err(Rule::NoRepresentative);
    }
    let needed = discloses && procedure.consent.required_before.contains(&ConsentBefore::Disclosure);
    let given = case.consent.as_ref().is_some_and(|consent| consent.covers(today));
    if needed && !given { Err(Rule::NoConsent) } else { Ok(()) }
}

/// The text of a letter with every placeholder filled in. A person's adjustments head a letter that does not say itself where
/// to name them, so that nobody sends small print to somebody who cannot read it.
pub fn fill(letter: &Letter, data: &LetterData<'_>) -> String {
    let mut filled = String::with_capacity(letter.body.len());
    let adjustments = data.adjustments();
    if !adjustments.is_empty() && placeholders(&letter.body).all(|name| name != "adjustments") {
        filled = format!("Needed: {}.\n\n", adjustments.join("; "));
    }
    for piece in pieces(&letter.body) {
        match piece {
            Piece::Text(text) => filled.push_str(text),
            Piece::Placeholder(name) => filled.push_str(data.value(name).as_deref().unwrap_or(BLANK)),
        }
    }
    filled
}

/// The names of the placeholders in a letter's text, known or not.
fn placeholders(body: &str) -> impl Iterator<Item = &str> {
    pieces(body).filter_map(|piece| match piece {
        Piece::Placeholder(name) => Some(name),
        Piece::Text(_) => None,
    })
}

enum Piece<'a> {
    Text(&'a str),
    Placeholder(&'a str),
}

/// A brace that begins no placeholder is text.
fn pieces(body: &str) -> impl Iterator<Item = Piece<'_>> {
    body.split_inclusive('}').flat_map(|upto| {
        let placeholder =
            upto.strip_suffix('}').and_then(|inside| inside.rsplit_once('{')).filter(|(_, name)| is_name(name));
        match placeholder {
            Some((text, name)) => [Some(Piece::Text(text)), Some(Piece::Placeholder(name))],
            None => [Some(Piece::Text(upto)), None],
        }
        .into_iter()
        .flatten()
    })
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '_')
}

impl LetterData<'_> {
    /// What stands for a placeholder; `None` where the case does not have it.
    fn value(&self, placeholder: &str) -> Option<String> {
        let case = self.case;
        let handling = case.current()?;
        let decision = handling.decision.as_ref();
        let text = |text: &Option<String>| text.clone();
        match placeholder {
            "action_taken" => text(&decision?.action_taken),
            "adjustments" => Some(self.adjustments()).filter(|kinds| !kinds.is_empty()).map(|kinds| kinds.join("; ")),
            "case" => Some(self.procedure.terms.case.clone()),
            "charity_number" => self.charity_number.map(str::to_owned),
            "decision" => self.procedure.outcome(&decision?.outcome).map(|outcome| outcome.label.clone()),
            "due_on" => case.timescale(handling.number).map(|clock| long_date(clock.due.date())),
            "explanation" => text(&decision?.explanation),
            "finding" => text(&decision?.finding),
            "next_stage" => self.next_stage(handling),
            "organisation" => Some(self.organisation.to_owned()),
            "outcome_wanted" => text(&case.outcome_wanted),
            "outside_bodies" => self.outside_bodies(),
            "owner" => self.owner(handling).map(|staff| staff.name.clone()),
            "owner_contact" => self.owner(handling).map(|staff| staff.email.clone()),
            "person" => self.person.map(str::to_owned),
            "received_on" => Some(long_date(handling.received_on)),
            "recipient" => self.recipient.map(str::to_owned),
            "reference" => Some(case.reference.clone()),
            "remedies" => self.remedies(handling),
            "stage" => self.procedure.stage(handling.stage.as_deref()?).map(|stage| stage.label.clone()),
            "summary" => text(&case.summary),
            "today" => Some(long_date(self.today)),
            "what_changed" => case.changes_told.last().map(|told| told.what.clone()),
            _ => None,
        }
    }

    /// Labels of what the person needs.
    fn adjustments(&self) -> Vec<&str> {
        let known = self.procedure.adjustments.iter();
        known
            .filter(|label| self.case.adjustments.kinds.contains(&label.id))
            .map(|label| label.label.as_str())
            .collect()
    }

    fn owner(&self, handling: &Handling) -> Option<&Staff> {
        self.staffing.find(handling.owner.as_ref()?)
    }

    fn next_stage(&self, handling: &Handling) -> Option<String> {
        let stage = self.procedure.stage(handling.stage.as_deref()?)?;
        self.procedure.next_stage(stage).map(|next| next.label.clone())
    }

    fn remedies(&self, handling: &Handling) -> Option<String> {
        let given = &handling.decision.as_ref()?.remedies;
        let labels = self.procedure.remedies.iter().filter(|remedy| given.contains(&remedy.id));
        let labels: Vec<&str> = labels.map(|remedy| remedy.label.as_str()).collect();
        (!labels.is_empty()).then(|| labels.join("; "))
    }

    /// Each with how to reach it and what it looks at, on a line of its own (R16, R63).
    fn outside_bodies(&self) -> Option<String> {
        let line = |body: &ExternalBody| format!("{}, {}. {}", body.name, body.contact, body.scope_note);
        let lines: Vec<String> = self.procedure.external_bodies.iter().map(line).collect();
        (!lines.is_empty()).then(|| lines.join("\n"))
    }
}
