//! The draft of a period's report as somebody sees it, and what still keeps it from publication.

use redress_domain::procedure::Permission;
use redress_domain::publication::{Blocker, Draft, Telling, ToldOf, blockers, shown_with};
use redress_domain::reading::ReadKind;
use redress_domain::statistics::{Check, Narrative, Report};
use redress_store::{Reader, find_draft};

use super::present::Present;
use crate::App;
use crate::actor::Actor;
use crate::error::AppError;
use crate::permit::viewer;
use crate::reads::Reading;

/// A draft with the figures it is about.
#[derive(Debug, Clone)]
pub struct DraftView {
    /// Number of its changes; 0 where nobody has begun.
    pub revision: u64,
    /// An approval of other figures is shown as taken back.
    pub draft: Draft,
    /// The internal edition as it would be published now.
    pub report: Report,
    /// Every upheld handling with what its case says and what is to be told of it.
    pub narratives: Vec<NarrativeDraft>,
    /// What still keeps it from publication; none once it is published.
    pub blockers: Vec<Blocker>,
    /// Checks that do not hold and do not have to.
    pub warnings: Vec<Check>,
    /// Whether somebody else approves it before it is published (R109).
    pub approval: bool,
    pub may_write: bool,
    pub may_approve: bool,
}

/// An upheld handling and what is to be told of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NarrativeDraft {
    /// As its case says, for those who may read it.
    pub narrative: Narrative,
    /// What is decided about it; `None`: nothing yet.
    pub telling: Option<Telling>,
}

impl App {
    /// The draft of a period's report, with the checks as they go (R92, R99-R103).
    ///
    /// # Errors
    /// [`AppError::NotFound`] for somebody who may not see reports; [`AppError::Invalid`] for a period that is not one.
    pub async fn report_draft(&self, actor: &Actor, period_id: &str) -> Result<DraftView, AppError> {
        let reading = Some(Reading::of(ReadKind::Report, period_id));
        let (cache, asker, now, period_id) = (self.cache(), actor.clone(), self.now(), period_id.to_owned());
        let work = move |reader: &mut Reader<'_>| {
            let viewer = viewer(reader, &cache, &asker)?;
            let present = Present::of(reader, &cache, &asker, &period_id, now)?.concealed_from(&viewer);
            let stored = find_draft(reader, asker.organisation(), &present.period.id)?;
            let (revision, draft) = stored.map_or((0, Draft::first()), |stored| (stored.revision, stored.draft));
            let mut draft = shown_with(draft, &present.figures);
            let scene = present.scene(asker.by())?;
            let blockers = if draft.is_open() { blockers(&scene, &draft) } else { Vec::new() };
            let approval = scene.approval;
            draft.narratives.retain(|telling| !viewer.hides(&telling.of.reference));
            let narratives = present.report.narratives.iter().map(|narrative| {
                let of = ToldOf { reference: narrative.reference.clone(), row: narrative.row };
                NarrativeDraft { narrative: narrative.clone(), telling: draft.telling(&of).cloned() }
            });
            let warnings = present.report.checks.iter().filter(|check| !check.holds && !check.must);
            Ok(DraftView {
                revision,
                narratives: narratives.collect(),
                blockers,
                warnings: warnings.cloned().collect(),
                approval,
                may_write: present.may(Permission::Improve),
                may_approve: present.may(Permission::Approve),
                draft,
                report: present.report,
            })
        };
        self.read_to_show(actor, reading, work).await
    }
}
