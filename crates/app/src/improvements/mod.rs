//! Learning that closes the loop: themes, improvement actions, their effect, lessons, and the view for the meeting.

mod draft;
mod effects;
mod found;
mod improve;
mod lists;
mod meeting;
mod of_case;
mod sharing;

pub use draft::ImprovementDraft;
pub use found::Found;
pub use improve::Improved;
pub use lists::ImprovementView;
pub use meeting::Meeting;
