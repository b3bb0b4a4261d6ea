//! What comes again, found by itself: the same cause in the same service area (R10).

use redress_app::Found;
use redress_domain::procedure::{Permission, Procedure};
use redress_domain::time::{long_date, minus_months};

use super::{case_links, cause, improvement, theme};
use crate::answer::Failed;
use crate::case_page::Link;
use crate::visitor::Visitor;

/// Cases of each that are named in a list.
const CASES_SHOWN: usize = 10;

/// A theme that was found, as a line of a list.
pub(super) struct FoundLine {
    pub(super) about: String,
    pub(super) words: String,
    /// Improvement actions for it.
    pub(super) improvements: Vec<Link>,
    /// The latest of the cases.
    pub(super) cases: Vec<Link>,
    /// How many cases there are beside those.
    pub(super) others: u32,
    /// What this visitor can do about it.
    pub(super) forms: Vec<Link>,
}

impl FoundLine {
    pub(super) fn of(found: &Found, visitor: &Visitor, procedure: &Procedure) -> Self {
        let (code, area) = (found.theme.code.as_str(), found.theme.service_area.as_str());
        let since = long_date(minus_months(visitor.today(), procedure.repeats.window_months));
        let latest = long_date(found.theme.latest_on);
        let shown = || found.theme.references.iter().take(CASES_SHOWN);
        let to_do = || {
            vec![
                Link { href: improvement::path_for_cause(code, area), label: "Start an improvement action".to_owned() },
                Link { href: theme::path_for_cause(code, area), label: "Name it as a theme".to_owned() },
            ]
        };
        Self {
            about: cause::words(Some(code), Some(area), procedure),
            cases: case_links(shown()),
            others: found.theme.cases.saturating_sub(u32::try_from(shown().count()).unwrap_or(u32::MAX)),
            words: format!("{} upheld cases since {since}, the latest closed on {latest}", found.theme.cases),
            improvements: found.improvements.iter().map(|number| improvement::link(*number)).collect(),
            forms: if visitor.may(Permission::Improve) { to_do() } else { Vec::new() },
        }
    }
}

/// References of the cases in which a cause came again, for a form that begins with them.
///
/// # Errors
/// The page for whoever may not see reports.
pub(super) async fn references(visitor: &Visitor, code: &str, area: &str) -> Result<Vec<String>, Failed> {
    let found = visitor.app().found_theme(&visitor.who.actor, code, area).await;
    Ok(found.map_err(|error| visitor.failed(&error))?.map(|theme| theme.references).unwrap_or_default())
}
