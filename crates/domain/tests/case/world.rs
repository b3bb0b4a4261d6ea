//! One case in a small organisation: commands go in, history and refusals come out.

use std::sync::LazyLock;

use redress_domain::access::Rights;
use redress_domain::calendar::{Calendar, Division};
use redress_domain::case::clock::{Clock, Verdict};
use redress_domain::case::{
    Around, By, Case, Command, Context, Event, Identity, Log, NoticeKind, PersonRef, Recorded, Refusal, Rule, decide,
    import, notices, open, open_in_need, warnings,
};
use redress_domain::procedure::{Procedure, StepKind, shipped};
use redress_domain::register::RegisterCase;
use redress_domain::staff::{Staff, Staffing, UserId};
use redress_domain::time::{Date, Instant, Zone, parse_date, parse_local};

/// Everybody of the organisation, by id, with the roles they hold. `sam` is at the front line; Chair and Vice Chair are
/// trustees too. Of the second procedure `tess` and `theo` are investigators and `carol` is head of service.
const STAFF: [(&str, &[&str]); 6] = [
    ("adam", &["administrator"]),
    ("carol", &["trustee", "chair", "reviewer"]),
    ("sam", &["staff"]),
    ("tess", &["trustee", "investigator"]),
    ("theo", &["trustee", "investigator"]),
    ("victor", &["trustee", "vice-chair"]),
];

/// Monday, in a month without holidays.
pub const START: &str = "2026-03-02T10:00";

#[derive(Debug, Clone)]
pub struct World {
    pub procedure: &'static Procedure,
    pub staffing: Staffing,
    pub now: Instant,
    pub history: Vec<Recorded>,
    case: Option<Case>,
}

impl World {
    pub fn donnington() -> Self {
        Self::of("donnington-service-failure")
    }

    pub fn spso() -> Self {
        Self::of("spso-customer-service")
    }

    pub fn of(id: &str) -> Self {
        static PROCEDURES: LazyLock<Vec<Procedure>> = LazyLock::new(|| shipped::all().iter().map(sound).collect());
        Self::under(PROCEDURES.iter().find(|procedure| procedure.id == id).expect("a shipped procedure"))
    }

    /// Under the first procedure with other words in it: each pair is what its file says and what is said instead.
    pub fn changed(words: &[(&str, &str)]) -> Self {
        let shipped = shipped::find("donnington-service-failure").expect("it is shipped");
        let mut text = shipped.text.to_owned();
        for (from, to) in words {
            assert!(text.contains(from), "the file says '{from}'");
            text = text.replacen(from, to, 1);
        }
        let loaded = Procedure::load(shipped.file, &text);
        let procedure = loaded.procedure.unwrap_or_else(|| panic!("still sound: {:?}", loaded.findings));
        Self::under(Box::leak(Box::new(procedure)))
    }

    fn under(procedure: &'static Procedure) -> Self {
        Self { procedure, staffing: staffing(), now: at(START), history: Vec::new(), case: None }
    }

    /// Moves the clock on the wall.
    pub fn on(&mut self, local: &str) -> &mut Self {
        self.now = at(local);
        self
    }

    pub fn case(&self) -> &Case {
        self.case.as_ref().expect("a case has been logged")
    }

    pub fn handling(&self) -> &redress_domain::case::Handling {
        self.case().current().expect("a case has a handling")
    }

    /// The clock of a rule in the newest handling that has one.
    pub fn clock(&self, rule: &str) -> Option<&Clock> {
        self.case().clocks.iter().rev().find(|clock| clock.rule == rule)
    }

    /// The verdict of the newest clock of a rule; `None` while it runs.
    pub fn verdict(&self, rule: &str) -> Option<Verdict> {
        self.clock(rule).unwrap_or_else(|| panic!("no clock '{rule}'")).verdict
    }

    pub fn next_step(&self) -> Option<StepKind> {
        redress_domain::case::next_step(self.procedure, self.case()).map(|step| step.kind)
    }

    pub fn warnings(&self) -> Vec<String> {
        self.as_user("sam", Around::default(), |ctx| warnings(ctx, self.case()))
    }

    /// What is shown before anybody gets in touch, by its kind.
    pub fn notices(&self) -> Vec<(NoticeKind, String)> {
        let notices = self.as_user("sam", Around::default(), |ctx| notices(ctx, self.case()));
        notices.into_iter().map(|notice| (notice.kind, notice.text)).collect()
    }

    /// Logs a case, which must be accepted.
    pub fn logged(&mut self, log: &Log) -> &mut Self {
        self.log("sam", log).unwrap_or_else(|refusal| panic!("logging was refused: {refusal:?}"));
        self
    }

    pub fn log(&mut self, who: &str, log: &Log) -> Result<(), Refusal> {
        let representative = log.representative.as_ref().map(|_| PersonRef { number: 2, digest: "c0ffee".to_owned() });
        let identity = Identity { reference: "SF-2026-0001".to_owned(), complainant: None, representative };
        let event = self.as_user(who, Around::default(), |ctx| open(ctx, identity, log))?;
        self.append(who, vec![event]);
        Ok(())
    }

    /// Records what came of another case.
    pub fn appended(&mut self, who: &str, event: Event) {
        self.append(who, vec![event]);
    }

    /// Takes a case over from a register, which must be accepted.
    pub fn imported(&mut self, case: RegisterCase) -> &mut Self {
        let event = self
            .as_user("adam", Around::default(), |ctx| import(ctx, case))
            .expect("the register's case can be taken over");
        self.append("adam", vec![event]);
        self
    }

    pub fn rights(&self, who: &str) -> Rights {
        Rights::of(self.staffing.find(&UserId::new(who)).expect("a member of staff"), self.procedure)
    }

    /// Gives a command that must be permitted and accepted.
    pub fn done(&mut self, who: &str, command: Command) -> &mut Self {
        assert_eq!(self.rights(who).may(self.case(), command.kind()), Ok(()), "{who} may {command:?}");
        self.give(who, &command).unwrap_or_else(|refusal| panic!("{command:?} was refused: {refusal:?}"));
        self
    }

    /// Gives a command that must be refused, and tells why in codes.
    pub fn refused(&mut self, who: &str, command: Command) -> String {
        let before = self.case().clone();
        let refusal = self.give(who, &command).err().unwrap_or_else(|| panic!("{command:?} was accepted"));
        assert_eq!(self.case(), &before);
        codes(&refusal)
    }

    /// Decides a command; what it causes is recorded and folded into the case.
    pub fn give(&mut self, who: &str, command: &Command) -> Result<Vec<Event>, Refusal> {
        self.give_around(who, command, Around::default())
    }

    /// As [`World::give`], with what lies around the case.
    pub fn give_around(&mut self, who: &str, command: &Command, around: Around<'_>) -> Result<Vec<Event>, Refusal> {
        let case = self.case().clone();
        let events = self.as_user(who, around, |ctx| decide(ctx, &case, command))?;
        self.append(who, events.clone());
        Ok(events)
    }

    /// Has a confidential case opened in need.
    pub fn opened_in_need(&mut self, who: &str, reason: &str) -> Result<(), Refusal> {
        let case = self.case().clone();
        let event = self.as_user(who, Around::default(), |ctx| open_in_need(ctx, &case, reason))?;
        self.append(who, vec![event]);
        Ok(())
    }

    fn as_user<T>(&self, who: &str, around: Around<'_>, decide: impl FnOnce(&Context<'_>) -> T) -> T {
        decide(&Context {
            procedure: self.procedure,
            calendar: Calendar::shipped(Division::EnglandAndWales),
            staffing: &self.staffing,
            now: self.now,
            by: &By::User(UserId::new(who)),
            around,
        })
    }

    fn append(&mut self, who: &str, events: Vec<Event>) {
        for event in events {
            let version = u64::try_from(self.history.len()).unwrap() + 1;
            let recorded = Recorded { version, at: self.now, by: By::User(UserId::new(who)), event };
            self.history.push(recorded.clone());
            match &mut self.case {
                Some(case) => case.apply(&recorded).expect("what was decided can be folded"),
                None => self.case = Some(Case::fold(&self.history).expect("a case can begin so")),
            }
        }
    }
}

fn sound(shipped: &shipped::Shipped) -> Procedure {
    let loaded = Procedure::load(shipped.file, shipped.text);
    loaded.procedure.unwrap_or_else(|| panic!("{} is sound: {:?}", shipped.id, loaded.findings))
}

fn staffing() -> Staffing {
    let person = |(id, roles): &(&str, &[&str])| Staff {
        id: UserId::new(*id),
        name: (*id).to_owned(),
        email: format!("{id}@example.org"),
        roles: roles.iter().map(|role| (*role).to_owned()).collect(),
        absences: Vec::new(),
    };
    Staffing::new(STAFF.iter().map(person).collect())
}

/// A refusal in codes, with what it lists.
pub fn codes(refusal: &Refusal) -> String {
    let list = |codes: Vec<&str>| codes.join(" ");
    match refusal {
        Refusal::Invalid(errors) => {
            let errors: Vec<String> = errors.iter().map(|error| format!("{}:{}", error.field, error.code)).collect();
            errors.join(" ")
        }
        Refusal::Rule(Rule::ClosingWaits(missing)) => {
            format!("closing-waits: {}", list(missing.iter().map(|missing| missing.code()).collect()))
        }
        Refusal::Rule(Rule::NotEligible { reasons, .. }) => {
            format!("not-eligible: {}", list(reasons.iter().map(|reason| reason.code()).collect()))
        }
        Refusal::Rule(rule) => rule.code().to_owned(),
    }
}

/// An instant as people in London write it.
pub fn at(local: &str) -> Instant {
    parse_local(local, Zone::LONDON).expect("a local time")
}

pub fn date(text: &str) -> Date {
    parse_date(text).expect("a date")
}
