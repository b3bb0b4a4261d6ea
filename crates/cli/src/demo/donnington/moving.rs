//! Cases of Donnington that are being worked on.

use redress_domain::case::{Agreement, FailedTest, Representative, Understanding, WrittenReply};
use redress_domain::procedure::{Channel, Means};
use redress_domain::register::BroughtBy;

use crate::demo::moments::Moments;
use crate::demo::say::{
    agreed, decide, done, hand_over, log, no_compensation, note, person, plan, promise, spoke, triage, visited,
    wants_reply,
};
use crate::demo::scene::Scenes;

pub fn tell(scenes: &mut Scenes, m: &Moments) {
    meeting_held_early(scenes, m);
    no_name_given(scenes, m);
    promise_due_today(scenes, m);
    reply_to_be_written(scenes, m);
    late_repair(scenes, m);
    spoken_for(scenes, m);
}

/// The meeting that was held earlier than advertised: its trustee carries out the plan.
fn meeting_held_early(scenes: &mut Scenes, m: &Moments) {
    let mut told = log(
        m.at(6, "11:50"),
        Channel::InPerson,
        Some(person("Mrs Carol Ellery", "01632 960114")),
        "Meetings and events",
        "Came to the residents' meeting that was advertised for 11.30 and found that it had been held at 10.30. The notice in \
         the hall and the website both still said 11.30. She had taken the morning off work to be there.",
        "An apology, the notes of the meeting, and an answer to the two questions she came to ask",
    );
    told.natures = vec!["not-as-promised".to_owned()];
    told.failed_test = Some(FailedTest::AgreedStandard);
    told.understanding = Some(Understanding::Confirmed);
    scenes
        .begin("meeting", m.at(6, "12:00"), "tom", told, vec![triage("failure")])
        .then(m.at(6, "12:20"), "tom", vec![hand_over("helen", Some(Means::InPerson))])
        .then(
            m.at(6, "15:40"),
            "helen",
            vec![spoke(
                m.at(6, "15:20"),
                Means::Phone,
                "Said sorry. She asked about the path lights and the bin store.",
            )],
        )
        .then(
            m.at(5, "10:30"),
            "helen",
            vec![plan(
                agreed(m.at(5, "10:20"), Means::Phone),
                &[
                    ("Post the notes of the meeting to Mrs Ellery", "tom", m.day(3)),
                    ("Correct the time on the noticeboard and the website", "priya", m.day(3)),
                    ("Get answers to her two questions and ring her with them", "helen", m.ahead(2)),
                ],
            )],
        )
        .then(m.at(4, "16:10"), "tom", vec![done(1, m.day(4), "Posted first class")])
        .then(m.at(3, "11:15"), "priya", vec![done(2, m.day(3), "Both corrected and checked")]);
}

/// An unsigned letter, looked into like any other.
fn no_name_given(scenes: &mut Scenes, m: &Moments) {
    let told = log(
        m.at(4, "09:00"),
        Channel::Letter,
        None,
        "Other",
        "An unsigned letter says that the side door of the hall is left unlocked after the evening class.",
        "",
    );
    let statement = "Nobody to ask; checking the door each evening is what anybody would want.";
    scenes
        .begin("side-door", m.at(4, "09:25"), "priya", told, vec![triage("failure"), hand_over("david", None)])
        .then(m.at(3, "18:40"), "david", vec![note("Walked past at closing time: the door was shut, but not locked.")])
        .then(
            m.at(2, "10:05"),
            "david",
            vec![plan(
                Agreement::NotPossible { statement: statement.to_owned() },
                &[
                    ("Speak to the tutor of the evening class about locking up", "david", m.day(1)),
                    ("Check the door on three evenings", "david", m.ahead(4)),
                ],
            )],
        )
        .then(m.at(1, "09:30"), "david", vec![done(1, m.day(1), "The tutor had no key; has one now")]);
}

/// A promise that falls due today.
fn promise_due_today(scenes: &mut Scenes, m: &Moments) {
    let told = log(
        m.at(3, "14:10"),
        Channel::Email,
        Some(person("Mr Gordon Lowe", "01632 960131")),
        "Community engagement",
        "His coat went missing from the cloakroom during the craft fair, although the stall was said to be staffed all day.",
        "The coat found, or its cost",
    );
    scenes
        .begin("coat", m.at(3, "14:25"), "tom", told, vec![triage("failure"), hand_over("david", Some(Means::Email))])
        .then(
            m.at(3, "16:50"),
            "david",
            vec![spoke(m.at(3, "16:45"), Means::Phone, "A grey wool coat with a name tag.")],
        )
        .then(
            m.at(2, "11:00"),
            "david",
            vec![promise("Ring Mr Lowe to say whether the hall's lost property has the coat", m.today())],
        );
}

/// Decided, and waiting for the reply that the customer wants in writing.
fn reply_to_be_written(scenes: &mut Scenes, m: &Moments) {
    let told = log(
        m.at(8, "11:00"),
        Channel::Phone,
        Some(person("Ms Beatrice Okoro", "01632 960148")),
        "Information",
        "Was sent the application form of last year and missed the first date for allotments because of it.",
        "A plot offered as if she had applied in time",
    );
    let texts = [
        "The form sent was last year's, and its closing date had passed",
        "The old form was still first in the folder of forms",
        "Her application is treated as received on the first date",
    ];
    scenes
        .begin(
            "old-form",
            m.at(8, "11:15"),
            "priya",
            told,
            vec![triage("failure"), hand_over("helen", Some(Means::Phone))],
        )
        .then(m.at(8, "16:20"), "helen", vec![spoke(m.at(8, "16:00"), Means::Phone, "She would still like the plot.")])
        .then(
            m.at(7, "10:00"),
            "helen",
            vec![plan(
                agreed(m.at(7, "09:50"), Means::Phone),
                &[("Ask the allotment group to take the application as in time", "helen", m.day(3))],
            )],
        )
        .then(m.at(4, "12:00"), "helen", vec![done(1, m.day(4), "The group agreed")])
        .then(
            m.at(2, "15:00"),
            "helen",
            vec![
                decide("upheld", "communication", texts, Some(agreed(m.at(2, "14:45"), Means::Phone))),
                no_compensation(),
                wants_reply(WrittenReply::Yes),
            ],
        );
}

/// Past its ten working days, with a step of its plan still to do.
fn late_repair(scenes: &mut Scenes, m: &Moments) {
    let told = log(
        m.at(14, "10:00"),
        Channel::Phone,
        Some(person("Mr Idris Hale", "01632 960155")),
        "Other",
        "The ramp at the back door was to be mended in spring. It was not, and his chair caught on it.",
        "The ramp made safe",
    );
    scenes
        .begin("ramp", m.at(14, "10:20"), "tom", told, vec![triage("failure"), hand_over("amina", Some(Means::Phone))])
        .then(
            m.at(14, "14:30"),
            "amina",
            vec![visited(m.at(14, "14:15"), "Looked at the ramp together.", "Nothing known")],
        )
        .then(
            m.at(13, "09:45"),
            "amina",
            vec![plan(
                agreed(m.at(14, "14:15"), Means::Visit),
                &[
                    ("Put a board over the worst edge", "tom", m.day(12)),
                    ("Have the ramp resurfaced", "amina", m.day(5)),
                ],
            )],
        )
        .then(m.at(12, "16:00"), "tom", vec![done(1, m.day(12), "Done, with a warning sign")])
        .then(
            m.at(4, "11:30"),
            "amina",
            vec![note("The builder has put the work off by a week because of the frost.")],
        );
}

/// Brought by a daughter for her mother, whose consent has not come back yet: a plan is to be agreed.
fn spoken_for(scenes: &mut Scenes, m: &Moments) {
    let mut told = log(
        m.at(5, "13:15"),
        Channel::Phone,
        Some(person("Mrs Edith Cope", "01632 960162")),
        "Catering",
        "Mrs Cope was given a meal with nuts at the lunch club, although her allergy is on her card. She noticed in time.",
        "To know that it cannot happen again",
    );
    told.brought_by = BroughtBy::Representative;
    told.representative = Some(Representative {
        party: person("Ms Lorna Cope", "01632 960163"),
        relation: "Daughter".to_owned(),
        authority: None,
    });
    told.failed_test = Some(FailedTest::Both);
    scenes
        .begin("nuts", m.at(5, "13:30"), "priya", told, vec![triage("failure"), hand_over("helen", Some(Means::Phone))])
        .then(
            m.at(5, "16:15"),
            "helen",
            vec![spoke(m.at(5, "16:00"), Means::Phone, "Spoke to both. Very upset, rightly.")],
        )
        .then(
            m.at(4, "09:50"),
            "priya",
            vec![note("Sent Mrs Cope the form by which she lets us write to her daughter; not back yet.")],
        );
}
