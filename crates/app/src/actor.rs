//! Who acts, and in which organisation.

use redress_domain::case::By;
use redress_domain::staff::UserId;

/// Somebody who acts in one organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    organisation_id: String,
    by: By,
}

impl Actor {
    /// A member of staff, signed in or with a token.
    pub fn user(organisation_id: impl Into<String>, user: UserId) -> Self {
        Self { organisation_id: organisation_id.into(), by: By::User(user) }
    }

    /// Whoever is at the command line of the installation.
    pub fn operator(organisation_id: impl Into<String>) -> Self {
        Self { organisation_id: organisation_id.into(), by: By::Operator }
    }

    /// Whoever fills in the public form. They may log a case and nothing else, so nobody outside the use case that logs it
    /// can act as one.
    pub(crate) fn public(organisation_id: impl Into<String>) -> Self {
        Self { organisation_id: organisation_id.into(), by: By::Public }
    }

    pub fn organisation(&self) -> &str {
        &self.organisation_id
    }

    pub fn by(&self) -> &By {
        &self.by
    }

    pub fn user_id(&self) -> Option<&UserId> {
        self.by.user()
    }
}
