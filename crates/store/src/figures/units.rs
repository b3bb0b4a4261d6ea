//! What each figure counts, as conditions on the rows of one table.

use redress_domain::procedure::Route;
use redress_domain::register::ExternalOutcome;
use redress_domain::statistics::{FigureId, PartOf};
use redress_domain::words::Word;

use super::behind::BehindAsked;
use crate::engine::Val;
use crate::viewer::Viewer;

/// Rows of a table; the parts do not overlap, and each has its index.
pub(super) struct Units {
    pub table: &'static str,
    pub parts: Vec<String>,
}

/// Values of a statement in the making. The first is the organisation.
pub(super) struct Binds<'a> {
    pub values: Vec<Val<'a>>,
}

impl<'a> Binds<'a> {
    pub(super) fn new(organisation: Val<'a>) -> Self {
        Self { values: vec![organisation] }
    }

    /// Adds a value; what stands for it in the text.
    pub(super) fn bind(&mut self, value: impl Into<Val<'a>>) -> String {
        self.values.push(value.into());
        format!("${}", self.values.len())
    }
}

/// A case is counted once, by the last of its handlings that was reclassified.
pub(super) const RECLASSIFIED: &str = "effect = 'reclassified' AND NOT EXISTS (SELECT 1 FROM handlings later
    WHERE later.organisation_id = handlings.organisation_id AND later.case_no = handlings.case_no
    AND later.number > handlings.number AND later.effect = 'reclassified' AND later.closed_on IS NOT NULL)";
/// The time limits of stages are left out: table 3 is about them, by the day of the close.
pub(super) const LIMITS: &str = "counts AND NOT timescale";
pub(super) const SETTLED: &str = "in_figures AND first_contact";
pub(super) const UNSTATED: &str = "in_figures AND outcome_wanted IS NULL";

/// A repeat, unless the case it repeats is not there for the viewer.
pub(super) fn repeated(viewer: &Viewer<'_>) -> String {
    format!("in_figures AND repeat_of IS NOT NULL{}", viewer.and_names_visible("cases", "repeat_of"))
}

impl Units {
    /// Only what the conditions use is bound: PostgreSQL refuses a value that stands nowhere.
    pub(super) fn of<'a>(asked: &BehindAsked<'a>, viewer: &Viewer<'_>, binds: &mut Binds<'a>) -> Self {
        let in_figures = |also: &str| format!("in_figures{also}");
        let (table, condition, day) = match asked.figure {
            FigureId::Reclassified => ("handlings", RECLASSIFIED.to_owned(), "closed_on"),
            FigureId::External => ("cases", in_figures(""), "external_closed_on"),
            FigureId::ExternalUpheld => {
                let upheld = binds.bind(ExternalOutcome::Upheld.id());
                ("cases", in_figures(&format!(" AND external_outcome = {upheld}")), "external_closed_on")
            }
            FigureId::Repeats => ("cases", repeated(viewer), "closed_on"),
            FigureId::ReferredOutside => ("cases", in_figures(""), "referred_outside_on"),
            FigureId::WishNotStated => ("cases", UNSTATED.to_owned(), "received_on"),
            FigureId::LimitMet(rule) => {
                let rule = binds.bind(rule);
                ("clocks", format!("{LIMITS} AND rule = {rule} AND verdict = 'met'"), "due_on")
            }
            FigureId::LimitMissed(rule) => {
                let (rule, today) = (binds.bind(rule), binds.bind(asked.today.to_string()));
                let missed = format!("(verdict = 'late' OR (verdict IS NULL AND due_on < {today}))");
                ("clocks", format!("{LIMITS} AND rule = {rule} AND {missed}"), "due_on")
            }
            FigureId::ActionsMet(kind) => {
                let kind = binds.bind(kind.id());
                ("actions", format!("counts AND kind = {kind} AND done_on <= due_on"), "due_on")
            }
            FigureId::ActionsMissed(kind) => {
                let (kind, today) = (binds.bind(kind.id()), binds.bind(asked.today.to_string()));
                let missed = format!("(done_on > due_on OR (done_on IS NULL AND due_on < {today}))");
                ("actions", format!("counts AND kind = {kind} AND {missed}"), "due_on")
            }
            figure => return Self::handlings(figure, asked, binds),
        };
        Self { table, parts: vec![format!("{condition}{}", within(asked, binds, day))] }
    }

    /// Figures that count handlings, of which a part can be asked for.
    fn handlings<'a>(figure: &'a FigureId, asked: &BehindAsked<'a>, binds: &mut Binds<'a>) -> Self {
        let parts = match figure {
            FigureId::Opening => {
                let from = binds.bind(asked.period.from.to_string());
                open(&format!("closed_on >= {from} AND received_on || '' < {from}"), &format!("received_on < {from}"))
            }
            FigureId::Closing => open_after(asked, binds, ""),
            FigureId::OpenPastDue => {
                let due = format!(" AND due_on < {}", binds.bind(asked.last_worked.to_string()));
                open_after(asked, binds, &due)
            }
            FigureId::OpenNoLimit => open_after(asked, binds, " AND due_on IS NULL"),
            FigureId::Received => vec![format!("counts{}", within(asked, binds, "received_on"))],
            FigureId::Escalated => {
                let escalated = Route::Esc.id();
                vec![format!("counts AND route = '{escalated}'{}", within(asked, binds, "received_on"))]
            }
            closed => {
                let condition = match closed {
                    FigureId::Outcome(id) => format!(" AND outcome = {}", binds.bind(id)),
                    FigureId::Met => " AND met".to_owned(),
                    FigureId::Missed => " AND NOT met".to_owned(),
                    FigureId::MetUnextended => " AND met_unextended".to_owned(),
                    FigureId::Extended => " AND extended_to IS NOT NULL".to_owned(),
                    FigureId::FirstContact => " AND first_contact".to_owned(),
                    FigureId::Compensated => " AND compensation_pence IS NOT NULL".to_owned(),
                    _ => String::new(),
                };
                vec![format!("counts{}{condition}", within(asked, binds, "closed_on"))]
            }
        };
        let of_part = Self::of_part(asked, binds);
        let parts = parts.into_iter().map(|part| format!("{part}{of_part}")).collect();
        Self { table: "handlings", parts }
    }

    /// The index begins with the route, so that all of them are named where all are asked for.
    fn of_part<'a>(asked: &BehindAsked<'a>, binds: &mut Binds<'a>) -> String {
        let routes: Vec<String> = Route::ALL
            .iter()
            .filter(|route| asked.row.is_none_or(|row| row.routes().contains(*route)))
            // Distinct complaints: who comes to the second stage from the first came before (R88).
            .filter(|route| !(asked.part.is_some() && *asked.figure == FigureId::Received && **route == Route::Esc))
            .map(|route| format!("'{}'", route.id()))
            .collect();
        let routes = if routes.is_empty() { "NULL".to_owned() } else { routes.join(", ") };
        let mut is = |column: &str, id: &'a str| match id {
            "" => format!(" AND {column} IS NULL"),
            id => format!(" AND {column} = {}", binds.bind(id)),
        };
        let part = match asked.part {
            None => String::new(),
            Some(PartOf::Channel(id)) => is("channel", id),
            Some(PartOf::ServiceArea(id)) => is("service_area", id),
            Some(PartOf::Cause(id)) => is("code", id),
            Some(PartOf::Nature(id)) if id.is_empty() => is("natures", id),
            Some(PartOf::Nature(id)) => among_natures(id, binds),
        };
        format!(" AND route IN ({routes}){part}")
    }
}

/// An exact word of the list. What is no id of a procedure is in no list, and would mean something else to LIKE.
fn among_natures(id: &str, binds: &mut Binds<'_>) -> String {
    let is_id = id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if !is_id {
        return " AND 1 = 0".to_owned();
    }
    format!(" AND ' ' || natures || ' ' LIKE {}", binds.bind(format!("% {id} %")))
}

/// A day in the period.
fn within<'a>(asked: &BehindAsked<'a>, binds: &mut Binds<'a>, day: &str) -> String {
    let (from, to) = (binds.bind(asked.period.from.to_string()), binds.bind(asked.period.to.to_string()));
    format!(" AND {day} >= {from} AND {day} <= {to}")
}

fn open_after<'a>(asked: &BehindAsked<'a>, binds: &mut Binds<'a>, condition: &str) -> Vec<String> {
    let to = binds.bind(asked.period.to.to_string());
    let closed_since = format!("closed_on > {to} AND received_on || '' <= {to}{condition}");
    open(&closed_since, &format!("received_on <= {to}{condition}"))
}

/// What was open on a day is what was closed since, and what is open now; see [`super::open`].
fn open(closed_since: &str, open_now: &str) -> Vec<String> {
    vec![format!("counts AND {closed_since}"), format!("counts AND closed_on IS NULL AND {open_now}")]
}
