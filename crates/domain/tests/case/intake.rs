//! What a new case can be told with: when it happened, whom it is about, what the person needs, and how it came (R27, R31).

use redress_domain::procedure::Channel;
use redress_domain::staff::UserId;

use crate::orders::*;
use crate::world::{World, codes, date};

/// R31
#[test]
fn what_is_complained_of_happened_before_it_was_received() {
    for (happened, refused) in [
        ("2026-02-27", None),
        ("2026-02-28", Some("happened_on:after-receipt")),
        ("2026-03-03", Some("happened_on:in-future")),
    ] {
        let mut log = complaint("2026-02-27T09:00");
        log.happened_on = Some(date(happened));
        let logged = World::donnington().log("sam", &log).map_err(|refusal| codes(&refusal));
        assert_eq!(logged.err().as_deref(), refused, "{happened}");
    }
}

#[test]
fn whom_it_is_about_is_of_the_staff_and_what_the_person_needs_is_on_the_list() {
    let mut log = complaint("2026-03-02T09:00");
    log.subjects = vec![UserId::new("tess"), UserId::new("nemo")];
    log.adjustments = vec!["carrier-pigeon".to_owned()];
    let mut world = World::donnington();
    assert_eq!(codes(&world.log("sam", &log).unwrap_err()), "adjustments:unknown subjects:unknown");
    log.subjects = vec![UserId::new("nemo"); 21];
    log.adjustments.clear();
    assert_eq!(codes(&world.log("sam", &log).unwrap_err()), "subjects:too-many");
    log.subjects = vec![UserId::new("tess")];
    world.logged(&log);
    assert!(world.case().subjects.contains(&UserId::new("tess")));
}

/// R27
#[test]
fn nothing_has_to_be_written_but_where_the_procedure_says_so_and_then_not_by_whoever_cannot() {
    let in_writing = ("written_required = false", "written_required = true");
    for channel in [Channel::Phone, Channel::InPerson] {
        let mut log = complaint("2026-03-02T09:00");
        log.channel = channel;
        assert_eq!(World::donnington().log("sam", &log), Ok(()));
        let refused = World::changed(&[in_writing]).log("sam", &log).unwrap_err();
        assert_eq!(codes(&refused), "channel:not-in-writing");
        log.adjustments = vec!["audio".to_owned()];
        assert_eq!(World::changed(&[in_writing]).log("sam", &log), Ok(()));
    }
    let letter = redress_domain::case::Log { channel: Channel::Letter, ..complaint("2026-03-02T09:00") };
    assert_eq!(World::changed(&[in_writing]).log("sam", &letter), Ok(()));
}
