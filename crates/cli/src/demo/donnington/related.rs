//! Cases of Donnington that hang together with others: duplicates, several people about one thing, what happens again, and a
//! request that became a failure.

use redress_domain::case::{Command, LinkKind, WrittenReply};
use redress_domain::procedure::{Channel, Means};

use super::UPHELD_REPLY;
use crate::demo::moments::Moments;
use crate::demo::say::{
    agreed, close, decide, hand_over, learn, linked, log, merged, no_compensation, person, replied, spoke, triage,
    wants_reply,
};
use crate::demo::scene::Scenes;

pub fn tell(scenes: &mut Scenes, m: &Moments) {
    told_twice(scenes, m);
    the_neighbour_too(scenes, m);
    late_again(scenes, m);
    request_that_became_a_failure(scenes, m);
}

/// One person told two of us: the second telling goes on in the first.
fn told_twice(scenes: &mut Scenes, m: &Moments) {
    let told = log(
        m.at(3, "09:00"),
        Channel::Email,
        Some(person("Mr Jonah Field", "01632 960171")),
        "Other",
        "The lights of the car park go off at nine, in the middle of the evening class.",
        "Light until the class is over",
    );
    let again = log(
        m.at(3, "16:10"),
        Channel::Phone,
        Some(person("Mr Jonah Field", "01632 960171")),
        "Other",
        "Rang about the dark car park on class evenings.",
        "",
    );
    scenes
        .begin(
            "lights",
            m.at(3, "09:20"),
            "priya",
            told,
            vec![triage("failure"), hand_over("david", Some(Means::Email))],
        )
        .then(m.at(3, "17:30"), "david", vec![spoke(m.at(3, "17:10"), Means::Phone, "Somebody fell on Tuesday.")]);
    scenes.begin("lights-again", m.at(3, "16:20"), "tom", again, vec![triage("failure")]).then(
        m.at(2, "09:30"),
        "joan",
        vec![merged("lights", "The same man, the same evenings")],
    );
}

/// Somebody else complains of the same.
fn the_neighbour_too(scenes: &mut Scenes, m: &Moments) {
    let told = log(
        m.at(2, "10:00"),
        Channel::InPerson,
        Some(person("Mrs Bridget Noone", "01632 960172")),
        "Other",
        "She fell in the dark on her way from the car park to the evening class.",
        "Light, and somebody to look at the kerb",
    );
    scenes
        .begin(
            "fall",
            m.at(2, "10:20"),
            "priya",
            told,
            vec![triage("failure"), hand_over("david", Some(Means::InPerson))],
        )
        .then(m.at(2, "10:30"), "priya", vec![linked("lights", LinkKind::Joint, "Both come to the evening class")])
        .then(m.at(2, "15:00"), "david", vec![spoke(m.at(2, "14:45"), Means::Phone, "Bruised, nothing broken.")]);
}

/// The minibus once more: closed, linked to the first time and marked as a repeat.
fn late_again(scenes: &mut Scenes, m: &Moments) {
    let told = log(
        m.at(27, "12:00"),
        Channel::Phone,
        Some(person("Ms Tilda Moss", "01632 960173")),
        "Community engagement",
        "The minibus was late again on two Thursdays.",
        "A minibus that comes when the timetable says",
    );
    let texts = [
        "It was late on both days",
        "The new timetable was not given to the stand-in driver",
        "The timetable is fixed inside the bus",
    ];
    scenes
        .begin(
            "minibus-again",
            m.at(27, "12:20"),
            "priya",
            told,
            vec![triage("failure"), hand_over("helen", Some(Means::Phone))],
        )
        .then(m.at(27, "12:30"), "priya", vec![linked("minibus", LinkKind::Follows, "The same bus on the same day")])
        .then(
            m.at(27, "16:00"),
            "helen",
            vec![spoke(m.at(27, "15:50"), Means::Phone, "Missed the chemist both times.")],
        )
        .then(
            m.at(23, "11:00"),
            "helen",
            vec![
                decide("upheld", "appointment", texts, Some(agreed(m.at(23, "10:40"), Means::Phone))),
                no_compensation(),
                wants_reply(WrittenReply::Yes),
                replied(m.at(23, "11:00"), Means::Letter, &UPHELD_REPLY),
                close(),
            ],
        )
        .then(
            m.at(21, "10:00"),
            "helen",
            vec![learn(
                "Community engagement",
                "A timetable that only one driver knew",
                "What is changed is told by word of mouth",
                Some(("Give every driver the timetable in writing", "tom", m.day(15))),
            )],
        );
}

/// A key safe was asked for, and nothing came of it.
fn request_that_became_a_failure(scenes: &mut Scenes, m: &Moments) {
    let told = log(
        m.at(8, "09:40"),
        Channel::Web,
        Some(person("Ms Kirsty Vale", "01632 960174")),
        "Meetings and events",
        "Asks whether the quilting group could have a key to the cupboard in the small hall.",
        "A key",
    );
    let became = Command::Triage {
        class: "failure".to_owned(),
        note: Some("Rang: promised a key within three days, and heard nothing for six".to_owned()),
    };
    scenes.begin("cupboard", m.at(8, "10:00"), "priya", told, vec![triage("first-request")]).then(
        m.at(2, "11:10"),
        "priya",
        vec![became, hand_over("amina", Some(Means::Phone))],
    );
}
