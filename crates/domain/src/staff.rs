//! The people of an organisation, as the rules need to know them.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::time::Date;

/// Id of a member of staff within one organisation.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct UserId(String);

impl UserId {
    pub fn new(id: impl Into<String>) -> Self {
        Self(id.into())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for UserId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Somebody who works for the organisation, paid or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Staff {
    pub id: UserId,
    pub name: String,
    pub email: String,
    /// Role ids of the procedure, or [`ADMINISTRATOR`].
    pub roles: Vec<String>,
    pub absences: Vec<Absence>,
}

/// A time in which somebody is away, both days included (R104).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Absence {
    pub from: Date,
    pub to: Date,
}

impl Absence {
    pub fn covers(&self, day: Date) -> bool {
        (self.from..=self.to).contains(&day)
    }
}

impl Staff {
    /// Whether they still work here: whoever holds no role has left, and is named in what they did.
    pub fn works_here(&self) -> bool {
        !self.roles.is_empty()
    }

    pub fn has_role(&self, role: &str) -> bool {
        self.roles.iter().any(|held| held == role)
    }

    pub fn has_any_role(&self, roles: &[String]) -> bool {
        roles.iter().any(|role| self.has_role(role))
    }

    /// The absence that covers a day.
    pub fn absent_on(&self, day: Date) -> Option<&Absence> {
        self.absences.iter().find(|absence| absence.covers(day))
    }

    /// Whether a name, as a register or a form has it, is theirs: by name or address, whatever the case of its letters.
    pub fn is_called(&self, name: &str) -> bool {
        let same = |own: &str| own.trim().to_lowercase() == name.trim().to_lowercase();
        same(&self.name) || same(&self.email)
    }
}

/// Everybody of one organisation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Staffing {
    staff: Vec<Staff>,
}

impl Staffing {
    /// Sorted by id, so that finding somebody is a binary search.
    pub fn new(mut staff: Vec<Staff>) -> Self {
        staff.sort_by(|a, b| a.id.cmp(&b.id));
        Self { staff }
    }

    pub fn find(&self, id: &UserId) -> Option<&Staff> {
        let at = self.staff.binary_search_by(|staff| staff.id.cmp(id)).ok()?;
        self.staff.get(at)
    }

    pub fn iter(&self) -> impl Iterator<Item = &Staff> {
        self.staff.iter()
    }

    /// The name to show for somebody; the id where they are not known.
    pub fn name<'a>(&'a self, id: &'a UserId) -> &'a str {
        self.find(id).map_or(id.as_str(), |staff| staff.name.as_str())
    }
}

/// The one role that every organisation has, whatever its procedure: sets the house up, sees all of it.
pub const ADMINISTRATOR: &str = "administrator";
