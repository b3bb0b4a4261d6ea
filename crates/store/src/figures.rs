//! The facts behind a period's figures, and the cases behind each of them.
//!
//! Every count is asked by an index over dates, so that it costs what the period holds and not what history holds.

use redress_domain::procedure::Route;
use redress_domain::statistics::{ClosedHandling, ExternalFacts, Facts, NarrativeTexts, PerRoute, Remarks, Repeat};
use redress_domain::time::{Date, parse_date};
use redress_domain::words::Word;

use crate::dialect::byte_order;
use crate::engine::{Reader, Val};
use crate::viewer::Viewer;
use crate::{StoreError, vals};

/// Most repeats that one report lists.
const REPEATS_LIMIT: u32 = 1_000;

/// First and last day of a period, both in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    pub from: Date,
    pub to: Date,
}

/// A figure of the report that stands for a set of cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Figure {
    Opening,
    Received,
    Closed,
    Closing,
    /// Closed with this outcome id.
    Outcome(String),
    Met,
    Missed,
    Extended,
    Reclassified,
    /// Closed by the outside reviewer.
    External,
}

/// Everything the report of a period is computed from.
pub fn figures(reader: &mut Reader<'_>, viewer: &Viewer<'_>, days: Days) -> Result<Facts, StoreError> {
    let count = |reader: &mut Reader<'_>, figure| count(reader, viewer, &figure, days);
    Ok(Facts {
        opening: count(reader, Figure::Opening)?,
        received: count(reader, Figure::Received)?,
        closing: count(reader, Figure::Closing)?,
        closed: closed(reader, viewer, days)?,
        reclassified: reclassified(reader, viewer, days)?,
        external: external(reader, viewer, days)?,
        remarks: remarks(reader, viewer, days)?,
    })
}

/// Conditions on `handlings` for a figure, as parts that do not overlap: each part can use one index.
fn parts(figure: &Figure) -> &'static [&'static str] {
    match figure {
        Figure::Opening => &[
            "counts AND closed_on IS NULL AND received_on < $2 AND $3 = $3",
            "counts AND closed_on >= $2 AND received_on < $2 AND $3 = $3",
        ],
        Figure::Closing => &[
            "counts AND closed_on IS NULL AND received_on <= $3 AND $2 = $2",
            "counts AND closed_on > $3 AND received_on <= $3 AND $2 = $2",
        ],
        Figure::Received => &["counts AND received_on >= $2 AND received_on <= $3"],
        Figure::Closed => &["counts AND closed_on >= $2 AND closed_on <= $3"],
        Figure::Outcome(_) => &["counts AND closed_on >= $2 AND closed_on <= $3 AND outcome = $5"],
        Figure::Met => &["counts AND closed_on >= $2 AND closed_on <= $3 AND met"],
        Figure::Missed => &["counts AND closed_on >= $2 AND closed_on <= $3 AND NOT met"],
        Figure::Extended => &["counts AND closed_on >= $2 AND closed_on <= $3 AND extended_to IS NOT NULL"],
        Figure::Reclassified => &[RECLASSIFIED],
        Figure::External => &[],
    }
}

/// A case is counted once, by the last of its handlings that was reclassified.
const RECLASSIFIED: &str = "effect = 'reclassified' AND closed_on >= $2 AND closed_on <= $3 AND NOT EXISTS (
    SELECT 1 FROM handlings later WHERE later.organisation_id = handlings.organisation_id
    AND later.case_no = handlings.case_no AND later.number > handlings.number
    AND later.effect = 'reclassified' AND later.closed_on IS NOT NULL)";

/// A case that was reclassified, or merged into another, is in the figures no more.
const COUNTS: &str = "EXISTS (SELECT 1 FROM handlings WHERE handlings.organisation_id = cases.organisation_id
    AND handlings.case_no = cases.case_no AND handlings.counts)";

fn count(
    reader: &mut Reader<'_>,
    viewer: &Viewer<'_>,
    figure: &Figure,
    days: Days,
) -> Result<PerRoute<u64>, StoreError> {
    let mut counts = PerRoute::default();
    for part in parts(figure) {
        let sql = format!(
            "SELECT route, COUNT(*) FROM handlings WHERE organisation_id = $1 AND {part}{} GROUP BY route",
            viewer.and_visible("handlings")
        );
        let values = vals![viewer.organisation_id, days.from.to_string(), days.to.to_string()];
        for (route, number) in
            reader.query(&sql, values, |row| Ok((route(row.text_ref(0)?)?, unsigned(row.int(1)?)?)))?
        {
            let sum: &mut u64 = counts.get_mut(route);
            *sum = sum.saturating_add(number);
        }
    }
    Ok(counts)
}

fn closed(reader: &mut Reader<'_>, viewer: &Viewer<'_>, days: Days) -> Result<Vec<ClosedHandling>, StoreError> {
    let sql = format!(
        "SELECT c.reference, h.route, h.received_on, h.closed_on, h.outcome, h.days, h.met,
                      h.extended_to IS NOT NULL, h.effect IN ('upheld', 'partly-upheld'),
                      h.finding, h.explanation, h.action_taken, h.learning
               FROM handlings h
               JOIN cases c ON c.organisation_id = h.organisation_id AND c.case_no = h.case_no
               WHERE h.organisation_id = $1 AND h.counts AND h.closed_on >= $2 AND h.closed_on <= $3{}",
        viewer.and_visible("h")
    );
    reader.query(&sql, vals![viewer.organisation_id, days.from.to_string(), days.to.to_string()], |row| {
        let narrative = row.bool(8)?.then(|| {
            Ok::<_, StoreError>(Box::new(NarrativeTexts {
                finding: row.opt_text(9)?,
                explanation: row.opt_text(10)?,
                action_taken: row.opt_text(11)?,
                learning: row.opt_text(12)?,
            }))
        });
        Ok(ClosedHandling {
            reference: row.text(0)?,
            route: route(row.text_ref(1)?)?,
            received_on: date(row.text_ref(2)?)?,
            closed_on: date(row.text_ref(3)?)?,
            outcome: row.text(4)?,
            days: u32::try_from(row.int(5)?).map_err(|_| StoreError::inconsistent("days of a handling"))?,
            met: row.bool(6)?,
            extended: row.bool(7)?,
            narrative: narrative.transpose()?,
        })
    })
}

fn reclassified(reader: &mut Reader<'_>, viewer: &Viewer<'_>, days: Days) -> Result<u64, StoreError> {
    let sql = format!(
        "SELECT COUNT(*) FROM handlings WHERE organisation_id = $1 AND {RECLASSIFIED}{}",
        viewer.and_visible("handlings")
    );
    let values = vals![viewer.organisation_id, days.from.to_string(), days.to.to_string()];
    reader.query_one(&sql, values, |row| unsigned(row.int(0)?))
}

fn external(reader: &mut Reader<'_>, viewer: &Viewer<'_>, days: Days) -> Result<ExternalFacts, StoreError> {
    let sql = format!(
        "SELECT external_outcome, COUNT(*) FROM cases
         WHERE organisation_id = $1 AND external_closed_on >= $2 AND external_closed_on <= $3{}
         GROUP BY external_outcome",
        viewer.and_visible("cases")
    );
    let values = vals![viewer.organisation_id, days.from.to_string(), days.to.to_string()];
    let rows = reader.query(&sql, values, |row| Ok((row.text(0)?, unsigned(row.int(1)?)?)))?;
    let mut facts = ExternalFacts::default();
    for (outcome, number) in rows {
        facts.closed = facts.closed.saturating_add(number);
        if outcome == "upheld" {
            facts.upheld = number;
        }
    }
    Ok(facts)
}

/// What the report says beside its tables: service issues, wishes that were not stated, repeats (R9, R10, R41).
fn remarks(reader: &mut Reader<'_>, viewer: &Viewer<'_>, days: Days) -> Result<Remarks, StoreError> {
    let values = [Val::from(viewer.organisation_id), Val::from(days.from.to_string()), Val::from(days.to.to_string())];
    let visible = viewer.and_visible("cases");
    let is_repeat = format!(
        "repeat_of IS NOT NULL AND closed_on >= $2 AND closed_on <= $3{}",
        viewer.and_names_visible("cases", "repeat_of")
    );
    let mut count = |condition: &str| {
        let sql =
            format!("SELECT COUNT(*) FROM cases WHERE organisation_id = $1 AND {COUNTS} AND {condition}{visible}");
        reader.query_one(&sql, &values, |row| unsigned(row.int(0)?))
    };
    let settled_at_first_contact = count("first_contact AND closed_on >= $2 AND closed_on <= $3")?;
    let wish_not_stated = count("outcome_wanted IS NULL AND received_on >= $2 AND received_on <= $3")?;
    let repeated = count(&is_repeat)?;
    let sql = format!(
        "SELECT reference, repeat_of FROM cases WHERE organisation_id = $1 AND {COUNTS} AND {is_repeat}{visible}
         ORDER BY {} LIMIT {REPEATS_LIMIT}",
        byte_order(reader.engine(), "reference")
    );
    let repeats = reader.query(&sql, &values, |row| Ok(Repeat { reference: row.text(0)?, repeat_of: row.text(1)? }))?;
    Ok(Remarks { settled_at_first_contact, wish_not_stated, repeated, repeats })
}

/// Numbers of the cases behind a figure, in order of reference; of all routes where none is given.
pub fn cases_behind(
    reader: &mut Reader<'_>,
    viewer: &Viewer<'_>,
    figure: &Figure,
    route: Option<Route>,
    days: Days,
    limit: u32,
) -> Result<Vec<i64>, StoreError> {
    let (from, to) = (days.from.to_string(), days.to.to_string());
    if *figure == Figure::External {
        let sql = format!(
            "SELECT case_no FROM cases WHERE organisation_id = $1 AND external_closed_on >= $2
             AND external_closed_on <= $3{} ORDER BY {} LIMIT $4",
            viewer.and_visible("cases"),
            byte_order(reader.engine(), "reference")
        );
        return reader.query(&sql, vals![viewer.organisation_id, from, to, limit], |row| row.int(0));
    }
    let mut values = vec![Val::from(viewer.organisation_id), Val::from(from), Val::from(to), Val::from(limit)];
    if let Figure::Outcome(outcome) = figure {
        values.push(Val::from(outcome));
    }
    let by_route = route.map_or_else(String::new, |route| format!("AND route = '{}'", route.id()));
    let parts: Vec<String> = parts(figure)
        .iter()
        .map(|part| format!("SELECT case_no FROM handlings WHERE organisation_id = $1 AND {part} {by_route}"))
        .collect();
    let sql = format!(
        "SELECT case_no FROM cases WHERE organisation_id = $1 AND case_no IN ({}){} ORDER BY {} LIMIT $4",
        parts.join(" UNION "),
        viewer.and_visible("cases"),
        byte_order(reader.engine(), "reference")
    );
    reader.query(&sql, &values, |row| row.int(0))
}

fn route(id: &str) -> Result<Route, StoreError> {
    Route::from_id(id).ok_or_else(|| StoreError::inconsistent(format!("route '{id}'")))
}

fn date(text: &str) -> Result<Date, StoreError> {
    parse_date(text).map_err(|error| StoreError::inconsistent(error.to_string()))
}

fn unsigned(number: i64) -> Result<u64, StoreError> {
    u64::try_from(number).map_err(|_| StoreError::inconsistent("a negative count"))
}
