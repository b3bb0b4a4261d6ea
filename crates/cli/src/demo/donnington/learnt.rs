//! What came of the cases of Donnington: a theme, improvement actions, lessons, and the reports that tell of them.

use redress_domain::improvement::{Audience, Command, Expected, LessonText, StartImprovement, ThemeText};
use redress_domain::procedure::SectionId;
use redress_domain::publication::Author;
use redress_domain::staff::UserId;
use redress_domain::time::{minus_months, plus_days};

use super::register;
use crate::demo::moments::Moments;
use crate::demo::scene::{Quarter, Scenes, Step};

pub fn tell(scenes: &mut Scenes, m: &Moments) {
    improve(scenes, m);
    late_lunches(scenes, m);
    publish(scenes, m);
}

fn improve(scenes: &mut Scenes, m: &Moments) {
    let text = |text: &str| Some(text.to_owned());
    scenes.improve(
        m.at(84, "11:00"),
        "helen",
        Command::StartImprovement(Box::new(StartImprovement {
            title: "Allergens on every order form".to_owned(),
            what: "The order form asks for allergies, and the kitchen writes a card for each dish.".to_owned(),
            code: text("quality"),
            service_area: text("Catering"),
            owner: UserId::new("helen"),
            started_on: None,
            due_on: m.day(60),
            expected: Expected::Fewer { effect: "No dish goes out without its card.".to_owned() },
            cases: vec!["allergy-card".to_owned()],
            theme: None,
        })),
    );
    let done = "The form asks for allergies since today; the kitchen has printed cards.".to_owned();
    scenes.improve(m.at(66, "16:00"), "helen", Command::FinishImprovement { number: 1, on: m.day(66), what: done });
    scenes.improve(
        m.at(47, "10:00"),
        "amina",
        Command::AddTheme(ThemeText {
            title: "People hear of changes too late".to_owned(),
            note: "Minutes, photographs and room changes were known here before they were told to those they concern."
                .to_owned(),
            code: text("communication"),
            service_area: None,
            cases: vec!["photograph".to_owned(), "noise".to_owned()],
        }),
    );
    scenes.improve(
        m.at(46, "10:00"),
        "amina",
        Command::StartImprovement(Box::new(StartImprovement {
            title: "One page that says who is told what".to_owned(),
            what: "A list by the telephone: what changes, who is told, by whom, and by when.".to_owned(),
            code: text("communication"),
            service_area: None,
            owner: UserId::new("tom"),
            started_on: None,
            due_on: m.day(12),
            expected: Expected::Fewer { effect: "Nobody hears of a change from somebody else first.".to_owned() },
            cases: vec!["photograph".to_owned(), "noise".to_owned()],
            theme: Some(1),
        })),
    );
    scenes.improve(
        m.at(44, "10:00"),
        "helen",
        Command::DraftLesson(LessonText {
            title: "Ask about allergies before the order is taken".to_owned(),
            happened: "A dish was served without a card that says what is in it.".to_owned(),
            changed: "The order form asks for allergies, and every dish has its card.".to_owned(),
            code: text("quality"),
            service_area: text("Catering"),
            improvement: Some(1),
            cases: Vec::new(),
        }),
    );
    scenes.improve(m.at(43, "10:00"), "helen", Command::ShareLesson { number: 1, audience: Audience::Public });
}

/// What was done before there was this program: written down afterwards, with the days on which it was really begun and done.
fn late_lunches(scenes: &mut Scenes, m: &Moments) {
    let changed = register::changed_in(m.today());
    scenes.improve(
        m.at(36, "10:00"),
        "helen",
        Command::StartImprovement(Box::new(StartImprovement {
            title: "Lunches are ordered by noon the day before".to_owned(),
            what: "The caterer has the order by noon the day before, and rings the office an hour before lunch."
                .to_owned(),
            code: Some("delay".to_owned()),
            service_area: Some("Catering".to_owned()),
            owner: UserId::new("helen"),
            started_on: Some(minus_months(changed, 1)),
            due_on: m.day(30),
            expected: Expected::Fewer { effect: "Lunch is on the table at noon.".to_owned() },
            cases: Vec::new(),
            theme: None,
        })),
    );
    let what =
        "The order goes out by noon, and the caterer rings. It was done before we kept this list here.".to_owned();
    let finished = Command::FinishImprovement { number: 3, on: plus_days(changed, 8), what };
    scenes.improve(m.at(36, "10:20"), "helen", finished);
}

/// The report of the quarter that was over 40 working days ago is published; the one after it is left to be written.
fn publish(scenes: &mut Scenes, m: &Moments) {
    let quarter = Quarter::Before(m.day(40));
    let author = Author { name: "Joan Whitfield".to_owned(), post: "Administrator".to_owned() };
    let texts = vec![
        (SectionId::Purpose, "What went wrong in the quarter, how we answered, and what we changed."),
        (
            SectionId::NextSteps,
            "The board looks at this report at its next meeting, and at whether the changes worked.",
        ),
    ];
    scenes.report(m.at(39, "10:00"), "joan", quarter, Step::Write { author, texts, tells: false });
    scenes.report(m.at(39, "11:00"), "joan", quarter, Step::Ask);
    scenes.report(m.at(38, "10:00"), "ruth", quarter, Step::Approve);
    scenes.report(m.at(38, "10:30"), "ruth", quarter, Step::Publish);
}
