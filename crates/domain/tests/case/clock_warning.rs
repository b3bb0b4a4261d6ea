//! Warnings of what is due soon, as long before as the procedure says.

use crate::orders::*;
use crate::world::World;

#[test]
fn a_limit_is_warned_of_so_many_working_days_before_it_and_not_when_it_is_late() {
    let limit = "stop = \"closed\"\ntimescale = true\n\n[[clocks]]\nid = \"plan\"";
    let warning = limit.replacen("= true", "= true\nwarn_at = [2]", 1);
    let mut world = World::changed(&[(limit, &warning)]);
    // Due on Monday 16 March; two working days before is Thursday.
    world.logged(&complaint("2026-03-02T09:00")).done("sam", triage("failure"));
    let told = "'Resolve the service failure' is due on Monday 16 March 2026.".to_owned();
    for (now, expected) in [("2026-03-11T23:59", false), ("2026-03-12T00:00", true), ("2026-03-17T00:00", false)] {
        assert_eq!(world.on(now).warnings().contains(&told), expected, "{now}");
    }
}
