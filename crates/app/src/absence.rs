//! People who are away: marking it, what falls due meanwhile, and moving it (R104).

use redress_domain::case::{Command, FieldError};
use redress_domain::procedure::Permission;
use redress_domain::staff::{Absence, UserId};
use redress_domain::time::Instant;
use redress_store::{
    CaseFilter, CaseLine, OrganisationFact, Sort, Tx, add_absence, append_organisation_fact, list_cases, remove_absence,
};

use crate::App;
use crate::actor::Actor;
use crate::error::AppError;
use crate::permit::{permit, viewer};
use crate::random::random;

/// Most cases looked at, and moved, at once.
const MOVE_LIMIT: u32 = 200;
/// Longest absence that can be marked, in days.
const LONGEST: i32 = 366;

/// Somebody's absence with what falls due in it.
#[derive(Debug, Clone)]
pub struct Away {
    pub user: UserId,
    pub absence: Absence,
    /// Open cases they own whose next step is due before they are back, soonest first.
    pub cases: Vec<CaseLine>,
}

/// What became of a case that was to be moved.
#[derive(Debug, Clone)]
pub struct Moved {
    pub reference: String,
    /// Why it was not moved; it stays where it was.
    pub refused: Option<AppError>,
}

impl App {
    /// Marks somebody as away, first and last day included. Everybody may do so for themselves, and those who manage or
    /// administer for anybody.
    ///
    /// # Errors
    /// [`AppError::Invalid`] for days that make no absence; [`AppError::Exists`] where one begins on that day already.
    pub async fn mark_absent(&self, actor: &Actor, user: UserId, absence: Absence) -> Result<(), AppError> {
        check(&absence)?;
        let (cache, actor, now, salt) = (self.cache(), actor.clone(), self.now(), random()?);
        let work = move |tx: &mut Tx<'_>| {
            tx.head(actor.organisation())?;
            permit_absence(tx, &cache, &actor, &user)?;
            if !add_absence(tx, actor.organisation(), &user, &absence)? {
                return Err(AppError::Exists { what: format!("an absence from {}", absence.from) });
            }
            let fact = OrganisationFact::AbsenceMarked { user, from: absence.from, to: absence.to };
            Ok(append_organisation_fact(tx, actor.organisation(), &fact, now, actor.by(), salt)?)
        };
        self.write(work).await
    }

    /// Takes an absence back.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where there is none.
    pub async fn cancel_absence(&self, actor: &Actor, user: UserId, absence: Absence) -> Result<(), AppError> {
        let (cache, actor, now, salt) = (self.cache(), actor.clone(), self.now(), random()?);
        let work = move |tx: &mut Tx<'_>| {
            tx.head(actor.organisation())?;
            permit_absence(tx, &cache, &actor, &user)?;
            if !remove_absence(tx, actor.organisation(), &user, &absence)? {
                return Err(AppError::NotFound { what: "absence" });
            }
            let fact = OrganisationFact::AbsenceCancelled { user, from: absence.from, to: absence.to };
            Ok(append_organisation_fact(tx, actor.organisation(), &fact, now, actor.by(), salt)?)
        };
        self.write(work).await
    }

    /// What somebody owns that falls due while they are away, as far as the actor may see it.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for somebody who may not see cases.
    pub async fn due_while_away(&self, actor: &Actor, user: UserId, absence: Absence) -> Result<Away, AppError> {
        let (cache, actor) = (self.cache(), actor.clone());
        self.store()
            .read(move |reader| {
                permit(reader, &cache, &actor, Permission::Read)?;
                let viewer = viewer(reader, &cache, &actor)?;
                let back = Instant::end_of(absence.to, redress_domain::time::Zone::LONDON);
                let filter = CaseFilter {
                    open: Some(true),
                    owner: Some(user.clone()),
                    due_by: Some(back),
                    ..CaseFilter::default()
                };
                let cases = list_cases(reader, &viewer, &filter, Sort::Due, None, MOVE_LIMIT)?;
                Ok(Away { user, absence, cases })
            })
            .await
    }

    /// Hands cases over to somebody, one by one: each is moved or stays, by the same rules as handing over one.
    ///
    /// # Errors
    /// [`AppError::Invalid`] for more than 200 cases; a fault.
    pub async fn move_cases(&self, actor: &Actor, references: Vec<String>, to: UserId) -> Result<Vec<Moved>, AppError> {
        if references.is_empty() || references.len() > usize::try_from(MOVE_LIMIT).unwrap_or(usize::MAX) {
            let message = format!("Choose 1 to {MOVE_LIMIT} cases.");
            return Err(FieldError::new("references", "too-many", message).into());
        }
        let mut moved = Vec::with_capacity(references.len());
        for reference in references {
            let command = Command::HandOver { to: to.clone(), customer_told: None };
            let refused = match self.execute(actor, &reference, vec![command], None, None).await {
                Ok(_) => None,
                Err(fault @ AppError::Fault(_)) => return Err(fault),
                Err(refused) => Some(refused),
            };
            moved.push(Moved { reference, refused });
        }
        Ok(moved)
    }
}

fn permit_absence(
    tx: &mut Tx<'_>,
    cache: &crate::settings::SettingsCache,
    actor: &Actor,
    user: &UserId,
) -> Result<(), AppError> {
    let settings = cache.get(tx, actor.organisation())?;
    let rights = settings.rights(actor, settings.current()?)?;
    let own = actor.user_id() == Some(user);
    if !own && rights.is_some_and(|rights| !rights.has(Permission::Manage) && !rights.has(Permission::Administer)) {
        return Err(crate::execute::not_permitted("it is for those who manage cases"));
    }
    if settings.staffing.find(user).is_none() {
        return Err(FieldError::new("user", "unknown", format!("Nobody here is known as '{user}'.")).into());
    }
    Ok(())
}

fn check(absence: &Absence) -> Result<(), AppError> {
    if absence.to < absence.from {
        return Err(FieldError::new("to", "too-early", "The last day comes before the first.").into());
    }
    let days = absence.from.until(absence.to).map_or(i32::MAX, |span| span.get_days());
    if days >= LONGEST {
        let message = "An absence is at most a year; take somebody who is away for longer out of the roles they hold.";
        return Err(FieldError::new("to", "too-late", message).into());
    }
    Ok(())
}
