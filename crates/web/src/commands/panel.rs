//! Convening the panel: a seat for each member, taken by who holds the role, by a deputy, or by somebody from outside (R59).

use redress_app::Candidate;
use redress_domain::case::{Command, CommandKind, Member, Seat, SeatTaken};
use redress_domain::procedure::{Panel, Procedure, StepKind};
use redress_domain::staff::UserId;

use super::choosing::barred;
use super::{Ask, Asked, CommandForm, Purpose};
use crate::components::{Block, Note};
use crate::flash::Flash;
use crate::forms::{Filling, Read, Typed};
use crate::words::counted;

pub(super) const PANEL: CommandForm = CommandForm {
    slug: "panel",
    kind: CommandKind::ConvenePanel,
    purpose: Purpose::Review,
    step: Some(StepKind::Panel),
    title: |view| {
        let sits = view.case.current().is_some_and(|handling| handling.panel.is_some());
        if sits { "Change the panel".to_owned() } else { "Convene the panel".to_owned() }
    },
    button: "Record the panel",
    begin,
    blocks,
    read,
    done: Flash::PanelConvened,
};

/// Who sits already; where a seat has only one who could take it, they stand in the form.
fn begin(ask: &Ask<'_>) -> Typed {
    let Some(panel) = panel(ask) else { return Typed::default() };
    let sitting = ask.handling().and_then(|handling| handling.panel.as_ref());
    if let Some(sitting) = sitting {
        let typed = sitting.meets_on.map_or_else(Typed::default, |on| Typed::default().with_date("meets_on", on));
        return sitting.seats.iter().enumerate().fold(typed, |typed, (seat, taken)| with_seat(typed, seat, taken));
    }
    seats(panel).fold(Typed::default(), |typed, seat| match holders(ask, panel, seat).as_slice() {
        [only] => typed.with(&field(seat, "member"), only.staff.id.as_str()),
        _ => typed,
    })
}

fn with_seat(typed: Typed, seat: usize, taken: &Seat) -> Typed {
    match &taken.taken.member {
        Member::Staff(id) => typed.with(&field(seat, "member"), id.as_str()),
        Member::Outside(name) => typed.with(&field(seat, "outside"), name),
    }
}

fn panel<'a>(ask: &Ask<'a>) -> Option<&'a Panel> {
    ask.stage()?.panel.as_ref()
}

fn seats(panel: &Panel) -> impl Iterator<Item = usize> + use<> {
    0..usize::try_from(panel.size).unwrap_or_default()
}

fn field(seat: usize, name: &str) -> String {
    format!("seats.{seat}.{name}")
}

/// The role whose seat it is, where each seat belongs to a role.
fn role(panel: &Panel, seat: usize) -> Option<&str> {
    let own_seats = panel.members.len() == seats(panel).count();
    panel.members.get(seat).filter(|_| own_seats).map(String::as_str)
}

/// Who may sit in a seat by their own role.
fn holders<'a>(ask: &Ask<'a>, panel: &Panel, seat: usize) -> Vec<&'a Candidate> {
    eligible(ask).filter(|candidate| holds(candidate, panel, seat)).collect()
}

fn holds(candidate: &Candidate, panel: &Panel, seat: usize) -> bool {
    match role(panel, seat) {
        Some(role) => candidate.staff.has_role(role),
        None => panel.members.is_empty() || panel.members.iter().any(|role| candidate.staff.has_role(role)),
    }
}

fn eligible<'a>(ask: &Ask<'a>) -> impl Iterator<Item = &'a Candidate> {
    ask.view.seats.iter().filter(|candidate| candidate.against.is_empty())
}

fn blocks(ask: &Ask<'_>, fill: &Filling<'_>) -> Vec<Block> {
    let Some(panel) = panel(ask) else { return Vec::new() };
    let mut blocks: Vec<Block> = vec![Note { text: rules(panel) }.into()];
    for seat in seats(panel) {
        let name = seat_name(&ask.view.procedure, panel, seat);
        blocks.push(fill.select(&field(seat, "member"), &name, "Nobody", options(ask, panel, seat)).into());
        if panel.outsiders > 0 {
            let label = format!("{name}: or somebody from outside");
            blocks.push(fill.line(&field(seat, "outside"), label).hint("Their name; leave it empty otherwise.").into());
        }
    }
    blocks.push(fill.date("meets_on", "When does it meet? (optional)").into());
    blocks.extend(barred("Who cannot sit, and why", &ask.view.seats).map(Block::from));
    blocks
}

fn rules(panel: &Panel) -> String {
    let outsiders = match panel.outsiders {
        0 => String::new(),
        number => format!(" At least {} from outside the organisation.", counted(u64::from(number), "is", "are")),
    };
    let sit = counted(u64::from(panel.size), "person sits", "people sit");
    let quorum = if panel.quorum < panel.size { format!(", at least {}", panel.quorum) } else { String::new() };
    format!("{sit}{quorum}; the first seat is the chair's.{outsiders}")
}

fn seat_name(procedure: &Procedure, panel: &Panel, seat: usize) -> String {
    let number = seat.saturating_add(1);
    match role(panel, seat) {
        Some(role) => format!("Seat {number}: {}", procedure.role(role).map_or(role, |role| &role.label)),
        None => format!("Seat {number}"),
    }
}

/// Those whose seat it is, then those who may stand in.
fn options(ask: &Ask<'_>, panel: &Panel, seat: usize) -> Vec<(String, String)> {
    let own = holders(ask, panel, seat).into_iter().map(|candidate| (candidate, ""));
    // Whoever has a seat of their own stands in for nobody.
    let has_own = |candidate: &Candidate| panel.members.iter().any(|role| candidate.staff.has_role(role));
    let stands_in = |candidate: &&Candidate| {
        !has_own(candidate) && panel.deputies.iter().any(|role| candidate.staff.has_role(role))
    };
    let deputies = eligible(ask).filter(stands_in).map(|candidate| (candidate, " (stands in)"));
    let mut options: Vec<(&Candidate, &str)> = own.chain(deputies).collect();
    options.sort_by_key(|(candidate, mark)| (mark.len(), candidate.staff.name.clone()));
    let option = |(candidate, mark): (&Candidate, &str)| {
        (candidate.staff.id.as_str().to_owned(), format!("{}{mark}", candidate.staff.name))
    };
    options.into_iter().map(option).collect()
}

fn read(ask: &Ask<'_>, mut read: Read<'_>) -> Asked {
    let Some(panel) = panel(ask) else { return read.finish(None) };
    let taken: Vec<SeatTaken> = seats(panel).filter_map(|seat| read_seat(ask, panel, &mut read, seat)).collect();
    if taken.is_empty() {
        read.refuse(&field(0, "member"), "required", "Choose who sits on the panel.");
    }
    let meets_on = read.optional_date("meets_on");
    read.finish(meets_on.map(|meets_on| Command::ConvenePanel { seats: taken, meets_on }))
}

/// Who takes a seat. Whoever does not hold its role stands in for who does.
fn read_seat(ask: &Ask<'_>, panel: &Panel, read: &mut Read<'_>, seat: usize) -> Option<SeatTaken> {
    let (member, outside) = (read.optional(&field(seat, "member")), read.optional(&field(seat, "outside")));
    let (id, name) = match (member, outside) {
        (None, None) => return None,
        (Some(_), Some(_)) => {
            read.refuse(
                &field(seat, "outside"),
                "contradiction",
                "Choose one of the staff, or name somebody from outside.",
            );
            return None;
        }
        given => given,
    };
    if let Some(name) = name {
        return Some(SeatTaken { member: Member::Outside(name), deputy_for: None });
    }
    let id = UserId::new(id?);
    let candidate = ask.view.seats.iter().find(|candidate| candidate.staff.id == id);
    let stands_in = candidate.is_some_and(|candidate| !holds(candidate, panel, seat));
    let deputy_for = role(panel, seat).filter(|_| stands_in).map(str::to_owned);
    Some(SeatTaken { member: Member::Staff(id), deputy_for })
}
