//! What an organisation changes because of its cases: themes, improvement actions and shared lessons (R10, R69-R72, R101).
//!
//! As with a case, [`decide`] turns a command into a fact or a refusal, and [`Kept::apply`] turns facts into what is kept. They
//! are facts of the organisation and stand in the same chain as the events of its cases. Whether an action worked is never
//! recorded: it is computed from later cases ([`effect`]).

mod actions;
mod cause;
mod changes;
mod check;
mod command;
mod decide;
pub mod effect;
mod fact;
mod given;
mod kept;
mod refusal;
mod state;

pub use cause::Cause;
pub use command::{Command, Correction, LessonText, Noun, StartImprovement, Target, ThemeText};
pub use decide::{CASES_LIMIT, Scene, decide};
pub use fact::Fact;
pub use kept::Kept;
pub use refusal::Rule;
pub use state::{Audience, Change, Ending, Expected, Improvement, Lesson, LessonState, Note, NoteKind, Theme};
