//! Checking an organisation's history and rows against each other: the first place that does not hold is named.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use redress_domain::case::{Case, PersonRef, next_step};
use redress_domain::improvement::Kept;
use redress_domain::procedure::Procedure;
use redress_domain::time::Instant;

use crate::cases::{TABLES, all_tables, find_people, rows};
use crate::dialect::damage;
use crate::engine::{Reader, Val};
use crate::events::{Link, case_events, payload_digest};
use crate::improvements::all_kept;
use crate::organisation_events::{OrganisationFact, source_digest, user_digest};
use crate::organisations::{find_organisation, find_revision, list_closures, list_procedures};
use crate::rate_bases::list_rate_bases;
use crate::reports::{Recorded, check_reports};
use crate::users::{find_user, list_staff};
use crate::{StoreError, vals};

/// What was checked and held.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Verified {
    pub events: u64,
    pub cases: u64,
}

/// The first place that does not hold, or a fault on the way there.
#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    #[error("{at}: {what}")]
    Broken { at: String, what: String },
    #[error(transparent)]
    Store(#[from] StoreError),
}

fn broken<T>(at: impl Into<String>, what: impl Into<String>) -> Result<T, VerifyError> {
    Err(VerifyError::Broken { at: at.into(), what: what.into() })
}

/// Checks one organisation: the file beneath it, the chain of its events, its own rows, every case's rows and people.
///
/// # Errors
/// [`VerifyError::Broken`] with the first place that does not hold.
pub fn verify(reader: &mut Reader<'_>, organisation_id: &str) -> Result<Verified, VerifyError> {
    if let Some(damage) = damage(reader)? {
        return broken("the database file", damage);
    }
    let chain = Chain::walk(reader, organisation_id)?;
    check_head(reader, organisation_id, &chain)?;
    check_organisation(reader, organisation_id, &chain.facts)?;
    let mut checker = Cases { organisation_id, procedures: HashMap::new(), rows: [0; TABLES], people: 0 };
    for (case_no, last_version) in &chain.cases {
        checker.check(reader, *case_no, *last_version)?;
    }
    checker.check_counts(reader)?;
    let count = |length: usize| u64::try_from(length).unwrap_or(u64::MAX);
    Ok(Verified { events: u64::try_from(chain.seq).unwrap_or(0), cases: count(chain.cases.len()) })
}

/// The chain as far as it has been walked.
#[derive(Default)]
struct Chain {
    seq: i64,
    hash: [u8; 32],
    /// The last version of each case.
    cases: BTreeMap<i64, i64>,
    facts: Vec<OrganisationFact>,
    fault: Option<VerifyError>,
}

impl Chain {
    fn walk(reader: &mut Reader<'_>, organisation_id: &str) -> Result<Self, VerifyError> {
        let mut chain = Self::default();
        let sql = "SELECT seq, case_no, case_version, kind, at, actor, payload, salt, digest, hash FROM events
                   WHERE organisation_id = $1 ORDER BY seq";
        reader.for_each(sql, vals![organisation_id], |row| {
            if chain.fault.is_some() {
                return Ok(());
            }
            let link = Link {
                organisation_id,
                seq: row.int(0)?,
                case_no: row.opt_int(1)?,
                case_version: row.opt_int(2)?,
                kind: row.text_ref(3)?,
                at: Instant::from_micros(row.int(4)?),
                actor: row.text_ref(5)?,
            };
            let payload = row.text_ref(6)?;
            let (digest, hash) = (row.bytes(8)?, row.bytes(9)?);
            chain.fault = chain.step(&link, payload, &row.blob(7)?, &digest, &hash).err();
            Ok(())
        })?;
        match chain.fault.take() {
            Some(fault) => Err(fault),
            None => Ok(chain),
        }
    }

    fn step(
        &mut self,
        link: &Link<'_>,
        payload: &str,
        salt: &[u8],
        digest: &[u8; 32],
        hash: &[u8; 32],
    ) -> Result<(), VerifyError> {
        let at = format!("organisation '{}', event {}", link.organisation_id, link.seq);
        if link.seq != self.seq.saturating_add(1) {
            return broken(at, format!("event {} is missing before it", self.seq.saturating_add(1)));
        }
        if payload_digest(salt, payload) != *digest {
            return broken(at, "its payload is not what was recorded");
        }
        if link.hash(&self.hash, digest) != *hash {
            return broken(at, "its hash does not follow from the event before and from what it says");
        }
        match (link.case_no, link.case_version) {
            (Some(case_no), Some(version)) => {
                let last = self.cases.entry(case_no).or_default();
                if version != last.saturating_add(1) {
                    return broken(at, format!("it is version {version} of a case whose last was {last}"));
                }
                *last = version;
            }
            _ => match serde_json::from_str(payload) {
                Ok(fact) => self.facts.push(fact),
                Err(error) => return broken(at, format!("its payload cannot be read: {error}")),
            },
        }
        self.seq = link.seq;
        self.hash = *hash;
        Ok(())
    }
}

fn check_head(reader: &mut Reader<'_>, organisation_id: &str, chain: &Chain) -> Result<(), VerifyError> {
    let sql = "SELECT seq, hash, last_case FROM heads WHERE organisation_id = $1";
    let head =
        reader.query_opt(sql, vals![organisation_id], |row| Ok((row.int(0)?, row.bytes::<32>(1)?, row.int(2)?)))?;
    let last_case = chain.cases.keys().next_back().copied().unwrap_or(0);
    match head {
        Some((seq, hash, cases)) if seq == chain.seq && hash == chain.hash && cases == last_case => Ok(()),
        None if chain.seq == 0 => Ok(()),
        Some((seq, ..)) if seq > chain.seq => {
            broken(format!("organisation '{organisation_id}', event {seq}"), "the last events are missing")
        }
        _ => {
            broken(format!("organisation '{organisation_id}', heads"), "the end of the chain is not where it should be")
        }
    }
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
    let mut users = 0_usize;
    let mut tokens = BTreeSet::new();
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
            OrganisationFact::UserAdded { user, roles, digest } => {
                users = users.saturating_add(1);
                let held = find_user(reader, organisation_id, user)?;
                if held.is_none_or(|held| held.staff.roles != *roles || user_digest(&held) != *digest) {
                    return broken(format!("{} '{user}'", at("users")), "the account is not what was recorded");
                }
            }
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
            OrganisationFact::ReportPublished { .. } | OrganisationFact::PublishedTablesKept { .. } => {
                reports.take(fact);
            }
            OrganisationFact::TokenCreated { user, token_digest } => {
                tokens.insert((token_digest.clone(), user.to_string()));
            }
        }
    }
    let revision = find_revision(reader, organisation_id)?.and_then(|revision| usize::try_from(revision).ok());
    if !added || organisation.procedure != chosen || revision != Some(facts.len()) {
        return broken(at("organisations"), "its row is not what was recorded");
    }
    let staff = list_staff(reader, organisation_id)?;
    if staff.len() != users {
        return broken(at("users"), "there is an account that was never recorded, or one is missing");
    }
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
    let sql = "SELECT token_digest, user_id FROM tokens WHERE organisation_id = $1";
    let rows: BTreeSet<_> = reader
        .query(sql, vals![organisation_id], |row| Ok((hex::encode(row.blob(0)?), row.text(1)?)))?
        .into_iter()
        .collect();
    if rows != tokens {
        return broken(at("tokens"), "the tokens are not what was recorded");
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
        let people = find_people(reader, self.organisation_id, case_no)?;
        let representatives = case.representative.iter().chain(&case.former_representatives);
        let representatives = representatives.map(|representative| &representative.person);
        let expected: Vec<&PersonRef> = case.complainant.iter().chain(representatives).collect();
        self.people = self.people.saturating_add(expected.len());
        for reference in &expected {
            let held = people.iter().find(|person| person.number == reference.number);
            if held.is_none_or(|person| crate::cases::person_digest(&person.party, &person.salt) != reference.digest) {
                return broken(format!("{at}, people {}", reference.number), "the person is not who was recorded");
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
