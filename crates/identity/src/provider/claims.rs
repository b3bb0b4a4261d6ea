//! What a provider says of somebody, from the ID token and, where that says too little, from its user information.

use openidconnect::core::CoreGenderClaim;
use openidconnect::{
    AdditionalClaims, IdTokenClaims, LocalizedClaim, OAuth2TokenResponse, UserInfoClaims, UserInfoError,
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::client::{Client, TokenAnswer};
use super::{Doubt, ProviderError, ProviderSettings};
use crate::outgoing::{CallError, Outgoing};

/// Most values of the roles claim that are read, and the longest of them in bytes.
const VALUES: usize = 500;
const VALUE_BYTES: usize = 500;

/// Somebody the provider vouches for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vouched {
    /// The provider's number for them, which it never gives to anybody else. An address it may.
    pub subject: String,
    /// In lower case; only where the provider says that it is theirs.
    pub verified_email: Option<String>,
    pub name: Option<String>,
    /// The values of the roles claim, as the provider has them.
    pub groups: Vec<String>,
}

/// Claims that the protocol does not know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct OtherClaims {
    #[serde(flatten)]
    all: Map<String, Value>,
}

impl AdditionalClaims for OtherClaims {}

pub(super) type IdClaims = IdTokenClaims<OtherClaims, CoreGenderClaim>;
type InfoClaims = UserInfoClaims<OtherClaims, CoreGenderClaim>;

/// What the protocol knows, and what it does not, wherever it was said.
struct Said<'a> {
    email: Option<&'a str>,
    verified: bool,
    name: Option<&'a str>,
    other: &'a OtherClaims,
}

/// What the ID token says, with what it leaves out asked for.
pub(super) fn complete(
    claims: IdClaims,
    client: &Client,
    settings: &ProviderSettings,
    outgoing: &Outgoing,
    tokens: &TokenAnswer,
) -> Result<Vouched, ProviderError> {
    let first = Said {
        email: claims.email().map(|email| email.as_str()),
        verified: claims.email_verified() == Some(true),
        name: one_name(claims.name().map(LocalizedClaim::iter)),
        other: claims.additional_claims(),
    };
    let groups = groups(settings, first.other);
    let complete = first.email.is_some() && first.name.is_some() && groups.is_some();
    let info =
        if complete || client.user_info_url().is_none() { None } else { Some(ask(&claims, client, outgoing, tokens)?) };
    let second = info.as_ref().map(|info| Said {
        email: info.email().map(|email| email.as_str()),
        verified: info.email_verified() == Some(true),
        name: one_name(info.name().map(LocalizedClaim::iter)),
        other: info.additional_claims(),
    });
    // An address and its being verified are one statement: they never come from two places.
    let said = if first.email.is_some() { Some(&first) } else { second.as_ref() };
    let verified = said.filter(|said| said.verified || settings.trust_email).and_then(|said| said.email);
    let name = first.name.or(second.as_ref().and_then(|said| said.name));
    Ok(Vouched {
        subject: claims.subject().to_string(),
        verified_email: verified.map(|email| email.trim().to_lowercase()),
        name: name.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()),
        groups: groups
            .or_else(|| second.as_ref().and_then(|said| self::groups(settings, said.other)))
            .unwrap_or_default(),
    })
}

/// Asks for the user information; it counts only where it is about the same person.
fn ask(
    claims: &IdClaims,
    client: &Client,
    outgoing: &Outgoing,
    tokens: &TokenAnswer,
) -> Result<InfoClaims, ProviderError> {
    let unusable = |what: &str| ProviderError::Unusable(format!("its user information: {what}"));
    let request = client.user_info(tokens.access_token().clone(), Some(claims.subject().clone()));
    let request = request.map_err(|error| unusable(&error.to_string()))?;
    let call = |request| outgoing.call(request);
    request.request(&call).map_err(|error: UserInfoError<CallError>| match error {
        UserInfoError::ClaimsVerification(error) => Doubt::from(error).into(),
        UserInfoError::Request(error) => unusable(&error.to_string()),
        UserInfoError::Response(status, _, _) => unusable(&format!("it answered {status}")),
        _ => unusable("its answer could not be read"),
    })
}

/// The name without a language, or the first there is.
fn one_name<'a, T>(
    names: Option<impl Iterator<Item = (Option<T>, &'a openidconnect::EndUserName)>>,
) -> Option<&'a str> {
    let mut names: Vec<_> = names?.map(|(language, name)| (language.is_some(), name.as_str())).collect();
    names.sort_by_key(|(language, _)| *language);
    names.first().map(|(_, name)| *name)
}

/// The values of the roles claim: one text or a list of them. `None` where it is not there; where none is asked for, nothing.
fn groups(settings: &ProviderSettings, other: &OtherClaims) -> Option<Vec<String>> {
    let Some(claim) = &settings.roles_claim else { return Some(Vec::new()) };
    let value = match other.all.get(claim) {
        Some(value) => value,
        None => {
            let mut parts = claim.split('.');
            let first = other.all.get(parts.next()?)?;
            parts.try_fold(first, |value, part| value.get(part))?
        }
    };
    let values = match value {
        Value::Array(values) => values.iter().filter_map(Value::as_str).collect(),
        Value::String(value) => vec![value.as_str()],
        _ => Vec::new(),
    };
    Some(values.into_iter().filter(|value| value.len() <= VALUE_BYTES).take(VALUES).map(str::to_owned).collect())
}
