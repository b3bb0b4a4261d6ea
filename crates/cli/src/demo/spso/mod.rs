//! The ombudsman of the demonstration: the register of a published quarter, and cases of these days.

mod first_stage;
mod learnt;
mod second_stage;

use super::moments::Moments;
use super::people::Member;
use super::scene::Scenes;

pub const ID: &str = "spso";
pub const PROCEDURE: &str = "spso-customer-service";
/// Invented cases that agree with the published tables of the second quarter of 2017-18.
pub const REGISTER: &[u8] = include_bytes!("../spso-2017-18-q2.csv");

/// Everybody who works with it. The part of the address before the @ is how the scenes name them.
pub const STAFF: [Member; 4] = [
    Member { name: "Fiona Laird", email: "fiona@spso.example", role: "Front-line staff", roles: &["staff"] },
    Member { name: "Callum Reid", email: "callum@spso.example", role: "Investigator", roles: &["investigator"] },
    Member { name: "Morag Sinclair", email: "morag@spso.example", role: "Head of service", roles: &["reviewer"] },
    Member { name: "Isla Munro", email: "isla@spso.example", role: "Administrator", roles: &["administrator"] },
];

/// What a written answer has to say, by stage and decision.
const UPHELD_ANSWER: [&str; 4] = ["decision", "apology", "what-will-be-done", "next-stage"];
const NOT_UPHELD_ANSWER: [&str; 2] = ["decision", "next-stage"];
const UPHELD_FINAL_ANSWER: [&str; 5] = ["decision", "apology", "what-will-be-done", "outside-body", "signed"];

/// What happened after the register ends.
pub fn scenes(m: &Moments) -> Scenes {
    let mut scenes = Scenes::default();
    first_stage::tell(&mut scenes, m);
    second_stage::tell(&mut scenes, m);
    learnt::tell(&mut scenes, m);
    scenes
}
