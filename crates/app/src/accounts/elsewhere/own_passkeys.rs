//! Somebody's own passkeys: adding one, seeing them, taking one away.

use redress_domain::case::FieldError;
use redress_domain::time::Instant;
use redress_store::{
    AccountChange, PASSKEYS_LIMIT, Passkey, Reader, Tx, add_passkey, find_session, list_passkeys, passkey_digest,
    remove_passkey,
};

use super::ceremony::Ceremony;
use super::passkey::{AskedPasskey, passkeys, unreadable};
use crate::App;
use crate::accounts::record::Recording;
use crate::accounts::sessions::{Beginning, Session, SignedIn};
use crate::accounts::ways::SignedInWith;
use crate::error::AppError;
use crate::random::{digest_of, random, secret};

/// Most letters of a passkey's name.
const NAME_LETTERS: usize = 60;

/// One of somebody's passkeys, as they read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PasskeyLine {
    pub number: i64,
    pub name: String,
    pub added_at: Instant,
    pub used_at: Option<Instant>,
}

/// Somebody's passkeys, and whether there is room for another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnPasskeys {
    pub lines: Vec<PasskeyLine>,
    pub is_room: bool,
}

impl App {
    /// Somebody's passkeys, the oldest first.
    ///
    /// # Errors
    /// Faults only.
    pub async fn own_passkeys(&self, who: &SignedIn) -> Result<OwnPasskeys, AppError> {
        let held = self.held_passkeys(who).await?;
        let is_room = has_room(&held);
        Ok(OwnPasskeys { lines: held.into_iter().map(line).collect(), is_room })
    }

    /// Begins to add a passkey.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where passkeys cannot be used; [`AppError::Invalid`] where there is no room for another.
    pub async fn begin_adding_passkey(&self, who: &SignedIn) -> Result<AskedPasskey, AppError> {
        let held = self.held_passkeys(who).await?;
        if !has_room(&held) {
            return Err(full());
        }
        let handle = match held.first() {
            Some(passkey) => passkey.user_handle,
            None => random()?,
        };
        let known: Vec<Vec<u8>> = held.into_iter().map(|passkey| passkey.credential_id).collect();
        let elsewhere = self.elsewhere();
        let begun = passkeys(&elsewhere.passkeys)?;
        let begun = begun.begin_adding(handle, &who.staff.email, &who.staff.name, &known).map_err(unreadable)?;
        let (secret, _) = secret()?;
        let (organisation_id, user) = (who.actor.organisation().to_owned(), who.staff.id.clone());
        let ceremony = Ceremony::PasskeyAdded { organisation_id, user, handle, state: begun.ceremony };
        self.keep_ceremony(&secret, &ceremony).await?;
        Ok(AskedPasskey { options: begun.options, ceremony: secret })
    }

    /// Keeps a passkey that somebody's device made.
    ///
    /// # Errors
    /// [`AppError::Invalid`] for no name, an answer that is not believed, and a key that is known already.
    pub async fn add_passkey(&self, who: &SignedIn, ceremony: &str, answer: &str, name: &str) -> Result<(), AppError> {
        let name = checked_name(name)?;
        let (ours, id) = (who.actor.organisation().to_owned(), who.staff.id.clone());
        let (handle, state) = match self.take_ceremony(ceremony).await? {
            Some(Ceremony::PasskeyAdded { organisation_id, user, handle, state })
                if organisation_id == ours && user == id =>
            {
                (handle, state)
            }
            _ => return Err(not_added()),
        };
        let elsewhere = self.elsewhere();
        let key = passkeys(&elsewhere.passkeys)?.finish_adding(&state, answer).map_err(|error| {
            tracing::warn!(%error, "a passkey was not added");
            not_added()
        })?;
        let recording = Recording::new(self.now(), who.actor.by().clone())?;
        let work = move |tx: &mut Tx<'_>| {
            tx.head(&ours)?;
            let held = list_passkeys(tx, &ours, &id)?;
            if !has_room(&held) {
                return Err(full());
            }
            let passkey = Passkey {
                organisation_id: ours.clone(),
                user: id.clone(),
                number: held.iter().map(|passkey| passkey.number).max().unwrap_or(0).saturating_add(1),
                name,
                credential_id: key.credential_id,
                user_handle: handle,
                public_key: key.text,
                sign_count: key.usage.counter,
                backed_up: key.usage.backed_up,
                added_at: recording.at(),
                used_at: None,
            };
            if !add_passkey(tx, &passkey)? {
                return Err(not_added());
            }
            let change = AccountChange::PasskeyAdded { digest: passkey_digest(&passkey) };
            Ok(recording.record(tx, &ours, &id, change)?)
        };
        self.write(work).await
    }

    /// Takes one of somebody's passkeys away. All their sessions and tokens end; the one they get goes on.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where they have none of that number, or the session has ended.
    pub async fn remove_passkey(
        &self,
        who: &SignedIn,
        session: &str,
        number: i64,
        browser: &str,
    ) -> Result<Session, AppError> {
        let (ours, id, digest) = (who.actor.organisation().to_owned(), who.staff.id.clone(), digest_of(session));
        let (cache, recording) = (self.cache(), Recording::new(self.now(), who.actor.by().clone())?);
        let beginning = Beginning::new(self.now(), SignedInWith::Password, browser)?;
        let work = move |tx: &mut Tx<'_>| {
            tx.head(&ours)?;
            let ended = AppError::NotFound { what: "session" };
            let session = find_session(tx, &digest)?.filter(|session| session.user == id).ok_or(ended.clone())?;
            let held = list_passkeys(tx, &ours, &id)?;
            let passkey = held.iter().find(|passkey| passkey.number == number);
            let removed = passkey_digest(passkey.ok_or(AppError::NotFound { what: "passkey" })?);
            remove_passkey(tx, &ours, &id, number)?;
            recording.record(tx, &ours, &id, AccountChange::PasskeyRemoved { digest: removed })?;
            let settings = cache.get(tx, &ours)?;
            let with = SignedInWith::of_id(&session.signed_in_with).unwrap_or(SignedInWith::Password);
            beginning.shown_by(with).begin(tx, &settings, &id)?.ok_or(ended)
        };
        self.write(work).await
    }

    async fn held_passkeys(&self, who: &SignedIn) -> Result<Vec<Passkey>, AppError> {
        let (organisation_id, id) = (who.actor.organisation().to_owned(), who.staff.id.clone());
        let work = move |reader: &mut Reader<'_>| list_passkeys(reader, &organisation_id, &id);
        Ok(self.store().read(work).await?)
    }
}

fn has_room(held: &[Passkey]) -> bool {
    i64::try_from(held.len()).is_ok_and(|held| held < PASSKEYS_LIMIT)
}

fn line(passkey: Passkey) -> PasskeyLine {
    PasskeyLine { number: passkey.number, name: passkey.name, added_at: passkey.added_at, used_at: passkey.used_at }
}

fn checked_name(name: &str) -> Result<String, FieldError> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > NAME_LETTERS || name.contains(char::is_control) {
        let message = format!("Give the passkey a name of at most {NAME_LETTERS} letters, for example My phone.");
        return Err(FieldError::new("name", "required", message));
    }
    Ok(name.to_owned())
}

fn not_added() -> AppError {
    let message = "The passkey was not added: the device did not finish, or took too long. Try again.";
    FieldError::new("name", "passkey-not-added", message).into()
}

fn full() -> AppError {
    let message =
        format!("You have {PASSKEYS_LIMIT} passkeys, and no more can be added. Remove one you no longer use.");
    FieldError::new("name", "too-many-passkeys", message).into()
}
