//! A figure read from the facts of a report.

use redress_domain::procedure::Route;
use redress_domain::statistics::{Facts, FigureId, Kept, PerRoute};
use redress_domain::time::Date;

/// The number of a figure, of one route or of all. What was due before `last_worked` is past due.
pub(super) fn number(facts: &Facts, figure: &FigureId, route: Option<Route>, last_worked: Date) -> u64 {
    let closed = |count: fn(&redress_domain::statistics::RouteTally) -> u64| sum(&facts.closed.routes, route, count);
    let limit = |rule: &str| facts.limits.get(rule).copied().unwrap_or_default();
    let open = |is: &dyn Fn(Option<Date>) -> bool| -> u64 {
        facts.open.due_on.iter().filter(|(due_on, _)| is(**due_on)).map(|(_, count)| count).sum()
    };
    match figure {
        FigureId::Opening => sum(&facts.opening, route, |count| *count),
        FigureId::Received => sum(&facts.received.routes, route, |count| *count),
        FigureId::Escalated => sum(&facts.received.routes, route.or(Some(Route::Esc)), |count| *count),
        FigureId::Closing => sum(&facts.open.routes, route, |count| *count),
        FigureId::OpenPastDue => open(&|due_on| due_on.is_some_and(|due_on| due_on < last_worked)),
        FigureId::OpenNoLimit => open(&|due_on| due_on.is_none()),
        FigureId::Closed => closed(|tally| tally.days.values().sum()),
        FigureId::Outcome(id) => sum(&facts.closed.routes, route, |tally| tally.outcomes.get(id).copied().unwrap_or(0)),
        FigureId::Met => closed(|tally| tally.met),
        FigureId::Missed => closed(|tally| tally.days.values().sum::<u64>().saturating_sub(tally.met)),
        FigureId::MetUnextended => closed(|tally| tally.met_unextended),
        FigureId::Extended => closed(|tally| tally.extended),
        FigureId::FirstContact => closed(|tally| tally.first_contact),
        FigureId::Reclassified => facts.reclassified,
        FigureId::External => facts.external.closed,
        FigureId::ExternalUpheld => facts.external.upheld,
        FigureId::LimitMet(rule) => limit(rule).met,
        FigureId::LimitMissed(rule) => limit(rule).missed,
        FigureId::ActionsMet(kind) => facts.actions.get(kind).map_or(0, |kept: &Kept| kept.met),
        FigureId::ActionsMissed(kind) => facts.actions.get(kind).map_or(0, |kept: &Kept| kept.missed),
        FigureId::Compensated => facts.compensation.count,
        FigureId::Repeats => facts.remarks.repeated,
        FigureId::ReferredOutside => facts.remarks.referred_outside,
        FigureId::WishNotStated => facts.remarks.wish_not_stated,
    }
}

fn sum<T>(routes: &PerRoute<T>, route: Option<Route>, count: impl Fn(&T) -> u64) -> u64 {
    match route {
        Some(route) => count(routes.get(route)),
        None => count(&routes.s1) + count(&routes.s2) + count(&routes.esc),
    }
}
