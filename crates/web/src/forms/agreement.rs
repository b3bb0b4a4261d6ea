//! Whether the person agrees: asked in several forms, always in the same way (R30, R35, R53).

use redress_domain::case::Agreement;
use redress_domain::procedure::Means;

use super::{Filling, Read, means_items};
use crate::components::{Block, Item};

/// Asks whether the person agrees, and for the reasons where they do not; of an anonymous case, for a statement instead.
pub(crate) fn ask_agreement(fill: &Filling<'_>, person: &str, anonymous: bool, may_disagree: bool) -> Block {
    if anonymous {
        return statement(fill, person);
    }
    let agreed = Item::new("agreed", "Yes").reveals(how_and_when(fill, "How did they say so?", "On what day?"));
    let mut items = vec![agreed];
    if may_disagree {
        let reasons = fill.area("not_agreed_reasons", "Their reasons, in their words").with_rows(3);
        items.push(Item::new("not-agreed", "No").reveals(vec![reasons.into()]));
    }
    fill.radios("agreement", format!("Does the {person} agree?"), items).into()
}

/// As [`ask_agreement`], where nothing but a yes settles it: the answers stand on the page by themselves (R35).
pub(crate) fn ask_first_contact_agreement(fill: &Filling<'_>, person: &str, anonymous: bool) -> Vec<Block> {
    if anonymous {
        return vec![statement(fill, person)];
    }
    how_and_when(fill, &format!("How did the {person} confirm that this settles it?"), "When did they confirm it?")
}

fn how_and_when(fill: &Filling<'_>, how: &str, when: &str) -> Vec<Block> {
    vec![fill.select("agreed_means", how, "Choose how", means_items()).into(), fill.date("agreed_on", when).into()]
}

fn statement(fill: &Filling<'_>, person: &str) -> Block {
    let hint = format!("The {person} is anonymous and cannot be asked, so say it in your own words.");
    fill.area("agreement_statement", "Why is it resolved?").hint(hint).with_rows(3).into()
}

/// Reads the answer. `assumed` is the answer where the form does not ask for one but for its details only.
pub(crate) fn read_agreement(read: &mut Read<'_>, anonymous: bool, assumed: Option<&str>) -> Option<Agreement> {
    if anonymous {
        let statement = read.required("agreement_statement", "Enter why it is resolved.")?;
        return Some(Agreement::NotPossible { statement });
    }
    match assumed.unwrap_or(read.typed().get("agreement")) {
        "agreed" => {
            let means = read.word::<Means>("agreed_means", "Choose how they confirmed it.");
            let on = read.date("agreed_on", "Enter the day on which they confirmed it.");
            Some(Agreement::Agreed { means: means?, on: on? })
        }
        "not-agreed" => {
            let reasons = read.required("not_agreed_reasons", "Enter the reasons why they do not agree.")?;
            Some(Agreement::NotAgreed { reasons })
        }
        _ => {
            read.refuse("agreement", "required", "Choose whether they agree.");
            None
        }
    }
}
