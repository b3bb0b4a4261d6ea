//! Cases of Donnington that have just come in, or were put right on the spot.

use redress_domain::case::{FailedTest, WrittenReply};
use redress_domain::procedure::{Channel, Means};

use crate::demo::moments::Moments;
use crate::demo::say::{
    close, compensation, decide, hand_over, learn, log, no_compensation, person, settle, triage, tried, wants_reply,
};
use crate::demo::scene::Scenes;

pub fn tell(scenes: &mut Scenes, m: &Moments) {
    message_from_the_website(scenes, m);
    nobody_answers(scenes, m);
    issue_without_update(scenes, m);
    late_buffet(scenes, m);
    enquiry_without_answer(scenes, m);
}

/// Came by the public form, and nobody has looked at it yet.
fn message_from_the_website(scenes: &mut Scenes, m: &Moments) {
    let told = log(
        m.ago(50),
        Channel::Web,
        Some(person("Mr Neil Sharrow", "01632 960170")),
        "",
        "I booked the small hall for Saturday and the page now says it is free again. Has my booking been lost?",
        "My booking back",
    );
    scenes.begin_by_form("booking", m.ago(50), told);
}

/// Two calls that did not reach the customer; the 24 hours run.
fn nobody_answers(scenes: &mut Scenes, m: &Moments) {
    let told = log(
        m.ago(125),
        Channel::Phone,
        Some(person("Mrs Oonagh Brady", "01632 960177")),
        "Community engagement",
        "Nobody came to collect her for the day trip although she was on the list, and the bus left without her.",
        "Her money back, and a seat on the next trip",
    );
    scenes
        .begin("day-trip", m.ago(120), "tom", told, vec![triage("failure"), hand_over("amina", Some(Means::Phone))])
        .then(m.ago(70), "amina", vec![tried(m.ago(70), Means::Phone, "Rang out")])
        .then(m.ago(20), "amina", vec![tried(m.ago(20), Means::Phone, "Left a message with a number to ring back")]);
}

/// The issue raised at a meeting of which nothing was heard again: to be put right now, or handed over.
fn issue_without_update(scenes: &mut Scenes, m: &Moments) {
    let mut told = log(
        m.lately(90),
        Channel::InPerson,
        Some(person("Mr Frank Dunmore", "01632 960183")),
        "Meetings and events",
        "Raised the broken gate at the meeting two months ago and was told he would hear more. He has heard nothing since.",
        "To be told what is happening about the gate",
    );
    told.failed_test = Some(FailedTest::Expectation);
    scenes.begin("gate", m.lately(80), "tom", told, vec![triage("failure")]);
}

/// The late buffet lunch, put right there and then.
fn late_buffet(scenes: &mut Scenes, m: &Moments) {
    let at = m.lately(20);
    let told = log(
        m.lately(25),
        Channel::InPerson,
        Some(person("Mrs Joyce Amery", "01632 960190")),
        "Catering",
        "The buffet lunch of the history group came three quarters of an hour late, and the talk had to be cut short.",
        "Something back of what the group paid",
    );
    let commands = vec![
        triage("failure"),
        settle(
            at,
            Means::InPerson,
            "Said sorry, gave back half of what the lunch cost, and moved the next talk to the afternoon.",
        ),
        compensation(2_400, "Half of the £48 that the group paid for the lunch", "joan"),
        wants_reply(WrittenReply::No),
        decide(
            "resolved",
            "delay",
            ["", "The caterer had two bookings for one time", "Half of the price given back"],
            None,
        ),
        close(),
    ];
    scenes.begin("buffet", at, "tom", told, commands);
}

/// The enquiry to a trustee that had no answer: settled at once, and learnt from.
fn enquiry_without_answer(scenes: &mut Scenes, m: &Moments) {
    let at = m.at(3, "10:20");
    let told = log(
        m.at(3, "10:05"),
        Channel::Phone,
        Some(person("Ms Petra Vance", "01632 960196")),
        "Trustees and governance",
        "Wrote to a trustee three weeks ago to ask how the grant was spent, and had no answer.",
        "An answer",
    );
    let commands = vec![
        triage("failure"),
        settle(
            at,
            Means::Phone,
            "Found the letter in the wrong tray, read her the figures and sent her the page of the accounts.",
        ),
        no_compensation(),
        wants_reply(WrittenReply::No),
        decide("resolved", "communication", ["", "The letter lay in the tray of a trustee who has left", ""], None),
        close(),
    ];
    let prevention = ("Take former trustees off the trays and the website within a week", "joan", m.ahead(8));
    scenes.begin("enquiry", at, "priya", told, commands).then(
        m.at(2, "09:40"),
        "priya",
        vec![learn(
            "Trustees and governance",
            "Post for a trustee who had left went unread",
            "Nobody clears the trays when a trustee leaves",
            Some(prevention),
        )],
    );
}
