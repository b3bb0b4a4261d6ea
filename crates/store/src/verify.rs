//! Checking an organisation's history and rows against each other: the first place that does not hold is named.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use redress_domain::case::{Case, PersonRef, next_step};
use redress_domain::improvement::Kept;
use redress_domain::procedure::Procedure;

use crate::account_checks::Accounts;
use crate::cases::{TABLES, all_tables, person_digest, rows, stored_people};
use crate::chain::Chain;
use crate::checkpoints::{Witness, check_checkpoints};
use crate::dialect::damage;
use crate::engine::{Reader, Val};
use crate::events::case_events;
use crate::improvements::all_kept;
use crate::organisation_events::{OrganisationFact, source_digest};
use crate::organisations::{find_organisation, find_revision, list_closures, list_procedures};
use crate::rate_bases::list_rate_bases;
use crate::reads::check_reads;
use crate::reports::{Recorded, check_reports};
use crate::users::list_staff;
use crate::{StoreError, vals};

/// What was checked and held.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Verified {
    pub events: u64,
    pub cases: u64,
    /// Checkpoints that are stored.
    pub checkpoints: u32,
    /// Files of cases whose bytes are what was attached; none where only the database was checked.
    pub attachments: u64,
}

/// The first place that does not hold, or a fault on the way there.
#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    #[error("{at}: {what}")]
    Broken {
        /// Stable: `verify-broken`, `history-cut`, `history-rewritten`, or of a checkpoint (docs/verify.md).
        code: &'static str,
        at: String,
        what: String,
    },
    #[error(transparent)]
    Store(#[from] StoreError),
}

pub(crate) fn broken<T>(at: impl Into<String>, what: impl Into<String>) -> Result<T, VerifyError> {
    Err(VerifyError::Broken { code: "verify-broken", at: at.into(), what: what.into() })
}

/// Checks one organisation: the file beneath it, the chain of its events, its checkpoints, its own rows, every case's rows and
/// people.
///
/// # Errors
/// [`VerifyError::Broken`] with the first place that does not hold.
pub fn verify(reader: &mut Reader<'_>, organisation_id: &str) -> Result<Verified, VerifyError> {
    verify_against(reader, organisation_id, &Witness::default())
}

/// As [`verify`], and holds the history against what others know of it.
///
/// # Errors
/// As [`verify`].
pub fn verify_against(
    reader: &mut Reader<'_>,
    organisation_id: &str,
    witness: &Witness,
) -> Result<Verified, VerifyError> {
    if let Some(damage) = damage(reader)? {
        return broken("the database file", damage);
    }
    let chain = Chain::walk(reader, organisation_id)?;
    chain.check_head(reader, organisation_id)?;
    let events = u64::try_from(chain.seq).unwrap_or(0);
    let checkpoints = check_checkpoints(reader, organisation_id, events, witness)?;
    check_organisation(reader, organisation_id, &chain.facts)?;
    check_reads(reader, organisation_id)?;
    let mut checker = Cases { organisation_id, procedures: HashMap::new(), rows: [0; TABLES], people: 0 };
    for (case_no, last_version) in &chain.cases {
        checker.check(reader, *case_no, *last_version)?;
    }
    checker.check_counts(reader)?;
    let count = |length: usize| u64::try_from(length).unwrap_or(u64::MAX);
    Ok(Verified { events, cases: count(chain.cases.len()), checkpoints, attachments: 0 })
}

/// Checks the organisation's own rows against its facts.
fn check_organisation(
    reader: &mut Reader<'_>,
    organisation_id: &str,
    facts: &[OrganisationFact],
) -> Result<(), VerifyError> {
    let at = |table: &str| format!("organisation '{organisation_id}', {table}");
    let Some(organisation) = find_organisation(reader, organisation_id)? else {
        return broken(at("organisations"), "its row is missing");
    };
    let mut closures = BTreeSet::new();
    let mut accounts = Accounts::default();
    let mut absences = BTreeSet::new();
    let mut rate_bases = BTreeMap::new();
    let mut kept = Kept::default();
    let mut reports = Recorded::default();
    let mut procedures = BTreeMap::new();
    let mut added = false;
    let mut chosen = None;
    for fact in facts {
        match fact {
            OrganisationFact::OrganisationAdded { name, charity_number, calendar, fiscal_year_start } => {
                let row = (&organisation.name, &organisation.charity_number);
                added = row == (name, charity_number)
                    && (&organisation.calendar, &organisation.fiscal_year_start) == (calendar, fiscal_year_start);
            }
            OrganisationFact::UserAdded { .. }
            | OrganisationFact::Account { .. }
            | OrganisationFact::SecondFactorAsked { .. }
            | OrganisationFact::TokenCreated { .. }
            | OrganisationFact::TokenRevoked { .. } => accounts.take(fact),
            OrganisationFact::ProcedureChosen { id, version, source_digest, adopted } => {
                let before = procedures.get(&(id, version)).and_then(|(_, adopted)| *adopted);
                procedures.insert((id, version), (source_digest, adopted.as_ref().or(before)));
                chosen = Some((id.clone(), version.clone()));
            }
            OrganisationFact::ClosureAdded { on, label } => {
                closures.insert((*on, label.clone()));
            }
            OrganisationFact::AbsenceMarked { user, from, to } => {
                absences.insert((user.clone(), *from, *to));
            }
            OrganisationFact::AbsenceCancelled { user, from, to } => {
                absences.remove(&(user.clone(), *from, *to));
            }
            OrganisationFact::RateBaseSet(base) => {
                rate_bases.insert((base.kind.clone(), base.as_of), base.number);
            }
            OrganisationFact::Improvement(fact) => {
                kept.apply(fact);
            }
            OrganisationFact::ReportPublished { .. }
            | OrganisationFact::ReportStep { .. }
            | OrganisationFact::ReportWithheld { .. }
            | OrganisationFact::PublishedTablesKept { .. } => {
                reports.take(fact);
            }
            // Checked along the chain.
            OrganisationFact::EventRedacted { .. } | OrganisationFact::EventsRedacted { .. } => {}
        }
    }
    let revision = find_revision(reader, organisation_id)?.and_then(|revision| usize::try_from(revision).ok());
    if !added || organisation.procedure != chosen || revision != Some(facts.len()) {
        return broken(at("organisations"), "its row is not what was recorded");
    }
    if let Some((place, what)) = accounts.check(reader, organisation_id)? {
        return broken(at(&place), what);
    }
    let staff = list_staff(reader, organisation_id)?;
    let held = staff.iter().flat_map(|one| one.absences.iter().map(|away| (one.id.clone(), away.from, away.to)));
    if held.collect::<BTreeSet<_>>() != absences {
        return broken(at("absences"), "the absences are not what was recorded");
    }
    check_kept(reader, organisation_id, &kept)?;
    if let Some((place, what)) = check_reports(reader, organisation_id, reports)? {
        return broken(at(&place), what);
    }
    let stored = list_procedures(reader, organisation_id)?;
    for procedure in &stored {
        let adopted = match procedures.get(&(&procedure.id, &procedure.version)) {
            Some((digest, adopted)) if **digest == source_digest(&procedure.source) => adopted,
            _ => {
                return broken(format!("{} '{}'", at("procedures"), procedure.id), "the file is not what was recorded");
            }
        };
        let row = (procedure.adopted_body.as_ref(), procedure.adopted_signatory.as_ref(), procedure.adopted_on);
        if row != (adopted.map(|by| &by.body), adopted.map(|by| &by.signatory), adopted.map(|by| by.on)) {
            return broken(format!("{} '{}'", at("procedures"), procedure.id), "its adoption is not what was recorded");
        }
    }
    if stored.len() != procedures.len() {
        return broken(at("procedures"), "a version is missing");
    }
    let rows: BTreeSet<_> =
        list_closures(reader, organisation_id)?.into_iter().map(|closure| (closure.on, closure.label)).collect();
    if rows != closures {
        return broken(at("closures"), "the closures are not what was recorded");
    }
    let held = list_rate_bases(reader, organisation_id)?.into_iter().map(|base| ((base.kind, base.as_of), base.number));
    if held.collect::<BTreeMap<_, _>>() != rate_bases {
        return broken(at("rate_bases"), "the rate bases are not what was recorded");
    }
    Ok(())
}

/// Themes, improvement actions and lessons are those that follow from the facts.
fn check_kept(reader: &mut Reader<'_>, organisation_id: &str, kept: &Kept) -> Result<(), VerifyError> {
    let stored = all_kept(reader, organisation_id)?;
    let agrees = [
        ("themes", stored.themes == kept.themes),
        ("improvements", stored.improvements == kept.improvements),
        ("lessons", stored.lessons == kept.lessons),
    ];
    match agrees.into_iter().find(|(_, agrees)| !agrees) {
        Some((table, _)) => {
            broken(format!("organisation '{organisation_id}', {table}"), "they are not what was recorded")
        }
        None => Ok(()),
    }
}

/// Checks cases one by one, keeping the procedures they are pinned to.
struct Cases<'a> {
    organisation_id: &'a str,
    procedures: HashMap<(String, String), Procedure>,
    /// Rows that should be there, table by table.
    rows: [usize; TABLES],
    people: usize,
}

impl Cases<'_> {
    fn check(&mut self, reader: &mut Reader<'_>, case_no: i64, last_version: i64) -> Result<(), VerifyError> {
        let at = format!("organisation '{}', case {case_no}", self.organisation_id);
        let history = case_events(reader, self.organisation_id, case_no)?;
        let case = match Case::fold(&history) {
            Ok(case) => case,
            Err(error) => return broken(at, error.to_string()),
        };
        if i64::try_from(case.version).ok() != Some(last_version) {
            return broken(at, "its history is not complete");
        }
        let at = format!("organisation '{}', case {}", self.organisation_id, case.reference);
        let next = next_step(self.procedure(reader, &case)?, &case);
        let expected = rows(self.organisation_id, case_no, &case, next.as_ref());
        for (((table, _), expected), count) in all_tables().into_iter().zip(expected).zip(&mut self.rows) {
            *count = count.saturating_add(expected.len());
            let stored = table.stored(reader, self.organisation_id, case_no)?;
            if stored != expected {
                return broken(format!("{at}, {}", table.name), difference(table.columns, &stored, &expected));
            }
        }
        self.check_people(reader, case_no, &case, &at)
    }

    fn procedure(&mut self, reader: &mut Reader<'_>, case: &Case) -> Result<&Procedure, VerifyError> {
        let key = (case.procedure.clone(), case.procedure_version.clone());
        if !self.procedures.contains_key(&key) {
            let stored = crate::organisations::find_procedure(reader, self.organisation_id, &key.0, &key.1)?;
            let loaded = stored.and_then(|stored| Procedure::stored(&stored.source));
            let Some(procedure) = loaded else {
                return broken(
                    format!("organisation '{}', case {}", self.organisation_id, case.reference),
                    format!("its procedure '{}' {} is missing or cannot be read", key.0, key.1),
                );
            };
            self.procedures.insert(key.clone(), procedure);
        }
        match self.procedures.get(&key) {
            Some(procedure) => Ok(procedure),
            None => broken("procedures", "a procedure was not kept"),
        }
    }

    fn check_people(
        &mut self,
        reader: &mut Reader<'_>,
        case_no: i64,
        case: &Case,
        at: &str,
    ) -> Result<(), VerifyError> {
        let people = stored_people(reader, self.organisation_id, case_no)?;
        let representatives = case.representative.iter().chain(&case.former_representatives);
        let representatives = representatives.map(|representative| &representative.person);
        let expected: Vec<&PersonRef> = case.complainant.iter().chain(representatives).collect();
        self.people = self.people.saturating_add(expected.len());
        for reference in &expected {
            let at = format!("{at}, people {}", reference.number);
            let held = people.iter().find(|person| person.number() == reference.number);
            let opened = held.map(|person| person.checked(reader, self.organisation_id)).transpose();
            let person = match opened {
                Ok(person) => person,
                Err(error @ (StoreError::Inconsistent { .. } | StoreError::KeyMissing { .. })) => {
                    return broken(at, error.to_string());
                }
                Err(error) => return Err(error.into()),
            };
            if person.is_none_or(|person| person_digest(&person.party, &person.salt) != reference.digest) {
                return broken(at, "the person is not who was recorded");
            }
        }
        Ok(())
    }

    /// No row stands in a table that no history accounts for.
    fn check_counts(&self, reader: &mut Reader<'_>) -> Result<(), VerifyError> {
        let tables = all_tables().into_iter().zip(self.rows).map(|((table, _), count)| (table.name, count));
        for (name, expected) in tables.chain([("people", self.people)]) {
            let sql = format!("SELECT COUNT(*) FROM {name} WHERE organisation_id = $1");
            let count = reader.query_one(&sql, vals![self.organisation_id], |row| row.int(0))?;
            if i64::try_from(expected).ok() != Some(count) {
                let what = format!("{count} rows are stored where {expected} follow from the history");
                return broken(format!("organisation '{}', {name}", self.organisation_id), what);
            }
        }
        Ok(())
    }
}

/// Names the first column that differs.
fn difference<K>(columns: &[(&str, K)], stored: &[Vec<Val<'_>>], expected: &[Vec<Val<'_>>]) -> String {
    if stored.len() != expected.len() {
        return format!("{} rows are stored where {} follow from the history", stored.len(), expected.len());
    }
    let pairs = stored.iter().zip(expected).flat_map(|(stored, expected)| stored.iter().zip(expected).zip(columns));
    let mut names = pairs.filter(|((stored, expected), _)| stored != expected).map(|(_, (name, _))| *name);
    format!("'{}' is not what follows from the history", names.next().unwrap_or("a row"))
}
