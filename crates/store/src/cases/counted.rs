//! What the figures see of a case: the values their columns hold, worked out in one place for rows and for cases that are
//! folded as they were on an earlier day.

use redress_domain::case::clock::Verdict;
use redress_domain::case::{Case, Compensation, Due, Handling};
use redress_domain::procedure::OutcomeEffect;
use redress_domain::time::Date;

/// A handling as the figures see it, beside what its own fields say.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Counted<'a> {
    pub outcome: Option<&'a str>,
    pub effect: Option<OutcomeEffect>,
    pub code: Option<&'a str>,
    /// Working days taken, whether that was in time, and whether it was so before any extension; frozen at the close.
    pub days: Option<u32>,
    pub met: Option<bool>,
    pub met_unextended: Option<bool>,
    pub first_contact: bool,
    /// When its time limit ends, extension included.
    pub due_on: Option<Date>,
    pub compensation_pence: Option<u64>,
}

impl<'a> Counted<'a> {
    pub(crate) fn of(case: &'a Case, handling: &'a Handling) -> Self {
        let decision = handling.decision.as_ref();
        let timescale = case.timescale(handling.number);
        let verdict = timescale.and_then(|clock| clock.verdict);
        Self {
            outcome: decision.map(|decision| decision.outcome.as_str()),
            effect: decision.map(|decision| decision.effect),
            code: decision.and_then(|decision| decision.code.as_deref()),
            days: verdict.and_then(Verdict::working_days),
            met: verdict.map(|verdict| matches!(verdict, Verdict::Met(_))),
            met_unextended: timescale.filter(|clock| clock.verdict.is_some()).map(|clock| clock.met_unextended()),
            first_contact: handling.settled_at_first_contact.is_some(),
            due_on: timescale.map(|clock| Due::date(clock.due)),
            compensation_pence: match handling.compensation {
                Some(Compensation::Amount { pence, .. }) => Some(pence),
                Some(Compensation::None) | None => None,
            },
        }
    }
}

/// Whether the figures count a case: one that was reclassified at any stage leaves them with all its handlings.
pub(crate) fn in_figures(case: &Case) -> bool {
    let mut decisions = case.handlings.iter().filter_map(|handling| handling.decision.as_ref());
    case.counts_as_failure() && decisions.all(|decision| decision.effect != OutcomeEffect::Reclassified)
}

/// What it is about, as its handlings' rows hold it: ids in order, one space between them; `None` where it is not stated.
pub(crate) fn natures(case: &Case) -> Option<String> {
    let mut ids: Vec<&str> = case.natures.iter().map(String::as_str).collect();
    ids.sort_unstable();
    (!ids.is_empty()).then(|| ids.join(" "))
}

/// Whether any of its handlings was settled at first contact (R41).
pub(crate) fn settled_at_first_contact(case: &Case) -> bool {
    case.handlings.iter().any(|handling| handling.settled_at_first_contact.is_some())
}
