//! Shares and sums: first contact, escalation, time limits, actions, compensation, rate (regimes 3a).

use super::model::{ActionsKept, CompensationPaid, LimitKept, Measures, Rate, RateBase, Share};
use super::row::RowId;
use super::rules::Rules;
use super::{Decimal, Facts, Kept};
use crate::money::pounds;
use crate::procedure::{OutcomeEffect, Procedure};
use crate::words::Word;

/// The measures of a period.
pub(super) fn measures(facts: &Facts, procedure: &Procedure, rules: &Rules, base: Option<RateBase>) -> Measures {
    let (first, all) = (facts.closed.of_row(RowId::S1), facts.closed.of_row(RowId::Total));
    let with = |effect: OutcomeEffect| all.with_effect(rules, |other| other == effect);
    let (closed, upheld) = (all.closed(), with(OutcomeEffect::Upheld));
    let decided = all.outcomes.values().sum::<u64>().saturating_sub(with(OutcomeEffect::Withdrawn));
    Measures {
        first_contact: Share::new(first.first_contact, first.closed()),
        escalated: Share::new(facts.received.routes.esc, first.closed()),
        in_time: Share::new(all.met, closed),
        in_time_unextended: Share::new(all.met_unextended, closed),
        extended: Share::new(all.extended, closed),
        upheld: Share::new(upheld, decided),
        upheld_any: Share::new(upheld + with(OutcomeEffect::PartlyUpheld), decided),
        repeats: Share::new(facts.remarks.repeated, closed),
        referred_outside: Share::new(facts.remarks.referred_outside, closed),
        limits: limits(facts, procedure),
        actions: facts.actions.iter().map(|(kind, kept)| actions_kept(kind.id(), kind.label(), *kept)).collect(),
        compensation: CompensationPaid {
            count: facts.compensation.count.into(),
            pence: Some(facts.compensation.pence),
            pounds: Some(pounds(facts.compensation.pence)),
        },
        rate: base.map(|base| rate(base, facts.received.routes.s1 + facts.received.routes.s2)),
    }
}

/// The time limits in the procedure's order, then those it no longer has. The ones of table 3 stand there.
fn limits(facts: &Facts, procedure: &Procedure) -> Vec<LimitKept> {
    let of_now = procedure.clocks.iter().filter(|clock| !clock.timescale).filter_map(|clock| {
        let kept = facts.limits.get(&clock.id)?;
        Some(limit_kept(&clock.id, &clock.label, Some(clock.unit.count(clock.length)), *kept))
    });
    let of_before = facts.limits.iter().filter(|(id, _)| procedure.clock(id).is_none());
    of_now.chain(of_before.map(|(id, kept)| limit_kept(id, id, None, *kept))).collect()
}

fn limit_kept(id: &str, label: &str, target: Option<String>, kept: Kept) -> LimitKept {
    LimitKept {
        id: id.to_owned(),
        label: label.to_owned(),
        target,
        met: kept.met.into(),
        missed: kept.missed.into(),
        percent: Decimal::percent(kept.met, kept.met + kept.missed),
    }
}

fn actions_kept(id: &str, label: &str, kept: Kept) -> ActionsKept {
    ActionsKept {
        id: id.to_owned(),
        label: label.to_owned(),
        met: kept.met.into(),
        missed: kept.missed.into(),
        percent: Decimal::percent(kept.met, kept.met + kept.missed),
    }
}

fn rate(base: RateBase, received: u64) -> Rate {
    let per_1000 = Decimal::ratio(received.saturating_mul(1_000), base.base);
    Rate { base_kind: base.kind, base: base.base, on: base.on, per_1000 }
}
