//! The page of a draft: what is missing, the form, and the steps to publication.

use askama::Template;
use redress_app::{DraftView, NarrativeDraft};
use redress_domain::case::FieldError;
use redress_domain::publication::{Standing, TakenBack, ToldOf};
use redress_domain::statistics::Section;

use super::form::{of, section_field, strays};
use super::narrative::{PARTS, narrative_field};
use super::{NARRATIVES_SHOWN, shown_narratives};
use crate::answer::View;
use crate::components::{Block, ErrorSummary, Item};
use crate::forms::{Filling, Typed};
use crate::layout::{Area, Page};
use crate::reports::period_path;
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "report_draft.html")]
pub(super) struct DraftPage {
    page: Page,
    errors: ErrorSummary,
    period: String,
    base: String,
    version: u64,
    number: u32,
    form_token: String,
    reason: Option<String>,
    standing: String,
    blockers: Vec<String>,
    warnings: Vec<String>,
    /// Empty for those who may not write, and once it is published.
    blocks: Vec<Block>,
    narratives: Vec<NarrativePart>,
    /// What was typed of cases that are upheld no more.
    strays: Vec<NarrativePart>,
    /// Whether there is something to look at before it is published.
    preview: bool,
    others: Option<Block>,
    narratives_in_all: usize,
    from: usize,
    earlier: Option<String>,
    later: Option<String>,
    steps: Steps,
}

/// A narrative with what the case says and what is to be told.
struct NarrativePart {
    heading: String,
    block: Block,
}

/// What can be done now.
#[derive(Default)]
struct Steps {
    ask: bool,
    approve: bool,
    publish: bool,
    correct: bool,
}

impl View for DraftPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

pub(super) fn page(visitor: &Visitor, view: DraftView, from: usize, typed: &Typed, errors: &[FieldError]) -> DraftPage {
    let fill = Filling { typed, errors };
    let is_open = view.draft.is_open();
    let writes = is_open && view.may_write;
    let blocks = if writes { text_blocks(&fill, &view.report.layout.sections) } else { Vec::new() };
    let narratives: Vec<NarrativePart> = match writes {
        true => shown_narratives(&view, from).map(|draft| NarrativePart::of(&fill, draft, &view)).collect(),
        false => Vec::new(),
    };
    let strays: Vec<NarrativePart> = match writes {
        true => strays(typed, &view).iter().map(|stray| NarrativePart::stray(&fill, stray)).collect(),
        false => Vec::new(),
    };
    let parts = narratives.iter().chain(&strays).map(|part| &part.block);
    let names = blocks.iter().chain(parts);
    let summary = ErrorSummary::of_names(errors, &names.flat_map(Block::names).collect::<Vec<_>>());
    let others = "Leave every other one out of the public edition, where nothing is chosen above";
    let base = period_path(&view.report.period.id);
    let page_from = |from: usize| format!("{base}/draft?from={from}");
    let in_all = view.narratives.len();
    DraftPage {
        page: visitor.page(Area::Reports, format!("Draft: {}", view.report.period.label)).wide().with_errors(errors),
        errors: summary,
        period: view.report.period.label.clone(),
        version: view.revision,
        number: view.draft.version,
        form_token: visitor.web.form_token(),
        reason: view.draft.reason.clone(),
        standing: standing(&view, visitor),
        blockers: view.blockers.iter().map(ToString::to_string).collect(),
        warnings: view.warnings.iter().map(|check| check.detail.clone()).chain(no_longer_upheld(&view)).collect(),
        others: (writes && in_all > 0)
            .then(|| fill.tick("withhold_others", "Upheld cases that nothing is said about", others).small().into()),
        blocks,
        narratives,
        strays,
        preview: is_open,
        narratives_in_all: in_all,
        from,
        earlier: (from > 0).then(|| page_from(from.saturating_sub(NARRATIVES_SHOWN))),
        later: (from.saturating_add(NARRATIVES_SHOWN) < in_all)
            .then(|| page_from(from.saturating_add(NARRATIVES_SHOWN))),
        steps: Steps::of(&view),
        base,
    }
}

/// What is kept of cases that are upheld no more, and is not published.
fn no_longer_upheld(view: &DraftView) -> impl Iterator<Item = String> {
    let is_upheld = |told: &ToldOf| view.narratives.iter().any(|draft| of(draft) == *told);
    let gone = view.draft.narratives.iter().filter(move |telling| view.draft.is_open() && !is_upheld(&telling.of));
    gone.map(|telling| {
        let reference = &telling.of.reference;
        format!("{reference} is no longer upheld: what was to be told of it goes when the draft is kept again.")
    })
}

/// Author and post, then a text for each section.
fn text_blocks(fill: &Filling<'_>, sections: &[Section]) -> Vec<Block> {
    let mut blocks: Vec<Block> = vec![
        fill.line("author.name", "Who answers for the report").wide("govuk-input--width-20").into(),
        fill.line("author.post", "Their post").wide("govuk-input--width-20").into(),
    ];
    blocks.extend(sections.iter().map(|section| {
        let area = fill.area(&section_field(section.id), section.title.clone()).with_rows(3);
        Block::from(match &section.intro {
            Some(intro) => area.hint(format!("The section begins: {intro}")),
            None => area,
        })
    }));
    blocks
}

fn standing(view: &DraftView, visitor: &Visitor) -> String {
    let name = |by: &str| {
        let staff = visitor.who.settings.staffing.iter().find(|staff| by == format!("user:{}", staff.id));
        staff.map_or_else(|| "the operator".to_owned(), |staff| staff.name.clone())
    };
    match &view.draft.standing {
        Standing::Writing { taken_back: None } if view.revision == 0 => "Nobody has begun to write it.".to_owned(),
        Standing::Writing { taken_back: None } => "It is being written.".to_owned(),
        Standing::Writing { taken_back: Some(why) } => taken_back(*why),
        Standing::Returned { by, reason } => format!("{} sent it back: {reason}", name(by)),
        Standing::Asked { by, .. } => format!("{} asks for approval. Somebody else gives it.", name(by)),
        Standing::Approved { by, .. } => format!("{} approved it. It can be published.", name(by)),
        Standing::Published => format!("Version {} is published.", view.draft.version),
    }
}

fn taken_back(why: TakenBack) -> String {
    why.sentence().to_owned()
}

impl NarrativePart {
    fn of(fill: &Filling<'_>, draft: &NarrativeDraft, view: &DraftView) -> Self {
        let (narrative, of) = (&draft.narrative, of(draft));
        let label = view.report.volumes.iter().find(|row| row.row == narrative.row).map(|row| row.label.as_str());
        let items = vec![
            Item::new("release", "Tell of it, in these words").reveals(texts(fill, &of)),
            Item::new("withhold", "Leave it out of the public edition"),
        ];
        let legend = format!("What the public edition says of {}", narrative.reference);
        Self {
            heading: format!("{}, {}", narrative.reference, label.unwrap_or_default()),
            block: fill.radios(&narrative_field(&of, "tell"), legend, items).small().into(),
        }
    }

    /// Of a case that is not upheld any more: what was typed stays until somebody lets go of it.
    fn stray(fill: &Filling<'_>, of: &ToldOf) -> Self {
        let items = vec![
            Item::new("release", "Keep these words on this page").reveals(texts(fill, of)),
            Item::new("drop", "Let go of them"),
        ];
        let legend = format!("What you wrote of {}", of.reference);
        Self {
            heading: format!("{}, no longer upheld", of.reference),
            block: fill.radios(&narrative_field(of, "tell"), legend, items).small().into(),
        }
    }
}

fn texts(fill: &Filling<'_>, of: &ToldOf) -> Vec<Block> {
    PARTS.iter().map(|(name, label)| fill.area(&narrative_field(of, name), *label).with_rows(2).into()).collect()
}

impl Steps {
    fn of(view: &DraftView) -> Self {
        let ready_but_for_approval = view.blockers.iter().all(|blocker| blocker.code() == "not-approved");
        match &view.draft.standing {
            Standing::Published => Self { correct: view.may_approve, ..Self::default() },
            Standing::Asked { .. } => Self { approve: view.may_approve, ..Self::default() },
            Standing::Approved { .. } => Self { publish: view.may_approve, ..Self::default() },
            Standing::Writing { .. } | Standing::Returned { .. } => Self {
                ask: view.approval && view.may_write && ready_but_for_approval,
                publish: !view.approval && view.may_approve && view.blockers.is_empty(),
                ..Self::default()
            },
        }
    }
}
