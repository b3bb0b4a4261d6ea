//! Whose eyes a question is asked for: the rule of `access::may_see` in SQL, for every list, count, search and figure.

use std::collections::BTreeSet;

use redress_domain::staff::UserId;
use redress_domain::time::Instant;

use crate::engine::Reader;
use crate::{StoreError, vals};

/// Somebody who asks, in their organisation. The cases that are about them do not exist for them, nor do confidential ones
/// that do not admit them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Viewer<'a> {
    pub(crate) organisation_id: &'a str,
    /// A query for the cases that are hidden. Set only where there are some, so that everybody else pays nothing for the rule.
    hidden_cases: Option<String>,
    /// References of the cases that are hidden, which other cases may name.
    hidden: BTreeSet<String>,
}

/// What a member of staff sees of confidential cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sight {
    /// Whether they see all of them: they hold the permission `confidential`.
    pub confidential: bool,
    /// What was opened to them until a moment before this is closed again.
    pub now: Instant,
}

impl<'a> Viewer<'a> {
    /// Whoever sees every case: the operator, the published report.
    pub fn everything(organisation_id: &'a str) -> Self {
        Self { organisation_id, hidden_cases: None, hidden: BTreeSet::new() }
    }

    /// A member of staff.
    pub fn staff(
        reader: &mut Reader<'_>,
        organisation_id: &'a str,
        user: &UserId,
        sight: Sight,
    ) -> Result<Self, StoreError> {
        let hidden_cases = hidden_cases(user, sight);
        let sql = format!(
            "SELECT c.reference FROM ({hidden_cases}) hidden
             JOIN cases c ON c.organisation_id = hidden.organisation_id AND c.case_no = hidden.case_no
             WHERE hidden.organisation_id = $1"
        );
        let hidden: BTreeSet<String> =
            reader.query(&sql, vals![organisation_id], |row| row.text(0))?.into_iter().collect();
        Ok(Self { organisation_id, hidden_cases: (!hidden.is_empty()).then_some(hidden_cases), hidden })
    }

    /// Whether a case is hidden, so that another must not name it either.
    pub fn hides(&self, reference: &str) -> bool {
        self.hidden.contains(reference)
    }

    /// References of all cases that are hidden.
    pub fn hidden(&self) -> impl Iterator<Item = &String> {
        self.hidden.iter()
    }

    pub fn organisation(&self) -> &'a str {
        self.organisation_id
    }

    /// A condition on a table with `organisation_id` and `case_no`; empty where nothing is hidden.
    pub(crate) fn and_visible(&self, table: &str) -> String {
        let Some(hidden) = &self.hidden_cases else { return String::new() };
        format!(
            " AND NOT EXISTS (SELECT 1 FROM ({hidden}) hidden WHERE hidden.organisation_id = {table}.organisation_id \
             AND hidden.case_no = {table}.case_no)"
        )
    }

    /// A condition on a column with the reference of another case; empty where nothing is hidden.
    pub(crate) fn and_names_visible(&self, table: &str, column: &str) -> String {
        let Some(hidden) = &self.hidden_cases else { return String::new() };
        format!(
            " AND NOT EXISTS (SELECT 1 FROM ({hidden}) hidden JOIN cases other \
             ON other.organisation_id = hidden.organisation_id AND other.case_no = hidden.case_no \
             WHERE hidden.organisation_id = {table}.organisation_id AND other.reference = {table}.{column})"
        )
    }

    /// A condition on something that `list` names cases of, by its number, in a statement whose `$1` is the organisation: it
    /// names no case that is hidden. Empty where nothing is hidden.
    pub(crate) fn and_names_none_hidden(&self, list: &str, column: &str, number: &str) -> String {
        let Some(hidden) = &self.hidden_cases else { return String::new() };
        format!(
            " AND NOT EXISTS (SELECT 1 FROM ({hidden}) hidden JOIN {list} named \
             ON named.organisation_id = hidden.organisation_id AND named.case_no = hidden.case_no \
             WHERE hidden.organisation_id = $1 AND named.{column} = {number})"
        )
    }
}

/// Organisation and number of each case that does not exist for somebody: what is about them, and what is confidential and
/// does not admit them. The id of a user is a word of small letters, digits and hyphens and can stand in the text.
fn hidden_cases(user: &UserId, sight: Sight) -> String {
    let user = user.as_str().replace('\'', "''");
    let about = format!("SELECT organisation_id, case_no FROM case_subjects WHERE user_id = '{user}' AND barred");
    if sight.confidential {
        return about;
    }
    let now = sight.now.as_micros();
    format!(
        "{about} UNION ALL SELECT shut.organisation_id, shut.case_no FROM cases shut WHERE shut.confidential \
         AND NOT EXISTS (SELECT 1 FROM case_admitted open WHERE open.organisation_id = shut.organisation_id \
         AND open.case_no = shut.case_no AND open.user_id = '{user}' AND (open.until IS NULL OR open.until > {now}))"
    )
}
