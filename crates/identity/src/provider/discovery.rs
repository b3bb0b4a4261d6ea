//! What a provider says of itself: its endpoints and keys, asked for when they are needed and kept for a while.

use std::sync::{Arc, Mutex, PoisonError};

use openidconnect::core::{
    CoreAuthDisplay, CoreClaimName, CoreClaimType, CoreClientAuthMethod, CoreGrantType, CoreJsonWebKey,
    CoreJweContentEncryptionAlgorithm, CoreJweKeyManagementAlgorithm, CoreResponseMode, CoreResponseType,
    CoreSubjectIdentifierType,
};
use openidconnect::{AdditionalProviderMetadata, DiscoveryError, ProviderMetadata};
use serde::{Deserialize, Serialize};

use super::{Doubt, ProviderError, ProviderSettings};
use crate::address::is_this_machine;
use crate::outgoing::{CallError, Outgoing};

/// How long it is kept, in seconds.
const KEPT: i64 = 3_600;
/// How soon keys may be asked for again because of one that is unknown, in seconds: who makes tokens up cannot make us ask more.
const RENEWED: i64 = 30;

/// RFC 9207: whether it always says with an answer who it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Names {
    #[serde(default)]
    authorization_response_iss_parameter_supported: bool,
}

impl AdditionalProviderMetadata for Names {}

pub(super) type Metadata = ProviderMetadata<
    Names,
    CoreAuthDisplay,
    CoreClientAuthMethod,
    CoreClaimName,
    CoreClaimType,
    CoreGrantType,
    CoreJweContentEncryptionAlgorithm,
    CoreJweKeyManagementAlgorithm,
    CoreJsonWebKey,
    CoreResponseMode,
    CoreResponseType,
    CoreSubjectIdentifierType,
>;

/// What is known, and since when.
#[derive(Debug, Default)]
pub(super) struct Known {
    last: Mutex<Option<(Arc<Metadata>, i64)>>,
}

impl Known {
    /// What is known; asked for where that is nothing, or old.
    pub(super) fn get(
        &self,
        settings: &ProviderSettings,
        outgoing: &Outgoing,
        now: i64,
    ) -> Result<Arc<Metadata>, ProviderError> {
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner).clone();
        match last {
            Some((metadata, since)) if (0..KEPT).contains(&now.saturating_sub(since)) => Ok(metadata),
            _ => self.renew(settings, outgoing, now),
        }
    }

    pub(super) fn may_be_renewed(&self, now: i64) -> bool {
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        last.as_ref().is_none_or(|(_, since)| now.saturating_sub(*since) >= RENEWED)
    }

    /// Asks anew.
    pub(super) fn renew(
        &self,
        settings: &ProviderSettings,
        outgoing: &Outgoing,
        now: i64,
    ) -> Result<Arc<Metadata>, ProviderError> {
        let call = |request| outgoing.call(request);
        let metadata = Metadata::discover(&settings.issuer, &call).map_err(|error| unusable(&error))?;
        let there = metadata.authorization_endpoint().url();
        if there.scheme() != "https" && !(is_this_machine(there) && is_this_machine(settings.issuer.url())) {
            return Err(ProviderError::Unusable("it sends people to an address without TLS".to_owned()));
        }
        let metadata = Arc::new(metadata);
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Some((Arc::clone(&metadata), now));
        Ok(metadata)
    }
}

/// Whether an answer is from the provider that was asked, so that one of another is not taken to it (mix-up, RFC 9207).
pub(super) fn check_issuer(metadata: &Metadata, named: Option<&str>) -> Result<(), Doubt> {
    match named {
        Some(named) if named == metadata.issuer().as_str() => Ok(()),
        None if !metadata.additional_metadata().authorization_response_iss_parameter_supported => Ok(()),
        _ => Err(Doubt::Issuer),
    }
}

fn unusable(error: &DiscoveryError<CallError>) -> ProviderError {
    ProviderError::Unusable(match error {
        DiscoveryError::Request(error) => error.to_string(),
        DiscoveryError::Response(status, _, _) => format!("it answered {status} when it was asked about itself"),
        DiscoveryError::Parse(error) => format!("what it says of itself could not be read, at {}", error.path()),
        DiscoveryError::Validation(what) => what.clone(),
        _ => "what it says of itself could not be read".to_owned(),
    })
}
