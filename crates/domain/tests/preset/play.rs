//! Plays a story through the case engine under its preset, and compares every clock after every step.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use redress_domain::access::Rights;
use redress_domain::calendar::Calendar;
use redress_domain::case::{
    Around, By, Case, Command, Context, Due, Event, Identity, Member, RecordPanelDecision, Recorded, Refusal,
    SeatTaken, decide, open,
};
use redress_domain::procedure::{Permission, Procedure, Role, shipped};
use redress_domain::staff::{Staff, Staffing, UserId};
use redress_domain::time::{Date, Instant, Zone, parse_local};

use crate::steps;
use crate::story::{Line, Story, Then};

/// Who is at the front line in every preset.
const FRONT_LINE: &str = "staff";

/// A shipped procedure, read once.
pub fn procedure(id: &str) -> &'static Procedure {
    static ALL: LazyLock<Vec<Procedure>> = LazyLock::new(|| shipped::all().iter().map(sound).collect());
    ALL.iter().find(|procedure| procedure.id == id).unwrap_or_else(|| panic!("{id} is shipped"))
}

fn sound(shipped: &shipped::Shipped) -> Procedure {
    let loaded = Procedure::load(shipped.file, shipped.text);
    loaded.procedure.unwrap_or_else(|| panic!("{} is sound: {:?}", shipped.id, loaded.findings))
}

/// Where a story ended.
pub struct Ended {
    pub case: Case,
    /// Every clock that ran in it.
    pub clocks: BTreeSet<String>,
}

/// Plays a story to its end.
///
/// # Errors
/// The line at which it went otherwise, and how.
pub fn play(story: &Story) -> Result<Ended, String> {
    let mut stage = Stage::of(procedure(&story.preset), story.calendar);
    for (at, line) in story.lines.iter().enumerate() {
        stage.at(line.day, at);
        if let Err(how) = stage.check(line) {
            return Err(format!("{} {}: {}\n    {how}", story.preset, story.calendar.division(), line.text));
        }
    }
    Ok(Ended { case: stage.case.expect("a story logs a case"), clocks: stage.clocks })
}

/// One case, one person for each role, a day and an hour.
struct Stage {
    procedure: &'static Procedure,
    calendar: &'static Calendar,
    staffing: Staffing,
    now: Instant,
    history: Vec<Recorded>,
    case: Option<Case>,
    clocks: BTreeSet<String>,
}

impl Stage {
    fn of(procedure: &'static Procedure, calendar: &'static Calendar) -> Self {
        let holder = |role: &Role| Staff {
            id: UserId::new(&role.id),
            name: role.label.clone(),
            email: format!("{}@example.org", role.id),
            roles: vec![role.id.clone()],
            absences: Vec::new(),
        };
        let staffing = Staffing::new(procedure.roles.iter().map(holder).collect());
        let now = parse_local("2010-01-01T12:00", Zone::LONDON).unwrap();
        Self { procedure, calendar, staffing, now, history: Vec::new(), case: None, clocks: BTreeSet::new() }
    }

    /// Midday, and a minute later with every step.
    fn at(&mut self, day: Date, step: usize) {
        self.now = parse_local(&format!("{day}T12:{step:02}"), Zone::LONDON).unwrap();
    }

    fn check(&mut self, line: &Line) -> Result<(), String> {
        let words: Vec<&str> = line.words.iter().map(String::as_str).collect();
        let result = self.step(&words);
        match (&line.then, result) {
            (Then::Refused(code), Err(refusal)) if *code == code_of(&refusal) => Ok(()),
            (Then::Refused(_), Err(refusal)) => Err(format!("refused as {}: {refusal:?}", code_of(&refusal))),
            (Then::Refused(_), Ok(())) => Err("was accepted".to_owned()),
            (Then::Running(_), Err(refusal)) => Err(format!("refused: {refusal:?}")),
            (Then::Running(expected), Ok(())) => {
                let running = self.running();
                if running == *expected { Ok(()) } else { Err(format!("running: {running:?}")) }
            }
        }
    }

    /// The clocks of the handling that run now.
    fn running(&mut self) -> BTreeMap<String, String> {
        let case = self.case.as_ref().expect("a case has been logged");
        self.clocks.extend(case.clocks.iter().map(|clock| clock.rule.clone()));
        let current = case.current().expect("a case has a handling").number;
        let own = case.clocks.iter().filter(|clock| clock.handling == current && clock.runs());
        own.map(|clock| (clock.rule.clone(), written(clock.due))).collect()
    }

    fn step(&mut self, words: &[&str]) -> Result<(), Refusal> {
        match words {
            ["log", route, received] => self.log(route, received),
            ["panel", outcome] => self.panel(outcome),
            [word, rest @ ..] => {
                let command = steps::command(self.procedure, self.now, word, rest);
                self.give(&self.actor(word), &command)
            }
            [] => panic!("a line without a step"),
        }
    }

    /// What is said to the person and decided is for whoever has the case; the front line does the rest.
    fn actor(&self, word: &str) -> UserId {
        let owner = self.case.as_ref().and_then(Case::current).and_then(|handling| handling.owner.clone());
        let by_owner = matches!(
            word,
            "point" | "find" | "contact" | "update" | "extend" | "decide" | "confirm" | "reply" | "close" | "panel"
        );
        owner.filter(|_| by_owner).unwrap_or_else(|| UserId::new(FRONT_LINE))
    }

    fn log(&mut self, route: &str, received: &str) -> Result<(), Refusal> {
        let who = UserId::new(FRONT_LINE);
        assert!(self.rights(&who).has(Permission::Log), "the front line logs");
        let identity = Identity { reference: "C-2026-0001".to_owned(), complainant: None, representative: None };
        let event = self.with_context(&who, |ctx| open(ctx, identity, &steps::complaint(route, received)))?;
        self.append(&who, vec![event]);
        Ok(())
    }

    /// Three people from outside sit and find the same.
    fn panel(&mut self, outcome: &str) -> Result<(), Refusal> {
        let who = self.actor("panel");
        let today = self.now.local_date(Zone::LONDON);
        let members = ["Ada", "Ben", "Cleo"].map(|name| Member::Outside(name.to_owned()));
        let seats = members.iter().map(|member| SeatTaken { member: member.clone(), deputy_for: None }).collect();
        self.give(&who, &Command::ConvenePanel { seats, meets_on: Some(today) })?;
        let questions = self.procedure.stages.iter().filter_map(|stage| stage.panel.as_ref());
        let answers =
            questions.flat_map(|panel| &panel.questions).map(|question| (question.id.clone(), true)).collect();
        let decided = RecordPanelDecision {
            member: members[0].clone(),
            outcome: outcome.to_owned(),
            further_action: false,
            answers,
            reasons: "From what we heard and read.".to_owned(),
            on: today,
        };
        for member in members {
            self.give(&who, &Command::RecordPanelDecision(RecordPanelDecision { member, ..decided.clone() }))?;
        }
        Ok(())
    }

    /// Gives a command that the procedure's roles must permit.
    fn give(&mut self, who: &UserId, command: &Command) -> Result<(), Refusal> {
        let case = self.case.clone().expect("a case has been logged");
        assert_eq!(self.rights(who).may(&case, command.kind()), Ok(()), "{who:?} may {command:?}");
        let events = self.with_context(who, |ctx| decide(ctx, &case, command))?;
        self.append(who, events);
        Ok(())
    }

    fn rights(&self, who: &UserId) -> Rights {
        Rights::of(self.staffing.find(who).expect("somebody holds the role"), self.procedure)
    }

    fn with_context<T>(&self, who: &UserId, decide: impl FnOnce(&Context<'_>) -> T) -> T {
        decide(&Context {
            procedure: self.procedure,
            calendar: self.calendar,
            staffing: &self.staffing,
            now: self.now,
            by: &By::User(who.clone()),
            around: Around::default(),
        })
    }

    fn append(&mut self, who: &UserId, events: Vec<Event>) {
        for event in events {
            let version = u64::try_from(self.history.len()).unwrap() + 1;
            let recorded = Recorded { version, at: self.now, by: By::User(who.clone()), event };
            self.history.push(recorded.clone());
            match &mut self.case {
                Some(case) => case.apply(&recorded).expect("what was decided can be folded"),
                None => self.case = Some(Case::fold(&self.history).expect("a case can begin so")),
            }
        }
    }
}

/// A due date, or the local time of a due instant.
fn written(due: Due) -> String {
    match due {
        Due::On(day) => day.to_string(),
        Due::At(at) => format!("{}T{}", at.local_date(Zone::LONDON), at.local_time(Zone::LONDON)),
    }
}

fn code_of(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Invalid(errors) => errors.iter().map(|error| format!("{}:{}", error.field, error.code)).collect(),
        Refusal::Rule(rule) => rule.code().to_owned(),
    }
}
