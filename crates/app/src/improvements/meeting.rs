//! What the improvement group looks at when it meets (R101, R109).

use redress_domain::improvement::{Improvement, Lesson, Theme};
use redress_domain::procedure::Permission;
use redress_domain::time::{Date, Instant, Zone, minus_months};
use redress_store::{
    ImprovementFilter, LearningLine, LessonFilter, list_improvements, list_learning, list_learnt_since, list_lessons,
    list_themes,
};

use super::LIST_LIMIT;
use super::effects::Yardstick;
use super::found::{Found, found};
use super::lists::ImprovementView;
use crate::App;
use crate::actor::Actor;
use crate::error::AppError;
use crate::permit::{permit, viewer};

/// Most improvement actions whose effect is looked at in one meeting.
const EFFECTS_LIMIT: u32 = 50;
/// For so many months after it is done it is looked at whether an improvement action worked.
const EFFECT_MONTHS: u32 = 24;

/// The agenda: what was learnt, what comes again, what is being done about it and whether it helps. Each list is bounded.
#[derive(Debug, Clone)]
pub struct Meeting {
    /// Day of the meeting before; what is new is of this day or later.
    pub since: Date,
    pub today: Date,
    /// Learning records completed since.
    pub learnt: Vec<LearningLine>,
    /// Learning records still to be completed, soonest due first.
    pub outstanding: Vec<LearningLine>,
    pub found: Vec<Found>,
    pub themes: Vec<Theme>,
    /// Improvement actions that should have been done by now.
    pub overdue: Vec<Improvement>,
    /// Those that are still in time, soonest due first.
    pub open: Vec<Improvement>,
    /// Those dropped since.
    pub dropped: Vec<Improvement>,
    /// Those done in the last 24 months, with what came of them, latest first.
    pub done: Vec<ImprovementView>,
    /// Lessons shared since.
    pub lessons: Vec<Lesson>,
}

impl Meeting {
    /// The improvement actions that were done since the meeting before.
    pub fn done_since(&self) -> impl Iterator<Item = &ImprovementView> {
        self.done.iter().filter(|done| done.improvement.ended_on().is_some_and(|on| on >= self.since))
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
                let viewer = viewer(reader, &actor)?;
                let open = list_improvements(reader, &viewer, ImprovementFilter::Open, LIST_LIMIT)?;
                let (overdue, open) = open.into_iter().partition(|improvement| improvement.is_overdue(today));
                let recent = ImprovementFilter::DoneSince(minus_months(today, EFFECT_MONTHS).min(since));
                let ended = list_improvements(reader, &viewer, recent, EFFECTS_LIMIT)?;
                let yardstick = Yardstick::new(reader, &viewer, procedure, today, &ended)?;
                let mut done = Vec::with_capacity(ended.len());
                for improvement in ended {
                    let effect = yardstick.effect(reader, &viewer, &improvement)?;
                    done.push(ImprovementView { improvement, effect });
                }
                let dropped = ImprovementFilter::DroppedSince(since);
                Ok(Meeting {
                    since,
                    today,
                    learnt: list_learnt_since(reader, &viewer, Instant::start_of(since, Zone::LONDON), LIST_LIMIT)?,
                    outstanding: list_learning(reader, &viewer, true, LIST_LIMIT)?,
                    found: found(reader, &viewer, procedure, today)?,
                    themes: list_themes(reader, &viewer, LIST_LIMIT)?,
                    overdue,
                    open,
                    dropped: list_improvements(reader, &viewer, dropped, LIST_LIMIT)?,
                    done,
                    lessons: list_lessons(reader, &viewer, LessonFilter::SharedSince(since), LIST_LIMIT)?,
                })
            })
            .await
    }
}
