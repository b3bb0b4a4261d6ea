//! Cases of Donnington that some people there have no part in: those they are about, and one with an interest declared.

use redress_domain::case::Command;
use redress_domain::procedure::{Channel, Means};
use redress_domain::staff::UserId;

use crate::demo::moments::Moments;
use crate::demo::say::{agreed, apologised, done, hand_over, log, person, plan, spoke, staff_matter, triage};
use crate::demo::scene::Scenes;

pub fn tell(scenes: &mut Scenes, m: &Moments) {
    about_tom(scenes, m);
    about_joan(scenes, m);
    interest_declared(scenes, m);
}

/// About somebody at the desk, who finds nothing of it; what follows for him is kept apart.
fn about_tom(scenes: &mut Scenes, m: &Moments) {
    let mut told = log(
        m.at(6, "13:00"),
        Channel::Letter,
        Some(person("Mrs Sheila Dunn", "01632 960181")),
        "Community engagement",
        "Tom Askew told her at the desk that she was wasting everybody's time, with a queue behind her.",
        "An apology from him",
    );
    told.natures = vec!["staff-conduct".to_owned()];
    told.subjects = vec![UserId::new("tom")];
    let follows = "Spoke with Tom: he was alone at the desk on three days and is sorry. To join the course on calm talk in spring.";
    scenes
        .begin("rudeness", m.at(6, "13:20"), "priya", told, vec![triage("failure"), hand_over("amina", None)])
        .then(
            m.at(6, "17:00"),
            "amina",
            vec![spoke(m.at(6, "16:45"), Means::Phone, "Felt small in front of her neighbours.")],
        )
        .then(
            m.at(5, "10:00"),
            "amina",
            vec![plan(
                agreed(m.at(6, "16:45"), Means::Phone),
                &[
                    ("Say sorry to Mrs Dunn in person", "amina", m.day(4)),
                    ("Arrange that nobody is alone at the desk on market days", "priya", m.ahead(3)),
                ],
            )],
        )
        .then(
            m.at(4, "15:00"),
            "amina",
            vec![
                apologised(
                    "amina",
                    m.at(4, "14:30"),
                    Means::InPerson,
                    "Sorry for how you were spoken to; nobody should be.",
                ),
                done(1, m.day(4), "Over a cup of tea"),
            ],
        )
        .then(m.at(4, "15:30"), "amina", vec![staff_matter("training-need", "tom", follows)]);
}

/// Whom it is about came out when the person was spoken to.
fn about_joan(scenes: &mut Scenes, m: &Moments) {
    let told = log(
        m.at(5, "15:10"),
        Channel::Email,
        Some(person("Mr Percy Lowell", "01632 960182")),
        "Trustees and governance",
        "Asked three times for the accounts, which anybody may see, and was sent away each time.",
        "The accounts of the last two years",
    );
    let named = Command::NameSubject {
        who: UserId::new("joan"),
        note: Some("It was the administrator who sent him away".to_owned()),
    };
    scenes
        .begin(
            "accounts",
            m.at(5, "15:30"),
            "priya",
            told,
            vec![triage("failure"), hand_over("david", Some(Means::Email))],
        )
        .then(
            m.at(4, "11:40"),
            "david",
            vec![spoke(m.at(4, "11:20"), Means::Phone, "Says who it was, and is sure."), named],
        );
}

/// The trustee it was given to lives next to it and steps back.
fn interest_declared(scenes: &mut Scenes, m: &Moments) {
    let told = log(
        m.at(4, "10:20"),
        Channel::Phone,
        Some(person("Mr Hector Lamb", "01632 960184")),
        "Other",
        "The fence of the playing field has been down for weeks, and balls come into his garden.",
        "The fence put up again",
    );
    let interest = Command::DeclareInterest { what: "The fence runs along my sister's garden as well".to_owned() };
    scenes
        .begin(
            "fence",
            m.at(4, "10:40"),
            "priya",
            told,
            vec![triage("failure"), hand_over("david", Some(Means::Phone))],
        )
        .then(m.at(4, "12:00"), "david", vec![interest])
        .then(m.at(4, "12:30"), "priya", vec![hand_over("helen", Some(Means::Phone))])
        .then(m.at(4, "16:20"), "helen", vec![spoke(m.at(4, "16:00"), Means::Phone, "Two windows so far.")]);
}
