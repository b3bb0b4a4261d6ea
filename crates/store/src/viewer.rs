//! Whose eyes a question is asked for: the rule of `access::may_see` in SQL, for every list, count, search and figure.

use std::collections::BTreeSet;

use redress_domain::staff::UserId;

use crate::engine::Reader;
use crate::{StoreError, vals};

/// Somebody who asks, in their organisation. The cases that are about them do not exist for them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Viewer<'a> {
    pub(crate) organisation_id: &'a str,
    /// Set only where there are cases to hide, so that everybody else pays nothing for the rule.
    hidden_from: Option<&'a str>,
    /// References of the cases that are hidden, which other cases may name.
    hidden: BTreeSet<String>,
}

impl<'a> Viewer<'a> {
    /// Whoever sees every case: the operator, the published report.
    pub fn everything(organisation_id: &'a str) -> Self {
        Self { organisation_id, hidden_from: None, hidden: BTreeSet::new() }
    }

    /// A member of staff.
    pub fn staff(reader: &mut Reader<'_>, organisation_id: &'a str, user: &'a UserId) -> Result<Self, StoreError> {
        let sql = "SELECT c.reference FROM case_subjects s
                   JOIN cases c ON c.organisation_id = s.organisation_id AND c.case_no = s.case_no
                   WHERE s.organisation_id = $1 AND s.user_id = $2 AND s.barred";
        let hidden = reader.query(sql, vals![organisation_id, user.as_str()], |row| row.text(0))?;
        let hidden_from = (!hidden.is_empty()).then_some(user.as_str());
        Ok(Self { organisation_id, hidden_from, hidden: hidden.into_iter().collect() })
    }

    /// Whether a case is hidden, so that another must not name it either.
    pub fn hides(&self, reference: &str) -> bool {
        self.hidden.contains(reference)
    }

    pub fn organisation(&self) -> &'a str {
        self.organisation_id
    }

    /// A condition on a table with `organisation_id` and `case_no`; empty where nothing is hidden. The id of a user is a
    /// word of small letters, digits and hyphens and can stand in the text.
    pub(crate) fn and_visible(&self, table: &str) -> String {
        let Some(user) = self.hidden_from else { return String::new() };
        let user = user.replace('\'', "''");
        format!(
            " AND NOT EXISTS (SELECT 1 FROM case_subjects hidden WHERE hidden.organisation_id = {table}.organisation_id \
             AND hidden.case_no = {table}.case_no AND hidden.user_id = '{user}' AND hidden.barred)"
        )
    }

    /// A condition on a column with the reference of another case; empty where nothing is hidden.
    pub(crate) fn and_names_visible(&self, table: &str, column: &str) -> String {
        let Some(user) = self.hidden_from else { return String::new() };
        let user = user.replace('\'', "''");
        format!(
            " AND NOT EXISTS (SELECT 1 FROM case_subjects hidden JOIN cases other \
             ON other.organisation_id = hidden.organisation_id AND other.case_no = hidden.case_no \
             WHERE hidden.organisation_id = {table}.organisation_id AND other.reference = {table}.{column} \
             AND hidden.user_id = '{user}' AND hidden.barred)"
        )
    }

    /// A condition on something that `list` names cases of, by its number, in a statement whose `$1` is the organisation: it
    /// names no case that is hidden. Empty where nothing is hidden.
    pub(crate) fn and_names_none_hidden(&self, list: &str, column: &str, number: &str) -> String {
        let Some(user) = self.hidden_from else { return String::new() };
        let user = user.replace('\'', "''");
        format!(
            " AND NOT EXISTS (SELECT 1 FROM case_subjects hidden JOIN {list} named \
             ON named.organisation_id = hidden.organisation_id AND named.case_no = hidden.case_no \
             WHERE hidden.organisation_id = $1 AND named.{column} = {number} \
             AND hidden.user_id = '{user}' AND hidden.barred)"
        )
    }
}
