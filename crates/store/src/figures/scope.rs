//! Which rows a figure counts: those the viewer may see, of the cases that are as they were on the day asked for.

use redress_domain::procedure::Route;
use redress_domain::time::{Date, Instant, parse_date};
use redress_domain::words::Word;

use crate::StoreError;
use crate::dialect::not_among;
use crate::engine::{Reader, Val};
use crate::viewer::Viewer;

/// The rows that stand for their cases. A case that has changed since the day asked for is folded from its events instead.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scope<'a> {
    pub viewer: &'a Viewer<'a>,
    /// The last instant that is known; `None`: everything is.
    pub until: Option<Instant>,
}

impl Scope<'_> {
    /// A condition, beginning with AND, on a table with `organisation_id` and `case_no`, where `$1` is the organisation.
    pub(super) fn and_counted(&self, reader: &Reader<'_>, table: &str) -> String {
        let unchanged = self.until.map(|until| {
            let changed = format!("changed.changed_at > {}", until.as_micros());
            not_among(reader.engine(), table, "cases changed", "changed", &changed)
        });
        format!("{}{}", self.viewer.and_visible(table), unchanged.unwrap_or_default())
    }

    pub(super) fn organisation(&self) -> Val<'_> {
        Val::from(self.viewer.organisation_id)
    }
}

pub(crate) fn word<T: Word>(id: &str) -> Result<T, StoreError> {
    T::from_id(id).ok_or_else(|| StoreError::inconsistent(format!("the word '{id}'")))
}

pub(super) fn route_val(route: Route) -> Val<'static> {
    Val::from(route.id())
}

pub(crate) fn date(text: &str) -> Result<Date, StoreError> {
    parse_date(text).map_err(|error| StoreError::inconsistent(error.to_string()))
}

pub(crate) fn count(number: i64) -> Result<u64, StoreError> {
    u64::try_from(number).map_err(|_| StoreError::inconsistent("a negative count"))
}
