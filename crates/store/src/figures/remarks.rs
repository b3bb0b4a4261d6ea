//! What the report tells of whole cases: reclassified ones, the tier outside, service issues, wishes not stated, repeats.

use redress_domain::register::ExternalOutcome;
use redress_domain::statistics::Repeat;
use redress_domain::words::Word;

use super::gathered::{Gathered, REPEATS_LIMIT};
use super::scope::{Scope, count};
use super::units::{RECLASSIFIED, SETTLED, UNSTATED, repeated};
use crate::StoreError;
use crate::dialect::byte_order;
use crate::engine::{Reader, Val};

pub(super) fn remarks(
    reader: &mut Reader<'_>,
    scope: &Scope<'_>,
    gathered: &mut Gathered<'_>,
) -> Result<(), StoreError> {
    let (from, to) = gathered.ends();
    let values = [scope.organisation(), Val::from(from), Val::from(to)];
    let mut number = |table: &str, condition: &str, day: &str| {
        let counted = scope.and_counted(reader, table);
        let sql = format!(
            "SELECT COUNT(*) FROM {table} WHERE organisation_id = $1 AND {condition}
             AND {day} >= $2 AND {day} <= $3{counted}"
        );
        reader.query_one(&sql, &values, |row| count(row.int(0)?))
    };
    let repeated = repeated(scope.viewer);
    let facts = &mut gathered.facts;
    facts.reclassified = number("handlings", RECLASSIFIED, "closed_on")?;
    facts.external.closed = number("cases", "in_figures", "external_closed_on")?;
    let upheld = format!("in_figures AND external_outcome = '{}'", ExternalOutcome::Upheld.id());
    facts.external.upheld = number("cases", &upheld, "external_closed_on")?;
    facts.remarks.settled_at_first_contact = number("cases", SETTLED, "closed_on")?;
    facts.remarks.wish_not_stated = number("cases", UNSTATED, "received_on")?;
    facts.remarks.referred_outside = number("cases", "in_figures", "referred_outside_on")?;
    facts.remarks.repeated = number("cases", &repeated, "closed_on")?;
    facts.remarks.repeats = repeats(reader, scope, &repeated, &values)?;
    Ok(())
}

fn repeats(
    reader: &mut Reader<'_>,
    scope: &Scope<'_>,
    condition: &str,
    values: &[Val<'_>],
) -> Result<Vec<Repeat>, StoreError> {
    let sql = format!(
        "SELECT reference, repeat_of FROM cases WHERE organisation_id = $1 AND {condition}
         AND closed_on >= $2 AND closed_on <= $3{} ORDER BY {} LIMIT {REPEATS_LIMIT}",
        scope.and_counted(reader, "cases"),
        byte_order(reader.engine(), "reference")
    );
    reader.query(&sql, values, |row| Ok(Repeat { reference: row.text(0)?, repeat_of: row.text(1)? }))
}
