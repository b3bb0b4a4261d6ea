//! One improvement action: what is done and why, how it went, and whether it worked.

use askama::Template;
use redress_app::ImprovementView;
use redress_domain::improvement::{Ending, Expected, Improvement};
use redress_domain::procedure::Permission;
use redress_domain::time::long_date;

use super::history::{Entry, history};
use super::steps::offered;
use super::{found, path};
use crate::answer::{Answer, View, shown};
use crate::case_page::Link;
use crate::extract::Path;
use crate::layout::{Area, Page};
use crate::learning::effect::EffectView;
use crate::learning::lines::{Chip, state};
use crate::learning::{case_links, cause, lesson, theme};
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "improvement.html")]
struct ImprovementPage {
    page: Page,
    number: u32,
    title: String,
    state: Chip,
    what: String,
    about: String,
    /// The cases and the theme it comes from.
    sources: Vec<Link>,
    owner: String,
    started: String,
    due: String,
    expected: String,
    effect: Option<EffectView>,
    /// Why nothing is said yet, or ever, of whether it worked.
    no_effect: &'static str,
    history: Vec<Entry>,
    forms: Vec<Link>,
}

impl View for ImprovementPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// The page.
pub(crate) async fn show(visitor: Visitor, Path(number): Path<u32>) -> Answer {
    let view = found(&visitor, number).await?;
    let procedure = visitor.procedure()?;
    let ImprovementView { improvement, effect } = &view;
    Ok(shown(&ImprovementPage {
        page: visitor.page(Area::Learning, format!("Improvement action {number}: {}", improvement.title)),
        number,
        title: improvement.title.clone(),
        state: state(improvement, &visitor),
        what: improvement.what.clone(),
        about: cause::of(Some(&improvement.cause), procedure),
        sources: improvement.theme.map(theme::link).into_iter().chain(case_links(&improvement.cases)).collect(),
        owner: visitor.who.settings.staffing.name(&improvement.owner).to_owned(),
        started: long_date(improvement.started_on),
        due: long_date(improvement.due_on),
        expected: match &improvement.expected {
            Expected::Fewer { effect } => effect.clone(),
            Expected::NotMeasurable { reason } => format!("Not to be seen in the number of cases: {reason}"),
        },
        effect: effect.as_ref().map(|effect| EffectView::of(improvement, effect)),
        no_effect: no_effect(improvement),
        history: history(improvement, &visitor, procedure),
        forms: if visitor.may(Permission::Improve) { forms(improvement) } else { Vec::new() },
    }))
}

fn no_effect(improvement: &Improvement) -> &'static str {
    match (&improvement.ending, &improvement.expected) {
        (Some(Ending::Dropped { .. }), _) => "It was dropped, so there is nothing to compare.",
        (_, Expected::NotMeasurable { .. }) => {
            "Its effect cannot be seen in the number of cases. Add what you think of it."
        }
        _ => "Once it is done, later cases of its cause are compared with those before.",
    }
}

fn forms(improvement: &Improvement) -> Vec<Link> {
    let step = |step: &super::steps::Step| Link {
        href: format!("{}/{}", path(improvement.number), step.slug),
        label: step.title.to_owned(),
    };
    let is_done = matches!(improvement.ending, Some(Ending::Done { .. }));
    let lesson = is_done.then(|| Link {
        href: lesson::path_from_improvement(improvement.number),
        label: "Write a lesson that others can read".to_owned(),
    });
    offered(improvement).map(step).chain(lesson).collect()
}
