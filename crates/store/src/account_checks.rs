//! Whether accounts, tokens, links and second factors are those that the history tells of.

use std::collections::{BTreeMap, BTreeSet};

use redress_domain::staff::UserId;
use redress_domain::time::Instant;

use crate::StoreError;
use crate::engine::Reader;
use crate::identities::all_identities;
use crate::organisation_events::{AccountChange, OrganisationFact, user_digest};
use crate::passkeys::all_passkeys;
use crate::second_factors::{all_recovery_codes, all_second_factors, list_second_factor_roles};
use crate::sign_in_links::all_sign_in_links;
use crate::tokens::{Token, list_tokens};
use crate::users::{find_user, list_staff};

/// What the facts say of the accounts.
#[derive(Default)]
pub(crate) struct Accounts {
    /// Roles, and the digest of the row.
    users: BTreeMap<UserId, (Vec<String>, String)>,
    tokens: BTreeSet<Token>,
    links: BTreeMap<UserId, (String, Instant)>,
    second_factors: BTreeMap<UserId, String>,
    recovery_codes: BTreeSet<(UserId, String)>,
    passkeys: BTreeSet<(UserId, String)>,
    identities: BTreeSet<(UserId, String)>,
    asked_of: Vec<String>,
}

impl Accounts {
    /// Takes a fact in; facts about other things change nothing.
    pub(crate) fn take(&mut self, fact: &OrganisationFact) {
        match fact {
            OrganisationFact::UserAdded { user, roles, digest } => {
                self.users.insert(user.clone(), (roles.clone(), digest.clone()));
            }
            OrganisationFact::TokenCreated { user, token_digest, expires_at } => {
                let token = Token { digest: token_digest.clone(), user: user.clone(), expires_at: *expires_at };
                self.tokens.insert(token);
            }
            OrganisationFact::TokenRevoked { token_digest } => {
                self.tokens.retain(|token| token.digest != *token_digest);
            }
            OrganisationFact::SecondFactorAsked { roles } => self.asked_of.clone_from(roles),
            OrganisationFact::Account { user, change } => self.change(user, change),
            _ => {}
        }
    }

    fn change(&mut self, user: &UserId, change: &AccountChange) {
        if change.signs_out() {
            self.tokens.retain(|token| token.user != *user);
        }
        match change {
            AccountChange::LinkMade { link_digest, expires_at } => {
                self.links.insert(user.clone(), (link_digest.clone(), *expires_at));
            }
            AccountChange::PasswordSet { digest } => {
                self.links.remove(user);
                self.set_row(user, digest);
            }
            AccountChange::RolesChanged { roles }
            | AccountChange::RolesClaimed { roles }
            | AccountChange::Reopened { roles } => self.set_roles(user, roles),
            AccountChange::Ended { digest } => {
                self.links.remove(user);
                self.remove_second_factor(user);
                self.passkeys.retain(|(of, _)| of != user);
                self.identities.retain(|(of, _)| of != user);
                self.set_roles(user, &[]);
                self.set_row(user, digest);
            }
            AccountChange::SecondFactorSet { digest, codes } => {
                self.remove_second_factor(user);
                self.second_factors.insert(user.clone(), digest.clone());
                self.recovery_codes.extend(codes.iter().map(|code| (user.clone(), code.clone())));
            }
            AccountChange::SecondFactorSealedAnew { digest } => {
                self.second_factors.insert(user.clone(), digest.clone());
            }
            AccountChange::RecoveryCodeUsed { code_digest } => {
                self.recovery_codes.remove(&(user.clone(), code_digest.clone()));
            }
            AccountChange::SignedOut => {
                self.links.remove(user);
            }
            AccountChange::SecondFactorRemoved => self.remove_second_factor(user),
            AccountChange::PasskeyAdded { digest } => {
                self.passkeys.insert((user.clone(), digest.clone()));
            }
            AccountChange::PasskeyRemoved { digest } => {
                self.passkeys.remove(&(user.clone(), digest.clone()));
            }
            AccountChange::IdentityLinked { digest } => {
                self.identities.insert((user.clone(), digest.clone()));
            }
        }
    }

    fn set_roles(&mut self, user: &UserId, to: &[String]) {
        if let Some((roles, _)) = self.users.get_mut(user) {
            *roles = to.to_vec();
        }
    }

    fn set_row(&mut self, user: &UserId, to: &str) {
        if let Some((_, digest)) = self.users.get_mut(user) {
            to.clone_into(digest);
        }
    }

    fn remove_second_factor(&mut self, user: &UserId) {
        self.second_factors.remove(user);
        self.recovery_codes.retain(|(of, _)| of != user);
    }

    /// The first place where the rows differ: the table, and what is wrong there.
    pub(crate) fn check(
        self,
        reader: &mut Reader<'_>,
        organisation_id: &str,
    ) -> Result<Option<(String, &'static str)>, StoreError> {
        for (user, (roles, digest)) in &self.users {
            let held = find_user(reader, organisation_id, user)?;
            if held.is_none_or(|held| held.staff.roles != *roles || user_digest(&held) != *digest) {
                return Ok(Some((format!("users '{user}'"), "the account is not what was recorded")));
            }
        }
        if list_staff(reader, organisation_id)?.len() != self.users.len() {
            let what = "there is an account that was never recorded, or one is missing";
            return Ok(Some(("users".to_owned(), what)));
        }
        let links: BTreeMap<_, _> = all_sign_in_links(reader, organisation_id)?.into_iter().collect();
        let factors: BTreeMap<_, _> = all_second_factors(reader, organisation_id)?.into_iter().collect();
        let codes: BTreeSet<_> = all_recovery_codes(reader, organisation_id)?.into_iter().collect();
        let passkeys: BTreeSet<_> = all_passkeys(reader, organisation_id)?.into_iter().collect();
        let identities: BTreeSet<_> = all_identities(reader, organisation_id)?.into_iter().collect();
        let tokens: BTreeSet<_> = list_tokens(reader, organisation_id)?.into_iter().collect();
        let agrees = [
            ("tokens", tokens == self.tokens),
            ("sign_in_links", links == self.links),
            ("second_factors", factors == self.second_factors),
            ("recovery_codes", codes == self.recovery_codes),
            ("passkeys", passkeys == self.passkeys),
            ("identities", identities == self.identities),
            ("second_factor_roles", list_second_factor_roles(reader, organisation_id)? == self.asked_of),
        ];
        let differs = agrees.into_iter().find(|(_, agrees)| !agrees);
        Ok(differs.map(|(table, _)| (table.to_owned(), "they are not what was recorded")))
    }
}
