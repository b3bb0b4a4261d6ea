//! Advisories that were looked at and do no harm here, each with its reason.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use serde::Deserialize;

/// Where they stand, under the root.
pub const FILE: &str = "docs/security/advisories.toml";

/// Why an advisory does no harm, by its id.
pub type Excepted = BTreeMap<String, String>;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    #[serde(default)]
    excepted: Excepted,
}

pub fn read(text: &str) -> Result<Excepted> {
    let document: Document = toml::from_str(text).with_context(|| format!("{FILE} cannot be read"))?;
    Ok(document.excepted)
}
