//! Writing down what happened to an account, and ending what it ends.

use redress_domain::case::By;
use redress_domain::staff::UserId;
use redress_domain::time::Instant;
use redress_store::{
    AccountChange, OrganisationFact, StoreError, Tx, append_organisation_fact, remove_sessions_of, remove_tokens_of,
};

use crate::random::random;

/// When something happens, and by whom: what a fact needs beside itself.
#[derive(Debug, Clone)]
pub(crate) struct Recording {
    at: Instant,
    by: By,
    salt: [u8; 16],
}

impl Recording {
    pub(crate) fn new(at: Instant, by: By) -> Result<Self, StoreError> {
        Ok(Self { at, by, salt: random()? })
    }

    /// Several in one change, by the operator unless told otherwise: no two facts share a salt.
    pub(crate) fn several<const N: usize>(at: Instant) -> Result<[Self; N], StoreError> {
        let salts: Vec<_> = (0..N).map(|_| random()).collect::<Result<_, _>>()?;
        let mut salts = salts.into_iter();
        Ok(std::array::from_fn(|_| Self { at, by: By::Operator, salt: salts.next().unwrap_or_default() }))
    }

    /// By somebody who is known only now.
    pub(crate) fn by_user(self, user: &UserId) -> Self {
        Self { by: By::User(user.clone()), ..self }
    }

    pub(crate) fn at(&self) -> Instant {
        self.at
    }

    /// Records a change of an account. Where it asks for it, all sessions and tokens of theirs end with it.
    pub(crate) fn record(
        self,
        tx: &mut Tx<'_>,
        organisation_id: &str,
        user: &UserId,
        change: AccountChange,
    ) -> Result<(), StoreError> {
        if change.signs_out() {
            remove_sessions_of(tx, organisation_id, user, None)?;
            remove_tokens_of(tx, organisation_id, user)?;
        }
        self.fact(tx, organisation_id, &OrganisationFact::Account { user: user.clone(), change })
    }

    /// Records a fact of the organisation.
    pub(crate) fn fact(
        self,
        tx: &mut Tx<'_>,
        organisation_id: &str,
        fact: &OrganisationFact,
    ) -> Result<(), StoreError> {
        append_organisation_fact(tx, organisation_id, fact, self.at, &self.by, self.salt)
    }
}
