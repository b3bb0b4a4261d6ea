//! The rows of every case made again from its history: how a new column gets its values for cases of before.

use std::collections::HashMap;

use redress_domain::case::{Case, NextStep, next_step};
use redress_domain::procedure::Procedure;

use super::people::find_people;
use super::projection::rows;
use super::tables;
use super::write::make_findable;
use crate::engine::{Reader, Tx, Val};
use crate::events::case_events;
use crate::organisations::find_procedure;
use crate::{StoreError, vals};

/// Cases whose numbers are read at once.
const BATCH: u32 = 1_000;

/// Writes the rows that differ from what follows from the history, of every case of every organisation.
pub(crate) fn remake_rows(tx: &mut Tx<'_>) -> Result<(), StoreError> {
    let mut procedures = ProcedureOf::default();
    let mut after = (String::new(), 0);
    loop {
        let sql = "SELECT organisation_id, case_no FROM cases WHERE (organisation_id, case_no) > ($1, $2)
                   ORDER BY organisation_id, case_no LIMIT $3";
        let batch = tx.query(sql, vals![&after.0, after.1, BATCH], |row| Ok((row.text(0)?, row.int(1)?)))?;
        for (organisation_id, case_no) in &batch {
            remake(tx, &mut procedures, organisation_id, *case_no)?;
        }
        match batch.into_iter().next_back() {
            Some(last) => after = last,
            None => return Ok(()),
        }
    }
}

/// Makes the rows of a case and the words it is found by again, from its history.
pub(crate) fn remake_case(tx: &mut Tx<'_>, organisation_id: &str, case_no: i64) -> Result<(), StoreError> {
    let case = remake(tx, &mut ProcedureOf::default(), organisation_id, case_no)?;
    let people = find_people(tx, organisation_id, case_no)?;
    make_findable(tx, organisation_id, case_no, &case, &people)
}

fn remake(
    tx: &mut Tx<'_>,
    procedures: &mut ProcedureOf,
    organisation_id: &str,
    case_no: i64,
) -> Result<Case, StoreError> {
    let case = Case::fold(&case_events(tx, organisation_id, case_no)?)
        .map_err(|error| StoreError::inconsistent(format!("case {case_no}: {error}")))?;
    let next = procedures.next_step(tx, organisation_id, &case)?;
    for ((table, sql), rows) in tables::all().into_iter().zip(rows(organisation_id, case_no, &case, next.as_ref())) {
        let stored = table.stored(tx, organisation_id, case_no)?;
        let differing: Vec<Val<'_>> = rows.into_iter().filter(|row| !stored.contains(row)).flatten().collect();
        table.put(tx, sql, &differing)?;
    }
    Ok(case)
}

/// The versions of procedures that have been needed so far.
#[derive(Default)]
pub(crate) struct ProcedureOf(HashMap<[String; 3], Procedure>);

impl ProcedureOf {
    /// The next step of a case under its version.
    pub(crate) fn next_step(
        &mut self,
        reader: &mut Reader<'_>,
        organisation_id: &str,
        case: &Case,
    ) -> Result<Option<NextStep>, StoreError> {
        Ok(next_step(self.of(reader, organisation_id, case)?, case))
    }

    fn of(&mut self, reader: &mut Reader<'_>, organisation_id: &str, case: &Case) -> Result<&Procedure, StoreError> {
        let (id, version) = (&case.procedure, &case.procedure_version);
        let key = [organisation_id.to_owned(), id.clone(), version.clone()];
        if !self.0.contains_key(&key) {
            let stored = find_procedure(reader, organisation_id, id, version)?;
            let procedure = stored.and_then(|stored| Procedure::stored(&stored.source));
            let missing = || StoreError::inconsistent(format!("procedure '{id}' {version} is missing or unreadable"));
            self.0.insert(key.clone(), procedure.ok_or_else(missing)?);
        }
        self.0.get(&key).ok_or_else(|| StoreError::inconsistent("a procedure was not kept"))
    }
}
