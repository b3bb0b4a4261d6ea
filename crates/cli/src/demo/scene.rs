//! What happened in a demonstration: told as commands with their time and their person, and carried out in order of time.

use std::collections::HashMap;

use redress_app::{Actor, App, AppError, SetClock};
use redress_domain::case::{Command, Log};
use redress_domain::period::{Period, PeriodKind};
use redress_domain::publication::{self, Author, DraftText, Telling as Told, ToldOf};
use redress_domain::staff::UserId;
use redress_domain::statistics::{Narrative, NarrativeTexts};
use redress_domain::time::{Date, Instant};
use redress_domain::{improvement, procedure::SectionId};

/// One thing somebody did.
#[derive(Debug)]
struct Scene {
    at: Instant,
    by: By,
    what: What,
}

#[derive(Debug)]
enum By {
    Staff(UserId),
    /// Whoever filled in the public form.
    Public,
}

#[derive(Debug)]
enum What {
    /// A case by its name in the story; its log is given with its first scene.
    Case {
        case: &'static str,
        log: Option<Box<Log>>,
        commands: Vec<Command>,
    },
    /// Themes, improvement actions and lessons; cases are given by their names.
    Improve(improvement::Command),
    Report(Quarter, Step),
}

/// A quarter of which a report is written.
#[derive(Debug, Clone, Copy)]
pub enum Quarter {
    Of(Date),
    /// The last one that was over on a day.
    Before(Date),
}

/// A step of a report to its publication.
#[derive(Debug)]
pub enum Step {
    /// Texts by section. Narratives are told as their cases tell them, or left out.
    Write {
        author: Author,
        texts: Vec<(SectionId, &'static str)>,
        tells: bool,
    },
    Ask,
    Approve,
    Publish,
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
        self.add(at, By::Staff(UserId::new(by)), What::Case { case, log: Some(Box::new(log)), commands: then });
        Telling { scenes: self, case }
    }

    /// Begins a case that came by the public form.
    pub fn begin_by_form(&mut self, case: &'static str, at: Instant, log: Log) -> Telling<'_> {
        self.add(at, By::Public, What::Case { case, log: Some(Box::new(log)), commands: Vec::new() });
        Telling { scenes: self, case }
    }

    /// What somebody did about a theme, an improvement action or a lesson.
    pub fn improve(&mut self, at: Instant, by: &str, command: improvement::Command) {
        self.add(at, By::Staff(UserId::new(by)), What::Improve(command));
    }

    /// What somebody did about a report.
    pub fn report(&mut self, at: Instant, by: &str, quarter: Quarter, step: Step) {
        self.add(at, By::Staff(UserId::new(by)), What::Report(quarter, step));
    }

    fn add(&mut self, at: Instant, by: By, what: What) {
        self.0.push(Scene { at, by, what });
    }

    /// Carries everything out in order of time, with the clock set to each moment.
    ///
    /// # Errors
    /// What was to be done, and why it was refused.
    pub async fn play(mut self, app: &App, clock: &SetClock, organisation: &str) -> Result<(), (String, AppError)> {
        self.0.sort_by_key(|scene| scene.at);
        let mut references: HashMap<&'static str, String> = HashMap::new();
        for scene in self.0 {
            let at = scene.at;
            let name = match &scene.what {
                What::Case { case, .. } => (*case).to_owned(),
                What::Improve(command) => format!("{:?}", command.target()),
                What::Report(quarter, _) => format!("the report of {quarter:?}"),
            };
            clock.set(at);
            let done = scene.carry_out(app, organisation, &mut references).await;
            done.map_err(|error| (format!("{organisation}, {name}, at {at}"), error))?;
        }
        Ok(())
    }
}

impl Scene {
    async fn carry_out(
        self,
        app: &App,
        organisation: &str,
        references: &mut HashMap<&'static str, String>,
    ) -> Result<(), AppError> {
        match (self.what, self.by) {
            (What::Case { case, log, commands }, by) => {
                let commands = commands.into_iter().map(|command| referring(command, references)).collect();
                let done = match (log, references.get(case), by) {
                    (Some(log), _, By::Public) => app.tell_us(organisation, *log, None).await,
                    (Some(log), _, By::Staff(by)) => {
                        app.log(&Actor::user(organisation, by), *log, commands, None).await
                    }
                    (None, Some(reference), By::Staff(by)) => {
                        app.execute(&Actor::user(organisation, by), reference, commands, None, None).await
                    }
                    (None, _, _) => Err(AppError::NotFound { what: "case" }),
                }?;
                references.insert(case, done.reference);
            }
            (What::Improve(command), By::Staff(by)) => {
                let command = improving(command, references);
                app.improve(&Actor::user(organisation, by), command, None, None).await?;
            }
            (What::Report(quarter, step), By::Staff(by)) => {
                publish(app, &Actor::user(organisation, by), quarter, step).await?;
            }
            (_, By::Public) => return Err(AppError::NotFound { what: "page" }),
        }
        Ok(())
    }
}

async fn publish(app: &App, actor: &Actor, quarter: Quarter, step: Step) -> Result<(), AppError> {
    let period = period(app, actor, quarter).await?;
    let command = match step {
        Step::Ask => publication::Command::Ask,
        Step::Approve => publication::Command::Approve,
        Step::Publish => publication::Command::Publish,
        Step::Write { author, texts, tells } => {
            let draft = app.report_draft(actor, &period).await?;
            let told = draft.narratives.iter().filter(|_| tells).map(|draft| told(&draft.narrative));
            let texts = texts.into_iter().map(|(section, text)| (section, text.to_owned()));
            publication::Command::Write(DraftText {
                author: Some(author),
                texts: texts.collect(),
                narratives: told.collect(),
                withhold_others: true,
            })
        }
    };
    app.write_report(actor, &period, command, None, None).await?;
    Ok(())
}

async fn period(app: &App, actor: &Actor, quarter: Quarter) -> Result<String, AppError> {
    let fiscal = app.settings(actor.organisation()).await?.fiscal_year_start;
    let absent = |_| AppError::NotFound { what: "period" };
    let of = |day| Period::containing(PeriodKind::Quarter, day, fiscal).map_err(absent);
    let period = match quarter {
        Quarter::Of(day) => of(day)?,
        Quarter::Before(day) => of(day)?.previous().map_err(absent)?,
    };
    Ok(period.id)
}

/// A narrative as its case has it: those of a demonstration name nobody.
fn told(narrative: &Narrative) -> Told {
    let Narrative { reference, row, finding, explanation, action_taken, learning, .. } = narrative.clone();
    Told {
        of: ToldOf { reference, row },
        released: Some(NarrativeTexts { finding, explanation, action_taken, learning }),
    }
}

/// A command that names another case of the story, with that case's reference in place of the name.
fn referring(command: Command, references: &HashMap<&'static str, String>) -> Command {
    let reference = |name: String| references.get(name.as_str()).cloned().unwrap_or(name);
    match command {
        Command::Link { to, kind, note } => Command::Link { to: reference(to), kind, note },
        Command::Merge { into, reason } => Command::Merge { into: reference(into), reason },
        command => command,
    }
}

/// The same for what is learnt from cases.
fn improving(command: improvement::Command, references: &HashMap<&'static str, String>) -> improvement::Command {
    let refer = |cases: &mut Vec<String>| {
        for name in cases {
            if let Some(reference) = references.get(name.as_str()) {
                name.clone_from(reference);
            }
        }
    };
    match command {
        improvement::Command::StartImprovement(mut start) => {
            refer(&mut start.cases);
            improvement::Command::StartImprovement(start)
        }
        improvement::Command::AddTheme(mut theme) => {
            refer(&mut theme.cases);
            improvement::Command::AddTheme(theme)
        }
        improvement::Command::DraftLesson(mut lesson) => {
            refer(&mut lesson.cases);
            improvement::Command::DraftLesson(lesson)
        }
        command => command,
    }
}

impl Telling<'_> {
    /// What somebody did next.
    pub fn then(self, at: Instant, by: &str, commands: Vec<Command>) -> Self {
        self.scenes.add(at, By::Staff(UserId::new(by)), What::Case { case: self.case, log: None, commands });
        self
    }
}
