//! The Donnington Partnership of the demonstration: a small charity run by its trustees, with a case in every step.

mod board;
mod closed_review;
mod conflict;
mod ended;
mod learnt;
mod matter;
mod moving;
mod needs;
mod past;
mod putting_right;
pub mod register;
mod related;
mod review;
mod standing;

use super::moments::Moments;
use super::people::Member;
use super::scene::Scenes;

pub const ID: &str = "donnington";
pub const PROCEDURE: &str = "donnington-service-failure";

/// Everybody who works with it. The part of the address before the @ is how the scenes name them.
pub const STAFF: [Member; 8] = [
    Member { name: "Priya Nair", email: "priya@donnington.example", role: "Front-line staff", roles: &["staff"] },
    Member { name: "Tom Askew", email: "tom@donnington.example", role: "Front-line staff", roles: &["staff"] },
    Member { name: "Helen Marsh", email: "helen@donnington.example", role: "Trustee", roles: &["trustee"] },
    Member { name: "David Oyelaran", email: "david@donnington.example", role: "Trustee", roles: &["trustee"] },
    Member { name: "Amina Rahman", email: "amina@donnington.example", role: "Trustee", roles: &["trustee"] },
    Member { name: "Ruth Pemberton", email: "ruth@donnington.example", role: "Chair", roles: &["trustee", "chair"] },
    Member { name: "Samuel Birch", email: "samuel@donnington.example", role: "Vice Chair", roles: &["vice-chair"] },
    Member {
        name: "Joan Whitfield",
        email: "joan@donnington.example",
        role: "Administrator",
        roles: &["administrator"],
    },
];

/// What a written reply has to say, by where it is given and what was decided.
const UPHELD_REPLY: [&str; 4] = ["admission", "explanation", "what-will-be-done", "next-stage"];
const NOT_UPHELD_REPLY: [&str; 2] = ["evidence", "next-stage"];
const UPHELD_FINAL_REPLY: [&str; 4] = ["admission", "explanation", "what-will-be-done", "outside-body"];
const NOT_UPHELD_FINAL_REPLY: [&str; 2] = ["evidence", "outside-body"];

/// Who is away next week.
pub const AWAY: &str = "david";

/// All that happened.
pub fn scenes(m: &Moments) -> Scenes {
    let mut scenes = Scenes::default();
    moving::tell(&mut scenes, m);
    standing::tell(&mut scenes, m);
    matter::tell(&mut scenes, m);
    needs::tell(&mut scenes, m);
    conflict::tell(&mut scenes, m);
    related::tell(&mut scenes, m);
    putting_right::tell(&mut scenes, m);
    review::tell(&mut scenes, m);
    closed_review::tell(&mut scenes, m);
    board::tell(&mut scenes, m);
    ended::tell(&mut scenes, m);
    past::tell(&mut scenes, m);
    learnt::tell(&mut scenes, m);
    scenes
}
