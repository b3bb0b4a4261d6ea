//! Cases of Donnington in which the person needs something: other print, a careful visit, and clear limits.

use redress_domain::case::RecordConsent;
use redress_domain::case::{Command, LimitContact, Representative};
use redress_domain::procedure::{Channel, Means};

use crate::demo::moments::Moments;
use crate::demo::say::{adjust, hand_over, letter, log, needs, note, person, spoke, triage, visited};
use crate::demo::scene::Scenes;

pub fn tell(scenes: &mut Scenes, m: &Moments) {
    large_print(scenes, m);
    support_worker(scenes, m);
    limited_contact(scenes, m);
}

/// Large print, and a dog that does not like visitors.
fn large_print(scenes: &mut Scenes, m: &Moments) {
    let told = log(
        m.at(7, "10:30"),
        Channel::Phone,
        Some(person("Mrs Agnes Thorpe", "01632 960151")),
        "Information",
        "The programme comes in print so small that she cannot read it, although she asked for another three times.",
        "A programme that she can read",
    );
    let told = needs(told, &["large-print"]);
    scenes
        .begin(
            "small-print",
            m.at(7, "10:45"),
            "priya",
            told,
            vec![triage("failure"), hand_over("amina", Some(Means::Phone))],
        )
        .then(
            m.at(7, "11:00"),
            "priya",
            vec![
                adjust(
                    &["large-print", "more-time"],
                    "At least 16 point on pale yellow paper; time to find her glasses",
                ),
                letter("who-has-it"),
            ],
        )
        .then(
            m.at(6, "15:00"),
            "amina",
            vec![visited(
                m.at(6, "14:00"),
                "Read the programme to her, and saw what she can read herself.",
                "A dog that is nervous of strangers: ring first and wait at the gate",
            )],
        );
}

/// A support worker speaks for somebody, with consent.
fn support_worker(scenes: &mut Scenes, m: &Moments) {
    let told = log(
        m.at(8, "13:00"),
        Channel::InPerson,
        Some(person("Mr Stanley Wick", "01632 960152")),
        "Community engagement",
        "Was turned away from the computer class because he came with his support worker.",
        "To come to the class, with his support worker",
    );
    let consent = RecordConsent {
        given: true,
        means: Means::InPerson,
        on: m.day(8),
        expires_on: None,
        note: Some("Signed at the desk".to_owned()),
    };
    let speaks = Representative {
        party: person("Ms Ngozi Adeyemi", "01632 960153"),
        relation: "Support worker".to_owned(),
        authority: Some("Written and signed by Mr Wick".to_owned()),
    };
    scenes
        .begin(
            "computer-class",
            m.at(8, "13:10"),
            "tom",
            told,
            vec![triage("failure"), hand_over("helen", Some(Means::InPerson))],
        )
        .then(m.at(8, "13:30"), "tom", vec![Command::SetRepresentative(speaks), Command::RecordConsent(consent)])
        .then(
            m.at(8, "17:00"),
            "helen",
            vec![spoke(m.at(8, "16:40"), Means::Phone, "Spoke to both on the loudspeaker.")],
        );
}

/// Warned first, then limited by the Chair for a time; his complaint goes on.
fn limited_contact(scenes: &mut Scenes, m: &Moments) {
    let told = log(
        m.at(9, "09:00"),
        Channel::Phone,
        Some(person("Mr Roland Keel", "01632 960154")),
        "Meetings and events",
        "The car park was full when he came to the auction although he had a ticket for a place.",
        "The price of the place back",
    );
    let warned = Command::WarnBehaviour {
        what: "Rang eleven times in a day and shouted at the desk; told that it has to stop, and what may follow"
            .to_owned(),
        means: Means::Phone,
        on: m.day(7),
    };
    let limited = Command::LimitContact(LimitContact {
        limits: vec!["one-contact".to_owned(), "set-times".to_owned()],
        reasons: "Nine more calls in two days, with threats; Helen Marsh speaks to him on Tuesdays from ten to eleven"
            .to_owned(),
        until: m.ahead(30),
        review_on: m.ahead(20),
        adjustments_considered: true,
    });
    scenes
        .begin(
            "car-park",
            m.at(9, "09:15"),
            "tom",
            told,
            vec![triage("failure"), hand_over("helen", Some(Means::Phone))],
        )
        .then(
            m.at(9, "11:00"),
            "helen",
            vec![spoke(m.at(9, "10:45"), Means::Phone, "Very angry; would not be calmed.")],
        )
        .then(m.at(7, "16:00"), "helen", vec![warned])
        .then(m.at(5, "12:00"), "ruth", vec![limited])
        .then(m.at(4, "10:00"), "helen", vec![note("He kept to the time, and was civil.")]);
}
