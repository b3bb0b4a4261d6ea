//! Sharing a lesson, and withdrawing it.

use redress_domain::case::FieldError;
use redress_domain::improvement::{Audience, Command, Lesson, LessonState};

use super::{found, link, path, write};
use crate::answer::{Answer, Failed, done};
use crate::components::{Block, Item};
use crate::extract::Path;
use crate::flash::Flash;
use crate::forms::{Filling, Read, Typed};
use crate::learning::form::{Form, carry_out};
use crate::learning::{absent, keeper, not_now};
use crate::visitor::{Submitted, Visitor};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Share,
    Withdraw,
}

/// What can be done with a lesson as it stands: end of the address, and what the link says.
pub(super) fn offered(lesson: &Lesson) -> Vec<(&'static str, &'static str)> {
    match lesson.state {
        LessonState::Shared { .. } => vec![(Step::Withdraw.slug(), Step::Withdraw.title())],
        LessonState::Draft | LessonState::Withdrawn { .. } => {
            vec![(Step::Share.slug(), Step::Share.title()), ("text", "Change what it says")]
        }
    }
}

/// The form of a step.
pub(crate) async fn ask_step(visitor: Visitor, Path((number, slug)): Path<(u32, String)>) -> Answer {
    let (step, lesson) = at(&visitor, number, &slug).await?;
    if !offered(&lesson).iter().any(|(open, _)| *open == slug) {
        return Err(not_now(&visitor, "As the lesson stands now this is not open. Its page says what is."));
    }
    Ok(step.form(&lesson, &Typed::default(), &[]).shown(&visitor))
}

/// Takes the step. Where a text tells who somebody is, the lesson's own form says in which field, to be mended there.
pub(crate) async fn take_step(Path((number, slug)): Path<(u32, String)>, submitted: Submitted) -> Answer {
    let (visitor, typed) = (&submitted.visitor, &submitted.typed);
    let (step, lesson) = at(visitor, number, &slug).await?;
    let told = match carry_out(&submitted, step.read(number, Read::new(typed))).await? {
        Ok(_) => return Ok(done(&path(number), step.flash())),
        Err(told) => told,
    };
    let is_of_text = |error: &FieldError| ["title", "happened", "changed"].contains(&error.field.as_str());
    if told.errors.iter().any(is_of_text) {
        let text = write::form(visitor, Some(&lesson), &write::filled(&lesson), &told.errors).await?;
        return Ok(text.refused(visitor, &told));
    }
    Ok(step.form(&lesson, typed, &told.errors).refused(visitor, &told))
}

async fn at(visitor: &Visitor, number: u32, slug: &str) -> Result<(Step, Lesson), Failed> {
    keeper(visitor)?;
    let step = [Step::Share, Step::Withdraw].into_iter().find(|step| step.slug() == slug);
    Ok((step.ok_or_else(|| absent(visitor))?, found(visitor, number).await?))
}

impl Step {
    fn slug(self) -> &'static str {
        match self {
            Self::Share => "sharing",
            Self::Withdraw => "withdrawal",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Share => "Share it",
            Self::Withdraw => "Withdraw it",
        }
    }

    fn flash(self) -> Flash {
        match self {
            Self::Share => Flash::LessonShared,
            Self::Withdraw => Flash::LessonWithdrawn,
        }
    }

    fn blocks(self, fill: &Filling<'_>) -> Vec<Block> {
        match self {
            Self::Share => {
                let items = vec![
                    Item::new("staff", "Everybody who works here"),
                    Item::new("public", "Everybody, on a page without an account"),
                ];
                vec![fill.radios("audience", "Who can read it?", items).into()]
            }
            Self::Withdraw => vec![fill.area("reason", "Why is it withdrawn?").with_rows(2).into()],
        }
    }

    fn read(self, number: u32, mut read: Read<'_>) -> Result<Command, Vec<FieldError>> {
        let command = match (self, read.typed().get("audience")) {
            (Self::Share, "staff") => Some(Command::ShareLesson { number, audience: Audience::Staff }),
            (Self::Share, "public") => Some(Command::ShareLesson { number, audience: Audience::Public }),
            (Self::Share, _) => {
                read.refuse("audience", "required", "Choose who can read it.");
                None
            }
            (Self::Withdraw, _) => read
                .required("reason", "Enter why it is withdrawn.")
                .map(|reason| Command::WithdrawLesson { number, reason }),
        };
        read.finish(command)
    }

    fn form(self, lesson: &Lesson, typed: &Typed, errors: &[FieldError]) -> Form {
        Form {
            title: format!("{}: {}", self.title(), lesson.title),
            back: link(lesson.number),
            action: format!("{}/{}", path(lesson.number), self.slug()),
            button: self.title(),
            version: Some(lesson.version),
            intro: match self {
                Self::Share => "Names, references, telephone numbers and addresses of its cases are looked for first.",
                Self::Withdraw => "Nobody but those who see reports can read it then.",
            },
            blocks: self.blocks(&Filling { typed, errors }),
        }
    }
}
