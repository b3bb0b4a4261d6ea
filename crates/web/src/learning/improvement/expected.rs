//! What is expected of an improvement action: asked, filled in and read, where one is started and where it is put right.

use redress_domain::improvement::Expected;

use crate::components::{Block, Item};
use crate::forms::{Filling, Read, Typed};

pub(super) fn block(fill: &Filling<'_>) -> Block {
    let fewer = fill.area("effect", "What do you expect to get better?").with_rows(2);
    let other = fill.area("not_measurable", "Why can its effect not be counted?").with_rows(2);
    let items = vec![
        Item::new("fewer", "Fewer cases of its cause").reveals(vec![fewer.into()]),
        Item::new("not-measurable", "Something that the number of cases does not show").reveals(vec![other.into()]),
    ];
    fill.radios("expected", "What is expected of it?", items).into()
}

pub(super) fn filled(typed: Typed, expected: &Expected) -> Typed {
    match expected {
        Expected::Fewer { effect } => typed.with("expected", "fewer").with("effect", effect.clone()),
        Expected::NotMeasurable { reason } => {
            typed.with("expected", "not-measurable").with("not_measurable", reason.clone())
        }
    }
}

pub(super) fn read(read: &mut Read<'_>) -> Option<Expected> {
    match read.typed().get("expected") {
        "fewer" => {
            read.required("effect", "Enter what you expect to get better.").map(|effect| Expected::Fewer { effect })
        }
        "not-measurable" => read
            .required("not_measurable", "Enter why its effect cannot be counted.")
            .map(|reason| Expected::NotMeasurable { reason }),
        _ => {
            read.refuse("expected", "required", "Choose what is expected of it.");
            None
        }
    }
}
