//! Sessions: beginning one, who is behind it, renewing and ending.

use std::sync::Arc;

use redress_domain::access::Rights;
use redress_domain::staff::{Staff, UserId};
use redress_domain::time::Instant;
use redress_store::{
    Reader, Session as Stored, StoreError, Tx, add_session, find_second_factor, find_session, list_sessions,
    remove_session, remove_sessions_of, touch_session,
};

use crate::App;
use crate::accounts::ways::{SignedInWith, StillDue};
use crate::actor::Actor;
use crate::error::AppError;
use crate::random::{digest_of, random, secret};
use crate::settings::{Settings, SettingsCache};

/// Minutes after which an unused session ends, and after which any does.
const IDLE_MINUTES: u32 = 30;
const ABSOLUTE_MINUTES: u32 = 12 * 60;
/// Minutes within which a sign-in that was begun has to be finished.
const FINISH_MINUTES: u32 = 15;
/// How long a session's last use may stand before it is written again, in minutes.
const TOUCH_MINUTES: u32 = 5;

/// A session that has just begun: the secret is for the browser alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    pub secret: String,
    pub csrf: String,
    /// What is still asked before it opens anything.
    pub still_due: Option<StillDue>,
}

/// Somebody who is signed in, or whose token came with a request.
#[derive(Debug, Clone)]
pub struct SignedIn {
    pub actor: Actor,
    pub staff: Staff,
    pub settings: Arc<Settings>,
    /// What they may do under the present procedure; nothing while there is none.
    pub rights: Option<Rights>,
    /// Of the session; absent for a token.
    pub csrf: Option<String>,
}

/// Somebody whose password was right, and of whom something is still asked.
#[derive(Debug, Clone)]
pub struct HalfSignedIn {
    pub who: SignedIn,
    pub still_due: StillDue,
}

/// One of somebody's sessions, as they read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionLine {
    /// Names it among the sessions of the same person; opens nothing.
    pub id: String,
    pub began_at: Instant,
    pub seen_at: Instant,
    pub signed_in_with: SignedInWith,
    /// What the browser calls itself, in a word or two; empty where it does not say.
    pub browser: String,
    /// Whether it is the one that asks.
    pub this: bool,
}

/// What a session's secret opens.
enum Door {
    Whole(SignedIn, Freshness),
    Half(HalfSignedIn),
}

#[derive(PartialEq)]
enum Freshness {
    Fresh,
    ToBeNoted,
}

impl App {
    /// Begins a session for somebody who has shown who they are; the only way one begins. After a password alone a second
    /// factor may still be due: the session opens nothing before. `None` where the account has ended or was never there.
    ///
    /// `browser` is what the browser calls itself, in a word or two.
    ///
    /// # Errors
    /// Faults only.
    pub async fn begin_session(
        &self,
        organisation_id: &str,
        user: &UserId,
        with: SignedInWith,
        browser: &str,
    ) -> Result<Option<Session>, AppError> {
        let begin = Beginning::new(self.now(), with, browser)?;
        let (organisation_id, user, cache) = (organisation_id.to_owned(), user.clone(), self.cache());
        self.write(move |tx| {
            let settings = cache.get(tx, &organisation_id)?;
            Ok(begin.begin(tx, &settings, &user)?)
        })
        .await
    }

    /// Who a session belongs to, while it lasts and nothing is due any more.
    ///
    /// # Errors
    /// Faults only.
    pub async fn session(&self, secret: &str) -> Result<Option<SignedIn>, AppError> {
        let Some(Door::Whole(who, freshness)) = self.door(secret).await? else { return Ok(None) };
        if freshness == Freshness::ToBeNoted {
            // A full disk must not keep anybody from reading: the session just seems a little older than it is.
            let (digest, now) = (digest_of(secret), self.now());
            let touched: Result<(), StoreError> = self.write(move |tx| touch_session(tx, &digest, now)).await;
            if let Err(fault) = touched {
                tracing::warn!(code = fault.code(), "a session's last use could not be noted");
            }
        }
        Ok(Some(who))
    }

    /// Who has begun to sign in and still owes something.
    ///
    /// # Errors
    /// Faults only.
    pub async fn half_session(&self, secret: &str) -> Result<Option<HalfSignedIn>, AppError> {
        Ok(match self.door(secret).await? {
            Some(Door::Half(half)) => Some(half),
            _ => None,
        })
    }

    async fn door(&self, secret: &str) -> Result<Option<Door>, AppError> {
        let (digest, now, cache) = (digest_of(secret), self.now(), self.cache());
        self.store().read(move |reader| open(reader, &cache, &digest, now)).await
    }

    /// Ends a session.
    ///
    /// # Errors
    /// Faults only.
    pub async fn sign_out(&self, secret: &str) -> Result<(), AppError> {
        let digest = digest_of(secret);
        self.write(move |tx| remove_session(tx, &digest).map_err(AppError::from)).await
    }

    /// The sessions of whoever a session belongs to, the one seen last first; those that ran out are left out.
    ///
    /// # Errors
    /// Faults only.
    pub async fn own_sessions(&self, secret: &str) -> Result<Vec<SessionLine>, AppError> {
        let (own, now) = (digest_of(secret), self.now());
        let work = move |reader: &mut Reader<'_>| {
            let Some(session) = find_session(reader, &own)? else { return Ok(Vec::new()) };
            let all = list_sessions(reader, &session.organisation_id, &session.user)?;
            let lasting = all.into_iter().filter(|(_, session)| session.still_due.is_none() && lasts(session, now));
            Ok(lasting.map(|(digest, session)| line(&digest, session, digest == own)).collect())
        };
        self.store().read(work).await
    }

    /// Ends one of the sessions of whoever a session belongs to.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where they have none of that id.
    pub async fn end_own_session(&self, secret: &str, id: &str) -> Result<(), AppError> {
        let (own, id) = (digest_of(secret), id.to_owned());
        let work = move |tx: &mut Tx<'_>| {
            let missing = AppError::NotFound { what: "session" };
            let Some(session) = find_session(tx, &own)? else { return Err(missing) };
            let all = list_sessions(tx, &session.organisation_id, &session.user)?;
            let (digest, _) = all.into_iter().find(|(digest, _)| session_id(digest) == id).ok_or(missing)?;
            Ok(remove_session(tx, &digest)?)
        };
        self.write(work).await
    }

    /// Ends all sessions of whoever a session belongs to, but for that one.
    ///
    /// # Errors
    /// Faults only.
    pub async fn end_other_sessions(&self, secret: &str) -> Result<(), AppError> {
        let own = digest_of(secret);
        let work = move |tx: &mut Tx<'_>| {
            let Some(session) = find_session(tx, &own)? else { return Ok(()) };
            Ok::<_, AppError>(remove_sessions_of(tx, &session.organisation_id, &session.user, Some(&own))?)
        };
        self.write(work).await
    }
}

/// A session that is about to begin: what it needs of randomness and time, so that it can begin within another change.
pub(crate) struct Beginning {
    now: Instant,
    secret: String,
    digest: [u8; 32],
    csrf: String,
    with: SignedInWith,
    browser: String,
}

impl Beginning {
    pub(crate) fn new(now: Instant, with: SignedInWith, browser: &str) -> Result<Self, StoreError> {
        let (secret, digest) = secret()?;
        let csrf = hex::encode(random::<32>()?);
        let browser = browser.chars().filter(|c| !c.is_control()).take(60).collect();
        Ok(Self { now, secret, digest, csrf, with, browser })
    }

    /// The same, where only the change itself shows how.
    pub(crate) fn shown_by(self, with: SignedInWith) -> Self {
        Self { with, ..self }
    }

    pub(crate) fn begin(
        self,
        tx: &mut Tx<'_>,
        settings: &Settings,
        user: &UserId,
    ) -> Result<Option<Session>, StoreError> {
        let organisation_id = settings.organisation.id.as_str();
        let Some(staff) = settings.staffing.find(user).filter(|staff| staff.works_here()) else { return Ok(None) };
        let has_factor = find_second_factor(tx, organisation_id, user)?.is_some();
        let asked = staff.has_any_role(&settings.second_factor_roles);
        let still_due = self.with.still_due(has_factor, asked);
        let session = Stored {
            organisation_id: organisation_id.to_owned(),
            user: user.clone(),
            csrf: self.csrf.clone(),
            created_at: self.now,
            seen_at: self.now,
            signed_in_with: self.with.id().to_owned(),
            browser: self.browser,
            still_due: still_due.map(|due| due.id().to_owned()),
        };
        add_session(tx, &self.digest, &session, self.now.minus_minutes(ABSOLUTE_MINUTES))?;
        Ok(Some(Session { secret: self.secret, csrf: self.csrf, still_due }))
    }
}

fn open(
    reader: &mut Reader<'_>,
    cache: &SettingsCache,
    digest: &[u8; 32],
    now: Instant,
) -> Result<Option<Door>, AppError> {
    let Some(session) = find_session(reader, digest)?.filter(|session| lasts(session, now)) else { return Ok(None) };
    let settings = cache.get(reader, &session.organisation_id)?;
    let Some(who) = signed_in(settings, &session.organisation_id, &session.user, Some(session.csrf)) else {
        return Ok(None);
    };
    Ok(match session.still_due.as_deref().map(StillDue::of_id) {
        None => {
            let noted = now.minutes_since(session.seen_at) < TOUCH_MINUTES;
            Some(Door::Whole(who, if noted { Freshness::Fresh } else { Freshness::ToBeNoted }))
        }
        // What this program does not know of opens nothing.
        Some(still_due) => still_due.map(|still_due| Door::Half(HalfSignedIn { who, still_due })),
    })
}

/// Whoever may set up an authenticator with a session: somebody wholly signed in, or of whom just that is still asked.
pub(crate) fn may_set_factor(
    reader: &mut Reader<'_>,
    cache: &SettingsCache,
    digest: &[u8; 32],
    now: Instant,
) -> Result<Option<SignedIn>, AppError> {
    Ok(match open(reader, cache, digest, now)? {
        Some(Door::Whole(who, _)) => Some(who),
        Some(Door::Half(HalfSignedIn { who, still_due: StillDue::SetUp })) => Some(who),
        Some(Door::Half(HalfSignedIn { still_due: StillDue::Code, .. })) | None => None,
    })
}

fn lasts(session: &Stored, now: Instant) -> bool {
    let limit = if session.still_due.is_some() { FINISH_MINUTES } else { ABSOLUTE_MINUTES };
    session.seen_at >= now.minus_minutes(IDLE_MINUTES) && session.created_at >= now.minus_minutes(limit)
}

/// Somebody who works here, with what they may do. `None` once their account has ended.
pub(crate) fn signed_in(
    settings: Arc<Settings>,
    organisation_id: &str,
    user: &UserId,
    csrf: Option<String>,
) -> Option<SignedIn> {
    let staff = settings.staffing.find(user).filter(|staff| staff.works_here())?.clone();
    let rights = settings.procedure.as_ref().map(|procedure| Rights::of(&staff, procedure));
    Some(SignedIn { actor: Actor::user(organisation_id, user.clone()), staff, settings, rights, csrf })
}

fn line(digest: &[u8; 32], session: Stored, this: bool) -> SessionLine {
    SessionLine {
        id: session_id(digest),
        began_at: session.created_at,
        seen_at: session.seen_at,
        signed_in_with: SignedInWith::of_id(&session.signed_in_with).unwrap_or(SignedInWith::Password),
        browser: session.browser,
        this,
    }
}

/// The beginning of the digest: enough to tell a person's sessions apart.
fn session_id(digest: &[u8; 32]) -> String {
    hex::encode(digest.iter().take(8).copied().collect::<Vec<u8>>())
}
