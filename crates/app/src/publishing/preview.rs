//! Both editions as they would be published now, for whoever writes or approves them; nothing is stored.

use redress_domain::case::Rule as CaseRule;
use redress_domain::procedure::Permission;
use redress_domain::publication::{Draft, Rule, shown_with};
use redress_domain::reading::ReadKind;
use redress_store::{Reader, find_draft};

use super::compose::Editions;
use super::conceal::conceal_in_report;
use super::freeze::approved_by;
use super::present::Present;
use crate::App;
use crate::actor::Actor;
use crate::error::AppError;
use crate::permit::viewer;
use crate::reads::Reading;

impl App {
    /// Both editions of a period's report as they would be published now: the texts of the draft, the figures of this moment,
    /// and what the public edition masks. A case that is not there for the reader is not told of.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for somebody who neither writes nor approves reports; [`AppError::Refused`] once it is published;
    /// [`AppError::Invalid`] for a period that is not one, and for figures that do not agree with one another.
    pub async fn report_preview(&self, actor: &Actor, period_id: &str) -> Result<Editions, AppError> {
        let reading = Some(Reading::of(ReadKind::Report, period_id));
        let (cache, asker, now, period_id) = (self.cache(), actor.clone(), self.now(), period_id.to_owned());
        let work = move |reader: &mut Reader<'_>| {
            let viewer = viewer(reader, &cache, &asker)?;
            let present = Present::of(reader, &cache, &asker, &period_id, now)?.concealed_from(&viewer);
            if !present.may(Permission::Improve) && !present.may(Permission::Approve) {
                return Err(AppError::NotFound { what: "page" });
            }
            let stored = find_draft(reader, asker.organisation(), &present.period.id)?;
            let draft = stored.map_or_else(Draft::first, |stored| stored.draft);
            if !draft.is_open() {
                return Err(CaseRule::Publication(Rule::Published).into());
            }
            let mut draft = shown_with(draft, &present.figures);
            draft.narratives.retain(|telling| !viewer.hides(&telling.of.reference));
            let mut editions = Editions::of(reader, &present, &draft, approved_by(&draft.standing))?;
            conceal_in_report(&viewer, &mut editions.internal);
            Ok(editions)
        };
        self.read_to_show(actor, reading, work).await
    }
}
