//! Signing in with a proof that is made elsewhere: by the organisation's own sign-in, or by a passkey.

mod arrival;
mod ceremony;
mod own_passkeys;
mod passkey;
mod single_sign_on;

use std::collections::BTreeMap;

use redress_identity::PublicAddress;
use redress_identity::passkeys::Passkeys;
use redress_identity::provider::Provider;

use crate::App;

pub use own_passkeys::{OwnPasskeys, PasskeyLine};
pub use passkey::AskedPasskey;
pub use single_sign_on::{Arrival, ToProvider};

/// The path at which people come back from a provider; it is told the provider once, and stays.
pub const SINGLE_SIGN_ON_BACK: &str = "/sign-in/elsewhere/back";

/// What an installation takes as proof beside a password. By itself nothing.
#[derive(Debug, Default)]
pub struct Elsewhere {
    /// Where people reach this installation, where it was said.
    pub address: Option<PublicAddress>,
    pub provider: Option<SingleSignOn>,
    pub passkeys: Option<Passkeys>,
}

/// An organisation's own sign-in.
#[derive(Debug)]
pub struct SingleSignOn {
    /// What the organisation calls it, as the sign-in page says.
    pub name: String,
    pub organisation_id: String,
    pub provider: Provider,
    pub roles: Roles,
}

/// Where the roles of somebody come from who signs in there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Roles {
    /// From the accounts here, as an administrator gave them.
    Here,
    /// From what the provider says at each sign-in: which of its values stands for which role. Whoever holds none has no role here.
    Claimed {
        by_value: BTreeMap<String, String>,
        /// Whether somebody who has no account gets one.
        create_accounts: bool,
    },
}

impl Roles {
    /// The roles that these values of the provider stand for; `None` where roles are given here.
    fn of(&self, values: &[String]) -> Option<Vec<String>> {
        match self {
            Self::Here => None,
            Self::Claimed { by_value, .. } => {
                Some(values.iter().filter_map(|value| by_value.get(value)).cloned().collect())
            }
        }
    }

    fn create_accounts(&self) -> bool {
        matches!(self, Self::Claimed { create_accounts: true, .. })
    }
}

impl App {
    /// The whole address of a path, for links that are handed on; `None` where nobody said where people reach this installation.
    pub fn address_of(&self, path: &str) -> Option<String> {
        self.elsewhere().address.as_ref().map(|address| address.join(path))
    }

    /// What the organisation's own sign-in is called, where there is one.
    pub fn single_sign_on(&self) -> Option<&str> {
        self.elsewhere().provider.as_ref().map(|provider| provider.name.as_str())
    }

    /// Whether passkeys can be used: they need an address with a name, which they are bound to.
    pub fn takes_passkeys(&self) -> bool {
        self.elsewhere().passkeys.is_some()
    }
}
