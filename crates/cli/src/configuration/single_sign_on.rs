//! The section `[single_sign_on]`: the organisation's own sign-in (docs/how-to/single-sign-on.md).

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use redress_app::{Provider, ProviderSettings, PublicAddress, Roles, SINGLE_SIGN_ON_BACK, SingleSignOn};
use serde::Deserialize;

use super::wrong;
use crate::failure::Failure;

/// Where the secret may stand that the provider gave us.
const SECRET_VARIABLE: &str = "REDRESS_SINGLE_SIGN_ON_SECRET";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Section {
    /// What the organisation calls it, for the button on the sign-in page.
    name: String,
    organisation: String,
    issuer: String,
    client_id: String,
    client_secret_file: Option<PathBuf>,
    /// The claim that says what somebody is.
    roles_claim: Option<String>,
    /// Which of its values stands for which role. Without it roles are given here.
    roles: Option<BTreeMap<String, String>>,
    /// Scopes to be asked for beside `openid`, `email` and `profile`.
    #[serde(default)]
    scopes: Vec<String>,
    #[serde(default)]
    create_accounts: bool,
    /// Hosts beside the issuer's that its service is spread over.
    #[serde(default)]
    other_hosts: Vec<String>,
    #[serde(default)]
    private_network: bool,
    #[serde(default)]
    trust_email: bool,
}

impl Section {
    pub(super) fn read(self, file: &Path, address: &PublicAddress) -> Result<SingleSignOn, Failure> {
        let told = |key: &str, why: &str| wrong(file, format!("single_sign_on.{key}: {why}"));
        for (key, value) in [("name", &self.name), ("organisation", &self.organisation), ("client_id", &self.client_id)]
        {
            if value.trim().is_empty() {
                return Err(told(key, "it is empty; say it, or take the section out"));
            }
        }
        let roles = match (&self.roles_claim, self.roles) {
            (Some(_), Some(by_value)) if !by_value.is_empty() => {
                Roles::Claimed { by_value, create_accounts: self.create_accounts }
            }
            (None, Some(_)) => {
                return Err(told("roles_claim", "say which claim the values of [single_sign_on.roles] are of"));
            }
            (Some(_), _) => {
                return Err(told(
                    "roles_claim",
                    "say in [single_sign_on.roles] which of its values stands for which role",
                ));
            }
            (None, None) if self.create_accounts => {
                return Err(told(
                    "create_accounts",
                    "an account has a role: give roles_claim and [single_sign_on.roles]",
                ));
            }
            (None, None) => Roles::Here,
        };
        let settings = ProviderSettings::new(&self.issuer, &self.client_id, address, SINGLE_SIGN_ON_BACK);
        let settings = settings
            .map_err(|error| told("issuer", &error.to_string()))?
            .with_secret(secret(file, self.client_secret_file.as_deref())?)
            .with_roles_claim(self.roles_claim, self.scopes)
            .with_reach(self.other_hosts, self.private_network)
            .with_trusted_email(self.trust_email);
        let provider = Provider::new(settings);
        Ok(SingleSignOn { name: self.name.trim().to_owned(), organisation_id: self.organisation, provider, roles })
    }
}

/// The secret, from the environment or a file of its own: `redress.toml` may be read by more people.
fn secret(file: &Path, path: Option<&Path>) -> Result<Option<String>, Failure> {
    if let Some(secret) = std::env::var(SECRET_VARIABLE).ok().filter(|secret| !secret.is_empty()) {
        return Ok(Some(secret));
    }
    let Some(path) = path else { return Ok(None) };
    let text = std::fs::read_to_string(path).map_err(|error| {
        wrong(file, format!("single_sign_on.client_secret_file: {} cannot be read: {error}", path.display()))
    })?;
    match text.trim() {
        "" => Err(wrong(file, format!("single_sign_on.client_secret_file: {} is empty", path.display()))),
        secret => Ok(Some(secret.to_owned())),
    }
}
