//! What is kept of somebody over all their cases, to be given to them (UK GDPR, article 15).

mod given;
mod names;

use redress_domain::case::{Event, Fact, FieldError, Recorded, SubjectAccess};
use redress_domain::reading::ReadKind;
use redress_domain::time::Zone;
use redress_store::{CaseOfPerson, PersonSought, Reader, Tx, case_events, find_case_no, list_cases_of_person};

use crate::App;
use crate::actor::Actor;
use crate::change::{Change, Scene};
use crate::erasing::permit_data_protection;
use crate::error::AppError;
use crate::execute::fold;
use crate::permit::viewer;
use crate::reads::Reading;
use given::{FoundCase, case_given};

/// Most cases that are looked for of one person.
const CASES: u32 = 200;

impl App {
    /// The cases in which somebody is, newest first, at most 200: found by name, email address or phone number, as a whole.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for whoever does not look after data protection; [`AppError::Invalid`] where nothing is sought.
    pub async fn cases_of_person(&self, actor: &Actor, sought: PersonSought) -> Result<Vec<CaseOfPerson>, AppError> {
        let (cache, asker, sought) = (self.cache(), actor.clone(), tidy(sought)?);
        let question = [&sought.name, &sought.email, &sought.phone].into_iter().flatten().cloned().collect::<Vec<_>>();
        let reading = Reading::of(ReadKind::Search, question.join(", "));
        let work = move |reader: &mut Reader<'_>| {
            permit_data_protection(reader, &cache, &asker)?;
            let viewer = viewer(reader, &cache, &asker)?;
            Ok(list_cases_of_person(reader, &viewer, &sought, CASES)?)
        };
        self.read_to_show(actor, Some(reading), work).await
    }

    /// What is kept of somebody in the cases that are named, or in all of theirs, and a fact in each case that it was given.
    ///
    /// # Errors
    /// As [`App::cases_of_person`]; [`AppError::NotFound`] for somebody who is in no case; [`AppError::Invalid`] (`cases`) for
    /// a case in which they are not.
    pub async fn subject_access(
        &self,
        actor: &Actor,
        sought: PersonSought,
        references: Vec<String>,
        with_safety_notes: bool,
    ) -> Result<SubjectAccess, AppError> {
        let (cache, actor, now, sought) = (self.cache(), actor.clone(), self.now(), tidy(sought)?);
        let work = move |tx: &mut Tx<'_>| {
            tx.head(actor.organisation())?;
            let settings = permit_data_protection(tx, &cache, &actor)?;
            let viewer = viewer(tx, &cache, &actor)?;
            let found = list_cases_of_person(tx, &viewer, &sought, CASES)?;
            let mut cases = Vec::new();
            for of in chosen(found, &references)? {
                let Some(case_no) = find_case_no(tx, actor.organisation(), &of.reference)? else { continue };
                let history = case_events(tx, actor.organisation(), case_no)?;
                let case = fold(&history)?;
                let procedure = cache.procedure(tx, actor.organisation(), &case.procedure, &case.procedure_version)?;
                let read_by =
                    FoundCase { settings: &settings, procedure: &procedure, case: &case, case_no, history: &history };
                let given = case_given(tx, &read_by, &of, with_safety_notes)?;
                let left_out = given.left_out.iter().copied().collect();
                let version = case.version.saturating_add(1);
                let event = Event::from(Fact::AccessGiven { person: of.number, left_out });
                let recorded = Recorded { version, at: now, by: actor.by().clone(), event };
                let scene = Scene {
                    cache: &cache,
                    actor: &actor,
                    settings: &settings,
                    procedure: &procedure,
                    rights: None,
                    now,
                };
                Change::recorded(case_no, case, recorded, &procedure)?.save(tx, &scene)?;
                cases.push(given);
            }
            if cases.is_empty() {
                return Err(AppError::NotFound { what: "person" });
            }
            let organisation = settings.organisation.name.clone();
            Ok(SubjectAccess { organisation, made_on: now.local_date(Zone::LONDON), cases })
        };
        self.write(work).await
    }
}

/// What is sought, without white space around and without empty fields.
fn tidy(sought: PersonSought) -> Result<PersonSought, FieldError> {
    let given = |text: Option<String>| text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    let sought = PersonSought { name: given(sought.name), email: given(sought.email), phone: given(sought.phone) };
    if sought == PersonSought::default() {
        let message = "Enter an email address, a phone number or a name, as it stands in the case.";
        return Err(FieldError::new("email", "required", message));
    }
    Ok(sought)
}

fn chosen(found: Vec<CaseOfPerson>, references: &[String]) -> Result<Vec<CaseOfPerson>, FieldError> {
    let is_theirs = |reference: &String| found.iter().any(|case| case.reference == reference.trim());
    if let Some(other) = references.iter().find(|reference| !is_theirs(reference)) {
        let message = format!("The person is not in a case '{}'; check the reference.", other.trim());
        return Err(FieldError::new("cases", "unknown", message));
    }
    let wanted = |case: &CaseOfPerson| {
        references.is_empty() || references.iter().any(|reference| reference.trim() == case.reference)
    };
    Ok(found.into_iter().filter(wanted).collect())
}
