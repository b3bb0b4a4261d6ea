//! Random ways through the rules: whatever is asked in whatever order, nothing is published that was not approved as it is.

use proptest::prelude::*;
use redress_domain::publication::{Command, Draft, Standing};

use crate::world::{World, correct, send_back, write};

const PEOPLE: [&str; 3] = ["asha", "bill", "chair"];

#[derive(Debug, Clone)]
enum Step {
    Give(usize, Command),
    FiguresBecome(u8),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let command = prop_oneof![
        3 => (0..3_u8).prop_map(|text| write(&format!("Text {text}"))),
        3 => Just(Command::Ask),
        3 => Just(Command::Approve),
        1 => Just(send_back()),
        3 => Just(Command::Publish),
        1 => Just(correct()),
    ];
    let step = prop_oneof![
        8 => (0..PEOPLE.len(), command).prop_map(|(who, command)| Step::Give(who, command)),
        1 => (0..2_u8).prop_map(Step::FiguresBecome),
    ];
    proptest::collection::vec(step, 0..60)
}

/// What an approver has had before their eyes.
struct Approved {
    asked_by: usize,
    by: usize,
    text: Draft,
    figures: String,
}

proptest! {
    /// R109
    #[test]
    fn only_what_somebody_else_approved_is_published(steps in steps()) {
        let mut world = World::new();
        let (mut asked_by, mut written_by, mut approved, mut versions) = (None, None, None::<Approved>, 0);
        for step in steps {
            let (who, command) = match step {
                Step::FiguresBecome(figures) => {
                    world.figures = figures.to_string();
                    continue;
                }
                Step::Give(who, command) => (who, command),
            };
            let before = world.draft.clone();
            if world.give(PEOPLE[who], &command).is_err() {
                prop_assert_eq!(&world.draft, &before);
                continue;
            }
            let draft = world.draft.clone().unwrap();
            match command {
                Command::Ask => asked_by = Some(who),
                Command::Approve => {
                    let asked_by = asked_by.expect("somebody has asked");
                    prop_assert_ne!(written_by, Some(who));
                    approved = Some(Approved { asked_by, by: who, text: draft, figures: world.figures.clone() });
                }
                Command::Publish => {
                    let approved = approved.take().expect("it was approved");
                    prop_assert_ne!(approved.asked_by, approved.by);
                    prop_assert!(approved.text.says_as_much_as(&draft));
                    prop_assert_eq!(&approved.figures, &world.figures);
                    versions += 1;
                    prop_assert_eq!(draft.version, versions);
                    prop_assert_eq!(draft.standing, Standing::Published);
                }
                Command::Correct { .. } => {
                    prop_assert_eq!(draft.version, versions + 1);
                    written_by = None;
                }
                Command::Write(_) => {
                    if before.is_none_or(|before| !before.says_as_much_as(&draft)) {
                        written_by = Some(who);
                    }
                }
                Command::Return { .. } => {}
            }
        }
    }
}
