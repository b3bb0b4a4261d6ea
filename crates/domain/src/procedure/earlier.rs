//! Fields that the vocabulary had before: what was adopted under them is kept as it was written, and still read (R73).

use serde::Deserialize;

use super::escalation::{self, Window, WindowStart, WindowUnit};
use super::model::{Definition, Permission};

/// Permissions that came later. In a file of before nobody holds them, and its reports still have to be written and approved:
/// whoever manages or administers may.
pub(super) fn with_later_permissions(mut definition: Definition) -> Definition {
    for permission in [Permission::Improve, Permission::Approve] {
        if definition.roles.iter().any(|role| role.may.contains(&permission)) {
            continue;
        }
        let leads = |may: &[Permission]| may.contains(&Permission::Manage) || may.contains(&Permission::Administer);
        for role in definition.roles.iter_mut().filter(|role| leads(&role.may)) {
            role.may.push(permission);
        }
    }
    definition
}

/// [`escalation::Escalation`] as files write it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Escalation {
    #[serde(default)]
    windows: Vec<Window>,
    #[serde(default)]
    waivable: bool,
    /// One window of months after the reply, before there could be several.
    window_months: Option<u32>,
}

impl From<Escalation> for escalation::Escalation {
    fn from(file: Escalation) -> Self {
        let after_reply = |length| Window { length, unit: WindowUnit::Month, from: WindowStart::Reply };
        let windows = file.windows.into_iter().chain(file.window_months.map(after_reply)).collect();
        Self { windows, waivable: file.waivable }
    }
}
