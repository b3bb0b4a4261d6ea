//! What `procedure diff` names when one thing in a procedure is changed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use proptest::prelude::*;
use proptest::sample::Index;
use redress_domain::procedure::diff::{Change, What, diff};
use redress_domain::procedure::{Definition, Procedure, shipped};
use toml::{Table, Value};

fn shipped_definition(id: &str) -> Definition {
    let file = shipped::find(id).unwrap();
    Definition::clone(&Procedure::load(file.file, file.text).procedure.unwrap())
}

fn donnington() -> Definition {
    shipped_definition("donnington-service-failure")
}

fn changes(to: &Definition) -> Vec<Change> {
    diff(&donnington(), to).unwrap()
}

fn lines(changes: &[Change]) -> Vec<String> {
    let line = |change: &Change| {
        let (from, to) = (change.what.from_text(), change.what.to_text());
        format!("{} {} {} > {}", change.what.id(), change.path, from.unwrap_or_default(), to.unwrap_or_default())
    };
    changes.iter().map(line).collect()
}

#[test]
fn a_procedure_does_not_differ_from_itself() {
    for file in shipped::all() {
        let definition = shipped_definition(file.id);
        assert_eq!(diff(&definition, &definition).unwrap(), [], "{}", file.id);
    }
}

#[test]
fn a_changed_field_is_named_by_the_ids_on_the_way_to_it() {
    let mut to = donnington();
    to.clocks.iter_mut().find(|clock| clock.id == "resolve").unwrap().label = "Settle it".to_owned();
    assert_eq!(lines(&changes(&to)), ["changed clocks.resolve.label Resolve the service failure > Settle it"]);
}

#[test]
fn elements_are_matched_by_id_whatever_their_position() {
    let mut to = donnington();
    let removed = to.codes.remove(0);
    let path = format!("codes.{}", removed.id);
    let told = changes(&to);
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!((told[0].path.as_str(), told[0].what.id()), (path.as_str(), "removed"));

    to.codes.push(removed);
    let told = changes(&to);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(matches!(&told[0].what, What::Reordered { .. }) && told[0].path == "codes");
}

#[test]
fn steps_are_matched_by_kind_and_lists_of_words_by_word() {
    let mut to = donnington();
    to.stages[0].steps[1].label = "Act at once".to_owned();
    to.service_areas.retain(|area| area != "Catering");
    to.service_areas.push("Library".to_owned());
    let told = lines(&changes(&to));
    assert_eq!(told.len(), 3, "{told:?}");
    assert!(told.contains(&"removed service_areas Catering > ".to_owned()), "{told:?}");
    assert!(told.contains(&"added service_areas  > Library".to_owned()), "{told:?}");
    assert!(told.iter().any(|line| line.starts_with("changed stages.immediate-resolution.steps.first-contact.label")));
}

#[test]
fn what_one_side_leaves_out_is_added_or_removed_whole() {
    let mut to = donnington();
    to.adoption = Some(redress_domain::procedure::Adoption {
        body: "Board".to_owned(),
        signatory: "A. Clerk".to_owned(),
        date: redress_domain::time::parse_date("2026-01-31").unwrap(),
    });
    let told = changes(&to);
    assert_eq!((told.len(), told[0].path.as_str(), told[0].what.id()), (1, "adoption", "added"));
    let back = diff(&to, &donnington()).unwrap();
    assert_eq!((back.len(), back[0].path.as_str(), back[0].what.id()), (1, "adoption", "removed"));
    assert!(told[0].what.to_text().unwrap().contains("date = \"2026-01-31\""));
}

/// Every text of a tree, by a way to it that does not depend on how `diff` names it.
fn texts<'v>(value: &'v mut Value, found: &mut Vec<&'v mut String>) {
    match value {
        Value::String(text) => found.push(text),
        Value::Array(list) => list.iter_mut().for_each(|value| texts(value, found)),
        Value::Table(table) => table.iter_mut().for_each(|(_, value)| texts(value, found)),
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whichever text is changed: what it was and what it is are told somewhere, and undoing it is told the other way round.
    #[test]
    fn no_change_of_a_text_goes_untold(file in any::<Index>(), at in any::<Index>()) {
        let file = file.get(shipped::all());
        let from = shipped_definition(file.id);
        let mut tree = Value::Table(Table::try_from(&from).unwrap());
        let mut found = Vec::new();
        texts(&mut tree, &mut found);
        let at = at.index(found.len());
        *found[at] = format!("{} changed", found[at].trim_end());
        // A word of a closed vocabulary cannot be changed to just anything.
        let Ok(to) = tree.try_into::<Definition>() else { return Ok(()) };
        let there = diff(&from, &to).unwrap();
        let back = diff(&to, &from).unwrap();
        prop_assert!(!there.is_empty());
        prop_assert_eq!(there.len(), back.len());
        prop_assert!(there.iter().any(|change| change.what.to_text().is_some_and(|text| text.contains(" changed"))));
        prop_assert!(back.iter().any(|change| change.what.from_text().is_some_and(|text| text.contains(" changed"))));
    }
}
