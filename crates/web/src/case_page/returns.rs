//! How the case is classed for returns, and what its person is told of changes; each with the form that says more.

use redress_app::CaseView;
use redress_domain::case::{ChangeTold, CommandKind};
use redress_domain::procedure::Split;
use redress_domain::time::long_date;

use super::Link;
use crate::answer::case_path;
use crate::commands::of_kind;
use crate::words::{by_means, labels};

/// A line with a link beside it.
pub(super) struct LinkedRow {
    pub(super) key: String,
    pub(super) text: String,
    pub(super) link: Option<Link>,
}

/// What the procedure asks for returns; nothing where it asks nothing.
pub(super) fn splits(view: &CaseView) -> Vec<LinkedRow> {
    let numbered = (1_usize..).zip(&view.procedure.splits);
    numbered.filter_map(|(number, split)| split_row(view, number, split)).collect()
}

fn split_row(view: &CaseView, number: usize, split: &Split) -> Option<LinkedRow> {
    let may = view.offered.contains(&CommandKind::Classify);
    let answer = view.case.splits.get(&split.id);
    // Whoever does not see special-category data is not told either that there is none.
    if split.special && answer.is_none() && !may {
        return None;
    }
    let link = may.then(|| Link {
        href: format!("{}/splits/{number}/classification", case_path(&view.case.reference)),
        label: if answer.is_some() { "Change" } else { "Record" }.to_owned(),
    });
    let text = answer.map_or_else(|| "Not recorded yet".to_owned(), |options| labels(&split.options, options));
    Some(LinkedRow { key: split.label.clone(), text, link })
}

/// Whether the person wants to know what changes, from the decision on, and what they were told.
pub(super) fn changes(view: &CaseView) -> Vec<LinkedRow> {
    let case = &view.case;
    let decided = case.handlings.iter().any(|handling| handling.decision.is_some());
    if case.is_anonymous() || (case.wants_to_know.is_none() && !decided) {
        return case.changes_told.iter().map(told).collect();
    }
    let (text, kind) = match case.wants_to_know {
        None => {
            ("Not asked yet: \"Would you like to know what changes because of this?\"", CommandKind::AskAboutChanges)
        }
        Some(true) => ("Yes", CommandKind::TellWhatChanged),
        Some(false) => ("No", CommandKind::AskAboutChanges),
    };
    let form = of_kind(kind).filter(|_| view.offered.contains(&kind));
    let link = form
        .map(|form| Link { href: format!("{}/{}", case_path(&case.reference), form.slug), label: (form.title)(view) });
    let asked = LinkedRow { key: "Wants to know what changes".to_owned(), text: text.to_owned(), link };
    std::iter::once(asked).chain(case.changes_told.iter().map(told)).collect()
}

fn told(told: &ChangeTold) -> LinkedRow {
    LinkedRow {
        key: format!("Told {}, {}", by_means(told.means), long_date(told.on)),
        text: told.what.clone(),
        link: None,
    }
}
