//! Cases that have changed since the day asked for, as they were then: folded from their events and counted by the same
//! rules as rows.
//!
//! The rules for rows are in SQL; here they are in Rust, once. A test holds them against each other on random histories.

use redress_domain::case::clock::Verdict;
use redress_domain::case::{Case, Handling, Recorded};
use redress_domain::procedure::{OutcomeEffect, Route};
use redress_domain::register::ExternalOutcome;
use redress_domain::statistics::{ClosedRow, FigureId, LateHandling, NarrativeTexts, PartOf, Repeat, ToldHandling};
use redress_domain::time::{Date, Instant};
use redress_domain::words::Word;

use super::FiguresAsked;
use super::behind::BehindAsked;
use super::closed::add_compensation;
use super::gathered::{Gathered, Standing, standing};
use super::number::number;
use super::scope::Scope;
use crate::cases::{Counted, in_figures, learning_text, natures, settled_at_first_contact};
use crate::dialect::join_each;
use crate::engine::Reader;
use crate::events::recorded;
use crate::viewer::Viewer;
use crate::{StoreError, vals};

/// Adds what is known of the cases that have changed since; those that began since did not exist.
pub(super) fn folded(
    reader: &mut Reader<'_>,
    scope: &Scope<'_>,
    gathered: &mut Gathered<'_>,
) -> Result<(), StoreError> {
    let Some(until) = scope.until else { return Ok(()) };
    each_case_then(reader, scope.viewer, until, |_, case| {
        gathered.add_case(scope.viewer, case);
        Ok(())
    })
}

/// Hands over each case that has changed since an instant, as it was then, if the viewer may see it.
pub(super) fn each_case_then(
    reader: &mut Reader<'_>,
    viewer: &Viewer<'_>,
    until: Instant,
    mut each: impl FnMut(i64, &Case) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let of_case = "e.organisation_id = $1 AND e.case_no = c.case_no AND e.at <= $2";
    let sql = format!(
        "SELECT e.case_no, e.case_version, e.at, e.actor, e.payload FROM cases c {}
         WHERE c.organisation_id = $1 AND c.changed_at > $2 AND c.entered_at <= $2
         ORDER BY c.changed_at, c.case_no, e.case_version",
        join_each(reader.engine(), "events", "e", of_case)
    );
    let mut history: (i64, Vec<Recorded>) = (0, Vec::new());
    let mut hand_over = |(case_no, history): &(i64, Vec<Recorded>)| match history.as_slice() {
        [] => Ok(()),
        events => {
            let case = Case::fold(events).map_err(|error| StoreError::inconsistent(error.to_string()))?;
            if viewer.hides(&case.reference) { Ok(()) } else { each(*case_no, &case) }
        }
    };
    reader.stream(&sql, vals![viewer.organisation_id, until.as_micros()], |row| {
        let case_no = row.int(0)?;
        if case_no != history.0 {
            hand_over(&history)?;
            history.0 = case_no;
            history.1.clear();
        }
        history.1.push(recorded(row.int(1)?, row.int(2)?, row.text_ref(3)?, row.text_ref(4)?)?);
        Ok(())
    })?;
    hand_over(&history)
}

/// How much of a figure is a case: the figure of a report that knows nothing but the case, or the part of it asked for.
pub(super) fn times(asked: &BehindAsked<'_>, viewer: &Viewer<'_>, case: &Case) -> u64 {
    let of_none = FiguresAsked {
        period: asked.period,
        trend: &[],
        months: &[],
        narratives: 0,
        today: asked.today,
        known: asked.known,
    };
    let number = |add: &dyn Fn(&mut Gathered<'_>)| {
        let mut gathered = Gathered::new(&of_none);
        add(&mut gathered);
        number(&gathered.into_facts(), asked.figure, None, asked.last_worked)
    };
    let beside = number(&|gathered| gathered.add_beside(viewer, case));
    let of_part = case.handlings.iter().filter(|handling| is_part(asked, case, handling) && in_figures(case));
    of_part.map(|handling| number(&|gathered| gathered.add_handling(case, handling))).sum::<u64>() + beside
}

/// Whether a handling belongs to the part that is asked for.
fn is_part(asked: &BehindAsked<'_>, case: &Case, handling: &Handling) -> bool {
    let is = |given: &str, own: Option<&str>| given == own.unwrap_or_default();
    let of_part = asked.part.is_none_or(|part| match part {
        PartOf::Channel(id) => is(id, Some(case.channel.id())),
        PartOf::ServiceArea(id) => is(id, case.service_area.as_deref()),
        PartOf::Nature(id) if id.is_empty() => case.natures.is_empty(),
        PartOf::Nature(id) => case.natures.contains(id),
        PartOf::Cause(id) => is(id, Counted::of(case, handling).code),
    });
    let again = asked.part.is_some() && *asked.figure == FigureId::Received && handling.route == Route::Esc;
    of_part && !again && asked.row.is_none_or(|row| row.routes().contains(&handling.route))
}

impl Gathered<'_> {
    fn add_case(&mut self, viewer: &Viewer<'_>, case: &Case) {
        self.add_beside(viewer, case);
        if in_figures(case) {
            for handling in &case.handlings {
                self.add_handling(case, handling);
            }
        }
    }

    /// All that is not of one of its handlings.
    fn add_beside(&mut self, viewer: &Viewer<'_>, case: &Case) {
        let reclassified = case.handlings.iter().rfind(|handling| is_reclassified(handling));
        if reclassified.is_some_and(|last| self.is_in(last.closed_on)) {
            self.facts.reclassified += 1;
        }
        if in_figures(case) {
            self.add_remarks(viewer, case);
            self.add_due(case);
        }
    }

    fn is_in(&self, day: Option<Date>) -> bool {
        day.is_some_and(|day| self.period().contains(day))
    }

    fn add_remarks(&mut self, viewer: &Viewer<'_>, case: &Case) {
        let closed = self.is_in(case.current().and_then(|last| last.closed_on));
        let external = case.external.filter(|external| self.is_in(Some(external.closed_on)));
        let outside = self.is_in(case.referred_outside.as_ref().map(|referral| referral.on));
        let unstated = case.outcome_wanted.is_none() && self.is_in(Some(case.received_on));
        let one = u64::from;
        self.facts.external.closed += one(external.is_some());
        self.facts.external.upheld += one(external.is_some_and(|it| it.outcome == ExternalOutcome::Upheld));
        let remarks = &mut self.facts.remarks;
        remarks.settled_at_first_contact += one(closed && settled_at_first_contact(case));
        remarks.wish_not_stated += one(unstated);
        remarks.referred_outside += one(outside);
        if let Some(repeat_of) = case.repeat_of.as_ref().filter(|other| closed && !viewer.hides(other)) {
            remarks.repeated += 1;
            remarks.repeats.push(Repeat { reference: case.reference.clone(), repeat_of: repeat_of.clone() });
        }
    }

    fn add_handling(&mut self, case: &Case, handling: &Handling) {
        let (route, received_on) = (handling.route, handling.received_on);
        let (counted, natures) = (Counted::of(case, handling), natures(case));
        let natures = natures.as_deref();
        let period = self.period();
        let open_after = |day: Date| handling.closed_on.is_none_or(|closed| closed > day);
        if received_on < period.from && handling.closed_on.is_none_or(|closed| closed >= period.from) {
            *self.facts.opening.get_mut(route) += 1;
        }
        if period.contains(received_on) {
            self.facts.received.add(route, case.channel.id(), case.service_area.as_deref(), natures, 1);
        }
        if received_on <= period.to && open_after(period.to) {
            self.facts.open.add(route, counted.due_on, 1);
        }
        self.days.get_mut(route).entry(received_on).or_default().received += 1;
        if let Some((row, closed_on)) = closed_row(case, handling, &counted, natures).zip(handling.closed_on) {
            self.add_to_day(closed_on, &row);
            if period.contains(closed_on) {
                self.add_closed(case, handling, closed_on, &counted, &row);
            }
        }
    }

    fn add_closed(
        &mut self,
        case: &Case,
        handling: &Handling,
        closed_on: Date,
        counted: &Counted<'_>,
        row: &ClosedRow<'_>,
    ) {
        let (route, reference) = (row.route, || case.reference.clone());
        self.facts.closed.add(row);
        if let Some(pence) = counted.compensation_pence {
            add_compensation(&mut self.facts.compensation, 1, pence);
        }
        if !row.met {
            self.facts.late.push(LateHandling { reference: reference(), route, days: row.days });
        }
        if row.effect.is_fault() {
            let texts = NarrativeTexts {
                finding: handling.narrative.finding.clone(),
                explanation: handling.narrative.explanation.clone(),
                action_taken: handling.narrative.action_taken.clone(),
                learning: learning_text(case, handling).cloned(),
            };
            self.facts.told.add(ToldHandling { reference: reference(), route, closed_on, texts });
        }
    }

    fn add_to_day(&mut self, closed_on: Date, row: &ClosedRow<'_>) {
        let day = self.days.get_mut(row.route).entry(closed_on).or_default();
        let one = u64::from;
        day.closed += 1;
        day.upheld += one(row.effect == OutcomeEffect::Upheld);
        day.partly_upheld += one(row.effect == OutcomeEffect::PartlyUpheld);
        day.withdrawn += one(row.effect == OutcomeEffect::Withdrawn);
        day.met += one(row.met);
        day.extended += one(row.extended);
        day.days += u64::from(row.days);
    }

    fn add_due(&mut self, case: &Case) {
        for clock in case.clocks.iter().filter(|clock| !clock.timescale) {
            let standing = match clock.verdict {
                Some(Verdict::Met(_)) => Standing::Kept,
                Some(Verdict::Late(_)) => Standing::Missed,
                Some(Verdict::NotNeeded) => continue,
                None => Standing::Waiting,
            };
            if self.is_in(Some(clock.due.date())) {
                self.add_limits(&clock.rule, clock.due.date(), standing, 1);
            }
        }
        for action in &case.actions {
            let due_on = action.due.date();
            if self.is_in(Some(due_on)) {
                self.add_actions(action.kind, due_on, standing(due_on, action.done_on), 1);
            }
        }
    }
}

fn is_reclassified(handling: &Handling) -> bool {
    handling.closed_on.is_some()
        && handling.decision.as_ref().is_some_and(|decision| decision.effect == OutcomeEffect::Reclassified)
}

/// A closed handling's row; `None` while it is open.
fn closed_row<'a>(
    case: &'a Case,
    handling: &'a Handling,
    counted: &Counted<'a>,
    natures: Option<&'a str>,
) -> Option<ClosedRow<'a>> {
    handling.closed_on?;
    Some(ClosedRow {
        route: handling.route,
        received_on: handling.received_on,
        outcome: counted.outcome?,
        effect: counted.effect?,
        days: counted.days?,
        met: counted.met?,
        met_unextended: counted.met_unextended?,
        extended: handling.extended_to.is_some(),
        first_contact: counted.first_contact,
        channel: case.channel.id(),
        service_area: case.service_area.as_deref(),
        code: counted.code,
        natures,
        count: 1,
    })
}
