//! What a group of cases has in common: a decision code, a service area, or both.

use serde::{Deserialize, Serialize};

/// A decision code, a service area, or both; never neither, so that there is always something to count by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Cause {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    code: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    service_area: Option<String>,
}

impl Cause {
    /// `None` where neither is given.
    pub fn new(code: Option<String>, service_area: Option<String>) -> Option<Self> {
        (code.is_some() || service_area.is_some()).then_some(Self { code, service_area })
    }

    /// Id of the decision code; `None` means every code.
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// `None` means every service area.
    pub fn service_area(&self) -> Option<&str> {
        self.service_area.as_deref()
    }

    /// Whether cases of a code in a service area belong to it; `None` where a case has none.
    pub fn covers(&self, code: Option<&str>, service_area: Option<&str>) -> bool {
        let within = |own: Option<&str>, of: Option<&str>| own.is_none() || own == of;
        within(self.code(), code) && within(self.service_area(), service_area)
    }
}
