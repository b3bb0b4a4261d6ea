//! Who acts, and in which organisation.

use redress_domain::case::By;
use redress_domain::reading::Via;
use redress_domain::staff::UserId;

/// Somebody who acts in one organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    organisation_id: String,
    by: By,
    via: Via,
}

impl Actor {
    /// A member of staff, signed in or with a token.
    pub fn user(organisation_id: impl Into<String>, user: UserId) -> Self {
        Self { organisation_id: organisation_id.into(), by: By::User(user), via: Via::Page }
    }

    /// Whoever is at the command line of the installation.
    pub fn operator(organisation_id: impl Into<String>) -> Self {
        Self { organisation_id: organisation_id.into(), by: By::Operator, via: Via::CommandLine }
    }

    /// Whoever fills in the public form. They may log a case and nothing else, so nobody outside the use case that logs it
    /// can act as one.
    pub(crate) fn public(organisation_id: impl Into<String>) -> Self {
        Self { organisation_id: organisation_id.into(), by: By::Public, via: Via::Page }
    }

    /// The same person, who comes by another way.
    #[must_use]
    pub fn through(self, via: Via) -> Self {
        Self { via, ..self }
    }

    /// By which way they come: it is written down with what they read.
    pub fn via(&self) -> Via {
        self.via
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
