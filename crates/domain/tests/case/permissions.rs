//! Who may do what at each step, as one table per shipped procedure. `UPDATE=1` writes the tables anew.

use std::fmt::Write;
use std::path::Path;

use redress_domain::access::Rights;
use redress_domain::case::{Command, Member, NextStep, available, next_step};
use redress_domain::procedure::{Procedure, StepKind, shipped};
use redress_domain::staff::{Staff, UserId};
use redress_domain::words::Word;

use crate::orders::*;
use crate::small_world::moves;
use crate::world::World;

/// More steps than any walk through a procedure has.
const MOST_STEPS: usize = 100;

/// R4, R42, R60
#[test]
fn each_shipped_procedure_permits_what_its_table_says() {
    for shipped in shipped::all() {
        compare(&table(World::of(shipped.id)), shipped.id);
    }
}

fn compare(table: &str, id: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/golden/permissions-{id}.txt"));
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, table).expect("the table can be written");
    }
    let golden = std::fs::read_to_string(&path).expect("the table is there; UPDATE=1 writes it");
    assert_eq!(
        table,
        golden.replace("\r\n", "\n"),
        "permissions changed; if they should have, run again with UPDATE=1"
    );
}

/// Walks a case through every stage and draws a table at each step.
fn table(mut world: World) -> String {
    world.staffing = moves::staffing(world.procedure);
    let mut out = format!("{}: who may give which command at which step\n", world.procedure.id);
    let mut log = complaint("2026-03-02T09:00");
    log.channel = world.procedure.intake.channels[0];
    log_as_operator(&mut world, &log);
    for _ in 0..MOST_STEPS {
        let step = next_step(world.procedure, world.case());
        draw(&mut out, &world, step.as_ref());
        let moved = match step {
            Some(step) => take(&mut world, step.kind),
            None => give(&mut world, escalate_on("2026-03-02")),
        };
        if !moved {
            return out;
        }
    }
    panic!("the walk has no end:\n{out}");
}

fn log_as_operator(world: &mut World, log: &redress_domain::case::Log) {
    let who = world.staffing.iter().next().expect("somebody works here").id.clone();
    world.log(who.as_str(), log).expect("it can be logged");
}

/// Takes a step with the least that is valid, and says whether that changed anything.
fn take(world: &mut World, kind: StepKind) -> bool {
    let day = "2026-03-02";
    match kind {
        StepKind::Triage => {
            let class = world.procedure.presumed_class().to_owned();
            give(world, triage(&class))
        }
        StepKind::Acknowledge => give(world, acknowledge("2026-03-02T10:00")),
        StepKind::Contact => give(world, spoke("2026-03-02T10:00")),
        StepKind::Confirm => give(world, confirm(day)),
        StepKind::Reply => give(world, reply_under(world.procedure, day)),
        StepKind::Learn => give(world, learn()),
        StepKind::Close => {
            give(world, no_compensation());
            give(world, ask_reply(redress_domain::case::WrittenReply::CouldNotAsk));
            give(world, close())
        }
        StepKind::FirstContact | StepKind::HandOver => {
            first(world, |command| matches!(command, Command::HandOver { .. }))
        }
        StepKind::Plan => {
            first(world, |command| matches!(command, Command::AgreePlan { .. } | Command::CompleteAction { .. }))
        }
        StepKind::Decide => first(world, |command| matches!(command, Command::Decide(_))),
        StepKind::Filter => first(world, |command| matches!(command, Command::DecideFilter { accept: true, .. })),
        StepKind::Panel | StepKind::Board => {
            first(world, |command| matches!(command, Command::ConvenePanel { .. } | Command::RecordPanelDecision(_)))
        }
    }
}

/// Gives the first of the small moves of a kind that is accepted.
fn first(world: &mut World, wanted: impl Fn(&Command) -> bool) -> bool {
    let moves = moves::moves(world.procedure, &world.staffing, world.case());
    moves.into_iter().any(|(by, commands)| {
        let who = by.user().cloned().unwrap_or_else(|| an_owner(world));
        commands.iter().filter(|command| wanted(command)).any(|command| {
            // What somebody decides on a panel they say themselves.
            let who = match command {
                Command::RecordPanelDecision(order) => staff_of(&order.member).unwrap_or_else(|| who.clone()),
                _ => who.clone(),
            };
            world.give(who.as_str(), command).is_ok()
        })
    })
}

fn staff_of(member: &Member) -> Option<UserId> {
    match member {
        Member::Staff(who) => Some(who.clone()),
        Member::Outside(_) => None,
    }
}

fn give(world: &mut World, command: Command) -> bool {
    let who = an_owner(world);
    world.give(who.as_str(), &command).is_ok()
}

/// Whoever owns it, or anybody while nobody does.
fn an_owner(world: &World) -> UserId {
    let somebody = || world.staffing.iter().last().expect("somebody works here").id.clone();
    world.handling().owner.clone().unwrap_or_else(somebody)
}

/// One column per role, held alone by somebody who has nothing to do with the case, and one each for the owner and for
/// another member of the panel; one row per command that the case is open to.
fn draw(out: &mut String, world: &World, step: Option<&NextStep>) {
    let case = world.case();
    let handling = world.handling();
    let mut columns: Vec<(&str, Rights)> =
        world.procedure.roles.iter().map(|role| (role.id.as_str(), bystander(world.procedure, &role.id))).collect();
    columns.extend(handling.owner.iter().map(|owner| ("its owner", world.rights(owner.as_str()))));
    let seats = handling.panel.iter().flat_map(|sitting| &sitting.seats);
    let sits = seats.filter_map(|seat| match &seat.taken.member {
        Member::Staff(who) if Some(who) != handling.owner.as_ref() => Some(("who sits", world.rights(who.as_str()))),
        _ => None,
    });
    columns.extend(sits.take(1));

    let (kind, label) = step.map_or(("nothing", "all is done"), |step| (step.kind.id(), &step.label));
    writeln!(out, "\n{}, {kind}: {label}", handling.stage.as_deref().unwrap_or("-")).unwrap();
    let heads: Vec<&str> = columns.iter().map(|(head, _)| *head).collect();
    writeln!(out, "{:<22} {}", "", heads.join("  ")).unwrap();
    for command in available(world.procedure, case) {
        let marks: Vec<String> = columns
            .iter()
            .map(|(head, rights)| {
                format!("{:^width$}", if rights.may(case, command).is_ok() { "x" } else { "." }, width = head.len())
            })
            .collect();
        writeln!(out, "{:<22} {}", format!("{command:?}"), marks.join("  ").trim_end()).unwrap();
    }
}

fn bystander(procedure: &Procedure, role: &str) -> Rights {
    let staff = Staff {
        id: UserId::new("bystander"),
        name: "Bystander".to_owned(),
        email: "bystander@example.org".to_owned(),
        roles: vec![role.to_owned()],
        absences: Vec::new(),
    };
    Rights::of(&staff, procedure)
}
