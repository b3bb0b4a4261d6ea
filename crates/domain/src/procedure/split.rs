//! What a return asks of every case beside its outcome: age band, tenure, product. Each a list of the procedure's own.

use serde::{Deserialize, Serialize};

use super::Procedure;
use super::model::Label;

/// One way in which a return splits up its cases. A case can be given its answers at any time, closed or not.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Split {
    pub id: String,
    /// What it tells of a case: "Age of the patient".
    pub label: String,
    pub options: Vec<Label>,
    /// Whether several options can hold for one case; it then counts under each.
    #[serde(default)]
    pub many: bool,
    #[serde(default)]
    pub asked: SplitAsked,
    /// Special-category data: seen by those who work on cases, and otherwise only counted.
    #[serde(default)]
    pub special: bool,
    /// Id of the return that asks for it: `ko41a`.
    pub for_return: Option<String>,
}

/// When it is asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SplitAsked {
    /// When the case is taken in: a case without an answer is told of on its page.
    Intake,
    #[default]
    AnyTime,
}

impl Split {
    /// The option of this id.
    pub fn option(&self, id: &str) -> Option<&Label> {
        self.options.iter().find(|option| option.id == id)
    }
}

impl Procedure {
    /// The split of this id.
    pub fn split(&self, id: &str) -> Option<&Split> {
        self.splits.iter().find(|split| split.id == id)
    }
}
