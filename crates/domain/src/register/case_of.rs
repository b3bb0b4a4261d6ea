//! One case out of the rows that bear its reference.

use super::column::Column;
use super::finding::{Finding, FindingCode};
use super::ids::{BROUGHT_BY, CHANNELS, EXTERNAL_OUTCOMES, ROUTES};
use super::row::{CaseCells, RegisterRow};
use super::{ExternalResult, RegisterCase};
use crate::procedure::Route;

/// The case that rows of one reference tell of: S1, or S1 and then ESC, or S2 alone. `None` for no rows.
///
/// # Errors
/// Every finding: rows that tell of different cases, a handling given twice, handlings that cannot stand together,
/// an escalation before the first stage closed, and results of the outside reviewer that contradict each other.
pub fn case_of(rows: Vec<RegisterRow>) -> Result<Option<RegisterCase>, Vec<Finding>> {
    let Some(first) = rows.first() else { return Ok(None) };
    let mut findings: Vec<Finding> = rows.iter().skip(1).flat_map(|row| differences(first, row)).collect();
    findings.extend(handlings_that_clash(&rows));
    findings.extend(escalation_out_of_order(&rows));
    findings.extend(conflict_of_interest(&rows));
    let external = match external_of(&rows) {
        Ok(external) => external,
        Err(finding) => {
            findings.push(finding);
            None
        }
    };
    if !findings.is_empty() {
        return Err(findings);
    }
    let (reference, case) = (first.reference.clone(), first.case.clone());
    let mut handlings: Vec<_> = rows.into_iter().map(|row| row.handling).collect();
    handlings.sort_by_key(|handling| handling.route);
    Ok(Some(RegisterCase {
        reference,
        received_on: case.received_on,
        channel: case.channel,
        brought_by: case.brought_by,
        service_area: case.service_area,
        summary: case.summary,
        outcome_wanted: case.outcome_wanted,
        handlings,
        external,
    }))
}

/// What a later row says otherwise of the case than the first.
fn differences(first: &RegisterRow, later: &RegisterRow) -> Vec<Finding> {
    let differs = case_columns(&first.case).into_iter().zip(case_columns(&later.case)).filter(|(a, b)| a != b);
    let finding = |((column, said), (_, says)): ((Column, String), (Column, String))| {
        let why = format!(
            "Line {} has the same reference and says “{}”: rows of one case repeat what they say of it. Correct one, or give another reference to another case.",
            first.line,
            said.chars().take(80).collect::<String>()
        );
        Finding::new(later.line, column.name(), &says, FindingCode::CaseDiffers, why)
    };
    differs.map(finding).collect()
}

/// What every row of a case repeats, as written in a cell.
pub(super) fn case_columns(case: &CaseCells) -> [(Column, String); 6] {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    [
        (Column::ReceivedOn, case.received_on.to_string()),
        (Column::Channel, id_of(&CHANNELS, case.channel)),
        (Column::BroughtBy, id_of(&BROUGHT_BY, case.brought_by)),
        (Column::ServiceArea, text(&case.service_area)),
        (Column::Summary, text(&case.summary)),
        (Column::OutcomeWanted, text(&case.outcome_wanted)),
    ]
}

/// The id a value is written with.
pub(super) fn id_of<T: PartialEq>(ids: &[(&str, T)], value: T) -> String {
    ids.iter().find(|(_, of)| *of == value).map_or_else(String::new, |(id, _)| (*id).to_owned())
}

fn handlings_that_clash(rows: &[RegisterRow]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (earlier_rows, row) in rows.iter().enumerate().map(|(index, row)| (rows.iter().take(index), row)) {
        let route = row.handling.route;
        let other = earlier_rows.clone().find(|earlier| earlier.handling.route == route);
        if let Some(earlier) = other {
            let why =
                format!("Line {} has this handling of the case already: a case has each stage once.", earlier.line);
            findings.push(at_handling(row, FindingCode::HandlingTwice, why));
            continue;
        }
        let clashing = earlier_rows.clone().find(|earlier| {
            matches!(
                (earlier.handling.route, route),
                (Route::S2, Route::S1 | Route::Esc) | (Route::S1 | Route::Esc, Route::S2)
            )
        });
        if let Some(earlier) = clashing {
            let why = format!(
                "Line {} has {} of the same case: a case has S1, or S1 and later ESC, or S2 alone.",
                earlier.line,
                id_of(&ROUTES, earlier.handling.route)
            );
            findings.push(at_handling(row, FindingCode::HandlingsClash, why));
        }
    }
    findings
}

fn escalation_out_of_order(rows: &[RegisterRow]) -> Option<Finding> {
    let escalated = rows.iter().find(|row| row.handling.route == Route::Esc)?;
    let Some(first_stage) = rows.iter().find(|row| row.handling.route == Route::S1) else {
        let why =
            "The case has no row S1 from which it could move up: add that row, or write S2 for a direct second stage.";
        return Some(at_handling(escalated, FindingCode::EscalationWithoutFirstStage, why.to_owned()));
    };
    let Some(closed) = &first_stage.handling.closed else {
        let why = format!("The first stage on line {} is not closed: a case moves up once it is.", first_stage.line);
        return Some(at_handling(escalated, FindingCode::EscalationWithoutFirstStage, why));
    };
    if escalated.handling.received_on < closed.on {
        let why = format!(
            "The first stage on line {} closed on {}: a case moves up no earlier.",
            first_stage.line, closed.on
        );
        let received_on = escalated.handling.received_on.to_string();
        return Some(Finding::new(
            escalated.line,
            Column::HandlingReceivedOn.name(),
            &received_on,
            FindingCode::DateOrder,
            why,
        ));
    }
    None
}

/// Nobody reviews what they handled, in a register neither (R60).
fn conflict_of_interest(rows: &[RegisterRow]) -> Option<Finding> {
    let review = rows.iter().find(|row| row.handling.route == Route::Esc)?;
    let first = rows.iter().find(|row| row.handling.route == Route::S1)?;
    let name = review.handling.handler_in_common(&first.handling)?;
    let why = format!(
        "The same person handled the first stage on line {}, and nobody reviews what they handled: correct one of the rows.",
        first.line
    );
    Some(Finding::new(review.line, Column::HandledBy.name(), name, FindingCode::ReviewedOwnHandling, why))
}

/// The outside reviewer's result, which may stand on any of the rows, or on several alike.
fn external_of(rows: &[RegisterRow]) -> Result<Option<ExternalResult>, Finding> {
    let mut given = rows.iter().filter_map(|row| row.external.map(|external| (row.line, external)));
    let Some((line, external)) = given.next() else {
        return Ok(None);
    };
    match given.find(|(_, other)| *other != external) {
        None => Ok(Some(external)),
        Some((other_line, other)) => {
            let (column, value) = if other.closed_on == external.closed_on {
                (Column::ExternalOutcome, id_of(&EXTERNAL_OUTCOMES, other.outcome))
            } else {
                (Column::ExternalClosedOn, other.closed_on.to_string())
            };
            let why =
                format!("Line {line} gives another result of the outside reviewer for the same case: correct one.");
            Err(Finding::new(other_line, column.name(), &value, FindingCode::CaseDiffers, why))
        }
    }
}

fn at_handling(row: &RegisterRow, code: FindingCode, why: String) -> Finding {
    Finding::new(row.line, Column::Handling.name(), &id_of(&ROUTES, row.handling.route), code, why)
}
