//! What comes again, found by itself: the same cause in the same service area (R10).

use redress_app::Found;
use redress_domain::procedure::{Permission, Procedure};
use redress_domain::time::{long_date, minus_months};

use super::{cause, improvement, theme};
use crate::case_page::Link;
use crate::visitor::Visitor;

/// A theme that was found, as a line of a list.
pub(super) struct FoundLine {
    pub(super) about: String,
    pub(super) words: String,
    /// Improvement actions for it.
    pub(super) improvements: Vec<Link>,
    /// What this visitor can do about it.
    pub(super) forms: Vec<Link>,
}

impl FoundLine {
    pub(super) fn of(found: &Found, visitor: &Visitor, procedure: &Procedure) -> Self {
        let (code, area) = (found.theme.code.as_str(), found.theme.service_area.as_str());
        let since = long_date(minus_months(visitor.today(), procedure.repeats.window_months));
        let latest = long_date(found.theme.latest_on);
        let to_do = || {
            vec![
                Link { href: improvement::path_for_cause(code, area), label: "Start an improvement action".to_owned() },
                Link { href: theme::path_for_cause(code, area), label: "Name it as a theme".to_owned() },
            ]
        };
        Self {
            about: cause::words(Some(code), Some(area), procedure),
            words: format!("{} upheld cases since {since}, the latest closed on {latest}", found.theme.cases),
            improvements: found.improvements.iter().map(|number| improvement::link(*number)).collect(),
            forms: if visitor.may(Permission::Improve) { to_do() } else { Vec::new() },
        }
    }
}
