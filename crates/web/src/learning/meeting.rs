//! What the improvement group looks at when it meets, on one page that prints (R101, R109).

use askama::Template;
use axum::http::StatusCode;
use redress_app::{ImprovementView, Meeting};
use redress_domain::case::FieldError;
use redress_domain::improvement::{Improvement, Lesson, Theme};
use redress_domain::procedure::Procedure;
use redress_domain::time::{Date, long_date, minus_months};

use super::effect::EffectView;
use super::found::FoundLine;
use super::lesson::LessonLine;
use super::lines::ImprovementLine;
use super::records::{Completed, Outstanding};
use super::theme::ThemeLine;
use super::untold;
use crate::answer::{Answer, Failed, View, shown, shown_as};
use crate::components::{Block, ErrorSummary};
use crate::extract::Query;
use crate::forms::{Filling, Read, Typed};
use crate::layout::{Area, Page};
use crate::visitor::Visitor;

/// Where no day is chosen, the meeting before is taken to be so long ago.
const MONTHS_BETWEEN: u32 = 3;

#[derive(Template)]
#[template(path = "meeting.html")]
struct MeetingPage {
    page: Page,
    errors: ErrorSummary,
    blocks: Vec<Block>,
    since: String,
    today: String,
    learnt: Vec<Completed>,
    outstanding: Vec<Outstanding>,
    found: Vec<FoundLine>,
    themes: Vec<ThemeLine>,
    overdue: Vec<ImprovementLine>,
    open: Vec<ImprovementLine>,
    done_since: Vec<Done>,
    done_before: Vec<Done>,
    dropped: Vec<ImprovementLine>,
    lessons: Vec<LessonLine>,
    untold: u64,
    more: More,
}

/// Which lists go on: the page shows the first lines of each, and where the others are.
struct More {
    learnt: bool,
    outstanding: bool,
    found: bool,
    themes: bool,
    open: bool,
    dropped: bool,
    done: bool,
    lessons: bool,
}

impl More {
    fn of(meeting: &Meeting) -> Self {
        Self {
            learnt: meeting.learnt.next.is_some(),
            outstanding: meeting.outstanding.next.is_some(),
            found: meeting.found.next.is_some(),
            themes: meeting.themes.next.is_some(),
            open: meeting.more_open,
            dropped: meeting.dropped.next.is_some(),
            done: meeting.done.next.is_some(),
            lessons: meeting.lessons.next.is_some(),
        }
    }
}

/// An improvement action that is done, with the picture of what came of it.
struct Done {
    line: ImprovementLine,
    effect: Option<EffectView>,
}

impl View for MeetingPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// Since when.
#[derive(Debug, Default, serde::Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    since: String,
}

/// The page.
pub(crate) async fn show(visitor: Visitor, Query(asked): Query<Asked>) -> Answer {
    let usual = minus_months(visitor.today(), MONTHS_BETWEEN);
    match since(&asked) {
        Ok(since) => Ok(shown(&page(&visitor, &asked, since.unwrap_or(usual), &[]).await?)),
        Err(errors) => Ok(shown_as(StatusCode::UNPROCESSABLE_ENTITY, &page(&visitor, &asked, usual, &errors).await?)),
    }
}

fn since(asked: &Asked) -> Result<Option<Date>, Vec<FieldError>> {
    let typed = Typed::default().with("since", asked.since.clone());
    let mut read = Read::new(&typed);
    let since = read.optional_date("since");
    read.finish(since)
}

async fn page(visitor: &Visitor, asked: &Asked, since: Date, errors: &[FieldError]) -> Result<MeetingPage, Failed> {
    let procedure = visitor.procedure()?;
    let meeting = visitor.app().improvement_meeting(&visitor.who.actor, since).await;
    let meeting = meeting.map_err(|error| visitor.failed(&error))?;
    let written = if asked.since.is_empty() { since.to_string() } else { asked.since.clone() };
    let typed = Typed::default().with("since", written);
    let blocks = vec![Filling { typed: &typed, errors }.date("since", "When did you meet last?").into()];
    let (done_since, done_before) = done(&meeting, visitor, procedure);
    let line = |improvement: &Improvement| ImprovementLine::of(improvement, visitor, procedure);
    Ok(MeetingPage {
        page: visitor.page(Area::Learning, "For the improvement meeting").wide().with_errors(errors),
        errors: ErrorSummary::of(errors, &blocks),
        blocks,
        since: long_date(meeting.since),
        today: long_date(meeting.today),
        learnt: meeting.learnt.lines.iter().map(|line| Completed::of(line, visitor)).collect(),
        outstanding: meeting.outstanding.lines.iter().map(|line| Outstanding::of(line, visitor)).collect(),
        found: meeting.found.lines.iter().map(|found| FoundLine::of(found, visitor, procedure)).collect(),
        themes: meeting.themes.lines.iter().map(|theme: &Theme| ThemeLine::of(theme, procedure)).collect(),
        overdue: meeting.overdue.iter().map(line).collect(),
        open: meeting.open.iter().map(line).collect(),
        done_since,
        done_before,
        dropped: meeting.dropped.lines.iter().map(line).collect(),
        lessons: meeting.lessons.lines.iter().map(|lesson: &Lesson| LessonLine::of(lesson)).collect(),
        untold: untold::count(visitor).await?,
        more: More::of(&meeting),
    })
}

/// Those done since the meeting before, then those done earlier.
fn done(meeting: &Meeting, visitor: &Visitor, procedure: &Procedure) -> (Vec<Done>, Vec<Done>) {
    let done = |view: &ImprovementView| Done {
        line: ImprovementLine::of_view(view, visitor, procedure),
        effect: view.effect.as_ref().map(|effect| EffectView::of(&view.improvement, effect)),
    };
    let is_new = |view: &&ImprovementView| view.improvement.ended_on().is_some_and(|on| on >= meeting.since);
    let (new, earlier): (Vec<&ImprovementView>, Vec<&ImprovementView>) = meeting.done.lines.iter().partition(is_new);
    (new.into_iter().map(done).collect(), earlier.into_iter().map(done).collect())
}
