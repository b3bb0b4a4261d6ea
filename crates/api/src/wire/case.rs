//! A case with all that its page shows, and a line of a list, as answered.

use redress_app::{CaseLine, CaseView};
use redress_domain::case::{Case, Party, Triaged, Understanding};
use redress_domain::words::Word;
use serde::Serialize;
use utoipa::ToSchema;

use super::clock::{ClockBody, clocks};
use super::date::{Day, DueBody, Moment};
use super::handling::{ActionBody, HandlingBody, LearningBody, learning};
use super::matter::MatterBody;
use crate::cases::command_path;

/// A case.
#[derive(Debug, Serialize, ToSchema)]
pub struct CaseBody {
    pub reference: String,
    /// Number of events so far; also the `ETag`.
    pub version: u64,
    pub procedure: ProcedureRefBody,
    pub received_on: Day,
    pub received_at: Moment,
    /// When it was entered, which may be days after it was received.
    pub entered_at: Moment,
    pub entered_by: Option<String>,
    #[schema(value_type = String)]
    pub channel: &'static str,
    #[schema(value_type = String)]
    pub brought_by: &'static str,
    pub complainant: Option<PersonBody>,
    pub representative: Option<RepresentativeBody>,
    pub summary: Option<String>,
    pub outcome_wanted: Option<String>,
    pub service_area: Option<String>,
    pub natures: Vec<String>,
    #[schema(value_type = Option<String>)]
    pub failed_test: Option<&'static str>,
    pub understanding: Option<UnderstandingBody>,
    /// Whether it came from a register, with the history of elsewhere.
    pub imported: bool,
    pub triage: Option<TriageBody>,
    pub open: bool,
    /// In order; the last is the current one.
    pub handlings: Vec<HandlingBody>,
    pub actions: Vec<ActionBody>,
    /// Without their working, which `/clocks` shows.
    pub clocks: Vec<ClockBody>,
    pub learning: Option<LearningBody>,
    pub external: Option<ExternalBody>,
    #[serde(flatten)]
    pub matter: MatterBody,
    /// Absent when everything is done.
    pub next_step: Option<NextStepBody>,
    /// What closing still waits for.
    pub missing: Vec<MissingBody>,
    /// Things worth knowing that forbid nothing.
    pub warnings: Vec<String>,
    /// Commands that the state of the case and the caller's rights allow, by their paths under the case.
    #[schema(value_type = Vec<String>)]
    pub offered: Vec<&'static str>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ProcedureRefBody {
    pub id: String,
    pub version: String,
}

/// A person and how to reach them.
#[derive(Debug, Serialize, ToSchema)]
pub struct PersonBody {
    pub name: String,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub address: Option<String>,
}

/// Somebody who acts for the complainant.
#[derive(Debug, Serialize, ToSchema)]
pub struct RepresentativeBody {
    #[serde(flatten)]
    pub person: PersonBody,
    pub relation: String,
    /// What their authority rests on, once it has been shown.
    pub authority: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct UnderstandingBody {
    pub confirmed: bool,
    /// Why it could not be confirmed.
    pub why: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct TriageBody {
    pub class: String,
    pub counts_as_failure: bool,
}

/// The result of the reviewer outside the organisation.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExternalBody {
    pub closed_on: Day,
    #[schema(value_type = String)]
    pub outcome: &'static str,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct NextStepBody {
    #[schema(value_type = String)]
    pub kind: &'static str,
    /// The procedure's own name for it.
    pub label: String,
    /// The part of the procedure that tells how.
    pub part: Option<String>,
    pub due: Option<DueBody>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct MissingBody {
    #[schema(value_type = String)]
    pub code: &'static str,
    #[schema(value_type = String)]
    pub sentence: &'static str,
}

impl From<&CaseView> for CaseBody {
    fn from(view: &CaseView) -> Self {
        let case = &view.case;
        Self {
            reference: case.reference.clone(),
            version: case.version,
            procedure: ProcedureRefBody { id: case.procedure.clone(), version: case.procedure_version.clone() },
            received_on: Day(case.received_on),
            received_at: Moment(case.received_at),
            entered_at: Moment(case.entered_at),
            entered_by: case.entered_by.as_ref().map(ToString::to_string),
            channel: case.channel.id(),
            brought_by: case.brought_by.id(),
            complainant: view.complainant.as_ref().map(PersonBody::from),
            representative: representative(view),
            summary: case.summary.clone(),
            outcome_wanted: case.outcome_wanted.clone(),
            service_area: case.service_area.clone(),
            natures: case.natures.clone(),
            failed_test: case.failed_test.map(Word::id),
            understanding: case.understanding.as_ref().map(UnderstandingBody::from),
            imported: case.imported,
            triage: triage(case),
            open: case.is_open(),
            handlings: case.handlings.iter().map(HandlingBody::from).collect(),
            actions: case.actions.iter().map(ActionBody::from).collect(),
            clocks: clocks(view, false),
            learning: learning(case),
            external: case
                .external
                .map(|external| ExternalBody { closed_on: Day(external.closed_on), outcome: external.outcome.id() }),
            matter: MatterBody::from(view),
            next_step: next_step(view),
            missing: view
                .missing
                .iter()
                .map(|missing| MissingBody { code: missing.code(), sentence: missing.sentence() })
                .collect(),
            warnings: view.warnings.clone(),
            offered: view.offered.iter().map(|kind| command_path(*kind)).collect(),
        }
    }
}

fn representative(view: &CaseView) -> Option<RepresentativeBody> {
    let known = view.case.representative.as_ref()?;
    let person = view.representative.as_ref().map(PersonBody::from)?;
    Some(RepresentativeBody { person, relation: known.relation.clone(), authority: known.authority.clone() })
}

fn triage(case: &Case) -> Option<TriageBody> {
    case.triage.as_ref().map(TriageBody::from)
}

impl From<&Triaged> for TriageBody {
    fn from(triaged: &Triaged) -> Self {
        Self { class: triaged.class.clone(), counts_as_failure: triaged.counts_as_failure }
    }
}

fn next_step(view: &CaseView) -> Option<NextStepBody> {
    let next = view.next.as_ref()?;
    Some(NextStepBody {
        kind: next.kind.id(),
        label: next.label.clone(),
        part: next.part.clone(),
        due: next.due.map(DueBody::from),
    })
}

impl From<&Party> for PersonBody {
    fn from(party: &Party) -> Self {
        let Party { name, email, phone, address } = party.clone();
        Self { name, email, phone, address }
    }
}

impl From<&Understanding> for UnderstandingBody {
    fn from(understanding: &Understanding) -> Self {
        match understanding {
            Understanding::Confirmed => Self { confirmed: true, why: None },
            Understanding::NotConfirmed { why } => Self { confirmed: false, why: Some(why.clone()) },
        }
    }
}

/// One line of a list of cases.
#[derive(Debug, Serialize, ToSchema)]
pub struct CaseLineBody {
    pub reference: String,
    pub version: u64,
    pub received_on: Day,
    pub summary: Option<String>,
    pub service_area: Option<String>,
    pub channel: String,
    pub brought_by: String,
    /// Of the current handling: `S1`, `S2` or `ESC`.
    pub handling: String,
    pub stage: Option<String>,
    pub procedure: ProcedureRefBody,
    pub owner: Option<String>,
    pub open: bool,
    /// Whether it counts as a failure, as far as is known.
    pub counts: bool,
    pub outcome: Option<String>,
    /// Class id it was triaged as.
    pub triage: Option<String>,
    /// Settled at first contact: a service issue.
    pub first_contact: bool,
    /// Reference of an earlier case of the same cause in the same service area.
    pub repeat_of: Option<String>,
    /// Reference of the case that this one, a duplicate, goes on in.
    pub merged_into: Option<String>,
    /// Whether only some see it.
    pub confidential: bool,
    /// The procedure's name for the next step.
    pub next_step: Option<String>,
    pub next_due: Option<DueBody>,
}

impl From<CaseLine> for CaseLineBody {
    fn from(line: CaseLine) -> Self {
        Self {
            reference: line.reference,
            version: line.version,
            received_on: Day(line.received_on),
            summary: line.summary,
            service_area: line.service_area,
            channel: line.channel,
            brought_by: line.brought_by,
            handling: line.route,
            stage: line.stage,
            procedure: ProcedureRefBody { id: line.procedure.0, version: line.procedure.1 },
            owner: line.owner.map(|owner| owner.to_string()),
            open: line.is_open,
            counts: line.counts,
            outcome: line.outcome,
            triage: line.triage_class,
            first_contact: line.first_contact,
            repeat_of: line.repeat_of,
            merged_into: line.merged_into,
            confidential: line.confidential,
            next_step: line.next_label,
            next_due: line.next_due_on.map(|on| DueBody { on: Day(on), at: line.next_due_at.map(Moment) }),
        }
    }
}
