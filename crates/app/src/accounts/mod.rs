//! Accounts: adding them, and everything that lets somebody in or keeps them out.

mod authenticator;
mod brake;
mod elsewhere;
mod keeping;
mod links;
mod own_password;
mod passwords;
mod record;
mod second_factor;
mod sessions;
mod sign_in;
mod tokens;
mod ways;

use redress_domain::case::FieldError;
use redress_domain::procedure::{Procedure, shipped};
use redress_domain::staff::{ADMINISTRATOR, Staff, UserId};
use redress_store::{OrganisationFact, StoreError, Tx, User, add_user, any_user, user_digest};

use crate::App;
use crate::actor::Actor;
use crate::error::AppError;
use crate::permit::permit_set_up;
use crate::settings::Settings;

pub(crate) use record::Recording;

pub use brake::{Wait, Whence, network_of};
pub use elsewhere::{
    Arrival, AskedPasskey, Elsewhere, OwnPasskeys, PasskeyLine, Roles, SINGLE_SIGN_ON_BACK, SingleSignOn, ToProvider,
};
pub use links::{LinkFor, MadeLink};
pub(crate) use second_factor::purpose;
pub use second_factor::{OfferedFactor, OwnFactor, SetFactor};
pub use sessions::{HalfSignedIn, Session, SessionLine, SignedIn};
pub use sign_in::SignInAnswer;
pub use tokens::{TOKEN_DAYS, TokenLine};
pub use ways::{SignedInWith, StillDue};

/// An account to be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewUser {
    pub organisation_id: String,
    pub name: String,
    pub email: String,
    pub roles: Vec<String>,
    /// Without one nobody can sign in as them yet.
    pub password: Option<String>,
}

impl App {
    /// Adds an account, by the operator of the installation.
    ///
    /// # Errors
    /// [`AppError::Invalid`] for a bad address, an unknown role or a password that is not good enough; [`AppError::Exists`].
    pub async fn add_user(&self, new: NewUser) -> Result<UserId, AppError> {
        self.add_account(&Actor::operator(new.organisation_id.clone()), new).await
    }

    /// Adds an account.
    pub(crate) async fn add_account(&self, actor: &Actor, new: NewUser) -> Result<UserId, AppError> {
        let email = new.email.trim().to_lowercase();
        let name = new.name.trim().to_owned();
        let organisation = self.settings(actor.organisation()).await?.organisation.name.clone();
        check_user(&new, &email, &name, &organisation)?;
        let password_hash = match new.password {
            Some(password) => Some(passwords::hash(password).await?),
            None => None,
        };
        let (cache, actor) = (self.cache(), actor.clone());
        let recording = Recording::new(self.now(), actor.by().clone())?;
        let work = move |tx: &mut Tx<'_>| {
            tx.head(actor.organisation())?;
            let settings = permit_set_up(tx, &cache, &actor)?;
            let roles = known_roles(&settings, new.roles)?;
            let account = NewAccount { name, email: email.clone(), roles, password_hash };
            let added = add_within(tx, &settings, recording, account)?;
            added.ok_or_else(|| AppError::Exists { what: format!("an account with the address {email}") })
        };
        self.write(work).await
    }

    /// Whether nobody has an account yet: a new home.
    ///
    /// # Errors
    /// Faults only.
    pub async fn is_new_home(&self) -> Result<bool, AppError> {
        self.store().read(|reader| Ok(!any_user(reader)?)).await
    }
}

/// An account that may be added: name, address and roles are checked.
struct NewAccount {
    name: String,
    email: String,
    roles: Vec<String>,
    password_hash: Option<String>,
}

/// Adds an account within a change; `None` where the address is taken.
fn add_within(
    tx: &mut Tx<'_>,
    settings: &Settings,
    recording: Recording,
    new: NewAccount,
) -> Result<Option<UserId>, StoreError> {
    let NewAccount { name, email, roles, password_hash } = new;
    let (organisation_id, id) = (settings.organisation.id.clone(), free_id(settings, &email));
    let staff = Staff { id: id.clone(), name, email, roles: roles.clone(), absences: Vec::new() };
    let user = User { organisation_id, staff, password_hash };
    if !add_user(tx, &user, recording.at())? {
        return Ok(None);
    }
    let fact = OrganisationFact::UserAdded { user: id.clone(), roles, digest: user_digest(&user) };
    recording.fact(tx, &user.organisation_id, &fact)?;
    Ok(Some(id))
}

fn check_user(new: &NewUser, email: &str, name: &str, organisation: &str) -> Result<(), AppError> {
    let mut errors = Vec::new();
    if !is_email(email) {
        errors.push(FieldError::new("email", "not-an-email", "Give an email address in the form name@example.org."));
    }
    if !is_name(name) {
        errors.push(FieldError::new("name", "required", "Give the person's name, at most 200 bytes."));
    }
    if new.roles.is_empty() {
        errors.push(FieldError::new("role", "required", "Give at least one role."));
    }
    let known = [name, email, organisation];
    errors.extend(new.password.as_ref().and_then(|password| passwords::check(password, &known).err()));
    if errors.is_empty() { Ok(()) } else { Err(AppError::Invalid(errors)) }
}

fn is_email(text: &str) -> bool {
    let well_formed = text.split_once('@').is_some_and(|(local, domain)| !local.is_empty() && domain.len() > 2);
    well_formed && text.len() <= 254 && !text.contains(|c: char| c.is_whitespace() || c.is_control())
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.len() <= 200 && !text.contains(char::is_control)
}

/// The roles in order, each once. They are those of the organisation's procedure; while it has none, those of any procedure
/// shipped.
pub(crate) fn known_roles(settings: &Settings, mut roles: Vec<String>) -> Result<Vec<String>, AppError> {
    let mut known: Vec<String> = vec![ADMINISTRATOR.to_owned()];
    match &settings.procedure {
        Some(procedure) => known.extend(procedure.roles.iter().map(|role| role.id.clone())),
        None => {
            let procedures = shipped::all().iter().filter_map(|file| Procedure::load(file.file, file.text).procedure);
            known.extend(
                procedures.flat_map(|procedure| procedure.roles.iter().map(|role| role.id.clone()).collect::<Vec<_>>()),
            );
        }
    }
    known.sort();
    known.dedup();
    if let Some(unknown) = roles.iter().find(|role| !known.contains(role)) {
        let message = format!("There is no role '{unknown}' here. Known roles: {}.", known.join(", "));
        return Err(FieldError::new("role", "unknown", message).into());
    }
    roles.sort();
    roles.dedup();
    Ok(roles)
}

/// An id that people can read in an export: the address up to the @, with a number where it is taken.
fn free_id(settings: &Settings, email: &str) -> UserId {
    let local: String = email
        .split('@')
        .next()
        .unwrap_or_default()
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .take(40)
        .collect();
    let candidates = std::iter::once(local.clone()).chain((2..10_000).map(|number| format!("{local}-{number}")));
    candidates.map(UserId::new).find(|id| settings.staffing.find(id).is_none()).unwrap_or_else(|| UserId::new(email))
}
