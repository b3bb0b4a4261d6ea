//! A new case as sent, and the commands that follow at once when it was settled at first contact.

use redress_app::SignedIn;
use redress_domain::case::{
    Agreement, Command, Compensation, Considered, Decide, FieldError, Log, Party, Representative, Understanding,
};
use redress_domain::procedure::{OutcomeEffect, Route};
use redress_domain::staff::UserId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::escalation::received;
use crate::wire::agreement::{AgreementInput, CompensationBody};
use crate::wire::date::{Day, Moment};
use crate::wire::word::{BroughtBy, Channel, FailedTest, WrittenReply};

/// A new case, as told by whoever brings it. Names are those of the register where it has them.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CaseInput {
    /// The day it was received; today means now. Or give `received_at`.
    received_on: Option<Day>,
    received_at: Option<Moment>,
    channel: Channel,
    brought_by: BroughtBy,
    /// What happened.
    summary: String,
    outcome_wanted: Option<String>,
    service_area: Option<String>,
    /// Nature ids of the procedure.
    #[serde(default)]
    natures: Vec<String>,
    failed_test: Option<FailedTest>,
    understanding: Option<UnderstandingInput>,
    /// When what is complained of happened, where that is known.
    happened_on: Option<Day>,
    /// Ids of the members of staff whom it is about: it is not there for them.
    #[serde(default)]
    subjects: Vec<String>,
    /// Ids of the adjustments the person needs.
    #[serde(default)]
    adjustments: Vec<String>,
    complainant: Option<PersonInput>,
    representative: Option<RepresentativeInput>,
    /// Whether it enters the second stage directly, where the procedure lets it.
    #[serde(default)]
    direct_to_stage_2: bool,
    /// Class id of the procedure, to triage it at once.
    triage: Option<String>,
    /// It was settled while the person was there.
    first_contact: Option<SettledInput>,
}

/// Whether what we understood was repeated back and confirmed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UnderstandingInput {
    confirmed: bool,
    /// Why it could not be confirmed.
    why: Option<String>,
}

/// A person and how to reach them.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PersonInput {
    name: String,
    email: Option<String>,
    phone: Option<String>,
    address: Option<String>,
}

/// Somebody who acts for the complainant.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RepresentativeInput {
    name: String,
    email: Option<String>,
    phone: Option<String>,
    address: Option<String>,
    /// How they stand to the person.
    relation: String,
    /// What their authority rests on, once it has been shown.
    authority: Option<String>,
}

/// Settled at first contact: logged, decided and closed in one submission. Where a written reply is wanted everything is done
/// but the closing, which waits for the reply.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SettledInput {
    /// What was done to put it right.
    done: String,
    agreement: AgreementInput,
    /// Outcome id; where it is left out the procedure's outcome for what is settled without a finding.
    outcome: Option<String>,
    code: Option<String>,
    finding: Option<String>,
    explanation: Option<String>,
    action_taken: Option<String>,
    written_reply: Option<WrittenReply>,
    compensation: Option<CompensationBody>,
}

impl CaseInput {
    /// The case to log, and the commands to carry out on it at once.
    ///
    /// # Errors
    /// The field that makes no sense in itself.
    pub fn read(self, caller: &SignedIn) -> Result<(Log, Vec<Command>), FieldError> {
        let class = self.triage.or_else(|| self.first_contact.as_ref().and_then(|_| failure_class(caller)));
        let mut then: Vec<Command> = class.map(|class| Command::Triage { class, note: None }).into_iter().collect();
        if let Some(settled) = self.first_contact {
            then.extend(settled.commands(caller)?);
        }
        let log = Log {
            received: received("received_on", self.received_on, self.received_at)?,
            channel: self.channel.0,
            brought_by: self.brought_by.0,
            complainant: self.complainant.map(Party::from),
            representative: self.representative.map(Representative::from),
            summary: self.summary,
            outcome_wanted: self.outcome_wanted,
            service_area: self.service_area,
            natures: self.natures,
            failed_test: self.failed_test.map(|FailedTest(test)| test),
            understanding: self.understanding.map(Understanding::try_from).transpose()?,
            happened_on: self.happened_on.map(|Day(on)| on),
            subjects: self.subjects.into_iter().map(UserId::new).collect(),
            adjustments: self.adjustments,
            route: if self.direct_to_stage_2 { Route::S2 } else { Route::S1 },
        };
        Ok((log, then))
    }
}

impl SettledInput {
    fn commands(self, caller: &SignedIn) -> Result<Vec<Command>, FieldError> {
        let closes = self.written_reply != Some(WrittenReply(redress_domain::case::WrittenReply::Yes));
        let agreement = Agreement::try_from(self.agreement)?;
        let decide = Decide {
            outcome: self.outcome.or_else(|| settled_outcome(caller)).unwrap_or_default(),
            code: self.code,
            finding: self.finding,
            explanation: self.explanation,
            action_taken: self.action_taken,
            agreement: None,
            considered: Considered::default(),
            remedies: Vec::new(),
            outcome_reason: None,
        };
        let mut commands = vec![Command::SettleAtFirstContact { done: self.done, agreement }, Command::Decide(decide)];
        commands.extend(self.written_reply.map(|WrittenReply(answer)| Command::AskWrittenReply { answer }));
        if let Some(compensation) = self.compensation {
            commands.push(Command::DecideCompensation { decision: Compensation::try_from(compensation)? });
        }
        commands.extend(closes.then_some(Command::Close { on: None }));
        Ok(commands)
    }
}

/// What is settled at first contact was a failure: the first class of the procedure that says so.
fn failure_class(caller: &SignedIn) -> Option<String> {
    let classes = &caller.settings.procedure.as_ref()?.triage;
    classes.iter().find(|class| class.counts_as_failure).map(|class| class.id.clone())
}

fn settled_outcome(caller: &SignedIn) -> Option<String> {
    let outcomes = &caller.settings.procedure.as_ref()?.outcomes;
    outcomes.iter().find(|outcome| outcome.effect == OutcomeEffect::Resolved).map(|outcome| outcome.id.clone())
}

impl TryFrom<UnderstandingInput> for Understanding {
    type Error = FieldError;

    fn try_from(input: UnderstandingInput) -> Result<Self, FieldError> {
        match input {
            UnderstandingInput { confirmed: true, why: None } => Ok(Self::Confirmed),
            UnderstandingInput { confirmed: false, why } => Ok(Self::NotConfirmed { why: why.unwrap_or_default() }),
            UnderstandingInput { confirmed: true, why: Some(_) } => Err(FieldError::new(
                "understanding_why",
                "contradiction",
                "Only what was not confirmed has a reason why.",
            )),
        }
    }
}

impl From<PersonInput> for Party {
    fn from(input: PersonInput) -> Self {
        let PersonInput { name, email, phone, address } = input;
        Self { name, email, phone, address }
    }
}

impl From<RepresentativeInput> for Representative {
    fn from(input: RepresentativeInput) -> Self {
        let RepresentativeInput { name, email, phone, address, relation, authority } = input;
        Self { party: Party { name, email, phone, address }, relation, authority }
    }
}
