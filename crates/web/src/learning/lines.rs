//! An improvement action as a line of a list.

use redress_app::ImprovementView;
use redress_domain::case::Due;
use redress_domain::improvement::{Ending, Improvement};
use redress_domain::procedure::Procedure;
use redress_domain::time::long_date;

use super::{cause, effect, improvement};
use crate::visitor::Visitor;
use crate::words::due::due_words;

/// A state, in words and shape.
pub(super) struct Chip {
    pub(super) class: &'static str,
    pub(super) words: String,
}

/// The line.
pub(super) struct ImprovementLine {
    pub(super) href: String,
    pub(super) title: String,
    pub(super) about: String,
    pub(super) chips: Vec<Chip>,
    pub(super) facts: String,
}

impl ImprovementLine {
    pub(super) fn of(improvement: &Improvement, visitor: &Visitor, procedure: &Procedure) -> Self {
        let owner = visitor.who.settings.staffing.name(&improvement.owner);
        let facts = match &improvement.ending {
            None => format!("{owner}, by {}", long_date(improvement.due_on)),
            Some(Ending::Done { on, .. }) => format!("{owner}, done on {}", long_date(*on)),
            Some(Ending::Dropped { on, .. }) => format!("{owner}, dropped on {}", long_date(*on)),
        };
        Self {
            href: improvement::path(improvement.number),
            title: improvement.title.clone(),
            about: cause::of(Some(&improvement.cause), procedure),
            chips: vec![state(improvement, visitor)],
            facts,
        }
    }

    /// With the verdict, where there is one.
    pub(super) fn of_view(view: &ImprovementView, visitor: &Visitor, procedure: &Procedure) -> Self {
        let mut line = Self::of(&view.improvement, visitor, procedure);
        line.chips.extend(view.effect.as_ref().map(|worked| effect::chip(worked.effect)));
        line
    }
}

/// Open with its time, done or dropped.
pub(super) fn state(improvement: &Improvement, visitor: &Visitor) -> Chip {
    match &improvement.ending {
        None => {
            let due = due_words(Due::On(improvement.due_on), visitor.now, &visitor.who.settings.calendar);
            Chip { class: due.urgency.chip(), words: due.words }
        }
        Some(Ending::Done { .. }) => Chip { class: "rd-chip--met", words: "done".to_owned() },
        Some(Ending::Dropped { .. }) => Chip { class: "rd-chip--off", words: "dropped".to_owned() },
    }
}
