//! From a case to its rows: one pure function, used for writing and by `verify` for checking.

use std::borrow::Cow;
use std::collections::BTreeSet;

use redress_domain::case::clock::{Clock, Taken, Verdict};
use redress_domain::case::{Action, Attachment, Case, ChangeTold, Due, Handling, Learning, Link, NextStep, Opening};
use redress_domain::staff::UserId;
use redress_domain::time::{Date, Instant};
use redress_domain::words::Word;

use super::counted::{Counted, in_figures, natures, settled_at_first_contact};
use super::tables::TABLES;
use crate::engine::Val;

/// The rows of a case, table by table as in [`super::tables::all`].
pub(crate) type Rows<'a> = [Vec<Vec<Val<'a>>>; TABLES];

/// Makes the rows. `next` is the case's next step under its version of the procedure.
pub(crate) fn rows<'a>(organisation_id: &'a str, case_no: i64, case: &'a Case, next: Option<&'a NextStep>) -> Rows<'a> {
    let key = || vec![Val::from(organisation_id), Val::from(case_no)];
    let row = |values: Vec<Val<'a>>| {
        let mut row = key();
        row.extend(values);
        row
    };
    [
        vec![row(case_row(case, next))],
        case.handlings.iter().map(|handling| row(handling_row(case, handling))).collect(),
        clocks_by_key(case).into_iter().map(|clock| row(clock_row(case, clock))).collect(),
        case.actions.iter().map(|action| row(action_row(case, action))).collect(),
        case.learning.iter().map(|learning| row(learning_row(learning))).collect(),
        subject_rows(case).map(row).collect(),
        (1_u32..).zip(&case.links).map(|(number, link)| row(link_row(number, link))).collect(),
        split_rows(case).map(row).collect(),
        (1_u32..).zip(&case.changes_told).map(|(number, told)| row(told_row(number, told))).collect(),
        admitted_rows(case).map(row).collect(),
        case.openings.iter().map(|opening| row(opening_row(opening))).collect(),
        case.attachments.kept.iter().map(|attachment| row(attachment_row(attachment))).collect(),
    ]
}

fn case_row<'a>(case: &'a Case, next: Option<&'a NextStep>) -> Vec<Val<'a>> {
    let current = case.current();
    let due = next.and_then(|next| next.due);
    vec![
        Val::from(&case.reference),
        int(case.version),
        Val::from(&case.procedure),
        Val::from(&case.procedure_version),
        date(case.received_on),
        Val::from(case.received_at.as_micros()),
        Val::from(case.entered_at.as_micros()),
        Val::from(case.channel.id()),
        Val::from(case.brought_by.id()),
        Val::from(&case.service_area),
        Val::from(&case.summary),
        Val::from(&case.outcome_wanted),
        Val::from(case.triage.as_ref().map(|triage| &triage.class)),
        Val::from(case.counts_as_failure()),
        Val::from(case.is_open()),
        Val::from(current.map_or("", |handling| handling.route.id())),
        Val::from(current.and_then(|handling| handling.stage.as_ref())),
        Val::from(current.and_then(|handling| handling.owner.as_ref()).map(|owner| owner.as_str())),
        Val::from(current.and_then(|handling| handling.decision.as_ref()).map(|decision| &decision.outcome)),
        Val::from(next.map(|next| next.kind.id())),
        Val::from(next.map(|next| &next.label)),
        Val::from(sorted_at(case, due)),
        due_on(due),
        opt_date(case.external.map(|external| external.closed_on)),
        Val::from(case.external.map(|external| external.outcome.id())),
        Val::from(current.and_then(|handling| handling.decision.as_ref()).and_then(|decision| decision.code.as_ref())),
        opt_date(current.and_then(|handling| handling.closed_on)),
        Val::from(&case.repeat_of),
        Val::from(&case.merged_into),
        Val::from(settled_at_first_contact(case)),
        Val::from(case.changed_at.as_micros()),
        Val::from(in_figures(case)),
        opt_date(case.referred_outside.as_ref().map(|referral| referral.on)),
        Val::from(case.wants_to_know),
        Val::from(case.restriction.is_some()),
        Val::from(case.records_hold.is_some()),
        Val::from(case.erasure.as_ref().map(|erasure| erasure.at.as_micros())),
    ]
}

/// What lists of open cases sort by: the last instant there is where nothing is due on any day, as while a clock stands still.
fn sorted_at(case: &Case, due: Option<Due>) -> Option<i64> {
    due.map(Due::deadline).or(case.is_open().then_some(Instant::MAX)).map(Instant::as_micros)
}

/// Who the case is about, and who was thought to be, in order of id.
fn subject_rows(case: &Case) -> impl Iterator<Item = Vec<Val<'_>>> {
    let all: BTreeSet<&UserId> = case.subjects.iter().chain(&case.former_subjects).collect();
    all.into_iter().map(|who| vec![Val::from(who.as_str()), Val::from(case.subjects.contains(who))])
}

fn link_row(number: u32, link: &Link) -> Vec<Val<'_>> {
    vec![Val::from(number), Val::from(&link.to), Val::from(link.kind.id())]
}

/// In order of key.
fn split_rows(case: &Case) -> impl Iterator<Item = Vec<Val<'_>>> {
    let of_one = |(split, options): (&'_ String, &'_ Vec<String>)| {
        let ordered: BTreeSet<String> = options.iter().cloned().collect();
        let split = split.clone();
        ordered.into_iter().map(move |option| vec![Val::from(split.clone()), Val::from(option)])
    };
    case.splits.iter().flat_map(of_one)
}

fn told_row(number: u32, told: &ChangeTold) -> Vec<Val<'_>> {
    vec![
        Val::from(number),
        date(told.on),
        Val::from(told.means.id()),
        Val::from(&told.what),
        Val::from(told.improvement),
    ]
}

/// In order of id.
fn admitted_rows(case: &Case) -> impl Iterator<Item = Vec<Val<'_>>> {
    let row = |(who, until): (UserId, Option<Instant>)| {
        vec![Val::from(who.as_str().to_owned()), Val::from(until.map(Instant::as_micros))]
    };
    case.admitted().into_iter().map(row)
}

fn opening_row(opening: &Opening) -> Vec<Val<'_>> {
    vec![
        Val::from(opening.number),
        Val::from(opening.who.as_str()),
        Val::from(&opening.reason),
        Val::from(opening.at.as_micros()),
        Val::from(opening.until.as_micros()),
        Val::from(opening.seen.as_ref().map(|(who, _)| who.as_str())),
        Val::from(opening.seen.as_ref().map(|(_, at)| at.as_micros())),
    ]
}

fn attachment_row(attachment: &Attachment) -> Vec<Val<'_>> {
    let file = &attachment.file;
    vec![
        Val::from(file.number),
        Val::from(&file.name),
        Val::from(&file.media_type),
        int(file.size_bytes),
        Val::from(&file.digest),
        Val::from(file.used_as.id()),
        Val::from(attachment.by.to_text()),
        Val::from(attachment.at.as_micros()),
    ]
}

fn handling_row<'a>(case: &'a Case, handling: &'a Handling) -> Vec<Val<'a>> {
    let counted = Counted::of(case, handling);
    vec![
        int(u64::from(handling.number)),
        Val::from(handling.route.id()),
        Val::from(&handling.stage),
        date(handling.received_on),
        opt_date(handling.closed_on),
        opt_date(handling.extended_to),
        Val::from(counted.outcome),
        Val::from(counted.effect.map(Word::id)),
        Val::from(counted.code),
        Val::from(counted.days),
        Val::from(counted.met),
        Val::from(in_figures(case)),
        Val::from(counted.first_contact),
        Val::from(handling.owner.as_ref().map(|owner| owner.as_str())),
        Val::from(&handling.narrative.finding),
        Val::from(&handling.narrative.explanation),
        Val::from(&handling.narrative.action_taken),
        Val::from(learning_text(case, handling)),
        Val::from((!handling.handled_by.is_empty()).then(|| handling.handled_by.join("; "))),
        Val::from(&case.reference),
        Val::from(case.channel.id()),
        Val::from(&case.service_area),
        Val::from(counted.met_unextended),
        opt_date(counted.due_on),
        counted.compensation_pence.map_or(Val::Null, int),
        Val::from(natures(case)),
    ]
}

/// What the report tells as learnt: of an imported handling its own text, of a live case what will prevent it.
pub(crate) fn learning_text<'a>(case: &'a Case, handling: &'a Handling) -> Option<&'a String> {
    if let Some(text) = &handling.narrative.learning {
        return Some(text);
    }
    // Where a later stage closed before the record was completed, what it says then is for both.
    let learnt = case.learning.as_ref().and_then(|learning| {
        learning
            .entries
            .iter()
            .rfind(|entry| entry.handling == handling.number)
            .or_else(|| learning.entries.iter().find(|entry| entry.handling > handling.number))
    });
    learnt
        .map(|entry| &entry.learnt)
        .map(|learnt| learnt.preventive_action.as_ref().map_or(&learnt.root_cause, |action| &action.what))
}

/// In order of key, as the database gives them back.
fn clocks_by_key(case: &Case) -> Vec<&Clock> {
    let mut clocks: Vec<&Clock> = case.clocks.iter().collect();
    clocks.sort_by(|a, b| (a.handling, &a.rule).cmp(&(b.handling, &b.rule)));
    clocks
}

fn clock_row<'a>(case: &Case, clock: &'a Clock) -> Vec<Val<'a>> {
    let verdict = clock.verdict.map(|verdict| match verdict {
        Verdict::Met(_) => "met",
        Verdict::Late(_) => "late",
        Verdict::NotNeeded => "not-needed",
    });
    let taken = clock.verdict.and_then(Verdict::taken).map(|taken| match taken {
        Taken::WorkingDays(count)
        | Taken::LaterWorkingDays { days: count, .. }
        | Taken::CalendarDays { days: count, .. }
        | Taken::Minutes(count) => count,
    });
    vec![
        Val::from(clock.handling),
        Val::from(&clock.rule),
        Val::from(clock.timescale),
        Val::from(clock.started_at.as_micros()),
        date(clock.started_on),
        Val::from(clock.due.deadline().as_micros()),
        date(clock.due.date()),
        opt_date(clock.extended_to),
        Val::from(clock.stopped_at.map(|at| at.as_micros())),
        Val::from(verdict),
        Val::from(taken),
        Val::from(in_figures(case)),
    ]
}

fn action_row<'a>(case: &Case, action: &'a Action) -> Vec<Val<'a>> {
    vec![
        Val::from(action.number),
        Val::from(action.handling),
        Val::from(action.kind.id()),
        Val::from(&action.what),
        Val::from(action.owner.as_str()),
        Val::from(action.due.deadline().as_micros()),
        date(action.due.date()),
        opt_date(action.done_on),
        Val::from(&action.done_note),
        Val::from(in_figures(case)),
    ]
}

fn learning_row(learning: &Learning) -> Vec<Val<'_>> {
    let last = learning.entries.last().map(|entry| &entry.learnt);
    let prevention = last.and_then(|learnt| learnt.preventive_action.as_ref());
    let due = learning.due.filter(|_| learning.outstanding);
    vec![
        Val::from(learning.handling),
        Val::from(learning.opened_at.as_micros()),
        Val::from(learning.outstanding),
        Val::from(learning.owner.as_ref().map(|owner| owner.as_str())),
        Val::from(due.map(|due| due.deadline().as_micros())),
        due_on(due),
        Val::from(last.map(|learnt| &learnt.reason)),
        Val::from(last.map(|learnt| &learnt.root_cause)),
        Val::from(prevention.map(|action| &action.what)),
        Val::from(prevention.map(|action| action.owner.as_str())),
        opt_date(prevention.map(|action| action.due_on)),
        Val::from(last.map(|learnt| &learnt.service_area)),
    ]
}

fn due_on(due: Option<Due>) -> Val<'static> {
    opt_date(due.map(Due::date))
}

fn date(date: Date) -> Val<'static> {
    Val::Text(Cow::Owned(date.to_string()))
}

fn opt_date(given: Option<Date>) -> Val<'static> {
    given.map_or(Val::Null, date)
}

fn int(number: u64) -> Val<'static> {
    Val::Int(i64::try_from(number).unwrap_or(i64::MAX))
}
