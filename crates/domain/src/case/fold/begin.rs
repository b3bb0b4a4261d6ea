//! How a case begins: logged, or taken from a register.

use std::collections::{BTreeMap, BTreeSet};

use crate::case::attachment::Attachments;
use crate::case::matter::{Considered, Payment};
use crate::case::payload::{Decided, Imported, Logged};
use crate::case::people::Adjustments;
use crate::case::recorded::Recorded;
use crate::case::state::{Case, Handling, Narrative};
use crate::procedure::{Channel, Route};
use crate::register::{BroughtBy, RegisterHandling};
use crate::time::{Date, Instant, Zone};

impl Case {
    pub(super) fn logged(logged: &Logged, recorded: &Recorded) -> Self {
        let mut first = Handling::new(1, logged.route, logged.received_on, logged.received_at, logged.channel);
        first.stage = Some(logged.stage.clone());
        let procedure = (logged.procedure.clone(), logged.procedure_version.clone());
        Self {
            received_at: logged.received_at,
            complainant: logged.complainant.clone(),
            representative: logged.representative.clone(),
            summary: Some(logged.summary.clone()),
            outcome_wanted: logged.outcome_wanted.clone(),
            service_area: logged.service_area.clone(),
            natures: logged.natures.clone(),
            failed_test: logged.failed_test,
            understanding: logged.understanding.clone(),
            happened_on: logged.happened_on,
            subjects: logged.subjects.iter().cloned().collect(),
            adjustments: Adjustments { kinds: logged.adjustments.clone(), ..Adjustments::default() },
            ..Self::bare(
                recorded,
                logged.reference.clone(),
                procedure,
                logged.received_on,
                logged.channel,
                logged.brought_by,
                vec![first],
            )
        }
    }

    pub(super) fn imported(imported: &Imported, recorded: &Recorded) -> Option<Self> {
        let register = &imported.case;
        let handlings = (1..)
            .zip(&register.handlings)
            .map(|(number, handling)| Handling::imported(number, handling, imported))
            .collect::<Option<Vec<_>>>()?;
        let procedure = (imported.procedure.clone(), imported.procedure_version.clone());
        Some(Self {
            summary: register.summary.clone(),
            outcome_wanted: register.outcome_wanted.clone(),
            service_area: register.service_area.clone(),
            imported: true,
            external: register.external,
            ..Self::bare(
                recorded,
                register.reference.clone(),
                procedure,
                register.received_on,
                register.channel,
                register.brought_by,
                handlings,
            )
        })
    }

    /// A case of which nothing is known but where it came from, received at the beginning of its day.
    fn bare(
        recorded: &Recorded,
        reference: String,
        (procedure, procedure_version): (String, String),
        received_on: Date,
        channel: Channel,
        brought_by: BroughtBy,
        handlings: Vec<Handling>,
    ) -> Self {
        Self {
            reference,
            version: 1,
            procedure,
            procedure_version,
            received_at: Instant::start_of(received_on, Zone::LONDON),
            received_on,
            entered_at: recorded.at,
            entered_by: recorded.by.user().cloned(),
            changed_at: recorded.at,
            channel,
            brought_by,
            complainant: None,
            representative: None,
            former_representatives: Vec::new(),
            summary: None,
            outcome_wanted: None,
            service_area: None,
            natures: Vec::new(),
            failed_test: None,
            understanding: None,
            imported: false,
            triage: None,
            handlings,
            actions: Vec::new(),
            clocks: Vec::new(),
            learning: None,
            external: None,
            happened_on: None,
            subjects: BTreeSet::new(),
            former_subjects: BTreeSet::new(),
            interests: Vec::new(),
            restriction: None,
            openings: Vec::new(),
            records_hold: None,
            erasure: None,
            consent: None,
            adjustments: Adjustments::default(),
            safety_note: None,
            behaviour_warning: None,
            contact_limit: None,
            points: Vec::new(),
            apologies: Vec::new(),
            staff_matters: Vec::new(),
            links: Vec::new(),
            merged_into: None,
            absorbed: Vec::new(),
            absorbed_actors: BTreeSet::new(),
            joint: None,
            repeat_of: None,
            exhausted: false,
            referred_outside: None,
            letters: Vec::new(),
            attachments: Attachments::default(),
            splits: BTreeMap::new(),
            wants_to_know: None,
            changes_told: Vec::new(),
            classes: Vec::new(),
        }
    }
}

impl Handling {
    pub(super) fn new(number: u32, route: Route, received_on: Date, received_at: Instant, channel: Channel) -> Self {
        Self {
            number,
            route,
            stage: None,
            received_on,
            received_at,
            channel,
            reasons: None,
            acknowledged: false,
            owner: None,
            actors: BTreeSet::new(),
            settled_at_first_contact: None,
            contacted: false,
            clarified_issue: None,
            clarified_remedy: None,
            plan_agreed: false,
            written_reply: None,
            reply_sent_on: None,
            compensation: None,
            payment: Payment::default(),
            decision: None,
            decided_on: None,
            confirmed: false,
            filter: None,
            panel: None,
            board: Vec::new(),
            handled_by: Vec::new(),
            extensions: 0,
            extended_to: None,
            extension_untold: false,
            closed_on: None,
            narrative: Narrative::default(),
        }
    }

    /// `None` when the import does not say what its outcome means.
    fn imported(number: u32, row: &RegisterHandling, imported: &Imported) -> Option<Self> {
        let received_at = Instant::start_of(row.received_on, Zone::LONDON);
        let mut handling = Self::new(number, row.route, row.received_on, received_at, imported.case.channel);
        handling.stage = imported.stages.get(&row.route).cloned();
        handling.extended_to = row.extended_to;
        handling.handled_by.clone_from(&row.handled_by);
        handling.narrative = Narrative {
            finding: row.finding.clone(),
            explanation: row.explanation.clone(),
            action_taken: row.action_taken.clone(),
            learning: row.learning.clone(),
        };
        if let Some(closed) = &row.closed {
            handling.closed_on = Some(closed.on);
            handling.decision = Some(Decided {
                outcome: closed.outcome.clone(),
                effect: *imported.outcomes.get(&closed.outcome)?,
                code: closed.code.clone(),
                finding: row.finding.clone(),
                explanation: row.explanation.clone(),
                action_taken: row.action_taken.clone(),
                agreement: None,
                considered: Considered::default(),
                remedies: Vec::new(),
                outcome_reason: None,
            });
        }
        Some(handling)
    }
}
