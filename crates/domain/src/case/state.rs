//! A case as it stands: what its events add up to.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::attachment::Attachments;
use super::changes::ChangeTold;
use super::clock::Clock;
use super::confidential::{Opening, Restriction};
use super::erasing::{Erasure, RecordsHold};
use super::matter::{Joint, LetterMade, Link, OutsideReferral, Payment, Point};
use super::panel::{BoardItem, FilterDecision, Member, Sitting};
use super::payload::{Decided, Learnt, RepresentativeRef};
use super::people::{Adjustments, Apology, BehaviourWarning, Consent, ContactLimit, Interest, StaffMatter};
use crate::procedure::{Channel, Means, Route};
use crate::register::{BroughtBy, ExternalResult};
use crate::staff::UserId;
use crate::time::{Date, Instant, Zone};

/// A case with its handlings, clocks, actions and learning.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    pub reference: String,
    /// Number of events so far; a change is refused when it was made for another version.
    pub version: u64,
    pub procedure: String,
    pub procedure_version: String,
    pub received_at: Instant,
    pub received_on: Date,
    /// When it was entered, which may be days after it was received.
    pub entered_at: Instant,
    pub entered_by: Option<UserId>,
    /// When the last thing happened to it.
    pub changed_at: Instant,
    pub channel: Channel,
    pub brought_by: BroughtBy,
    pub complainant: Option<PersonRef>,
    pub representative: Option<RepresentativeRef>,
    /// Those who acted for the person before.
    pub former_representatives: Vec<RepresentativeRef>,
    pub summary: Option<String>,
    pub outcome_wanted: Option<String>,
    pub service_area: Option<String>,
    pub natures: Vec<String>,
    pub failed_test: Option<FailedTest>,
    pub understanding: Option<Understanding>,
    /// Whether it came from a register, with the history of elsewhere.
    pub imported: bool,
    pub triage: Option<Triaged>,
    /// In order; at least one.
    pub handlings: Vec<Handling>,
    pub actions: Vec<Action>,
    pub clocks: Vec<Clock>,
    pub learning: Option<Learning>,
    pub external: Option<ExternalResult>,
    pub happened_on: Option<Date>,
    /// Members of staff whom it is about.
    pub subjects: BTreeSet<UserId>,
    /// Those who were named as such and have been cleared.
    pub former_subjects: BTreeSet<UserId>,
    pub interests: Vec<Interest>,
    /// What makes it confidential, while it is.
    pub restriction: Option<Restriction>,
    /// When it was opened in need to somebody it was closed to.
    pub openings: Vec<Opening>,
    pub consent: Option<Consent>,
    pub adjustments: Adjustments,
    pub safety_note: Option<String>,
    pub behaviour_warning: Option<BehaviourWarning>,
    /// The limit in force; `None` once it was lifted.
    pub contact_limit: Option<ContactLimit>,
    pub points: Vec<Point>,
    pub apologies: Vec<Apology>,
    pub staff_matters: Vec<StaffMatter>,
    pub links: Vec<Link>,
    /// The case that this one, a duplicate, goes on in.
    pub merged_into: Option<String>,
    /// Duplicates that were taken into this one.
    pub absorbed: Vec<String>,
    /// Who had acted on them.
    pub absorbed_actors: BTreeSet<UserId>,
    pub joint: Option<Joint>,
    /// An earlier case of the same cause in the same service area (R10).
    pub repeat_of: Option<String>,
    /// Whether the last stage is over (R15).
    pub exhausted: bool,
    pub referred_outside: Option<OutsideReferral>,
    pub letters: Vec<LetterMade>,
    pub attachments: Attachments,
    /// Its options of each split of the procedure, by id; a split without an answer is not here.
    pub splits: BTreeMap<String, Vec<String>>,
    /// Whether the person would like to know what changes; `None` until they are asked.
    pub wants_to_know: Option<bool>,
    /// What they were told of it, oldest first.
    pub changes_told: Vec<ChangeTold>,
    /// While its records are held, nothing of them is erased.
    pub records_hold: Option<RecordsHold>,
    /// Set once text and people were taken out of it.
    pub erasure: Option<Erasure>,
    /// Every class it was given, with the day; the last one stands (R18).
    pub classes: Vec<(Triaged, Date)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Triaged {
    pub class: String,
    pub counts_as_failure: bool,
}

/// One stay of a case at a stage.
#[derive(Debug, Clone, PartialEq)]
pub struct Handling {
    /// From 1.
    pub number: u32,
    pub route: Route,
    /// Stage id; for an imported handling the stage of its route.
    pub stage: Option<String>,
    pub received_on: Date,
    pub received_at: Instant,
    pub channel: Channel,
    pub reasons: Option<String>,
    pub acknowledged: bool,
    pub owner: Option<UserId>,
    /// Who has acted in substance here: owned, spoke, planned, decided, closed (R60).
    pub actors: BTreeSet<UserId>,
    pub settled_at_first_contact: Option<Settlement>,
    pub contacted: bool,
    /// The issue and the remedy as clarified with the person, beside the version of intake (R47).
    pub clarified_issue: Option<String>,
    pub clarified_remedy: Option<String>,
    pub plan_agreed: bool,
    pub written_reply: Option<WrittenReply>,
    pub reply_sent_on: Option<Date>,
    pub compensation: Option<Compensation>,
    pub payment: Payment,
    pub decision: Option<Decided>,
    /// The day on which the decision was recorded.
    pub decided_on: Option<Date>,
    /// Whether the decision was told to the person (R67).
    pub confirmed: bool,
    pub filter: Option<FilterDecision>,
    pub panel: Option<Sitting>,
    pub board: Vec<BoardItem>,
    /// Names of who handled it elsewhere, of an imported handling.
    pub handled_by: Vec<String>,
    /// How often its time limit was extended.
    pub extensions: u32,
    pub extended_to: Option<Date>,
    /// Whether the person has still to be told of the last extension.
    pub extension_untold: bool,
    pub closed_on: Option<Date>,
    pub narrative: Narrative,
}

/// What the report tells of a handling (R100, R101).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Narrative {
    pub finding: Option<String>,
    pub explanation: Option<String>,
    pub action_taken: Option<String>,
    /// Only of an imported handling; a live case has a learning record.
    pub learning: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settlement {
    pub done: String,
    pub agreement: Agreement,
}

/// Something that was promised or planned, with its date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    pub number: u32,
    pub handling: u32,
    pub kind: ActionKind,
    pub what: String,
    pub owner: UserId,
    pub due: Due,
    /// It is done when it has taken place, not when it is booked (R37).
    pub appointment: bool,
    /// Of whom information was asked (R52).
    pub asked_of: Option<Member>,
    /// How often it was chased or moved.
    pub moved: u32,
    /// When it was done: for an appointment, when it took place (R37).
    pub done_on: Option<Date>,
    pub done_note: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ActionKind {
    /// Said to the person: "I will ring you by Friday" (R24).
    Promise,
    /// A step of the agreed plan (R50).
    Plan,
    /// A question to somebody who knows (R52).
    Information,
    /// What keeps it from happening again (R71).
    Prevention,
}

/// The learning record of a case, opened by itself (R69).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Learning {
    pub opened_at: Instant,
    /// The handling whose resolution it waits to be completed for.
    pub handling: u32,
    /// Who is asked to complete it: who dealt with the case, else who logged it (R70).
    pub owner: Option<UserId>,
    pub outstanding: bool,
    /// When it is to be complete; `None` where the procedure sets no time.
    pub due: Option<Due>,
    /// What was learnt, oldest first: a later stage adds to it.
    pub entries: Vec<Entry>,
}

/// What was learnt at the end of a handling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub handling: u32,
    pub learnt: Learnt,
}

/// A person by number within the case, with a salted digest of what is kept of them elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonRef {
    pub number: u32,
    /// Hexadecimal SHA-256.
    pub digest: String,
}

/// Which of the two tests failed (R6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FailedTest {
    AgreedStandard,
    Expectation,
    Both,
}

/// Whether what we understood was repeated back and confirmed (R21).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Understanding {
    Confirmed,
    NotConfirmed { why: String },
}

/// Whether the person agrees with what was done or planned (R35, R53).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Agreement {
    Agreed {
        means: Means,
        on: Date,
    },
    NotAgreed {
        reasons: String,
    },
    /// An anonymous complainant cannot be asked; whoever resolves it states that instead (R30).
    NotPossible {
        statement: String,
    },
}

/// Answer to "would you like this in writing?" (R39).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WrittenReply {
    Yes,
    No,
    CouldNotAsk,
}

/// Compensation was considered, with the result (R38). Money in pence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Compensation {
    None,
    Amount { pence: u64, basis: String, approver: UserId },
}

/// When something is due: by the end of a day, or at an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Due {
    On(Date),
    At(Instant),
}

impl Due {
    /// The last instant at which it is still in time.
    pub fn deadline(self) -> Instant {
        match self {
            Self::On(date) => Instant::end_of(date, Zone::LONDON),
            Self::At(instant) => instant,
        }
    }

    /// Its civil date.
    pub fn date(self) -> Date {
        match self {
            Self::On(date) => date,
            Self::At(instant) => instant.local_date(Zone::LONDON),
        }
    }
}

impl Case {
    /// The handling that is now, or was last.
    pub fn current(&self) -> Option<&Handling> {
        self.handlings.last()
    }

    pub fn is_open(&self) -> bool {
        self.current().is_some_and(|handling| handling.closed_on.is_none())
    }

    pub fn is_anonymous(&self) -> bool {
        self.brought_by == BroughtBy::Anonymous
    }

    /// Whether it counts as a failure as far as is known: an untriaged case does.
    pub fn counts_as_failure(&self) -> bool {
        self.triage.as_ref().is_none_or(|triage| triage.counts_as_failure)
    }

    /// The clock that measures a handling's time against its target.
    pub fn timescale(&self, handling: u32) -> Option<&Clock> {
        self.clocks.iter().find(|clock| clock.handling == handling && clock.timescale)
    }

    /// Clocks that still run, soonest due first.
    pub fn running_clocks(&self) -> Vec<&Clock> {
        let mut running: Vec<&Clock> = self.clocks.iter().filter(|clock| clock.verdict.is_none()).collect();
        running.sort_by_key(|clock| clock.due.deadline());
        running
    }

    /// The handling that compensation was last decided for.
    pub fn compensated(&self) -> Option<&Handling> {
        self.handlings.iter().rev().find(|handling| handling.payment.decided_on.is_some())
    }

    /// Steps of the current handling's plan.
    pub fn plan(&self) -> impl Iterator<Item = &Action> {
        let current = self.current().map(|handling| handling.number);
        self.actions.iter().filter(move |action| action.kind == ActionKind::Plan && Some(action.handling) == current)
    }

    /// Number of the next action.
    pub fn next_action_number(&self) -> u32 {
        self.actions.last().map_or(1, |action| action.number.saturating_add(1))
    }
}
