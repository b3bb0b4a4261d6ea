//! A count as a report prints it: the number, or the mark that it is masked.

use std::fmt;
use std::iter::Sum;
use std::ops::Add;

use serde::{Deserialize, Serialize};

/// A count of a report. Serialised as the number, or as `"*"` where a public edition masks it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "Written", into = "Written")]
pub enum Count {
    Shown(u64),
    /// Too small to be published, or needed to keep such a number from being worked back.
    Masked,
}

impl Count {
    /// The number, unless it is masked.
    pub fn shown(self) -> Option<u64> {
        match self {
            Count::Shown(number) => Some(number),
            Count::Masked => None,
        }
    }
}

impl Default for Count {
    fn default() -> Self {
        Count::Shown(0)
    }
}

impl From<u64> for Count {
    fn from(number: u64) -> Self {
        Count::Shown(number)
    }
}

impl PartialEq<u64> for Count {
    fn eq(&self, number: &u64) -> bool {
        self.shown() == Some(*number)
    }
}

/// A sum is masked where one of its parts is.
impl Add for Count {
    type Output = Count;

    fn add(self, other: Count) -> Count {
        match (self, other) {
            (Count::Shown(one), Count::Shown(other)) => Count::Shown(one.saturating_add(other)),
            _ => Count::Masked,
        }
    }
}

impl Sum for Count {
    fn sum<I: Iterator<Item = Count>>(counts: I) -> Count {
        counts.fold(Count::default(), Add::add)
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Count::Shown(number) => number.fmt(f),
            Count::Masked => f.write_str("*"),
        }
    }
}

/// How a count stands in JSON.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Written {
    Number(u64),
    Mark(Mark),
}

#[derive(Serialize, Deserialize)]
enum Mark {
    #[serde(rename = "*")]
    Masked,
}

impl From<Written> for Count {
    fn from(written: Written) -> Self {
        match written {
            Written::Number(number) => Count::Shown(number),
            Written::Mark(Mark::Masked) => Count::Masked,
        }
    }
}

impl From<Count> for Written {
    fn from(count: Count) -> Self {
        match count {
            Count::Shown(number) => Written::Number(number),
            Count::Masked => Written::Mark(Mark::Masked),
        }
    }
}
