//! What happened in a demonstration: cases told as commands with their time and their person, and carried out in order of time.

use std::collections::HashMap;

use redress_app::{Actor, App, AppError, SetClock};
use redress_domain::case::{Command, Log};
use redress_domain::staff::UserId;
use redress_domain::time::Instant;

/// One thing somebody did.
#[derive(Debug)]
struct Scene {
    at: Instant,
    by: UserId,
    case: &'static str,
    /// Given with the first scene of a case.
    log: Option<Log>,
    commands: Vec<Command>,
}

/// Everything that happened in one organisation.
#[derive(Debug, Default)]
pub struct Scenes(Vec<Scene>);

/// A case being told. Each scene is at or after the one before.
#[derive(Debug)]
pub struct Telling<'a> {
    scenes: &'a mut Scenes,
    case: &'static str,
}

impl Scenes {
    /// Begins a case under a name of its own with its log and what was done at once.
    pub fn begin(&mut self, case: &'static str, at: Instant, by: &str, log: Log, then: Vec<Command>) -> Telling<'_> {
        self.0.push(Scene { at, by: UserId::new(by), case, log: Some(log), commands: then });
        Telling { scenes: self, case }
    }

    /// Carries everything out in order of time, with the clock set to each moment.
    ///
    /// # Errors
    /// The name of the case and why the first command was refused.
    pub async fn play(mut self, app: &App, clock: &SetClock, organisation: &str) -> Result<(), (String, AppError)> {
        self.0.sort_by_key(|scene| scene.at);
        let mut references: HashMap<&str, String> = HashMap::new();
        for Scene { at, by, case, log, commands } in self.0 {
            clock.set(at);
            let actor = Actor::user(organisation, by);
            let done = match (log, references.get(case)) {
                (Some(log), _) => app.log(&actor, log, commands, None).await,
                (None, Some(reference)) => app.execute(&actor, reference, commands, None, None).await,
                (None, None) => Err(AppError::NotFound { what: "case" }),
            };
            let done = done.map_err(|error| (format!("{organisation}, {case}, at {at}"), error))?;
            references.insert(case, done.reference);
        }
        Ok(())
    }
}

impl Telling<'_> {
    /// What somebody did next.
    pub fn then(self, at: Instant, by: &str, commands: Vec<Command>) -> Self {
        self.scenes.0.push(Scene { at, by: UserId::new(by), case: self.case, log: None, commands });
        self
    }
}
