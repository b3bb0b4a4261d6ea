//! Cases of Donnington of the last year, which its reports tell of.

use redress_domain::case::{Agreement, Command, Log, WrittenReply};
use redress_domain::procedure::{Channel, Means};

use super::{NOT_UPHELD_REPLY, UPHELD_REPLY};
use crate::demo::moments::Moments;
use crate::demo::say::{
    agreed, close, decide, done, hand_over, learn, log, no_compensation, not_agreed, not_upheld, person, plan, replied,
    settle, spoke, triage, wants_reply,
};
use crate::demo::scene::Scenes;

pub fn tell(scenes: &mut Scenes, m: &Moments) {
    for past in PAST {
        match past.trustee {
            None => settled(scenes, m, &past),
            Some(trustee) => investigated(scenes, m, &past, trustee),
        }
    }
}

/// A case of the last year.
struct Past {
    case: &'static str,
    /// Working days ago that it was received, and how many it took.
    back: usize,
    days: usize,
    who: &'static str,
    area: &'static str,
    summary: &'static str,
    /// What it is about, out of the procedure's list.
    natures: &'static [&'static str],
    /// What was done about it.
    done: &'static str,
    /// None where it was settled on the spot.
    trustee: Option<&'static str>,
    outcome: &'static str,
    code: &'static str,
    /// What went wrong; where nothing was upheld, the record that shows it.
    finding: &'static str,
    root_cause: &'static str,
    prevention: &'static str,
}

fn received(m: &Moments, past: &Past) -> Log {
    let who = person(past.who, "01632 960199");
    let told = log(m.at(past.back, "10:00"), Channel::Phone, Some(who), past.area, past.summary, "");
    Log { natures: past.natures.iter().map(ToString::to_string).collect(), ..told }
}

fn settled(scenes: &mut Scenes, m: &Moments, past: &Past) {
    let at = m.at(past.back, "10:15");
    let commands = vec![
        triage("failure"),
        settle(at, Means::Phone, past.done),
        no_compensation(),
        wants_reply(WrittenReply::No),
        decide(past.outcome, past.code, [past.finding, "", past.done], None),
        close(),
    ];
    let learnt = learnt(m, past, past.back - 2, "tom");
    scenes.begin(past.case, at, "tom", received(m, past), commands).then(
        m.at(past.back - 2, "11:00"),
        "tom",
        vec![learnt],
    );
}

fn investigated(scenes: &mut Scenes, m: &Moments, past: &Past, trustee: &'static str) {
    let (begun, ended) = (past.back, past.back - past.days);
    let (decision, contents) = decided(past, agreed(m.at(ended, "15:30"), Means::Phone));
    scenes
        .begin(past.case, m.at(begun, "10:20"), "priya", received(m, past), vec![triage("failure")])
        .then(m.at(begun, "11:00"), "priya", vec![hand_over(trustee, Some(Means::Phone))])
        .then(m.at(begun, "15:00"), trustee, vec![spoke(m.at(begun, "14:50"), Means::Phone, "Talked it through.")])
        .then(
            m.at(begun - 1, "10:00"),
            trustee,
            vec![plan(agreed(m.at(begun - 1, "10:00"), Means::Phone), &[(past.done, trustee, m.day(begun - 5))])],
        )
        .then(m.at(ended, "15:00"), trustee, vec![done(1, m.day(ended), "")])
        .then(
            m.at(ended, "16:00"),
            trustee,
            vec![
                decision,
                no_compensation(),
                wants_reply(WrittenReply::Yes),
                replied(m.at(ended, "16:00"), Means::Email, contents),
                close(),
            ],
        )
        .then(m.at(ended - 2, "11:00"), trustee, vec![learnt(m, past, ended - 2, trustee)])
        .then(m.at(ended - 2, "11:30"), trustee, vec![asked(past)]);
}

/// The decision with what its reply has to say.
fn decided(past: &Past, agreement: Agreement) -> (Command, &'static [&'static str]) {
    match past.outcome {
        "not-upheld" => {
            let texts = ["", past.root_cause, past.done];
            let agreement = not_agreed("Would have liked more, but has what was asked for");
            (not_upheld(past.code, ("record", past.finding), texts, Some(agreement)), &NOT_UPHELD_REPLY)
        }
        outcome => {
            let texts = [past.finding, "", past.done];
            (decide(outcome, past.code, texts, Some(agreement)), &UPHELD_REPLY)
        }
    }
}

/// Whether the person would like to know what changes: those would whose case something came of.
fn asked(past: &Past) -> Command {
    Command::AskAboutChanges { wants: WANT_TO_KNOW.contains(&past.case) }
}

/// What was learnt so many working days ago, to be done within ten more.
fn learnt(m: &Moments, past: &Past, back: usize, owner: &str) -> Command {
    let prevention = (past.prevention, owner, m.day(back - 10));
    learn(past.area, past.summary, past.root_cause, Some(prevention))
}

/// Cases whose people would like to know what changes.
const WANT_TO_KNOW: [&str; 2] = ["allergy-card", "photograph"];

const PAST: [Past; 12] = [
    Past {
        case: "heating",
        back: 240,
        days: 6,
        who: "Mrs Doreen Fell",
        area: "Meetings and events",
        summary: "The hall was cold at the choir's evening although the heating had been booked.",
        natures: &["not-as-promised"],
        done: "Set the heating to follow the bookings",
        trustee: Some("helen"),
        outcome: "upheld",
        code: "quality",
        finding: "The heating was booked and not switched on",
        root_cause: "The heating and the bookings were kept in two places",
        prevention: "The heating takes its times from the bookings",
    },
    Past {
        case: "newsletter",
        back: 221,
        days: 0,
        who: "Mr Basil Crane",
        area: "Information",
        summary: "The newsletter still goes to the old address.",
        natures: &["done-poorly"],
        done: "Changed the address while he was on the telephone",
        trustee: None,
        outcome: "resolved",
        code: "communication",
        finding: "",
        root_cause: "Two lists of addresses",
        prevention: "One list of addresses for everything we post",
    },
    Past {
        case: "minibus",
        back: 198,
        days: 9,
        who: "Ms Tilda Moss",
        area: "Community engagement",
        summary: "The minibus was half an hour late on three Thursdays.",
        natures: &["not-as-promised", "done-poorly"],
        done: "Moved the first stop and told everybody on the route",
        trustee: Some("david"),
        outcome: "upheld",
        code: "appointment",
        finding: "The timetable could not be kept with the stops it had",
        root_cause: "The timetable was made before the road works",
        prevention: "The timetable is looked at whenever roads are closed",
    },
    Past {
        case: "tone",
        back: 176,
        days: 5,
        who: "Mr Osman Kaya",
        area: "Community engagement",
        summary: "Was spoken to sharply at the door of the jumble sale.",
        natures: &["staff-conduct"],
        done: "The volunteer wrote to say sorry",
        trustee: Some("amina"),
        outcome: "upheld",
        code: "attitude",
        finding: "A volunteer was short with him in a long queue",
        root_cause: "One person alone at the door for four hours",
        prevention: "Two people at the door, who change every two hours",
    },
    Past {
        case: "grant",
        back: 152,
        days: 10,
        who: "Mrs Viola Strand",
        area: "Trustees and governance",
        summary: "Thinks that the small grants go to the same groups every year.",
        natures: &["policy-not-followed"],
        done: "Went through the awards of three years with her",
        trustee: Some("helen"),
        outcome: "not-upheld",
        code: "perception",
        finding: "The published awards of the last three years",
        root_cause: "The awards are published without the reasons",
        prevention: "The reasons are published with the awards",
    },
    Past {
        case: "chairs",
        back: 133,
        days: 0,
        who: "Mr Hugh Lister",
        area: "Meetings and events",
        summary: "There were not enough chairs at the open evening.",
        natures: &["done-poorly"],
        done: "Brought chairs from the school and said sorry from the stage",
        trustee: None,
        outcome: "resolved",
        code: "quality",
        finding: "",
        root_cause: "Nobody counted the replies",
        prevention: "Replies are counted two days before an event",
    },
    Past {
        case: "deposit",
        back: 118,
        days: 13,
        who: "Ms Rhona Pike",
        area: "Other",
        summary: "The deposit for the hall was not returned for six weeks.",
        natures: &["not-as-promised", "policy-not-followed"],
        done: "Paid it back and set a reminder for every deposit",
        trustee: Some("david"),
        outcome: "upheld",
        code: "delay",
        finding: "The deposit was due back within two weeks and took six",
        root_cause: "Deposits were remembered by one person",
        prevention: "Every booking with a deposit has a date in the diary",
    },
    Past {
        case: "allergy-card",
        back: 97,
        days: 7,
        who: "Mr Wilf Garner",
        area: "Catering",
        summary: "The cards that list allergens were missing at the harvest supper.",
        natures: &["done-poorly", "policy-not-followed"],
        done: "Printed cards for every dish and put a set in the kitchen",
        trustee: Some("amina"),
        outcome: "upheld",
        code: "quality",
        finding: "The caterer's list was not copied onto the cards",
        root_cause: "Nobody was named to make the cards",
        prevention: "The plan of a supper names who makes the cards",
    },
    Past {
        case: "minutes",
        back: 81,
        days: 0,
        who: "Mrs Nora Quill",
        area: "Information",
        summary: "The minutes of the spring meeting are not on the website.",
        natures: &[],
        done: "Put them there at once",
        trustee: None,
        outcome: "resolved",
        code: "communication",
        finding: "",
        root_cause: "They wait for approval, and then nobody puts them up",
        prevention: "Whoever writes the minutes puts them up",
    },
    Past {
        case: "photograph",
        back: 63,
        days: 4,
        who: "Ms Ines Farrow",
        area: "Information",
        summary: "A photograph of her son was used in a leaflet without asking.",
        natures: &["policy-not-followed"],
        done: "Withdrew the leaflet and printed another",
        trustee: Some("helen"),
        outcome: "upheld",
        code: "communication",
        finding: "The form that asks for consent was not given out that day",
        root_cause: "The forms are not in the box that goes to events",
        prevention: "The box that goes to events has a list inside its lid",
    },
    Past {
        case: "noise",
        back: 52,
        days: 8,
        who: "Mr Colin Ashby",
        area: "Meetings and events",
        summary: "The band played until after eleven although the notice said half past ten.",
        natures: &["not-as-promised"],
        done: "Wrote the time into the agreement with every band",
        trustee: Some("david"),
        outcome: "partly-upheld",
        code: "communication",
        finding: "The band stopped late, by less than he recalls",
        root_cause: "Bands were told the time by word of mouth",
        prevention: "The agreement with a band says when it stops",
    },
    Past {
        case: "keys",
        back: 30,
        days: 0,
        who: "Ms Della Frost",
        area: "Other",
        summary: "Stood in the rain for ten minutes because the key holder had not come.",
        natures: &["not-as-promised"],
        done: "Gave her the code of the key box and a warm drink",
        trustee: None,
        outcome: "resolved",
        code: "appointment",
        finding: "",
        root_cause: "No stand-in for the key holder",
        prevention: "A key box whose code the office can give out",
    },
];
