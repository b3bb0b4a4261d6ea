//! What stands in one place of a table: words, or a number with its kind, or why there is none.

use std::borrow::Cow;

/// What a masked number is printed as, and the words that explain it.
pub(super) const MASK: &str = "*";
pub(super) const MASK_WORDS: &str = "not shown, so that nobody can be recognised";
/// What is printed where no number belongs, and the words for it.
pub(super) const NO_VALUE: &str = "–";
pub(super) const NO_VALUE_WORDS: &str = "not applicable";

/// One place of a table or list, with where a page of the application leads from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// What is printed.
    pub value: Value,
    /// A path within the application, `/reports/…`; files that leave it do not have it.
    pub href: Option<String>,
}

/// What is printed in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Words; anything that is not to be reckoned with.
    Text(String),
    /// How many.
    Count(u64),
    /// A number just as it is printed, with its unit if it has one: `2.91`, `58.3%`, `£1,250.00`. A spreadsheet gets the number in it.
    Decimal(String),
    /// A small number kept back so that nobody can be recognised. Printed `*`.
    Masked,
    /// A place where no number belongs. Printed `–`.
    NotApplicable,
}

impl Cell {
    /// A number just as it is printed.
    pub fn decimal(printed: impl ToString) -> Cell {
        Value::Decimal(printed.to_string()).into()
    }

    /// The same cell, leading to a path within the application.
    pub fn linked(self, href: impl Into<String>) -> Cell {
        Cell { href: Some(href.into()), ..self }
    }
}

impl Value {
    /// The cell as it is printed.
    pub fn printed(&self) -> Cow<'_, str> {
        match self {
            Value::Text(text) | Value::Decimal(text) => Cow::Borrowed(text),
            Value::Count(count) => Cow::Owned(count.to_string()),
            Value::Masked => Cow::Borrowed(MASK),
            Value::NotApplicable => Cow::Borrowed(NO_VALUE),
        }
    }
}

impl From<Value> for Cell {
    fn from(value: Value) -> Cell {
        Cell { value, href: None }
    }
}

impl From<u64> for Cell {
    fn from(count: u64) -> Cell {
        Value::Count(count).into()
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Cell {
        Value::Text(text).into()
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Cell {
        Value::Text(text.to_owned()).into()
    }
}
