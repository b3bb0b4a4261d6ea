//! What happened in a demonstration: cases told as commands with their time and their person, and carried out in order of time.

use std::collections::HashMap;

use redress_app::{Actor, App, AppError, Done, SetClock};
use redress_domain::case::{Command, Log};
use redress_domain::staff::UserId;
use redress_domain::time::Instant;

/// One thing somebody did.
#[derive(Debug)]
struct Scene {
    at: Instant,
    by: By,
    case: &'static str,
    /// Given with the first scene of a case.
    log: Option<Log>,
    commands: Vec<Command>,
}

#[derive(Debug)]
enum By {
    Staff(UserId),
    /// Whoever filled in the public form.
    Public,
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
        self.0.push(Scene { at, by: By::Staff(UserId::new(by)), case, log: Some(log), commands: then });
        Telling { scenes: self, case }
    }

    /// Begins a case that came by the public form.
    pub fn begin_by_form(&mut self, case: &'static str, at: Instant, log: Log) -> Telling<'_> {
        self.0.push(Scene { at, by: By::Public, case, log: Some(log), commands: Vec::new() });
        Telling { scenes: self, case }
    }

    /// Carries everything out in order of time, with the clock set to each moment.
    ///
    /// # Errors
    /// The name of the case and why the first command was refused.
    pub async fn play(mut self, app: &App, clock: &SetClock, organisation: &str) -> Result<(), (String, AppError)> {
        self.0.sort_by_key(|scene| scene.at);
        let mut references: HashMap<&str, String> = HashMap::new();
        for scene in self.0 {
            let (at, case) = (scene.at, scene.case);
            clock.set(at);
            let done = scene.carry_out(app, organisation, &references).await;
            let done = done.map_err(|error| (format!("{organisation}, {case}, at {at}"), error))?;
            references.insert(case, done.reference);
        }
        Ok(())
    }
}

impl Scene {
    async fn carry_out(
        self,
        app: &App,
        organisation: &str,
        references: &HashMap<&str, String>,
    ) -> Result<Done, AppError> {
        let commands = self.commands.into_iter().map(|command| referring(command, references)).collect();
        match (self.log, references.get(self.case), self.by) {
            (Some(log), _, By::Public) => app.tell_us(organisation, log).await,
            (Some(log), _, By::Staff(by)) => app.log(&Actor::user(organisation, by), log, commands, None).await,
            (None, Some(reference), By::Staff(by)) => {
                app.execute(&Actor::user(organisation, by), reference, commands, None, None).await
            }
            (None, _, _) => Err(AppError::NotFound { what: "case" }),
        }
    }
}

/// A command that names another case of the story, with that case's reference in place of the name.
fn referring(command: Command, references: &HashMap<&str, String>) -> Command {
    let reference = |name: String| references.get(name.as_str()).cloned().unwrap_or(name);
    match command {
        Command::Link { to, kind, note } => Command::Link { to: reference(to), kind, note },
        Command::Merge { into, reason } => Command::Merge { into: reference(into), reason },
        command => command,
    }
}

impl Telling<'_> {
    /// What somebody did next.
    pub fn then(self, at: Instant, by: &str, commands: Vec<Command>) -> Self {
        let by = By::Staff(UserId::new(by));
        self.scenes.0.push(Scene { at, by, case: self.case, log: None, commands });
        self
    }
}
