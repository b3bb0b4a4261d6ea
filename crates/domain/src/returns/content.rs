//! What every return has of its own, and the statements that several of them make.

use super::model::{ReturnCheck, ReturnTable};
use crate::period::Period;
use crate::procedure::Provenance;
use crate::rate_base::RateBase;
use crate::time::long_date;

/// Tables, checks and statements of one return.
#[derive(Debug, Clone)]
pub(super) struct Content {
    pub(super) tables: Vec<ReturnTable>,
    pub(super) checks: Vec<ReturnCheck>,
    pub(super) verified: Vec<Provenance>,
    pub(super) nil: bool,
}

pub(super) fn check(id: impl Into<String>, holds: bool, detail: impl Into<String>) -> ReturnCheck {
    ReturnCheck { id: id.into(), holds, detail: detail.into() }
}

/// Something that was seen in a source.
pub(super) fn seen(statement: &str, source: &str) -> Provenance {
    Provenance { statement: statement.to_owned(), verified: true, source: source.to_owned() }
}

/// Something that was written from general knowledge.
pub(super) fn unverified(statement: &str) -> Provenance {
    let source = "General knowledge; not verified against the published text".to_owned();
    Provenance { statement: statement.to_owned(), verified: false, source }
}

/// Whether the number that a rate is reckoned on is there, and of the period.
pub(super) fn base_check(kind: &str, base: Option<&RateBase>, period: &Period) -> ReturnCheck {
    let id = format!("base-{kind}");
    let Some(base) = base else {
        let detail = format!(
            "There is no number of {kind} as of {} or before, so the rate is left empty. Set it with: redress organisation \
             base set --organisation ID --kind {kind} --on {} --number N",
            long_date(period.to),
            period.to
        );
        return check(id, false, detail);
    };
    let as_of = long_date(base.as_of);
    if base.as_of < period.from {
        let detail = format!("The number of {kind} is as of {as_of}, which is before the period. Set a newer one.");
        return check(id, false, detail);
    }
    check(id, true, format!("The rate is reckoned on {} {kind} as of {as_of}.", base.number))
}

/// `1 complaint`, `2 complaints`
pub(super) fn complaints(count: u64) -> String {
    format!("{count} complaint{}", if count == 1 { "" } else { "s" })
}
