//! What the improvement group looks at when it meets (R101, R109).

use redress_domain::improvement::{Improvement, Lesson, Theme};
use redress_domain::procedure::Permission;
use redress_domain::time::{Date, Instant, Zone, minus_months};
use redress_store::{
    ImprovementFilter, LearningLine, LessonFilter, Window, list_improvements, list_learnt, list_lessons,
    list_outstanding, list_themes,
};

use super::found::{Found, found};
use super::lists::{ImprovementView, done};
use crate::App;
use crate::actor::Actor;
use crate::error::AppError;
use crate::page::{Page, page_after};
use crate::permit::{permit, viewer};

/// Most improvement actions whose effect is looked at in one meeting.
const EFFECTS_LIMIT: u32 = 50;
/// For so many months after it is done it is looked at whether an improvement action worked.
const EFFECT_MONTHS: u32 = 24;

/// The agenda: what was learnt, what comes again, what is being done about it and whether it helps. Of each list there is the
/// first page.
#[derive(Debug, Clone)]
pub struct Meeting {
    /// Day of the meeting before; what is new is of this day or later.
    pub since: Date,
    pub today: Date,
    /// Learning records completed since, the latest first.
    pub learnt: Page<LearningLine>,
    /// Learning records still to be completed, soonest due first.
    pub outstanding: Page<LearningLine>,
    pub found: Page<Found>,
    pub themes: Page<Theme>,
    /// Improvement actions that should have been done by now.
    pub overdue: Vec<Improvement>,
    /// Those that are still in time, soonest due first.
    pub open: Vec<Improvement>,
    /// Whether more of them are still to be done than these two lists hold.
    pub more_open: bool,
    /// Those dropped since.
    pub dropped: Page<Improvement>,
    /// Those done in the last 24 months, with what came of them, latest first.
    pub done: Page<ImprovementView>,
    /// Lessons shared since.
    pub lessons: Page<Lesson>,
}

impl Meeting {
    /// The improvement actions that were done since the meeting before.
    pub fn done_since(&self) -> impl Iterator<Item = &ImprovementView> {
        self.done.lines.iter().filter(|done| done.improvement.ended_on().is_some_and(|on| on >= self.since))
    }
}

impl App {
    /// What the improvement group looks at, as far as the actor may see it.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for somebody who may not see reports.
    pub async fn improvement_meeting(&self, actor: &Actor, since: Date) -> Result<Meeting, AppError> {
        let (cache, actor, today) = (self.cache(), actor.clone(), self.now().local_date(Zone::LONDON));
        self.store()
            .read(move |reader| {
                let settings = permit(reader, &cache, &actor, Permission::Report)?;
                let procedure = settings.current()?;
                let viewer = viewer(reader, &cache, &actor)?;
                let (window, one_more) = (page_after(0), page_after(0).and_one_more());
                let open = list_improvements(reader, &viewer, ImprovementFilter::Open, one_more)?;
                let Page { lines: open, next } = Page::of(open, window);
                let (overdue, open) = open.into_iter().partition(|improvement| improvement.is_overdue(today));
                let recent = minus_months(today, EFFECT_MONTHS).min(since);
                let few = Window { skip: 0, limit: EFFECTS_LIMIT };
                let dropped = ImprovementFilter::Dropped { since: Some(since) };
                let shared = LessonFilter::SharedSince(since);
                let learnt_since = Some(Instant::start_of(since, Zone::LONDON));
                Ok(Meeting {
                    since,
                    today,
                    learnt: Page::of(list_learnt(reader, &viewer, learnt_since, one_more)?, window),
                    outstanding: Page::of(list_outstanding(reader, &viewer, one_more)?, window),
                    found: found(reader, &viewer, procedure, today, window)?,
                    themes: Page::of(list_themes(reader, &viewer, one_more)?, window),
                    overdue,
                    open,
                    more_open: next.is_some(),
                    dropped: Page::of(list_improvements(reader, &viewer, dropped, one_more)?, window),
                    done: done(reader, &viewer, procedure, today, Some(recent), few)?,
                    lessons: Page::of(list_lessons(reader, &viewer, shared, one_more)?, window),
                })
            })
            .await
    }
}
