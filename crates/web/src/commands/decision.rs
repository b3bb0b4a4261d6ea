//! The decision on the case, as the guided form of appendix 1 asks for it (R54, R55, R75-R78).

use redress_domain::case::{Command, CommandKind, Decide, effect_of_points};
use redress_domain::procedure::{Code, StepKind};
use redress_domain::words::Word;

use super::{Ask, Asked, CommandForm, Purpose, considered};
use crate::components::{Block, Group, Item};
use crate::flash::Flash;
use crate::forms::{Filling, Read, Typed, ask_agreement, label_items, read_agreement};

/// From the facts to the outcome, one code, and what the report tells of it.
pub(super) const DECISION: CommandForm = CommandForm {
    slug: "decision",
    kind: CommandKind::Decide,
    purpose: Purpose::Closing,
    step: Some(StepKind::Decide),
    title: |view| {
        let decided = view.case.current().is_some_and(|handling| handling.decision.is_some());
        if decided { "Decide again".to_owned() } else { "Record the decision".to_owned() }
    },
    button: "Record the decision",
    begin,
    blocks,
    read,
    done: Flash::Decided,
};

/// What was decided before stands in the form when it is decided again.
fn begin(ask: &Ask<'_>) -> Typed {
    let typed = considered::begin(ask, Typed::default().with_date("agreed_on", ask.visitor.today()));
    let Some(decided) = ask.handling().and_then(|handling| handling.decision.as_ref()) else { return typed };
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let typed = typed
        .with("outcome", decided.outcome.clone())
        .with("code", text(&decided.code))
        .with("finding", text(&decided.finding))
        .with("explanation", text(&decided.explanation))
        .with("action_taken", text(&decided.action_taken))
        .with("outcome_reason", text(&decided.outcome_reason));
    decided.remedies.iter().fold(typed, |typed, id| typed.with("remedies", id))
}

fn blocks(ask: &Ask<'_>, fill: &Filling<'_>) -> Vec<Block> {
    let mut blocks: Vec<Block> = vec![considered::ask_matter(ask, fill).into()];
    blocks.extend(considered::ask_weighed(ask, fill).map(Block::from));
    blocks.push(ask_outcome(ask, fill).into());
    if !settled(ask) {
        let agreement = ask_agreement(fill, ask.person(), ask.anonymous(), true);
        blocks.push(Group::new("4. Is it agreed?", vec![agreement]).into());
    }
    blocks
}

fn settled(ask: &Ask<'_>) -> bool {
    ask.handling().is_some_and(|handling| handling.settled_at_first_contact.is_some())
}

fn ask_outcome(ask: &Ask<'_>, fill: &Filling<'_>) -> Group {
    let procedure = &ask.view.procedure;
    let outcomes = procedure.outcomes.iter().map(|outcome| Item::new(&outcome.id, &outcome.label)).collect();
    let outcome = fill.radios("outcome", "Outcome", outcomes);
    let follows = follows_from_points(ask);
    let outcome = match &follows {
        Some(label) => outcome.hint(format!("From the findings on the points it follows that it is: {label}.")),
        None => outcome,
    };
    let mut blocks: Vec<Block> = vec![outcome.into()];
    if follows.is_some() {
        let reason = fill.area("outcome_reason", "If it is another outcome: why?").with_rows(2);
        blocks.push(reason.into());
    }
    blocks.extend([
        fill.radios("code", "Decision code", code_items(&procedure.codes)).hint("Exactly one.").small().into(),
        fill.area("finding", "Finding: what went wrong, or did not")
            .hint("Needed where it is upheld; the report tells it.")
            .into(),
        fill.area("explanation", "Explanation: why it happened (optional)").with_rows(3).into(),
        fill.area("action_taken", "What was done about it, and what will be (optional)").with_rows(3).into(),
    ]);
    if !procedure.remedies.is_empty() {
        let remedies = label_items(&procedure.remedies);
        blocks.push(fill.checkboxes("remedies", "What puts it right? (optional)", remedies).small().into());
    }
    Group::new("3. What is decided?", blocks)
}

/// The outcome that the findings on the points lead to, once every point has one.
fn follows_from_points(ask: &Ask<'_>) -> Option<String> {
    let points = &ask.view.case.points;
    let effect = effect_of_points(&ask.view.procedure, points)?;
    if points.iter().any(|point| point.finding.is_none()) {
        return None;
    }
    let outcome = ask.view.procedure.outcomes.iter().find(|outcome| outcome.effect == effect);
    Some(outcome.map_or_else(|| effect.label().to_owned(), |outcome| outcome.label.clone()))
}

/// The codes with what each means.
pub(crate) fn code_items(codes: &[Code]) -> Vec<Item> {
    codes.iter().map(|code| Item::new(&code.id, &code.label).hint(&code.meaning)).collect()
}

fn read(ask: &Ask<'_>, mut read: Read<'_>) -> Asked {
    let considered = considered::read(&mut read);
    let outcome = read.required("outcome", "Choose the outcome.");
    // Where agreement is needed closing asks for it: withdrawn and reclassified cases need none.
    let typed = read.typed();
    let answered = !typed.is_empty("agreement") || !typed.is_empty("agreement_statement");
    let agreement =
        if answered && !settled(ask) { read_agreement(&mut read, ask.anonymous(), None).map(Some) } else { Some(None) };
    let decide = (|| {
        Some(Decide {
            outcome: outcome?,
            code: read.optional("code"),
            finding: read.optional("finding"),
            explanation: read.optional("explanation"),
            action_taken: read.optional("action_taken"),
            agreement: agreement?,
            considered: considered?,
            remedies: read.chosen("remedies"),
            outcome_reason: read.optional("outcome_reason"),
        })
    })();
    read.finish(decide.map(Command::Decide))
}
