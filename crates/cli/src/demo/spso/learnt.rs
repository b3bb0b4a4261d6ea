//! The published report of the ombudsman: the quarter of the source, its narratives told.

use redress_domain::procedure::SectionId;
use redress_domain::publication::Author;
use redress_domain::time::Date;

use crate::demo::moments::Moments;
use crate::demo::scene::{Quarter, Scenes, Step};

/// A day of the quarter that the register is of.
const IN_THE_QUARTER: (i16, i8, i8) = (2017, 8, 1);

pub fn tell(scenes: &mut Scenes, m: &Moments) {
    let (year, month, day) = IN_THE_QUARTER;
    let Ok(day) = Date::new(year, month, day) else { return };
    let quarter = Quarter::Of(day);
    let author = Author { name: "Isla Munro".to_owned(), post: "Complaints standards officer".to_owned() };
    let texts = vec![(
        SectionId::Purpose,
        "What we were told about our own service in the quarter, how we answered, and what we learnt.",
    )];
    scenes.report(m.at(20, "10:00"), "isla", quarter, Step::Write { author, texts, tells: true });
    scenes.report(m.at(20, "11:00"), "isla", quarter, Step::Ask);
    scenes.report(m.at(19, "10:00"), "morag", quarter, Step::Approve);
    scenes.report(m.at(19, "10:30"), "morag", quarter, Step::Publish);
}
