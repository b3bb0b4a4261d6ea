//! What the case engine asks of a procedure.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

use std::collections::BTreeSet;

use redress_domain::procedure::{Permission, Procedure, Route, StepKind, shipped};

fn load(id: &str) -> Procedure {
    let shipped = shipped::find(id).unwrap();
    Procedure::load(shipped.file, shipped.text).procedure.unwrap()
}

/// R14
#[test]
fn stages_follow_one_another() {
    let procedure = load("donnington-service-failure");
    let first = procedure.stage_for(Route::S1).unwrap();
    let second = procedure.next_stage(first).unwrap();
    assert_eq!((procedure.stage_index(&first.id), procedure.stage_index(&second.id)), (Some(0), Some(1)));
    assert_eq!(second, procedure.stage_for(Route::Esc).unwrap());
    assert!(procedure.next_stage(second).is_none());
    assert!(procedure.is_last_stage(second) && !procedure.is_last_stage(first));
    assert!(procedure.stage_for(Route::S2).is_none(), "only the SPSO procedure can be entered at stage 2");
    assert!(load("spso-customer-service").stage_for(Route::S2).is_some());
    assert_eq!(procedure.step(second, StepKind::Decide).unwrap().part, "7");
    assert!(procedure.step(second, StepKind::FirstContact).is_none());
}

#[test]
fn a_route_the_procedure_lacks_is_measured_by_the_other_way_to_the_second_stage() {
    let procedure = load("donnington-service-failure");
    assert!(procedure.timescale(Route::S2).is_none());
    assert_eq!(procedure.timescale_or_stage(Route::S2).unwrap().id, "panel");
    assert_eq!(procedure.timescale_or_stage(Route::S1).unwrap().id, "resolve");
    assert_eq!(load("spso-customer-service").timescale_or_stage(Route::S2).unwrap().id, "respond-direct");
}

#[test]
fn clocks_are_those_of_the_route() {
    let procedure = load("donnington-service-failure");
    let ids = |route| procedure.clocks_for(route).map(|clock| clock.id.as_str()).collect::<Vec<_>>();
    assert_eq!(ids(Route::S1), ["contact-from-receipt", "contact-from-handover", "resolve", "plan", "learning"]);
    assert_eq!(ids(Route::Esc), ["appeal-acknowledgement", "panel", "panel-actions", "learning"]);
}

#[test]
fn permissions_are_those_of_every_role_held() {
    let procedure = load("donnington-service-failure");
    let staff = procedure.permissions(["staff"]);
    assert_eq!(staff, BTreeSet::from([Permission::Read, Permission::Log, Permission::Handle, Permission::Report]));
    let both = procedure.permissions(&["staff".to_owned(), "administrator".to_owned()]);
    assert!(both.contains(&Permission::Administer) && both.is_superset(&staff));
    assert!(procedure.permissions(["investigator"]).is_empty(), "a role of another procedure allows nothing");
}
