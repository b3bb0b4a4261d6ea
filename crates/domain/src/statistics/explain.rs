//! What each figure means and how it is counted, in words, with the requirement or formula it follows.

use serde::{Deserialize, Serialize};

use super::FigureId;
use super::rules::Rules;
use super::words::day_rule;
use crate::case::ActionKind;
use crate::procedure::{Definition, Procedure, Unit};
use crate::words::Word;

/// A figure explained.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explanation {
    /// Id of the figure, or of a number made of several: `days-mean`.
    pub figure: String,
    /// What it is, in a few words.
    pub definition: String,
    /// How it is counted.
    pub rule: String,
    /// The requirements it follows, for whoever checks the program: `R94, R97`. Empty where the rule is a usual one.
    pub requirements: String,
}

/// A figure explained by the procedure it is counted under.
pub fn explain(figure: &FigureId, procedure: &Procedure) -> Explanation {
    explained(figure, procedure, &Rules::of(procedure))
}

fn explained(figure: &FigureId, procedure: &Procedure, rules: &Rules) -> Explanation {
    let (definition, rule) = words(figure, procedure, rules);
    Explanation { figure: figure.to_string(), definition, rule, requirements: requirements(figure).to_owned() }
}

/// Every figure that reports of the procedure have, and every number made of them.
pub(super) fn definitions(procedure: &Procedure, rules: &Rules) -> Vec<Explanation> {
    let definition: &Definition = procedure;
    let outcomes = rules.outcomes.iter().map(|outcome| FigureId::Outcome(outcome.id.clone()));
    let limits = definition.clocks.iter().filter(|clock| !clock.timescale);
    let limits =
        limits.flat_map(|clock| [FigureId::LimitMet(clock.id.clone()), FigureId::LimitMissed(clock.id.clone())]);
    let actions = ActionKind::ALL.iter().flat_map(|kind| [FigureId::ActionsMet(*kind), FigureId::ActionsMissed(*kind)]);
    let figures = FigureId::plain().chain(outcomes).chain(limits).chain(actions);
    figures.map(|figure| explained(&figure, procedure, rules)).chain(derived(rules)).collect()
}

fn words(figure: &FigureId, procedure: &Procedure, rules: &Rules) -> (String, String) {
    let told = |definition: &str, rule: &str| (definition.to_owned(), rule.to_owned());
    match figure {
        FigureId::Opening => told(
            "Open when the period began.",
            "Handlings received before its first day and not closed before it. Opening + received - closed = closing.",
        ),
        FigureId::Received => told(
            "Received in the period.",
            "Handlings received from its first to its last day, both included. A case counts at each stage it comes to; an \
             escalation is received on the day it was asked for.",
        ),
        FigureId::Closed => told(
            "Closed in the period.",
            "Handlings whose final response was given from its first to its last day, both included, whenever they were \
             received.",
        ),
        FigureId::Closing => told(
            "Open when the period ended.",
            "Handlings received by its last day and not closed by then, counted directly and not derived.",
        ),
        FigureId::Outcome(id) => {
            let label = rules.outcome(id).map_or(id.as_str(), |outcome| outcome.label.as_str());
            (
                format!("Closed in the period as: {label}."),
                "By the outcome recorded for the handling, not by its text.".to_owned(),
            )
        }
        FigureId::Met => (
            "Closed in time.".to_owned(),
            format!("Closed within the timescale, or by the date it was extended to. {}", day_rule(rules)),
        ),
        FigureId::Missed => (
            "Closed late.".to_owned(),
            format!("Closed after the timescale and after any date it was extended to. {}", day_rule(rules)),
        ),
        FigureId::MetUnextended => told(
            "Closed in time as it was before any extension.",
            "Closed by the date that was due before any extension was granted.",
        ),
        FigureId::Extended => {
            told("Closed after an extension.", "Closed in the period, an extension having been granted.")
        }
        FigureId::Reclassified => told(
            "Found not to be a failure.",
            "Cases whose last outcome, given in the period, took them out of the figures as a comment or query. They are in no \
             other figure.",
        ),
        FigureId::External => told(
            "Closed by the reviewer outside.",
            "Cases that the reviewer outside the organisation closed in the period. They are in none of the totals.",
        ),
        FigureId::ExternalUpheld => told(
            "Upheld by the reviewer outside.",
            "Of the cases that the reviewer outside closed in the period. They are in none of the totals.",
        ),
        FigureId::FirstContact => told(
            "Settled at first contact.",
            "Handlings closed in the period that whoever took them settled on the spot, with the person's confirmation.",
        ),
        FigureId::Escalated => told(
            "Moved up to the second stage.",
            "Handlings received at the second stage from the first, by the day it was asked for.",
        ),
        FigureId::OpenPastDue => told(
            "Open and past due at the end.",
            "Handlings open at the end of the period whose date, extension included, lay a working day or more back.",
        ),
        FigureId::OpenNoLimit => told(
            "Open at the end without a time limit.",
            "Handlings open at the end of the period for which no date is set.",
        ),
        FigureId::LimitMet(id) => (
            format!("{}: in time.", limit_label(id, procedure)),
            format!("Fell due in the period and was done by then. {}", limit_rule(id, procedure)),
        ),
        FigureId::LimitMissed(id) => (
            format!("{}: late or not done.", limit_label(id, procedure)),
            format!("Fell due in the period and was not done by then. {}", limit_rule(id, procedure)),
        ),
        FigureId::ActionsMet(kind) => (
            format!("{}: done in time.", kind.label()),
            "Actions that fell due in the period and were done by then.".to_owned(),
        ),
        FigureId::ActionsMissed(kind) => (
            format!("{}: late or not done.", kind.label()),
            "Actions that fell due in the period and were not done by then.".to_owned(),
        ),
        FigureId::Compensated => told(
            "With compensation.",
            "Handlings closed in the period for which an amount was decided; the sum is of those amounts.",
        ),
        FigureId::Repeats => (
            "Repeats of an earlier case.".to_owned(),
            format!(
                "Cases closed in the period whose cause had come up in the same service area within {} before.",
                Unit::Month.count(procedure.repeats.window_months)
            ),
        ),
        FigureId::ReferredOutside => {
            told("Sent on to an outside body.", "Cases that were sent on to an outside body in the period.")
        }
        FigureId::WishNotStated => told(
            "Without what the person would like done.",
            "Cases received in the period of which that was not stated.",
        ),
    }
}

fn requirements(figure: &FigureId) -> &'static str {
    match figure {
        FigureId::Opening | FigureId::Closing => "R90",
        FigureId::Received => "R87, R89",
        FigureId::Closed => "R82, R87",
        FigureId::Outcome(_) => "R91, R102",
        FigureId::Met | FigureId::MetUnextended => "R94",
        FigureId::Missed => "R94, R97",
        FigureId::Reclassified => "R55",
        FigureId::External | FigureId::ExternalUpheld => "R108",
        FigureId::FirstContact => "R41",
        FigureId::Escalated => "R88, R89",
        FigureId::ActionsMet(_) | FigureId::ActionsMissed(_) => "R36",
        FigureId::Compensated => "R38",
        FigureId::Repeats => "R10",
        FigureId::ReferredOutside => "R16",
        FigureId::WishNotStated => "R9",
        FigureId::Extended
        | FigureId::OpenPastDue
        | FigureId::OpenNoLimit
        | FigureId::LimitMet(_)
        | FigureId::LimitMissed(_) => "",
    }
}

fn limit_label(id: &str, procedure: &Procedure) -> String {
    procedure.clock(id).map_or_else(|| id.to_owned(), |clock| clock.label.clone())
}

fn limit_rule(id: &str, procedure: &Procedure) -> String {
    let Some(clock) = procedure.clock(id) else { return "The procedure no longer has this time limit.".to_owned() };
    format!("Its limit is {}; where it was not needed it is left out.", clock.unit.count(clock.length))
}

/// Numbers made of several figures: id, what it is, how it is reckoned, requirements.
const DERIVED: [[&str; 4]; 15] = [
    [
        "distinct-received",
        "Complaints received.",
        "Received at the first stage and directly at the second, so that a complaint that moves up counts once.",
        "R88",
    ],
    ["upheld-percent", "Percentage upheld.", "Upheld, of a hundred closed without those withdrawn.", "R91"],
    [
        "upheld-any-percent",
        "Percentage upheld or partly upheld.",
        "Upheld and partly upheld, of a hundred closed without those withdrawn.",
        "R91",
    ],
    [
        "by-nature",
        "What complaints were about.",
        "Each nature recorded at intake counts. A complaint about several things is counted under each, so the rows may add up to \
         more than the total.",
        "R86",
    ],
    ["in-time-percent", "Percentage in time.", "Closed in time, of a hundred closed; extensions count as in time.", ""],
    ["days-total", "Working days.", "The days of all handlings closed in the period, added up.", "R94"],
    ["days-mean", "Mean of working days.", "Working days divided by the number closed.", "R95"],
    ["days-median", "Median of working days.", "The middle one in order, or the mean of the two in the middle.", ""],
    [
        "days-p90",
        "90th percentile of working days.",
        "The nearest rank: the fewest days that nine in ten do not exceed.",
        "",
    ],
    [
        "first-contact-percent",
        "Share settled at first contact.",
        "Settled at first contact, of a hundred closed at the first stage.",
        "R41",
    ],
    [
        "escalated-percent",
        "Share moved up.",
        "Moved up to the second stage in the period, for a hundred closed at the first stage in it.",
        "R88",
    ],
    ["repeats-percent", "Share of repeats.", "Repeats, for a hundred closed.", "R10"],
    ["referred-outside-percent", "Share sent on outside.", "Sent on to an outside body, for a hundred closed.", "R16"],
    [
        "rate",
        "Complaints per 1,000.",
        "Complaints received, times 1,000, divided by the number of what is served on the day stated.",
        "",
    ],
    ["rounding", "Decimals.", "At most two, half away from nought, without trailing noughts.", "R98"],
];

fn derived(rules: &Rules) -> impl Iterator<Item = Explanation> {
    let days = day_rule(rules);
    DERIVED.into_iter().map(move |[figure, definition, rule, requirements]| Explanation {
        figure: figure.to_owned(),
        definition: definition.to_owned(),
        rule: if figure == "days-total" { format!("{rule} {days}") } else { rule.to_owned() },
        requirements: requirements.to_owned(),
    })
}
