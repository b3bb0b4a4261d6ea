//! The Donnington Partnership of the demonstration: a small charity run by its trustees, with a case in every step.

mod ended;
mod moving;
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

/// All that happened.
pub fn scenes(m: &Moments) -> Scenes {
    let mut scenes = Scenes::default();
    moving::tell(&mut scenes, m);
    standing::tell(&mut scenes, m);
    review::tell(&mut scenes, m);
    ended::tell(&mut scenes, m);
    scenes
}
