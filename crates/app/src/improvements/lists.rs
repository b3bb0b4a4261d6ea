//! Themes, improvement actions and lessons to be read.

use redress_domain::improvement::{Improvement, Lesson, LessonState, Noun, Theme};
use redress_domain::procedure::{Permission, Procedure};
use redress_domain::spc::Effectiveness;
use redress_domain::time::{Date, Zone};
use redress_store::{
    ImprovementFilter, LessonFilter, Reader, StoreError, Viewer, Window, find_kept, list_improvements, list_lessons,
    list_themes,
};

use super::effects::with_effects;
use crate::App;
use crate::actor::Actor;
use crate::error::AppError;
use crate::page::Page;
use crate::permit::{permit, viewer};
use crate::settings::SettingsCache;

/// An improvement action with what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImprovementView {
    pub improvement: Improvement,
    /// `None` while it is not done, and where its effect cannot be counted.
    pub effect: Option<Effectiveness>,
}

impl App {
    /// A page of themes, newest first.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for somebody who may not see reports.
    pub async fn themes(&self, actor: &Actor, window: Window) -> Result<Page<Theme>, AppError> {
        let (cache, actor) = (self.cache(), actor.clone());
        self.store()
            .read(move |reader| {
                let viewer = report_viewer(reader, &cache, &actor)?;
                Ok(Page::of(list_themes(reader, &viewer, window.and_one_more())?, window))
            })
            .await
    }

    /// One theme.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where there is none, and for somebody who may not see reports.
    pub async fn theme(&self, actor: &Actor, number: u32) -> Result<Theme, AppError> {
        let (cache, actor) = (self.cache(), actor.clone());
        self.store()
            .read(move |reader| {
                let viewer = report_viewer(reader, &cache, &actor)?;
                let kept = find_kept(reader, &viewer, Noun::Theme, number)?;
                kept.themes.into_values().next().ok_or(absent(Noun::Theme))
            })
            .await
    }

    /// A page of improvement actions.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for somebody who may not see reports.
    pub async fn improvements(
        &self,
        actor: &Actor,
        filter: ImprovementFilter,
        window: Window,
    ) -> Result<Page<Improvement>, AppError> {
        let (cache, actor) = (self.cache(), actor.clone());
        self.store()
            .read(move |reader| {
                let viewer = report_viewer(reader, &cache, &actor)?;
                Ok(Page::of(list_improvements(reader, &viewer, filter, window.and_one_more())?, window))
            })
            .await
    }

    /// A page of the improvement actions that are done, since a day where one is given, with what came of each (R10).
    ///
    /// # Errors
    /// [`AppError::NotFound`] for somebody who may not see reports.
    pub async fn improvements_done(
        &self,
        actor: &Actor,
        since: Option<Date>,
        window: Window,
    ) -> Result<Page<ImprovementView>, AppError> {
        let (cache, actor, today) = (self.cache(), actor.clone(), self.now().local_date(Zone::LONDON));
        self.store()
            .read(move |reader| {
                let settings = permit(reader, &cache, &actor, Permission::Report)?;
                let viewer = viewer(reader, &cache, &actor)?;
                Ok(done(reader, &viewer, settings.current()?, today, since, window)?)
            })
            .await
    }

    /// One improvement action, and whether it worked (R10).
    ///
    /// # Errors
    /// [`AppError::NotFound`] where there is none, and for somebody who may not see reports.
    pub async fn improvement(&self, actor: &Actor, number: u32) -> Result<ImprovementView, AppError> {
        let (cache, actor, today) = (self.cache(), actor.clone(), self.now().local_date(Zone::LONDON));
        self.store()
            .read(move |reader| {
                let settings = permit(reader, &cache, &actor, Permission::Report)?;
                let viewer = viewer(reader, &cache, &actor)?;
                let kept = find_kept(reader, &viewer, Noun::Improvement, number)?;
                let improvement = kept.improvements.into_values().next().ok_or(absent(Noun::Improvement))?;
                let views = with_effects(reader, &viewer, settings.current()?, today, vec![improvement])?;
                views.into_iter().next().ok_or(absent(Noun::Improvement))
            })
            .await
    }

    /// A page of lessons: all of them for those who see reports; to everybody else who works with cases those that are
    /// shared, without the cases they come from.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for somebody who may see neither reports nor cases.
    pub async fn lessons(&self, actor: &Actor, window: Window) -> Result<Page<Lesson>, AppError> {
        let (cache, actor) = (self.cache(), actor.clone());
        self.store()
            .read(move |reader| match report_viewer(reader, &cache, &actor) {
                Ok(viewer) => {
                    let lessons = list_lessons(reader, &viewer, LessonFilter::All, window.and_one_more())?;
                    Ok(Page::of(lessons, window))
                }
                Err(AppError::NotFound { .. }) => {
                    permit(reader, &cache, &actor, Permission::Read)?;
                    shared(reader, actor.organisation(), LessonFilter::Shared, window)
                }
                Err(error) => Err(error),
            })
            .await
    }

    /// One lesson, to those to whom [`App::lessons`] lists it.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where there is none for this person.
    pub async fn lesson(&self, actor: &Actor, number: u32) -> Result<Lesson, AppError> {
        let (cache, actor) = (self.cache(), actor.clone());
        self.store()
            .read(move |reader| {
                let reports = report_viewer(reader, &cache, &actor);
                let sees_reports = reports.is_ok();
                let viewer = match reports {
                    Err(AppError::NotFound { .. }) => {
                        permit(reader, &cache, &actor, Permission::Read)?;
                        Viewer::everything(actor.organisation())
                    }
                    reports => reports?,
                };
                let lesson = find_kept(reader, &viewer, Noun::Lesson, number)?.lessons.into_values().next();
                let is_shared = |lesson: &Lesson| matches!(lesson.state, LessonState::Shared { .. });
                let lesson = lesson.filter(|lesson| sees_reports || is_shared(lesson)).ok_or(absent(Noun::Lesson))?;
                Ok(if sees_reports { lesson } else { without_sources(lesson) })
            })
            .await
    }

    /// A page of the lessons that anybody may read, latest first.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where there is no such organisation.
    pub async fn public_lessons(&self, organisation_id: &str, window: Window) -> Result<Page<Lesson>, AppError> {
        let (cache, organisation_id) = (self.cache(), organisation_id.to_owned());
        self.store()
            .read(move |reader| {
                cache.get(reader, &organisation_id)?;
                shared(reader, &organisation_id, LessonFilter::Public, window)
            })
            .await
    }
}

/// Those that are done, with what came of each.
pub(super) fn done(
    reader: &mut Reader<'_>,
    viewer: &Viewer<'_>,
    procedure: &Procedure,
    today: Date,
    since: Option<Date>,
    window: Window,
) -> Result<Page<ImprovementView>, StoreError> {
    let filter = ImprovementFilter::Done { since };
    let Page { lines, next } = Page::of(list_improvements(reader, viewer, filter, window.and_one_more())?, window);
    Ok(Page { lines: with_effects(reader, viewer, procedure, today, lines)?, next })
}

fn shared(
    reader: &mut Reader<'_>,
    organisation_id: &str,
    filter: LessonFilter,
    window: Window,
) -> Result<Page<Lesson>, AppError> {
    let lessons = list_lessons(reader, &Viewer::everything(organisation_id), filter, window.and_one_more())?;
    Ok(Page::of(lessons.into_iter().map(without_sources).collect(), window))
}

fn without_sources(lesson: Lesson) -> Lesson {
    Lesson { cases: Default::default(), improvement: None, ..lesson }
}

/// The eyes of somebody who may see reports.
pub(super) fn report_viewer<'a>(
    reader: &mut Reader<'_>,
    cache: &SettingsCache,
    actor: &'a Actor,
) -> Result<Viewer<'a>, AppError> {
    permit(reader, cache, actor, Permission::Report)?;
    viewer(reader, cache, actor)
}

fn absent(noun: Noun) -> AppError {
    AppError::NotFound { what: noun.label() }
}
