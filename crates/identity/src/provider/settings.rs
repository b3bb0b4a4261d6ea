//! What an installation says of its provider.

use openidconnect::{ClientId, ClientSecret, IssuerUrl, RedirectUrl};

use crate::PublicAddress;
use crate::address::is_this_machine;

/// A provider's settings.
#[derive(Debug, Clone)]
pub struct ProviderSettings {
    pub(crate) issuer: IssuerUrl,
    pub(crate) client_id: ClientId,
    pub(crate) client_secret: Option<ClientSecret>,
    pub(crate) redirect: RedirectUrl,
    /// The claim that says what somebody is; a dot leads into an object, as in Keycloak's `realm_access.roles`.
    pub(crate) roles_claim: Option<String>,
    /// Scopes asked for beside `openid`, `email` and `profile`.
    pub(crate) scopes: Vec<String>,
    pub(crate) other_hosts: Vec<String>,
    pub(crate) private_network: bool,
    pub(crate) trust_email: bool,
}

/// Why settings cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "give the issuer as its provider writes it, beginning with https://, for example https://id.example.org/realms/main"
)]
pub struct SettingsError;

impl ProviderSettings {
    /// The least that is needed: the issuer exactly as the provider writes it, our name there, and the path at which people come
    /// back.
    ///
    /// # Errors
    /// When the issuer is no address with TLS, and not on the machine itself either.
    pub fn new(issuer: &str, client_id: &str, address: &PublicAddress, back: &str) -> Result<Self, SettingsError> {
        let issuer = IssuerUrl::new(issuer.to_owned()).map_err(|_| SettingsError)?;
        let url = issuer.url();
        let bare = url.query().is_none() && url.fragment().is_none() && url.username().is_empty();
        let safe = url.scheme() == "https" || (url.scheme() == "http" && is_this_machine(url));
        let redirect = RedirectUrl::new(address.join(back)).map_err(|_| SettingsError)?;
        if !bare || !safe {
            return Err(SettingsError);
        }
        Ok(Self {
            issuer,
            client_id: ClientId::new(client_id.to_owned()),
            client_secret: None,
            redirect,
            roles_claim: None,
            scopes: Vec::new(),
            other_hosts: Vec::new(),
            private_network: false,
            trust_email: false,
        })
    }

    /// With the secret the provider gave us.
    #[must_use]
    pub fn with_secret(mut self, secret: Option<String>) -> Self {
        self.client_secret = secret.map(ClientSecret::new);
        self
    }

    /// With the claim that says what somebody is, and the scopes to be asked for so that it comes.
    #[must_use]
    pub fn with_roles_claim(mut self, claim: Option<String>, scopes: Vec<String>) -> Self {
        self.roles_claim = claim;
        self.scopes = scopes;
        self
    }

    /// With other hosts that may be called beside the issuer's, and whether they may be in a private network.
    #[must_use]
    pub fn with_reach(mut self, other_hosts: Vec<String>, private_network: bool) -> Self {
        self.other_hosts = other_hosts;
        self.private_network = private_network;
        self
    }

    /// Takes every address of the provider as verified: only where it alone gives them out, as a directory of the organisation's own
    /// staff does.
    #[must_use]
    pub fn with_trusted_email(mut self, trust: bool) -> Self {
        self.trust_email = trust;
        self
    }
}
