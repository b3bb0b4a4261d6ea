//! Writing a lesson, and writing it anew.

use redress_app::{ImprovementFilter, page_after};
use redress_domain::case::FieldError;
use redress_domain::improvement::{Cause, Command, Ending, Lesson, LessonState, LessonText};

use super::{found, link, path};
use crate::answer::{Answer, Failed, done};
use crate::case_page::Link;
use crate::components::Block;
use crate::extract::{Path, Query};
use crate::flash::Flash;
use crate::forms::{Filling, Read, Typed};
use crate::learning::form::{Form, carry_out, cases_field, cases_text, cases_typed};
use crate::learning::{cause, keeper, not_now};
use crate::visitor::{Submitted, Visitor};

/// From what it is written.
#[derive(Debug, Default, serde::Deserialize)]
pub(crate) struct From {
    improvement: Option<u32>,
}

/// The form of a new one.
pub(crate) async fn ask(visitor: Visitor, Query(from): Query<From>) -> Answer {
    keeper(&visitor)?;
    let typed = match from.improvement {
        Some(number) => from_improvement(&visitor, number).await?,
        None => Typed::default(),
    };
    Ok(form(&visitor, None, &typed, &[]).await?.shown(&visitor))
}

async fn from_improvement(visitor: &Visitor, number: u32) -> Result<Typed, Failed> {
    let view = visitor.app().improvement(&visitor.who.actor, number).await.map_err(|error| visitor.failed(&error))?;
    let improvement = view.improvement;
    let changed = match improvement.ending {
        Some(Ending::Done { what, .. }) => what,
        Some(Ending::Dropped { .. }) | None => improvement.what,
    };
    let typed = Typed::default()
        .with("title", improvement.title)
        .with("changed", changed)
        .with("improvement", number.to_string());
    Ok(cause::filled(typed, improvement.cause.code(), improvement.cause.service_area()))
}

/// Keeps it as a draft.
pub(crate) async fn draft(submitted: Submitted) -> Answer {
    let (visitor, typed) = (&submitted.visitor, &submitted.typed);
    keeper(visitor)?;
    match carry_out(&submitted, read(Read::new(typed)).map(Command::DraftLesson)).await? {
        Ok(improved) => Ok(done(&path(improved.number), Flash::LessonKept)),
        Err(told) => Ok(form(visitor, None, typed, &told.errors).await?.refused(visitor, &told)),
    }
}

/// The form of one that is kept.
pub(crate) async fn ask_again(visitor: Visitor, Path(number): Path<u32>) -> Answer {
    keeper(&visitor)?;
    let lesson = found(&visitor, number).await?;
    if matches!(lesson.state, LessonState::Shared { .. }) {
        return Err(not_now(&visitor, "This lesson is shared. Withdraw it before you change it."));
    }
    Ok(form(&visitor, Some(&lesson), &filled(&lesson), &[]).await?.shown(&visitor))
}

/// Says it anew.
pub(crate) async fn redraft(Path(number): Path<u32>, submitted: Submitted) -> Answer {
    let (visitor, typed) = (&submitted.visitor, &submitted.typed);
    keeper(visitor)?;
    let kept = found(visitor, number).await?;
    let command = read(Read::new(typed)).map(|lesson| Command::RedraftLesson { number, lesson });
    match carry_out(&submitted, command).await? {
        Ok(_) => Ok(done(&path(number), Flash::LessonKept)),
        Err(told) => Ok(form(visitor, Some(&kept), typed, &told.errors).await?.refused(visitor, &told)),
    }
}

/// What is kept, as it is asked again.
pub(super) fn filled(lesson: &Lesson) -> Typed {
    let typed = Typed::default()
        .with("title", lesson.title.clone())
        .with("happened", lesson.happened.clone())
        .with("changed", lesson.changed.clone())
        .with("improvement", lesson.improvement.map(|number| number.to_string()).unwrap_or_default())
        .with("cases", cases_text(&lesson.cases));
    let said = lesson.cause.as_ref();
    cause::filled(typed, said.and_then(Cause::code), said.and_then(Cause::service_area))
}

/// The form, of a new lesson or of one that is kept.
pub(super) async fn form(
    visitor: &Visitor,
    kept: Option<&Lesson>,
    typed: &Typed,
    errors: &[FieldError],
) -> Result<Form, Failed> {
    let fill = Filling { typed, errors };
    let improvements = improvement_options(visitor, typed.get("improvement")).await?;
    let mut blocks: Vec<Block> = vec![
        fill.line("title", "Short title").into(),
        fill.area("happened", "What happened?").hint("Without saying to whom.").into(),
        fill.area("changed", "What has changed?").into(),
        fill.select("improvement", "Improvement action it comes from", "None", improvements).into(),
        cases_field(&fill, "Cases it comes from").into(),
    ];
    blocks.extend(cause::blocks(&fill, visitor.procedure()?));
    let (title, back, action) = match kept {
        Some(lesson) => {
            let title = format!("Change the lesson: {}", lesson.title);
            (title, link(lesson.number), format!("{}/text", path(lesson.number)))
        }
        None => {
            let back = Link { href: "/learning/lessons".to_owned(), label: "Back to the lessons".to_owned() };
            ("Write a lesson".to_owned(), back, "/learning/lessons/new".to_owned())
        }
    };
    Ok(Form {
        title,
        back,
        action,
        button: "Keep the lesson",
        version: kept.map(|lesson| lesson.version),
        intro: "Tell it so that nobody can be recognised: no names, no references, no addresses. It says from which \
                improvement action or cases it comes, so that their names can be looked for; readers do not see them.",
        blocks,
    })
}

/// The newest improvement actions to choose from; one that is chosen already stays, however many there are.
async fn improvement_options(visitor: &Visitor, chosen: &str) -> Result<Vec<(String, String)>, Failed> {
    let all = visitor.app().improvements(&visitor.who.actor, ImprovementFilter::All, page_after(0)).await;
    let all = all.map_err(|error| visitor.failed(&error))?.lines;
    let mut options: Vec<(String, String)> =
        all.into_iter().map(|improvement| (improvement.number.to_string(), improvement.title)).collect();
    if !chosen.is_empty() && !options.iter().any(|(number, _)| number == chosen) {
        options.push((chosen.to_owned(), format!("Improvement action {chosen}")));
    }
    Ok(options)
}

fn read(mut read: Read<'_>) -> Result<LessonText, Vec<FieldError>> {
    let title = read.required("title", "Enter a short title.");
    let happened = read.required("happened", "Enter what happened, without saying to whom.");
    let changed = read.required("changed", "Enter what has changed.");
    let improvement = read.optional_number("improvement", "Choose one of the improvement actions offered.");
    let (code, service_area) = cause::read(&read);
    let cases = cases_typed(read.typed());
    let lesson = (|| {
        let (title, happened, changed, improvement) = (title?, happened?, changed?, improvement?);
        Some(LessonText { title, happened, changed, code, service_area, improvement, cases })
    })();
    read.finish(lesson)
}
