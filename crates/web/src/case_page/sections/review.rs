//! The review at one stage: the filter, the panel with each seat, the board (R56, R59, R61, R65).

use redress_app::CaseView;
use redress_domain::case::panel::standing;
use redress_domain::case::{BoardItem, FilterDecision, Handling, Seat, Standing};
use redress_domain::procedure::Stage;
use redress_domain::time::long_date;
use redress_domain::words::Word;

use super::Section;
use super::handled::outcome;
use crate::words::{counted, labels, member_name};

pub(super) fn review(view: &CaseView, handling: &Handling) -> Section {
    let Some(stage) = handling.stage.as_deref().and_then(|id| view.procedure.stage(id)) else {
        return Section::new("review", "Review");
    };
    let heading = format!("{}: who decides", stage.label);
    let section = Section::new(format!("review-{}", handling.number), heading)
        .row("Does it go ahead?", handling.filter.as_ref().map(|filter| filtered(stage, filter)));
    let section = match &handling.panel {
        Some(sitting) => {
            let meets = sitting.meets_on.map(|on| format!("Meets {}", long_date(on)));
            let seats = sitting.seats.iter();
            seats.fold(section.row("Panel", meets), |section, seat| {
                section.row(seat_name(view, seat), Some(decided(view, stage, seat)))
            })
        }
        None => section,
    };
    let begun = handling.panel.is_some() || !handling.board.is_empty();
    let stands = (begun && handling.decision.is_none()).then(|| stands_at(view, stage, handling));
    let section = section.row("Where it stands", stands);
    handling.board.iter().fold(section, |section, item| section.row("Board", Some(board(view, item))))
}

fn filtered(stage: &Stage, decision: &FilterDecision) -> String {
    let known = stage.filter.as_ref().map_or(&[][..], |filter| &filter.tests);
    let answer = if decision.accept { "Yes" } else { "No, declined" };
    let tests = labels(known, &decision.tests);
    [answer, tests.as_str(), decision.reason.as_str()]
        .into_iter()
        .filter(|text| !text.is_empty())
        .collect::<Vec<&str>>()
        .join("\n")
}

fn seat_name(view: &CaseView, seat: &Seat) -> String {
    let name = member_name(&seat.taken.member, &view.settings.staffing);
    match &seat.taken.deputy_for {
        Some(role) => {
            let role = view.procedure.role(role).map_or(role.as_str(), |role| &role.label);
            format!("{name}, for the {role}")
        }
        None => name,
    }
}

fn decided(view: &CaseView, stage: &Stage, seat: &Seat) -> String {
    let Some(decision) = &seat.decision else { return "Has not decided yet".to_owned() };
    let questions = stage.panel.as_ref().map_or(&[][..], |panel| &panel.questions);
    let answers = questions.iter().filter_map(|question| {
        let yes = decision.answers.get(&question.id)?;
        Some(format!("{} {}", question.label, if *yes { "Yes" } else { "No" }))
    });
    let more = if decision.further_action { "More is to be done" } else { "Nothing more is to be done" };
    let lines = [format!("{}, {}", outcome(&view.procedure, &decision.outcome), long_date(decision.on))];
    let lines = lines.into_iter().chain(answers).chain([more.to_owned(), decision.reasons.clone()]);
    lines.collect::<Vec<String>>().join("\n")
}

fn stands_at(view: &CaseView, stage: &Stage, handling: &Handling) -> String {
    match standing(stage, handling) {
        Standing::Free => String::new(),
        Standing::AwaitsFilter => "It waits for whether the review goes ahead".to_owned(),
        Standing::Declined => "The review was declined".to_owned(),
        Standing::NotConvened => "Nobody sits yet, or too few".to_owned(),
        Standing::Awaits(number) => {
            let number = u64::try_from(number).unwrap_or(u64::MAX);
            format!("It waits for {}", counted(number, "decision", "decisions"))
        }
        Standing::BeforeBoard => "It is before the board".to_owned(),
        Standing::Tied => "The members are divided: it is for the board".to_owned(),
        Standing::Decided(verdict) => {
            let more = if verdict.further_action { "more is to be done" } else { "nothing more is to be done" };
            format!("It comes to: {}; {more}", outcome(&view.procedure, &verdict.outcome))
        }
    }
}

fn board(view: &CaseView, item: &BoardItem) -> String {
    let name = |id| view.settings.staffing.name(id).to_owned();
    let out: Vec<String> = item.recused.iter().map(name).collect();
    let out = if out.is_empty() { String::new() } else { format!("Out of the item: {}", out.join(", ")) };
    let came_to = match &item.decision {
        None => "Not discussed yet".to_owned(),
        Some(decision) => {
            let outcome = decision.outcome.as_deref().map(|id| format!("{}. ", outcome(&view.procedure, id)));
            format!("{}: {}{}", long_date(decision.on), outcome.unwrap_or_default(), decision.conclusion)
        }
    };
    let lines = [format!("{}: {}", item.ground.label(), item.reason), out, came_to];
    lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<String>>().join("\n")
}
