//! How signing in at a provider can fail: it cannot be used, or is not believed.

use openidconnect::{ClaimsVerificationError, SignatureVerificationError};

/// Why nobody is vouched for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProviderError {
    /// It does not answer, or not as the protocol asks; for the operator, without anything about the person.
    #[error("the provider cannot be used: {0}")]
    Unusable(String),
    /// A check failed.
    #[error("the provider's answer is not believed: {}", .0.code())]
    NotBelieved(Doubt),
}

/// The check that failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// It is another issuer's, or does not say whose although the provider always does.
    Issuer,
    /// It is for another client.
    Audience,
    /// It is too old, or from the future.
    Time,
    /// It answers another question.
    Nonce,
    /// It is signed in a way that is not allowed, or not at all.
    Algorithm,
    /// It is signed with a key that is not the provider's.
    Key,
    /// The signature is wrong.
    Signature,
    /// The code was used already, or is not the provider's.
    Code,
    /// There is no token, or something else in it does not hold.
    Token,
    /// What it says of the person is about somebody else.
    Subject,
}

impl Doubt {
    /// Stable code, for the log.
    pub fn code(self) -> &'static str {
        match self {
            Self::Issuer => "issuer",
            Self::Audience => "audience",
            Self::Time => "time",
            Self::Nonce => "nonce",
            Self::Algorithm => "algorithm",
            Self::Key => "key",
            Self::Signature => "signature",
            Self::Code => "code",
            Self::Token => "token",
            Self::Subject => "subject",
        }
    }
}

impl From<Doubt> for ProviderError {
    fn from(doubt: Doubt) -> Self {
        Self::NotBelieved(doubt)
    }
}

impl From<ClaimsVerificationError> for Doubt {
    fn from(error: ClaimsVerificationError) -> Self {
        match error {
            ClaimsVerificationError::Expired(_) => Self::Time,
            ClaimsVerificationError::InvalidAudience(_) => Self::Audience,
            ClaimsVerificationError::InvalidIssuer(_) => Self::Issuer,
            ClaimsVerificationError::InvalidNonce(_) => Self::Nonce,
            ClaimsVerificationError::InvalidSubject(_) => Self::Subject,
            ClaimsVerificationError::SignatureVerification(error) => error.into(),
            _ => Self::Token,
        }
    }
}

impl From<SignatureVerificationError> for Doubt {
    fn from(error: SignatureVerificationError) -> Self {
        match error {
            SignatureVerificationError::NoMatchingKey => Self::Key,
            SignatureVerificationError::DisallowedAlg(_)
            | SignatureVerificationError::UnsupportedAlg(_)
            | SignatureVerificationError::NoSignature => Self::Algorithm,
            _ => Self::Signature,
        }
    }
}
