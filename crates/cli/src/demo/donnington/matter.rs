//! Cases of Donnington with more than one thing in them: points of complaint, questions to colleagues, appointments, promises.

use redress_domain::case::{Command, Due};
use redress_domain::procedure::{Channel, Means};

use crate::demo::moments::Moments;
use crate::demo::say::{
    appointment, ask, decide_point, done, hand_over, log, moved, person, point, promise, spoke, triage,
};
use crate::demo::scene::Scenes;

pub fn tell(scenes: &mut Scenes, m: &Moments) {
    three_points(scenes, m);
    question_without_answer(scenes, m);
    appointment_moved(scenes, m);
    promise_kept(scenes, m);
}

/// Three things went wrong at one dance, and one of them is decided.
fn three_points(scenes: &mut Scenes, m: &Moments) {
    let told = log(
        m.at(5, "10:00"),
        Channel::Phone,
        Some(person("Mrs Wendy Aldous", "01632 960141")),
        "Meetings and events",
        "At the tea dance her table had been given away, the music was too loud to talk, and the accessible toilet was locked.",
        "An apology, and that it does not happen again",
    );
    let points = vec![
        triage("failure"),
        point("The table she had booked was given to others", "not-as-promised"),
        point("The music was too loud to talk", "done-poorly"),
        point("The accessible toilet was locked and nobody had the key", "policy-not-followed"),
        hand_over("amina", Some(Means::Phone)),
    ];
    let toilet =
        decide_point(3, "upheld", "It was locked, and the key was at the caretaker's home", &["apology", "put-right"]);
    scenes
        .begin("tea-dance", m.at(5, "10:30"), "priya", told, points)
        .then(m.at(5, "15:00"), "amina", vec![spoke(m.at(5, "14:40"), Means::Phone, "The toilet was the worst of it.")])
        .then(m.at(4, "11:30"), "amina", vec![ask("tom", "Who gave her table away, and why?")])
        .then(
            m.at(3, "16:00"),
            "amina",
            vec![Command::AnswerInformation {
                number: 1,
                on: m.day(3),
                answer: "I did: the list I had was printed before she booked.".to_owned(),
            }],
        )
        .then(m.at(3, "16:30"), "amina", vec![toilet]);
}

/// A colleague was asked, chased, and has not answered.
fn question_without_answer(scenes: &mut Scenes, m: &Moments) {
    let told = log(
        m.at(6, "09:30"),
        Channel::Letter,
        Some(person("Mr Terence Boyle", "01632 960142")),
        "Trustees and governance",
        "The rent of his allotment was doubled without the three months' notice that the agreement promises.",
        "The old rent until the notice is over",
    );
    let chased = Command::ChaseInformation {
        number: 1,
        due_on: m.day(1),
        note: Some("Left a message at his home as well".to_owned()),
    };
    scenes
        .begin("allotment-rent", m.at(6, "10:00"), "priya", told, vec![triage("failure"), hand_over("helen", None)])
        .then(
            m.at(6, "14:30"),
            "helen",
            vec![spoke(m.at(6, "14:15"), Means::Phone, "Has the agreement in front of him.")],
        )
        .then(m.at(5, "10:00"), "helen", vec![ask("david", "On what day was the notice of the new rents posted?")])
        .then(m.at(2, "09:30"), "helen", vec![chased]);
}

/// The visit was to be two days ago and was put off at the person's wish.
fn appointment_moved(scenes: &mut Scenes, m: &Moments) {
    let told = log(
        m.at(5, "11:20"),
        Channel::Email,
        Some(person("Miss Pauline Reeve", "01632 960143")),
        "Other",
        "The storeroom of the pottery group is damp again, and a term's work has been spoilt.",
        "A dry storeroom",
    );
    scenes
        .begin(
            "storeroom",
            m.at(5, "11:40"),
            "priya",
            told,
            vec![triage("failure"), hand_over("amina", Some(Means::Email))],
        )
        .then(
            m.at(4, "10:15"),
            "amina",
            vec![
                spoke(m.at(4, "10:00"), Means::Phone, "Wants to show where the water comes in."),
                appointment("Look at the storeroom with Miss Reeve", m.at(2, "14:00")),
            ],
        )
        .then(
            m.at(3, "12:00"),
            "amina",
            vec![moved(1, m.ahead_at(1, "14:00"), "Miss Reeve has a hospital appointment on the day that was agreed")],
        );
}

/// Somebody said that he would ring by a time, and did; now a plan is to be agreed.
fn promise_kept(scenes: &mut Scenes, m: &Moments) {
    let told = log(
        m.at(5, "09:10"),
        Channel::Phone,
        Some(person("Mr Cyril Bond", "01632 960144")),
        "Community engagement",
        "The bins behind the hall were not emptied for three weeks and smell into his kitchen.",
        "Bins that are emptied",
    );
    let by_noon = Command::MakePromise {
        what: "Ring Mr Bond with the day on which the bins are emptied".to_owned(),
        due: Due::At(m.at(3, "12:00")),
        appointment: false,
    };
    scenes
        .begin("bins", m.at(5, "09:20"), "tom", told, vec![triage("failure"), hand_over("david", Some(Means::Phone))])
        .then(
            m.at(5, "13:00"),
            "david",
            vec![spoke(m.at(5, "12:50"), Means::Phone, "He keeps his windows shut."), by_noon],
        )
        .then(m.at(3, "10:10"), "david", vec![done(1, m.day(3), "Rang at ten: they come tomorrow")])
        .then(m.at(2, "16:00"), "david", vec![promise("Ring again to hear whether they came every week", m.ahead(3))]);
}
