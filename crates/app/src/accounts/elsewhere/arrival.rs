//! Who somebody is here, for whom the provider vouches: by its number for them, once by their address, or somebody new.

use redress_domain::staff::{ADMINISTRATOR, UserId};
use redress_identity::provider::Vouched;
use redress_store::{
    AccountChange, Identity, Tx, add_identity, find_identity, find_user_by_email, identity_digest, set_roles,
};

use super::SingleSignOn;
use crate::accounts::keeping::keeps_an_administrator;
use crate::accounts::record::Recording;
use crate::accounts::{NewAccount, add_within, is_email, is_name, known_roles};
use crate::error::AppError;
use crate::settings::{Settings, SettingsCache};

/// Why somebody is not let in for whom the provider vouches. For the log alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NotLetIn {
    /// Nobody has an account who is this.
    Unknown,
    /// The provider does not say that the address is theirs.
    EmailNotVerified,
    /// The account has ended.
    Ended,
    /// The address is that of an account which belongs to somebody else at the provider.
    SomebodyElse,
    /// The account is another organisation's.
    OtherOrganisation,
    /// What the provider says of them stands for no role here.
    NoRole,
    /// A value of the provider stands for a role that the organisation does not have.
    RoleNotKnown,
    /// An account cannot be made of the name and address the provider has.
    NotUsable,
}

impl NotLetIn {
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::EmailNotVerified => "email-not-verified",
            Self::Ended => "ended",
            Self::SomebodyElse => "somebody-else",
            Self::OtherOrganisation => "other-organisation",
            Self::NoRole => "no-role",
            Self::RoleNotKnown => "role-not-known",
            Self::NotUsable => "not-usable",
        }
    }
}

/// Who the provider vouches for, with what writing it down takes.
pub(super) struct Proof {
    pub(super) vouched: Vouched,
    pub(super) recordings: [Recording; 3],
}

/// How the account was found.
enum Found {
    /// By the provider's number.
    Known(UserId),
    /// By the address, for the first time.
    ByEmail(UserId),
    New {
        email: String,
    },
}

impl Proof {
    /// Their account, with the roles that the provider says. What is changed for it is kept even where they are not let in.
    pub(super) fn account(
        self,
        tx: &mut Tx<'_>,
        cache: &SettingsCache,
        provider: &SingleSignOn,
    ) -> Result<Result<UserId, NotLetIn>, AppError> {
        let Self { vouched, recordings: [adding, linking, claiming] } = self;
        let settings = cache.get(tx, &provider.organisation_id)?;
        let roles = match claimed_roles(&settings, provider, &vouched) {
            Ok(roles) => roles,
            Err(why) => return Ok(Err(why)),
        };
        let (user, is_known) = match find(tx, provider, &vouched)? {
            Ok(Found::Known(user)) => (user, true),
            Ok(Found::ByEmail(user)) => (user, false),
            Ok(Found::New { email }) => match add(tx, &settings, adding, &vouched, email, roles.as_deref())? {
                Ok(user) => (user, false),
                Err(why) => return Ok(Err(why)),
            },
            Err(why) => return Ok(Err(why)),
        };
        if !is_known && !link(tx, provider, linking, &vouched, &user)? {
            return Ok(Err(NotLetIn::SomebodyElse));
        }
        if let Some(roles) = roles {
            give(tx, cache, provider, claiming, &user, roles)?;
        }
        Ok(Ok(user))
    }
}

fn find(tx: &mut Tx<'_>, provider: &SingleSignOn, vouched: &Vouched) -> Result<Result<Found, NotLetIn>, AppError> {
    let ours = provider.organisation_id.as_str();
    if let Some((organisation_id, user)) = find_identity(tx, provider.provider.issuer(), &vouched.subject)? {
        return Ok(if organisation_id == ours { Ok(Found::Known(user)) } else { Err(NotLetIn::OtherOrganisation) });
    }
    let Some(email) = vouched.verified_email.clone() else { return Ok(Err(NotLetIn::EmailNotVerified)) };
    Ok(match find_user_by_email(tx, &email)? {
        Some(user) if user.organisation_id != ours => Err(NotLetIn::OtherOrganisation),
        Some(user) if !user.staff.works_here() => Err(NotLetIn::Ended),
        Some(user) => Ok(Found::ByEmail(user.staff.id)),
        None if provider.roles.create_accounts() => Ok(Found::New { email }),
        None => Err(NotLetIn::Unknown),
    })
}

/// The roles the provider says; `None` where roles are given here.
fn claimed_roles(
    settings: &Settings,
    provider: &SingleSignOn,
    vouched: &Vouched,
) -> Result<Option<Vec<String>>, NotLetIn> {
    let Some(roles) = provider.roles.of(&vouched.groups) else { return Ok(None) };
    known_roles(settings, roles).map(Some).map_err(|_| NotLetIn::RoleNotKnown)
}

fn add(
    tx: &mut Tx<'_>,
    settings: &Settings,
    recording: Recording,
    vouched: &Vouched,
    email: String,
    roles: Option<&[String]>,
) -> Result<Result<UserId, NotLetIn>, AppError> {
    let roles = roles.unwrap_or_default().to_vec();
    if roles.is_empty() {
        return Ok(Err(NotLetIn::NoRole));
    }
    let name = vouched.name.clone().unwrap_or_else(|| email.clone());
    if !is_email(&email) || !is_name(&name) {
        return Ok(Err(NotLetIn::NotUsable));
    }
    let added = add_within(tx, settings, recording, NewAccount { name, email, roles, password_hash: None })?;
    Ok(added.ok_or(NotLetIn::SomebodyElse))
}

/// Notes who somebody is at the provider, so that their address is never asked again; `false` where they are somebody else there.
fn link(
    tx: &mut Tx<'_>,
    provider: &SingleSignOn,
    recording: Recording,
    vouched: &Vouched,
    user: &UserId,
) -> Result<bool, AppError> {
    let identity = Identity {
        issuer: provider.provider.issuer().to_owned(),
        subject: vouched.subject.clone(),
        organisation_id: provider.organisation_id.clone(),
        user: user.clone(),
        linked_at: recording.at(),
    };
    if !add_identity(tx, &identity)? {
        return Ok(false);
    }
    let change = AccountChange::IdentityLinked { digest: identity_digest(&identity) };
    recording.by_user(user).record(tx, &provider.organisation_id, user, change)?;
    Ok(true)
}

/// Gives somebody the roles that the provider says and no others, but that the last administrator stays one. Where they differ,
/// they are signed out everywhere else.
fn give(
    tx: &mut Tx<'_>,
    cache: &SettingsCache,
    provider: &SingleSignOn,
    recording: Recording,
    user: &UserId,
    mut roles: Vec<String>,
) -> Result<(), AppError> {
    let organisation_id = provider.organisation_id.as_str();
    let settings = cache.get(tx, organisation_id)?;
    if keeps_an_administrator(&settings, user, &roles).is_err() {
        tracing::warn!("the last administrator stays one, although the provider does not say so");
        roles.push(ADMINISTRATOR.to_owned());
        roles.sort();
    }
    let held = settings.staffing.find(user).map(|staff| staff.roles.as_slice());
    if held == Some(roles.as_slice()) {
        return Ok(());
    }
    set_roles(tx, organisation_id, user, &roles)?;
    Ok(recording.by_user(user).record(tx, organisation_id, user, AccountChange::RolesClaimed { roles })?)
}
