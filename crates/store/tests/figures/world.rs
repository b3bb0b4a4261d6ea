//! An organisation in which things happen at random for some weeks, and the figures asked of its store.

use redress_domain::case::{Command, Compensation, Due, Escalate, Extend, Received};
use redress_domain::period::{Period, PeriodKind};
use redress_domain::procedure::{Channel, Means, Route};
use redress_domain::register::{
    BroughtBy, ExternalOutcome, ExternalResult, PlacedCase, RegisterCase, RegisterClosure, RegisterHandling,
};
use redress_domain::staff::UserId;
use redress_domain::statistics::Facts;
use redress_domain::time::{Date, Instant, minus_days, plus_days};
use redress_store::{FiguresAsked, Known, Sight, StoreError, Viewer, figures, known_on};
use redress_testkit::commands::{
    accept, acknowledge, agreed, close, confirm, convene, day, decide, done, hand_to, learn_in, name_subject,
    no_compensation, no_written_reply, note, phoned, plan, triage, vote,
};
use redress_testkit::engines::TestDatabase;
use redress_testkit::house::{DONNINGTON, House, call};

/// Chance that is the same in every run.
pub struct Dice(pub u64);

impl Dice {
    /// One of so many, from 0.
    pub fn of(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.of(from.len() as u64) as usize]
    }
}

/// Narratives that figures are asked for: fewer than there are.
pub const NARRATIVES: usize = 3;

/// What cases are about, in turn.
const NATURES: [&[&str]; 4] =
    [&["staff-conduct", "done-poorly"], &["done-poorly"], &[], &["policy-not-followed", "not-as-promised"]];

pub struct World {
    pub house: House,
    pub dice: Dice,
    references: Vec<String>,
}

impl World {
    pub fn new(database: &TestDatabase, seed: u64) -> Self {
        Self { house: House::donnington(database), dice: Dice(seed), references: Vec::new() }
    }

    /// A day on which some cases come, some are taken from a register, and something is tried with many; what the rules
    /// refuse does not happen.
    pub fn pass(&mut self, today: Date) {
        for hour in [9, 15] {
            self.house.at(&format!("{today}T{hour:02}:00:00Z"));
            if self.dice.of(2) == 0 {
                self.log();
            }
            for _ in 0..6 {
                self.something(today);
            }
        }
        if self.dice.of(3) == 0 {
            self.import(today);
        }
    }

    /// So that every case is another than it was.
    pub fn touch_all(&self) {
        for reference in &self.references {
            self.house.act("admin", reference, note("Looked at")).unwrap();
        }
    }

    /// Says of some cases that they are about somebody, where that can still be said.
    pub fn name_in_some(&mut self, user: &str) {
        for reference in &self.references {
            if self.dice.of(3) == 0 {
                let _ = self.house.act("admin", reference, name_subject(user));
            }
        }
    }

    fn log(&mut self) {
        let mut log = call(Instant::from_micros(micros_of(&self.house)));
        log.channel = self.dice.pick(&[Channel::Phone, Channel::Email, Channel::Web]);
        log.outcome_wanted = log.outcome_wanted.filter(|_| self.dice.of(4) > 0);
        log.natures = NATURES[self.references.len() % NATURES.len()].iter().map(|id| (*id).to_owned()).collect();
        log.service_area = self.dice.pick(&[None, Some("Events"), Some("Front desk")]).map(str::to_owned);
        let logged = self.house.wait(self.house.app.log(&self.house.actor("sam"), log, Vec::new(), None));
        self.references.push(logged.unwrap().reference);
    }

    fn something(&mut self, today: Date) {
        if self.references.is_empty() {
            return;
        }
        let reference = self.references[self.dice.of(self.references.len() as u64) as usize].clone();
        let (on, at) = (today.to_string(), Instant::from_micros(micros_of(&self.house)).to_string());
        let soon = plus_days(today, 1 + self.dice.of(9) as u32);
        let owner = self.dice.pick(&["asha", "bill", "chair"]);
        let outcome =
            self.dice.pick(&["upheld", "not-upheld", "partly-upheld", "resolved", "withdrawn", "reclassified"]);
        let mut decision = decide(outcome, &on);
        if let (Command::Decide(decide), "reclassified") = (&mut decision, outcome) {
            decide.code = Some("comment".to_owned());
        }
        let amount = Compensation::Amount { pence: 2_500, basis: "Fare".to_owned(), approver: UserId::new("chair") };
        let compensation = self.dice.pick(&[true, false]).then_some(Command::DecideCompensation { decision: amount });
        let to_the_end = || {
            let begin = [triage(), hand_to(owner), phoned(&at), plan(owner, &on, &soon.to_string()), done(1, &on)];
            let decided = [done(2, &on), decision, compensation.unwrap_or_else(no_compensation)];
            let end = [no_written_reply(), confirm(&on), close(), learn_in("Events"), learn_in("Front desk")];
            begin.into_iter().chain(decided).chain(end).collect()
        };
        let commands = match self.dice.of(18) {
            0 => vec![Command::Triage { class: "query".to_owned(), note: None }],
            1 => vec![triage()],
            2 => vec![triage(), hand_to(owner)],
            3 => vec![phoned(&at)],
            4 => vec![plan(owner, &on, &soon.to_string())],
            5 => vec![Command::MakePromise { what: "Ring".to_owned(), due: Due::On(soon), appointment: false }],
            6 => vec![done(1 + self.dice.of(4) as u32, &on)],
            7 => vec![Command::Extend(Extend {
                to: plus_days(soon, 14),
                reason: "Waiting for the bus company".to_owned(),
                ground: None,
                approver: Some(UserId::new("chair")),
                told: Some(Means::Phone),
                outside_contact_given: true,
            })],
            8 => vec![Command::Escalate(Escalate {
                asked: Received::On(today),
                channel: Channel::Letter,
                reasons: None,
                waiver: None,
            })],
            9 => vec![
                hand_to("chair"),
                acknowledge(&at),
                phoned(&at),
                accept(),
                convene(&["chair", "vice"]),
                vote("chair", "upheld", &on),
                vote("vice", "upheld", &on),
                decide("upheld", &on),
                confirm(&on),
                no_compensation(),
                no_written_reply(),
                close(),
            ],
            10 => vec![
                Command::ReferOutside { body: "charity-commission".to_owned(), on: today, note: None },
                Command::ReferOutside { body: "independent".to_owned(), on: today, note: None },
            ],
            11 => vec![Command::RecordOutsideDecision { upheld: self.dice.of(2) == 0, on: today, note: None }],
            12 => vec![
                triage(),
                Command::SettleAtFirstContact { done: "Put right".to_owned(), agreement: agreed(&on) },
                decide("resolved", &on),
                no_compensation(),
                no_written_reply(),
                close(),
            ],
            _ => to_the_end(),
        };
        for command in commands {
            // Whoever may do it does it; what nobody may do does not happen.
            for who in [owner, "sam", "chair", "vice", "admin"] {
                if self.house.act(who, &reference, command.clone()).is_ok() {
                    break;
                }
            }
        }
    }

    fn import(&mut self, today: Date) {
        let reference = format!("OLD-{today}");
        let (asked, received) = (minus_days(today, 5), minus_days(today, 8 + self.dice.of(60) as u32));
        let late = self.dice.of(2) == 0;
        let outcome = self.dice.pick(&["upheld", "partly-upheld", "not-upheld", "withdrawn"]);
        let closed = |on: Date| RegisterClosure { on, outcome: outcome.to_owned(), code: Some("delay".to_owned()) };
        let handling = |route: Route, received_on: Date, closed: Option<RegisterClosure>| RegisterHandling {
            route,
            received_on,
            closed,
            extended_to: None,
            finding: Some("It was late".to_owned()),
            explanation: Some("Nobody was there".to_owned()),
            action_taken: Some("Apology".to_owned()),
            learning: None,
            handled_by: Vec::new(),
        };
        let mut first = handling(Route::S1, received, Some(closed(asked)));
        first.extended_to = late.then_some(asked);
        let second = match self.dice.of(3) {
            0 => None,
            1 => Some(handling(Route::Esc, asked, None)),
            _ => Some(handling(Route::Esc, asked, Some(closed(today)))),
        };
        let external = second
            .as_ref()
            .filter(|second| second.closed.is_some() && late)
            .map(|_| ExternalResult { closed_on: today, outcome: ExternalOutcome::Upheld });
        let case = RegisterCase {
            reference: reference.clone(),
            received_on: received,
            channel: Channel::Letter,
            brought_by: BroughtBy::Complainant,
            service_area: Some("Events".to_owned()),
            summary: Some("A bus did not come".to_owned()),
            outcome_wanted: None,
            handlings: [first].into_iter().chain(second).collect(),
            external,
        };
        let placed = vec![PlacedCase { line: 2, case }];
        self.house.wait(self.house.app.import_register(&self.house.actor("admin"), placed, false)).unwrap();
        self.references.push(reference);
    }
}

fn micros_of(house: &House) -> i64 {
    house.app.now().as_micros()
}

/// Months and quarters about the weeks in which things happen.
pub fn periods() -> Vec<Period> {
    let fiscal = "04-06".parse().unwrap();
    let month = |on| Period::containing(PeriodKind::Month, day(on), fiscal).unwrap();
    let quarter = Period::containing(PeriodKind::Quarter, day("2026-03-20"), fiscal).unwrap();
    vec![quarter, month("2026-03-15"), month("2026-04-15")]
}

/// The figures of a period for whoever sees everything, as known now or on an earlier day.
pub fn facts(database: &TestDatabase, period: &Period, today: Date, known: Option<Date>) -> Facts {
    facts_for(database, None, period, today, known)
}

pub fn facts_for(db: &TestDatabase, user: Option<&str>, period: &Period, today: Date, known: Option<Date>) -> Facts {
    let (period, user) = (period.clone(), user.map(UserId::new));
    let read = move |reader: &mut redress_store::Reader<'_>| -> Result<_, StoreError> {
        let viewer = match &user {
            None => Viewer::everything(DONNINGTON),
            Some(user) => {
                let sight = Sight { confidential: false, now: Instant::MAX };
                Viewer::staff(reader, DONNINGTON, user, sight)?
            }
        };
        let known: Option<Known> = known.map(|on| known_on(reader, DONNINGTON, on)).transpose()?;
        let trend = [period.previous().unwrap(), period.clone()];
        let months = &periods()[1..];
        let narratives = NARRATIVES;
        let mut facts = figures(
            reader,
            &viewer,
            &FiguresAsked { period: &period, trend: &trend, months, narratives, today, known },
        )?;
        facts.late.sort_by(|a, b| (&a.reference, a.route).cmp(&(&b.reference, b.route)));
        Ok(facts)
    };
    db.store().read_blocking(read).unwrap()
}
