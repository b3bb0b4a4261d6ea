//! Who may do what at each step, as one table per shipped procedure. `UPDATE=1` writes the tables anew.

use std::fmt::Write;
use std::path::Path;

use redress_domain::access::Rights;
use redress_domain::case::{CommandKind, WrittenReply, next_step};
use redress_domain::procedure::Procedure;
use redress_domain::staff::{Staff, UserId};
use redress_domain::words::Word;

use crate::orders::*;
use crate::world::World;

#[test]
fn donnington_permits_what_its_table_says() {
    compare(&table(World::donnington(), "failure"), "donnington-service-failure");
}

#[test]
fn the_ombudsman_permits_what_its_table_says() {
    compare(&table(World::spso(), "complaint"), "spso-customer-service");
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

/// Walks a case through both stages and draws a table at each step.
fn table(mut world: World, class: &str) -> String {
    let mut out = format!("{}: who may give which command at which step\n", world.procedure.id);
    world.logged(&complaint("2026-03-02T09:00"));
    draw(&mut out, &world, None);
    world.done("sam", triage(class));
    draw(&mut out, &world, None);
    world.done("sam", hand_over("tess"));
    through_the_stage(&mut out, &mut world, "tess");
    world.done("sam", escalate_on("2026-03-02"));
    draw(&mut out, &world, None);
    world.done("sam", acknowledge("2026-03-02T10:00"));
    draw(&mut out, &world, None);
    world.done("sam", hand_over("carol"));
    through_the_stage(&mut out, &mut world, "carol");
    out
}

/// From hand-over to the learning record.
fn through_the_stage(out: &mut String, world: &mut World, owner: &str) {
    draw(out, world, Some(owner));
    world.done(owner, spoke("2026-03-02T10:00"));
    draw(out, world, Some(owner));
    let action = world.case().next_action_number();
    world.done(owner, plan(agreed("2026-03-02"), &["2026-03-03"])).done(owner, complete(action, "2026-03-02"));
    draw(out, world, Some(owner));
    world.done(owner, ask_reply(WrittenReply::Yes)).done(owner, decide("upheld", Some("delay"), Some(not_agreed())));
    draw(out, world, Some(owner));
    world.done(owner, reply("2026-03-02")).done(owner, no_compensation());
    draw(out, world, Some(owner));
    world.done(owner, close());
    draw(out, world, Some(owner));
}

/// One column per role, held alone by somebody who has nothing to do with the case, and one for the owner.
fn draw(out: &mut String, world: &World, owner: Option<&str>) {
    let case = world.case();
    let step = next_step(world.procedure, case).expect("a step is due");
    let stage = world.handling().stage.as_deref().unwrap_or("-");
    let mut columns: Vec<(&str, Rights)> =
        world.procedure.roles.iter().map(|role| (role.id.as_str(), bystander(world.procedure, &role.id))).collect();
    columns.extend(owner.map(|owner| ("its owner", world.rights(owner))));

    writeln!(out, "\n{stage}, {}: {}", step.kind.id(), step.label).unwrap();
    let heads: Vec<&str> = columns.iter().map(|(head, _)| *head).collect();
    writeln!(out, "{:<22} {}", "", heads.join("  ")).unwrap();
    for command in CommandKind::ALL {
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
    };
    Rights::of(&staff, procedure)
}
