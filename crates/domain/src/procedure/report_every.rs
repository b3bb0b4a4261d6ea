//! How often a report is published: one kind of period, or several, each due by itself (R84, R86).

use std::fmt;

use serde::de::value::{SeqAccessDeserializer, StrDeserializer};
use serde::de::{Error, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::period::PeriodKind;

/// A kind of period that is reported on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReportEvery {
    Month,
    Quarter,
    HalfYear,
    Year,
}

impl From<ReportEvery> for PeriodKind {
    fn from(every: ReportEvery) -> PeriodKind {
        match every {
            ReportEvery::Month => PeriodKind::Month,
            ReportEvery::Quarter => PeriodKind::Quarter,
            ReportEvery::HalfYear => PeriodKind::HalfYear,
            ReportEvery::Year => PeriodKind::Year,
        }
    }
}

/// Every kind that is reported on; in a file one word, or a list of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Every(pub Vec<ReportEvery>);

impl Default for Every {
    fn default() -> Self {
        Every(vec![ReportEvery::Quarter])
    }
}

impl Serialize for Every {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.as_slice() {
            [one] => one.serialize(serializer),
            several => several.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Every {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(OneOrSeveral)
    }
}

struct OneOrSeveral;

impl<'de> Visitor<'de> for OneOrSeveral {
    type Value = Every;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a kind of period such as \"quarter\", or a list such as [\"quarter\", \"year\"]")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Every, E> {
        Ok(Every(vec![ReportEvery::deserialize(StrDeserializer::new(text))?]))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Every, A::Error> {
        Vec::deserialize(SeqAccessDeserializer::new(list)).map(Every)
    }
}
